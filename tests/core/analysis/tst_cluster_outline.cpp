#include "core/analysis/cluster_outline.h"

#include "core/analysis/spectral_clustering.h"
#include "core/analysis/unit_hierarchy.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr int kUnitsA = 9;
constexpr int kUnitsB = 13;

/// Random, with unit 4 of A and unit 0 of B dead.
Correlation randomCorrelation()
{
    Matrix all = test::uniformMatrix(kUnitsA + kUnitsB, kUnitsA + kUnitsB, 3);
    all = ((all + all.transpose()) / 2).eval();
    all.diagonal().setOnes();
    for (const Index dead : {4, kUnitsA}) {
        all.row(dead).setZero();
        all.col(dead).setZero();
    }
    Correlation result;
    result.within = {all.topLeftCorner(kUnitsA, kUnitsA), all.bottomRightCorner(kUnitsB, kUnitsB)};
    result.between = all.topRightCorner(kUnitsA, kUnitsB);
    result.dead = {{UnitIndex{4}}, {UnitIndex{0}}};
    return result;
}

/// Every node against measureCluster() of the units in its run.
bool isMeasured(const ClusterOutline& outline, const Correlation& correlation)
{
    for (const OutlineNode& node : outline.nodes) {
        ClusterNode members;
        for (int place = node.span.begin; place < node.span.end; ++place)
            members.members[outline.sideAt(place)].push_back(outline.unitAt(place));
        measureCluster(members, correlation);
        if (std::abs(members.between - node.between) > 1e-12 ||
            std::abs(members.within - node.within) > 1e-12 ||
            node.count.a != static_cast<int>(members.members.a.size()) ||
            node.count.b != static_cast<int>(members.members.b.size()))
            return false;
    }
    return true;
}

/// Children share their parent's run out between them, in order.
bool isNested(const ClusterOutline& outline)
{
    for (std::size_t place = 0; place < outline.nodes.size(); ++place) {
        const OutlineNode& node = outline.nodes[place];
        int at = node.span.begin;
        for (const int child : node.children) {
            const OutlineNode& part = outline.nodes[static_cast<std::size_t>(child)];
            if (part.parent != static_cast<int>(place) || part.span.begin != at)
                return false;
            at = part.span.end;
        }
        if (!node.isLeaf() && at != node.span.end)
            return false;
    }
    return true;
}

} // namespace

class ClusterOutlineTest : public QObject
{
    Q_OBJECT

private slots:
    void combinedMatrixHoldsAllFourParts();
    void outlineOfAHierarchy();
    void outlineOfSplitClusters();
    void membersFollowTheOrderThatIsGiven();
    void hierarchyOfLinksJoinsPlantedPairs();
};

void ClusterOutlineTest::combinedMatrixHoldsAllFourParts()
{
    const Correlation correlation = randomCorrelation();
    const std::vector<CombinedUnit> live = liveUnits(correlation);
    QCOMPARE(live.size(), std::size_t(kUnitsA + kUnitsB - 2));
    QVERIFY(std::ranges::find(live, 4) == live.end());
    QVERIFY(std::ranges::find(live, kUnitsA) == live.end());
    const Matrix all = combinedCorrelation(correlation, live);
    QVERIFY(all == all.transpose());
    QCOMPARE(all(3, 5), correlation.within.a(3, 6));
    QCOMPARE(all(0, 8), correlation.between(0, 1));
    QCOMPARE(all(10, 9), correlation.within.b(3, 2));
}

void ClusterOutlineTest::outlineOfAHierarchy()
{
    const Correlation correlation = randomCorrelation();
    for (const bool isByLinks : {true, false}) {
        const UnitHierarchy hierarchy = isByLinks
                                            ? joinByLinks(correlation, correlation.between, {})
                                            : joinByCorrelations(correlation, {});
        const ClusterOutline outline = outlineOf(hierarchy.tree, hierarchy.units, correlation);
        QCOMPARE(outline.order.size(), std::size_t(kUnitsA + kUnitsB - 2));
        QCOMPARE(outline.roots.size(), std::size_t{1});
        QVERIFY(isNested(outline));
        QVERIFY(isMeasured(outline, correlation));
        const std::vector<int> cut = cutAtCount(hierarchy.tree, 6);
        const std::vector<int> expected = labelsOf(hierarchy.tree, cut);
        const SidePair<std::vector<int>> labels = outline.labels(cut);
        for (std::size_t leaf = 0; leaf < expected.size(); ++leaf) {
            const int unit = hierarchy.units[leaf];
            const int label = unit < kUnitsA ? labels.a[static_cast<std::size_t>(unit)]
                                             : labels.b[static_cast<std::size_t>(unit - kUnitsA)];
            QCOMPARE(label, expected[leaf]);
        }
        QCOMPARE(labels.a[4], -1);
        QCOMPARE(labels.b[0], -1);
    }
}

