#include "core/io/network_file.h"
#include "core/io/table_file.h"
#include "ui/figures/cluster_curves.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/tree_figure.h"

#include "session/reference_order.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <sstream>

using namespace counterpart;

namespace {

constexpr int kUnitsA = 6;
constexpr int kUnitsB = 9;

/// Units i of both networks with correlation 0.8 where i is the same modulo 3, else `otherGroup`;
/// unit 8 of B is dead.
session::PairResult planted(double otherGroup = -0.1)
{
    const auto like = [&](core::Index i, core::Index j) {
        return i % 3 == j % 3 ? 0.8 : otherGroup;
    };
    auto analysis = std::make_shared<core::LayerPairAnalysis>();
    core::Correlation& correlation = analysis->correlation;
    correlation.within.a = core::Matrix::NullaryExpr(kUnitsA, kUnitsA, like);
    correlation.within.b = core::Matrix::NullaryExpr(kUnitsB, kUnitsB, like);
    correlation.between = core::Matrix::NullaryExpr(kUnitsA, kUnitsB, like);
    correlation.within.a.diagonal().setOnes();
    correlation.within.b.diagonal().setOnes();
    correlation.within.b.row(8).setZero();
    correlation.within.b.col(8).setZero();
    correlation.between.col(8).setZero();
    correlation.dead.b = {core::UnitIndex{8}};
    const auto network = [](const char* name) {
        auto made = std::make_shared<core::Network>();
        made->name = name;
        made->layers.emplace_back();
        made->layers.back().name = "fc";
        return made;
    };
    session::PairResult result;
    result.pair = {{{0}, {0}}, {{1}, {0}}};
    result.networks = {network("net A"), network("net, \"B\"")};
    result.analysis = analysis;
    result.matching = std::make_shared<core::Matching>();
    return result;
}

ui::ShownClusters clustersOf(const session::PairResult& result, int k, double alpha = 1)
{
    ui::ClusterRequest request;
    request.embedding = std::make_shared<const core::SpectralEmbedding>(
        core::embedUnits(result.analysis->correlation, {}, {}));
    request.options.clusters = k;
    request.options.alpha = alpha;
    return ui::findClusters(result, request, {}).shown;
}

/// Clusters of these members, of which those from `roots` on are parts of the first.
ui::ShownClusters clustersOf(const session::PairResult& result,
                             const std::vector<core::SidePair<std::vector<int>>>& members,
                             int roots)
{
    core::ClusterTree tree;
    tree.units = {kUnitsA, kUnitsB};
    tree.roots = roots;
    for (const core::SidePair<std::vector<int>>& cluster : members) {
        core::ClusterNode& node = tree.nodes.emplace_back();
        for (const core::Side side : {core::Side::A, core::Side::B}) {
            for (const int unit : cluster[side])
                node.members[side].push_back(core::UnitIndex{unit});
        }
        core::measureCluster(node, result.analysis->correlation);
    }
    for (int part = roots; part < int(members.size()); ++part) {
        tree.nodes[std::size_t(part)].parent = 0;
        tree.nodes[0].children.push_back(part);
    }
    return {std::make_shared<const core::ClusterOutline>(core::outlineOf(tree)), tree.leaves()};
}

QStringList labelLines(const session::PairResult& result, const ui::ShownClusters& clusters)
{
    const core::DataTable table = ui::labelsTable(result, clusters);
    std::ostringstream csv;
    core::writeCsv(csv, {&table, 1});
    return QString::fromStdString(csv.str()).trimmed().split('\n');
}

} // namespace

