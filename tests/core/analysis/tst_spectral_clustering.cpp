#include "core/analysis/spectral_clustering.h"

#include "core/base/error.h"
#include "tests/support/cluster_values.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// The first `a` units are A's.
Correlation correlationOf(const Matrix& combined, Index a)
{
    const Index b = combined.rows() - a;
    Correlation result;
    result.within = {combined.topLeftCorner(a, a), combined.bottomRightCorner(b, b)};
    result.between = combined.topRightCorner(a, b);
    return result;
}

void kill(Correlation& correlation, Side side, int unit)
{
    correlation.dead[side].push_back(UnitIndex{unit});
    correlation.within[side].row(unit).setZero();
    correlation.within[side].col(unit).setZero();
    if (side == Side::A)
        correlation.between.row(unit).setZero();
    else
        correlation.between.col(unit).setZero();
}

std::vector<int> joined(const SidePair<std::vector<int>>& labels)
{
    std::vector<int> all = labels.a;
    all.insert(all.end(), labels.b.begin(), labels.b.end());
    return all;
}

std::vector<int> firstLabels(const UnitClusters& clusters)
{
    return joined(clusters.tree.labels(clusters.tree.rootNodes()));
}

std::vector<int> plantedLabels(int size, int count)
{
    std::vector<int> labels;
    for (int i = 0; i < size; ++i)
        labels.push_back(i % count);
    return labels;
}

UnitClusters cluster(const Correlation& correlation, const SpectralOptions& spectral,
                     const ClusterOptions& options)
{
    return clusterUnits(embedUnits(correlation, spectral, {}), correlation, options, {});
}

} // namespace

Q_DECLARE_METATYPE(counterpart::core::Laplacian)

class SpectralClusteringTest : public QObject
{
    Q_OBJECT

private slots:
    void plantedBlocksAreRecovered_data();
    void plantedBlocksAreRecovered();
    void agreesWithScikitLearn();
    void embeddingSolvesTheEigenproblem();
    void eigengapOfSeparateBlocks();
    void tauDropsEdges();
    void isolatedUnitsAreClustersOfTheirOwn();
    void deadUnitsAreInNone();
    void clustersFallInSimilarity();
    void measuresAreThoseCalculatedByHand();
    void splitsRespectTheBound_data();
    void splitsRespectTheBound();
    void identicalRowsAreNotSplit();
    void sameSeedSameLabels();
    void nothingToCluster();
    void stopsWhenAsked();
};

void SpectralClusteringTest::plantedBlocksAreRecovered_data()
{
    QTest::addColumn<Laplacian>("laplacian");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("unitsA");
    QTest::addColumn<int>("count");
    QTest::newRow("unnormalised") << Laplacian::Unnormalised << 60 << 30 << 4;
    QTest::newRow("symmetric") << Laplacian::Symmetric << 60 << 30 << 4;
    QTest::newRow("unequal layers") << Laplacian::Unnormalised << 200 << 45 << 9;
    QTest::newRow("unequal, symmetric") << Laplacian::Symmetric << 200 << 45 << 9;
}

void SpectralClusteringTest::plantedBlocksAreRecovered()
{
    QFETCH(const Laplacian, laplacian);
    QFETCH(const int, size);
    QFETCH(const int, unitsA);
    QFETCH(const int, count);
    for (unsigned seed = 0; seed < 5; ++seed) {
        const Correlation correlation =
            correlationOf(test::storedBlocks(seed, size, count), unitsA);
        const UnitClusters found =
            cluster(correlation, {.laplacian = laplacian}, {.alpha = 1, .seed = seed});
        QCOMPARE(found.k, count); // by the eigengap
        QCOMPARE(found.tree.roots, count);
        QVERIFY(test::areSameGroups(firstLabels(found), plantedLabels(size, count)));
    }
}