void ClusterOutlineTest::outlineOfSplitClusters()
{
    const Correlation correlation = randomCorrelation();
    const UnitClusters clusters = clusterUnits(embedUnits(correlation, {}, {}), correlation,
                                               {.clusters = 3, .alpha = 0.15, .restarts = 4}, {});
    QVERIFY(clusters.tree.leaves().size() > 3);
    const ClusterOutline outline = outlineOf(clusters.tree);
    QCOMPARE(outline.roots.size(), std::size_t(clusters.tree.roots));
    QVERIFY(isNested(outline));
    QVERIFY(isMeasured(outline, correlation));
    QCOMPARE(outline.labels(outline.roots), clusters.tree.labels(clusters.tree.rootNodes()));
    QCOMPARE(outline.labels(clusters.tree.leaves()), clusters.tree.labels(clusters.tree.leaves()));
    for (const int leaf : clusters.tree.leaves()) {
        const LeafSpan span = outline.nodes[static_cast<std::size_t>(leaf)].span;
        for (int place = span.begin + 1; place < span.end; ++place)
            QVERIFY(outline.order[static_cast<std::size_t>(place - 1)] <
                    outline.order[static_cast<std::size_t>(place)]);
    }
}

/// The clusters stay where they are; within each, A's members and then B's follow the order.
void ClusterOutlineTest::membersFollowTheOrderThatIsGiven()
{
    const Correlation correlation = randomCorrelation();
    const UnitClusters clusters = clusterUnits(embedUnits(correlation, {}, {}), correlation,
                                               {.clusters = 2, .alpha = 1, .restarts = 4}, {});
    SidePair<Order> falling;
    for (int unit = kUnitsA; unit-- > 0;)
        falling.a.push_back(UnitIndex{unit});
    for (int unit = kUnitsB; unit-- > 0;)
        falling.b.push_back(UnitIndex{unit});
    const ClusterOutline plain = outlineOf(clusters.tree);
    const ClusterOutline outline = outlineOf(clusters.tree, &falling);
    QVERIFY(isNested(outline));
    QVERIFY(isMeasured(outline, correlation));
    const std::vector<int> leaves = clusters.tree.leaves();
    QCOMPARE(outline.labels(leaves), plain.labels(leaves));
    bool isMoved = false;
    for (const int leaf : leaves) {
        const LeafSpan span = outline.nodes[static_cast<std::size_t>(leaf)].span;
        QCOMPARE(span.begin, plain.nodes[static_cast<std::size_t>(leaf)].span.begin);
        for (int place = span.begin + 1; place < span.end; ++place) {
            const bool isSameSide = outline.sideAt(place - 1) == outline.sideAt(place);
            QVERIFY(outline.sideAt(place - 1) == Side::A || isSameSide);
            QVERIFY(!isSameSide || outline.unitAt(place) < outline.unitAt(place - 1));
            isMoved = isMoved || isSameSide;
        }
    }
    QVERIFY(isMoved);
}

/// Each unit i of A is linked with unit i + 2 of B alone, the stronger the lower i.
void ClusterOutlineTest::hierarchyOfLinksJoinsPlantedPairs()
{
    Correlation correlation = randomCorrelation();
    Matrix links = Matrix::Zero(kUnitsA, kUnitsB);
    for (int i = 0; i < kUnitsA; ++i)
        links(i, i + 2) = 1 - 0.05 * i;
    const UnitHierarchy hierarchy = joinByLinks(correlation, links, {});
    const std::vector<UnitMerge> first = firstPairs(hierarchy, kUnitsA, 5);
    QCOMPARE(first.size(), std::size_t{5});
    for (std::size_t i = 0; i < first.size(); ++i) {
        const int unit = i < 4 ? static_cast<int>(i) : 5; // unit 4 of A is dead
        QCOMPARE(first[i].a, UnitIndex{unit});
        QCOMPARE(first[i].b, UnitIndex{unit + 2});
        QCOMPARE(first[i].height, links(unit, unit + 2));
    }
}

QTEST_APPLESS_MAIN(ClusterOutlineTest)
#include "tst_cluster_outline.moc"