class TestClusterFigure : public QObject
{
    Q_OBJECT

private slots:
    void plantedBlocksAreTheClusters()
    {
        const session::PairResult result = planted();
        const ui::ShownClusters clusters = clustersOf(result, 3);
        QCOMPARE(clusters.blocks.size(), std::size_t(3));
        const plots::BlockContent content = ui::makeBlocks(result, clusters, false, {});
        QCOMPARE(content.title, "fc: 14 units in 3 clusters");
        QCOMPARE(content.units.size(), std::size_t(kUnitsA + kUnitsB - 1));
        QVERIFY(content.innerSpans.empty());
        // The matrix is that of the units at its places.
        const core::Correlation& correlation = result.analysis->correlation;
        const auto valueOf = [&](const plots::PlacedUnit& one, const plots::PlacedUnit& two) {
            const int i = one.unit.unit.value;
            const int j = two.unit.unit.value;
            if (one.side != two.side)
                return one.side == core::Side::A ? correlation.between(i, j)
                                                 : correlation.between(j, i);
            return correlation.within[one.side](i, j);
        };
        for (core::Index row = 0; row < 14; ++row) {
            for (core::Index column = 0; column < 14; ++column) {
                const double expected =
                    valueOf(content.units[std::size_t(row)], content.units[std::size_t(column)]);
                QCOMPARE(content.values->levels().front()(row, column), float(expected));
                QVERIFY(content.exact(row, column) == expected);
            }
        }
        for (const plots::Block& block : content.blocks) {
            for (int place = block.span.begin; place < block.span.end; ++place)
                QCOMPARE(content.units[std::size_t(place)].unit.unit.value % 3,
                         content.units[std::size_t(block.span.begin)].unit.unit.value % 3);
        }
    }

    /// As the paper draws them: 1 on the diagonal, 0 within the networks.
    void linksAreDrawnWhereTheyJoined()
    {
        const session::PairResult result = planted();
        ui::ShownClusters clusters = clustersOf(result, 3);
        const core::Matrix weights = test::uniformMatrix(kUnitsA, kUnitsB, 5, -0.7, 0.4);
        clusters.links = std::make_shared<const core::Matrix>(weights);
        const plots::BlockContent content = ui::makeBlocks(result, clusters, true, {});
        QCOMPARE(content.valueName, "w");
        for (std::size_t row = 0; row < content.units.size(); ++row) {
            for (std::size_t column = 0; column < content.units.size(); ++column) {
                const plots::PlacedUnit& one = content.units[row];
                const plots::PlacedUnit& two = content.units[column];
                double expected = row == column ? 1 : 0;
                if (one.side != two.side) {
                    const bool isFirst = one.side == core::Side::A;
                    expected = weights((isFirst ? one : two).unit.unit.value,
                                       (isFirst ? two : one).unit.unit.value);
                }
                const auto& drawn = content.values->levels().front();
                QCOMPARE(drawn(core::Index(row), core::Index(column)), float(expected));
                QVERIFY(content.exact(core::Index(row), core::Index(column)) == expected);
            }
        }
        const double strongest = weights.cwiseAbs().maxCoeff();
        const ui::MatrixColours colours = ui::colourBlocks({}, clusters, *content.values);
        QCOMPARE(colours.limits.low, -strongest);
        QCOMPARE(colours.limits.high, strongest);
    }

    /// Worked out by hand from 1, 0.8 and -0.1. The second cluster's values are the third rank's.
    void bothCurvesHaveTheSameClusterAtARank()
    {
        const session::PairResult result = planted();
        const ui::ShownClusters clusters =
            clustersOf(result, {{{1}, {}}, {{5}, {3}}, {{0, 3}, {0}}, {{2, 4}, {1, 5}}}, 4);
        QCOMPARE(ui::bySimilarity(clusters), (std::vector<std::size_t>{2, 3, 1, 0}));
        const plots::CurveContent content = ui::makeClusterCurves(result, clusters);
        QCOMPARE(content.curves.size(), std::size_t(2));
        const std::vector<double> between{0.8, 0.35, -0.1};
        const std::vector<double> within{0.95, 0.45, 1, 1};
        const std::vector<plots::CurvePoint>& first = content.curves[0].points;
        const std::vector<plots::CurvePoint>& second = content.curves[1].points;
        QCOMPARE(first.size(), between.size());
        QCOMPARE(second.size(), within.size());
        for (std::size_t i = 0; i < second.size(); ++i) {
            QCOMPARE(second[i].place, int(i) + 1);
            QCOMPARE(second[i].y, within[i]);
            if (i == between.size())
                break;
            QCOMPARE(first[i].place, int(i) + 1);
            QCOMPARE(first[i].y, between[i]);
            QCOMPARE(first[i].units, second[i].units);
            const auto clusterOf = [](const plots::CurvePoint& point) {
                return point.text.substr(0, point.text.find(':'));
            };
            QCOMPARE(clusterOf(first[i]), clusterOf(second[i]));
        }
        QVERIFY(QString::fromStdString(second.back().text).endsWith("of one network"));
        QCOMPARE(content.notes, std::vector<std::string>{"1 cluster of one network alone"});
        QCOMPARE(content.title, "net A · fc  ~  net, \"B\" · fc");
        QCOMPARE(content.xTitle, "rank of 4 clusters, by similarity between the networks");
    }