void SpectralClusteringTest::agreesWithScikitLearn()
{
    for (const auto& stored : test::storedClusterValues()["spectra"]) {
        const int size = stored["size"];
        const int count = stored["count"];
        const Correlation correlation =
            correlationOf(test::storedBlocks(stored["seed"], size, count), size / 2);
        for (const Laplacian laplacian : {Laplacian::Unnormalised, Laplacian::Symmetric}) {
            const std::vector<double> expected =
                stored[laplacian == Laplacian::Symmetric ? "symmetric" : "unnormalised"];
            const SpectralEmbedding embedding =
                embedUnits(correlation, {.laplacian = laplacian}, {});
            for (std::size_t i = 0; i < expected.size(); ++i)
                QVERIFY(std::abs(embedding.eigenvalues[static_cast<Index>(i)] - expected[i]) <
                        1e-10);
            const UnitClusters found =
                clusterUnits(embedding, correlation, {.clusters = count}, {});
            QVERIFY(
                test::areSameGroups(firstLabels(found), stored["labels"].get<std::vector<int>>()));
        }
    }
}

void SpectralClusteringTest::embeddingSolvesTheEigenproblem()
{
    const Matrix combined = test::storedSimilarity(8, 90);
    const double tau = 0.2;
    Matrix weights = (combined.array() > tau).select(combined, 0.0);
    weights.diagonal().setZero();
    const Matrix laplacian = Matrix(weights.colwise().sum().asDiagonal()) - weights;
    const SpectralEmbedding embedding =
        embedUnits(correlationOf(combined, 40), {.tau = tau, .maxClusters = 30}, {});
    QCOMPARE(embedding.vertices.size(), std::size_t{90});
    QCOMPARE(embedding.vectors.cols(), Index{30});
    QCOMPARE(embedding.eigenvalues.size(), Index{31});
    const Matrix residual = laplacian * embedding.vectors -
                            embedding.vectors * Matrix(embedding.eigenvalues.head(30).asDiagonal());
    QVERIFY(residual.cwiseAbs().maxCoeff() < 1e-11);
    QVERIFY(std::abs(embedding.eigenvalues[0]) < 1e-11);
}