    void singleUnitsAreSaid()
    {
        const session::PairResult result = planted();
        const auto titleOf = [&](const ui::ShownClusters& clusters) {
            return ui::makeBlocks(result, clusters, false, {}).title;
        };
        QCOMPARE(titleOf(clustersOf(result, {{{0}, {1}}, {{2}, {}}, {{}, {4}}}, 3)),
                 "fc: 4 units in 3 clusters, 2 single units");
        QCOMPARE(titleOf(clustersOf(result, {{{0, 3}, {1}}, {{0, 3}, {}}, {{}, {1}}}, 1)),
                 "fc: 1 cluster split into 2, 1 a single unit");
        QCOMPARE(titleOf(clustersOf(result, {{{0}, {1}}, {{2}, {}}, {{0}, {}}, {{}, {1}}}, 2)),
                 "fc: 2 clusters split into 3 single units");
    }

    void curvesFallAndNameTheirClusters()
    {
        const session::PairResult result = planted();
        const plots::CurveContent content = ui::makeClusterCurves(result, clustersOf(result, 3));
        QCOMPARE(content.curves.size(), std::size_t(2));
        for (const plots::Curve& curve : content.curves) {
            QCOMPARE(curve.points.size(), std::size_t(3));
            for (const plots::CurvePoint& point : curve.points)
                QCOMPARE(point.units.size(), std::size_t(2));
        }
        for (const plots::CurvePoint& point : content.curves[0].points)
            QVERIFY(std::abs(point.y - 0.8) < 1e-12);
        QVERIFY(QString::fromStdString(content.curves[0].points[0].text).startsWith("cluster "));
    }

    void splitClustersLieWithinTheirParents()
    {
        const session::PairResult result = planted();
        const ui::ShownClusters clusters = clustersOf(result, 1, 0.5);
        QVERIFY(clusters.blocks.size() > 1);
        const plots::BlockContent content = ui::makeBlocks(result, clusters, false, {});
        QVERIFY(!content.innerSpans.empty());
        for (const core::LeafSpan& outer : content.innerSpans)
            QVERIFY(std::ranges::any_of(content.blocks, [&](const plots::Block& block) {
                return block.span.begin >= outer.begin && block.span.end <= outer.end;
            }));
    }

    void cutsOfTheTreeAgree()
    {
        const session::PairResult result = planted();
        const ui::JoinedUnits joined =
            ui::joinUnits(result, core::HierarchySource::Correlations, {});
        QCOMPARE(joined.suggestedClusters(), 3); // 0.8 joins, -0.1 does not
        for (int clusters = 1; clusters <= 14; ++clusters)
            QCOMPARE(joined.cut(clusters).blocks.size(), std::size_t(clusters));
        QCOMPARE(joined.clustersAt(joined.heightOf(3)), 3);
        QCOMPARE(joined.clustersAt(2), 14);
        QCOMPARE(joined.clustersAt(-2), 1);
        const plots::DendrogramContent tree = ui::makeDendrogram(result, joined);
        QCOMPARE(tree.leaves.size(), std::size_t(14));
        QCOMPARE(tree.names.a, "net A · fc");
    }

    /// A tree whose units all join by positive values opens with the clusters that the widest gap
    /// between eigenvalues suggests; with no fewer than the tree has.
    void treeOpensWithTheClustersOfTheGap()
    {
        const session::PairResult result = planted(0.1);
        const ui::JoinedUnits joined =
            ui::joinUnits(result, core::HierarchySource::Correlations, {});
        QCOMPARE(joined.clustersAt(1e-6), 1);
        QCOMPARE(joined.suggestedClusters(), 3);
        ui::JoinedUnits other = joined;
        other.gapClusters = 40;
        QCOMPARE(other.suggestedClusters(), 14); // each unit by itself
    }

    /// Eight clusters of the example stand on a page, not on a strip.
    void membersFillAPage()
    {
        const auto open = [](const char* file) {
            return std::make_shared<const core::Network>(
                core::describeFile(std::string(COUNTERPART_EXAMPLE_DIR "/") + file).front());
        };
        session::PairResult result;
        result.networks = {open("patches_seed1.h5"), open("patches_seed2.h5")};
        result.pair = {{{0}, {0}}, {{1}, {0}}};
        result.analysis = core::analyseLayerPair(
            {result.networks.a.get(), result.networks.b.get()}, {{0}, {0}}, {}, {});
        result.matching = session::MatchingPtr(result.analysis, &result.analysis->matching);
        const auto sheet = ui::findFigure("a13-cluster-members")->make({result, {}, {}});
        const plots::Size size = sheet->plot().preferredSize();
        QVERIFY2(size.height < 1.5 * size.width && size.width < 1.5 * size.height,
                 qPrintable(QStringLiteral("%1 x %2").arg(size.width).arg(size.height)));
    }

    void eigengapMarksTheChosenNumber()
    {
        const session::PairResult result = planted();
        const core::SpectralEmbedding embedding =
            core::embedUnits(result.analysis->correlation, {}, {});
        const plots::CurveContent content = ui::makeEigengap(result, embedding, 2);
        QCOMPARE(content.notes, std::vector<std::string>{"widest gap after 3"});
        QCOMPARE(content.title, "net A · fc  ~  net, \"B\" · fc");
        QCOMPARE(content.curves.size(), std::size_t(2));
        QCOMPARE(content.curves[1].points.size(), std::size_t(1));
        QCOMPARE(content.curves[1].points[0].place, 2);
    }

    void labelsAreCsv()
    {
        const session::PairResult result = planted();
        const ui::ShownClusters clusters = clustersOf(result, 3);
        const QStringList lines = labelLines(result, clusters);
        QCOMPARE(lines.size(), 1 + kUnitsA + kUnitsB);
        QCOMPARE(lines[0], "network,layer,unit,cluster");
        QVERIFY(lines[1].startsWith("net A,fc,0,"));
        QCOMPARE(lines[1].split(',').last(), lines[4].split(',').last());
        QCOMPARE(lines.last(), "\"net, \"\"B\"\"\",fc,8,"); // dead: in no cluster
    }

    /// Of B unit j stands for unit 7 - j of the reference, unit 8 for none; of A each for itself.
    void clustersFollowTheReference()
    {
        session::PairResult result = planted();
        core::Counterparts ofB;
        for (int unit = 0; unit < kUnitsB; ++unit)
            ofB.push_back(core::UnitIndex{unit < 8 ? 7 - unit : -1});
        result.reference = std::make_shared<const session::ReferenceOrder>(session::referenceOrder(
            result.pair.a.net, result.networks.a, {result.pair.a, result.pair.a},
            {std::make_shared<const core::Counterparts>(core::ownCounterparts(kUnitsA)),
             std::make_shared<const core::Counterparts>(ofB)}));
        ui::ClusterRequest request;
        request.embedding = std::make_shared<const core::SpectralEmbedding>(
            core::embedUnits(result.analysis->correlation, {}, {}));
        request.options.clusters = 3;
        request.options.alpha = 1;
        request.reference = result.reference;
        const ui::ShownClusters clusters = ui::findClusters(result, request, {}).shown;
        QCOMPARE(clusters.blocks.size(), std::size_t(3));
        for (const int block : clusters.blocks) {
            const core::LeafSpan span = clusters.outline->nodes[std::size_t(block)].span;
            for (int place = span.begin + 1; place < span.end; ++place) {
                if (clusters.outline->sideAt(place - 1) != clusters.outline->sideAt(place))
                    continue;
                const bool isRising =
                    clusters.outline->unitAt(place - 1) < clusters.outline->unitAt(place);
                QCOMPARE(isRising, clusters.outline->sideAt(place) == core::Side::A);
            }
        }
        const plots::BlockContent content = ui::makeBlocks(result, clusters, false, {});
        QVERIFY2(content.title.ends_with(", by net A"), content.title.c_str());
        const QStringList lines = labelLines(result, clusters);
        QCOMPARE(lines[0], "network,layer,unit,cluster,reference_unit");
        QVERIFY(lines[1].startsWith("net A,fc,0,") && lines[1].endsWith(",0"));
        QVERIFY(lines[1 + kUnitsA].endsWith(",7"));
        QVERIFY(lines.last().endsWith(",fc,8,,"));
    }
};

QTEST_APPLESS_MAIN(TestClusterFigure)
#include "tst_cluster_figure.moc"