/// Blocks without any edge between them: an eigenvalue 0 each, and perfect recovery.
void SpectralClusteringTest::eigengapOfSeparateBlocks()
{
    Matrix combined = Matrix::Zero(40, 40);
    for (Index j = 0; j < 40; ++j) {
        for (Index i = 0; i < 40; ++i)
            combined(i, j) = i % 5 == j % 5 ? 0.5 : -0.3;
    }
    const Correlation correlation = correlationOf(combined, 20);
    const SpectralEmbedding embedding = embedUnits(correlation, {}, {});
    QCOMPARE(embedding.suggestedClusters, 5);
    QVERIFY(embedding.eigenvalues.head(5).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY(std::abs(embedding.eigenvalues[5] - 8 * 0.5) < 1e-12); // size x weight
    const UnitClusters found = clusterUnits(embedding, correlation, {}, {});
    QVERIFY(test::areSameGroups(firstLabels(found), plantedLabels(40, 5)));
}

void SpectralClusteringTest::tauDropsEdges()
{
    Matrix combined = Matrix::Constant(12, 12, 0.3);
    for (Index j = 0; j < 12; ++j) {
        for (Index i = 0; i < 12; ++i)
            combined(i, j) = i / 4 == j / 4 ? 0.6 : 0.3;
    }
    const Correlation correlation = correlationOf(combined, 5);
    QVERIFY(embedUnits(correlation, {.tau = 0.2}, {}).eigenvalues[1] > 1);
    const SpectralEmbedding cut = embedUnits(correlation, {.tau = 0.3}, {}); // "> tau"
    QVERIFY(cut.eigenvalues.head(3).cwiseAbs().maxCoeff() < 1e-12);
    QCOMPARE(cut.suggestedClusters, 3);
    QCOMPARE(embedUnits(correlation, {.tau = 0.6}, {}).isolated.size(), std::size_t{12});
}

void SpectralClusteringTest::isolatedUnitsAreClustersOfTheirOwn()
{
    Matrix combined = test::storedBlocks(3, 40, 4);
    for (const Index unit : {7, 30}) { // one of A, one of B
        combined.row(unit).setConstant(-0.1);
        combined.col(unit).setConstant(-0.1);
        combined(unit, unit) = 1;
    }
    const Correlation correlation = correlationOf(combined, 20);
    const SpectralEmbedding embedding = embedUnits(correlation, {}, {});
    QCOMPARE(embedding.isolated, (std::vector<int>{7, 30}));
    QCOMPARE(embedding.vertices.size(), std::size_t{38});
    const UnitClusters found =
        clusterUnits(embedding, correlation, {.clusters = 4, .alpha = 1}, {});
    QCOMPARE(found.k, 4);
    QCOMPARE(found.tree.roots, 6);
    std::vector<int> expected = plantedLabels(40, 4);
    expected[7] = 4;
    expected[30] = 5;
    QVERIFY(test::areSameGroups(firstLabels(found), expected));
    for (const ClusterNode& node : found.tree.nodes) {
        if (node.size() == 1) {
            QCOMPARE(node.between, 0.0);
            QCOMPARE(node.within, 1.0);
        }
    }
}

void SpectralClusteringTest::deadUnitsAreInNone()
{
    Correlation correlation = correlationOf(test::storedBlocks(5, 48, 3), 24);
    kill(correlation, Side::A, 2);
    kill(correlation, Side::B, 11);
    const UnitClusters found = cluster(correlation, {}, {.alpha = 1});
    QCOMPARE(found.k, 3);
    const SidePair<std::vector<int>> labels = found.tree.labels(found.tree.rootNodes());
    QCOMPARE(labels.a[2], -1);
    QCOMPARE(labels.b[11], -1);
    std::vector<int> expected = plantedLabels(48, 3);
    expected[2] = expected[24 + 11] = -1;
    QVERIFY(test::areSameGroups(joined(labels), expected));
}

void SpectralClusteringTest::clustersFallInSimilarity()
{
    const Correlation correlation = correlationOf(test::storedSimilarity(9, 80), 40);
    const UnitClusters found = cluster(correlation, {}, {.clusters = 15});
    QCOMPARE(found.tree.roots, 15);
    for (std::size_t place = 1; place < 15; ++place)
        QVERIFY(found.tree.nodes[place - 1].between >= found.tree.nodes[place].between);
}

void SpectralClusteringTest::measuresAreThoseCalculatedByHand()
{
    Matrix combined(5, 5);
    combined << 1, .2, .3, .4, .5, //
        .2, 1, .6, .7, .8,         //
        .3, .6, 1, .1, -.2,        //
        .4, .7, .1, 1, -.4,        //
        .5, .8, -.2, -.4, 1;
    const Correlation correlation = correlationOf(combined, 2);
    ClusterNode node;
    node.members = {{UnitIndex{0}, UnitIndex{1}}, {UnitIndex{0}, UnitIndex{2}}};
    measureCluster(node, correlation);
    QVERIFY(std::abs(node.between - (.3 + .5 + .6 + .8) / 4) < 1e-15);
    QVERIFY(std::abs(node.within - ((1 + 1 + .2 + .2) / 4 + (1 + 1 - .2 - .2) / 4) / 2) < 1e-15);
    node.members.a.clear();
    measureCluster(node, correlation);
    QCOMPARE(node.between, 0.0);
    QVERIFY(std::abs(node.within - (1 + 1 - .2 - .2) / 4) < 1e-15);
}

void SpectralClusteringTest::splitsRespectTheBound_data()
{
    QTest::addColumn<Laplacian>("laplacian");
    QTest::addColumn<double>("alpha");
    for (const double alpha : {0.02, 0.1, 0.4}) {
        QTest::addRow("unnormalised, %g", alpha) << Laplacian::Unnormalised << alpha;
        QTest::addRow("symmetric, %g", alpha) << Laplacian::Symmetric << alpha;
    }
}

void SpectralClusteringTest::splitsRespectTheBound()
{
    QFETCH(const Laplacian, laplacian);
    QFETCH(const double, alpha);
    const Correlation correlation = correlationOf(test::storedSimilarity(12, 150), 70);
    const UnitClusters found =
        cluster(correlation, {.laplacian = laplacian}, {.clusters = 6, .alpha = alpha});
    const ClusterTree& tree = found.tree;
    std::vector<int> seen(150, 0);
    for (const int leaf : tree.leaves()) {
        const ClusterNode& node = tree.nodes[static_cast<std::size_t>(leaf)];
        QVERIFY(node.size() <= std::max(1.0, alpha * 150));
        for (const UnitIndex unit : node.members.a)
            ++seen[static_cast<std::size_t>(unit.value)];
        for (const UnitIndex unit : node.members.b)
            ++seen[static_cast<std::size_t>(unit.value + 70)];
    }
    QCOMPARE(seen, std::vector<int>(150, 1));
    for (std::size_t place = 0; place < tree.nodes.size(); ++place) {
        const ClusterNode& node = tree.nodes[place];
        QCOMPARE(node.parent < 0, static_cast<int>(place) < tree.roots);
        QCOMPARE(node.isLeaf(), node.size() <= std::max(1.0, alpha * 150));
        int parts = 0;
        for (const int child : node.children) {
            parts += tree.nodes[static_cast<std::size_t>(child)].size();
            QCOMPARE(tree.nodes[static_cast<std::size_t>(child)].parent, static_cast<int>(place));
        }
        QVERIFY(node.isLeaf() || parts == node.size());
    }
}

/// All units of a block have the same row in the embedding.
void SpectralClusteringTest::identicalRowsAreNotSplit()
{
    Matrix combined(30, 30);
    for (Index j = 0; j < 30; ++j) {
        for (Index i = 0; i < 30; ++i)
            combined(i, j) = i % 3 == j % 3 ? 0.9 : 0.1;
    }
    const UnitClusters found =
        cluster(correlationOf(combined, 15), {}, {.clusters = 3, .alpha = 0.01});
    QCOMPARE(found.tree.nodes.size(), std::size_t{3});
}

void SpectralClusteringTest::sameSeedSameLabels()
{
    const Correlation correlation = correlationOf(test::storedSimilarity(20, 120), 60);
    const SpectralEmbedding embedding = embedUnits(correlation, {}, {});
    const ClusterOptions options{.clusters = 17, .restarts = 3, .seed = 5};
    const UnitClusters one = clusterUnits(embedding, correlation, options, {});
    const UnitClusters two = clusterUnits(embedding, correlation, options, {});
    QCOMPARE(firstLabels(one), firstLabels(two));
    QCOMPARE(joined(one.tree.labels(one.tree.leaves())),
             joined(two.tree.labels(two.tree.leaves())));
    const UnitClusters other =
        clusterUnits(embedding, correlation, {.clusters = 17, .restarts = 3, .seed = 6}, {});
    QVERIFY(firstLabels(one) != firstLabels(other));
}

void SpectralClusteringTest::nothingToCluster()
{
    Correlation allDead = correlationOf(Matrix::Zero(4, 4), 2);
    for (const Side side : {Side::A, Side::B}) {
        kill(allDead, side, 0);
        kill(allDead, side, 1);
    }
    const UnitClusters none = cluster(allDead, {}, {});
    QCOMPARE(none.k, 0);
    QVERIFY(none.tree.nodes.empty());
    QCOMPARE(firstLabels(none), std::vector<int>(4, -1));

    const UnitClusters more =
        cluster(correlationOf(Matrix::Constant(3, 3, 0.5), 1), {}, {.clusters = 100});
    QCOMPARE(more.k, 3);
}

void SpectralClusteringTest::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const Correlation correlation = correlationOf(test::storedSimilarity(20, 200), 100);
    QVERIFY_EXCEPTION_THROWN(embedUnits(correlation, {}, Progress(stop.get_token(), {})),
                             Cancelled);
}

QTEST_APPLESS_MAIN(SpectralClusteringTest)
#include "tst_spectral_clustering.moc"
