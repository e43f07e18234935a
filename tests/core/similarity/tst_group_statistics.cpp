#include "core/similarity/classical_scaling.h"
#include "core/similarity/group_statistics.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <fstream>
#include <set>

using namespace counterpart::core;

namespace {

/// What scipy and numpy made of the same distances (tests/data/make_group_values.py).
nlohmann::json stored(const char* name)
{
    std::ifstream file(COUNTERPART_SOURCE_DIR "/tests/data/group_values.json");
    return nlohmann::json::parse(file)[name];
}

Matrix matrixOf(const nlohmann::json& rows)
{
    Matrix matrix(static_cast<Index>(rows.size()), static_cast<Index>(rows[0].size()));
    for (Index i = 0; i < matrix.rows(); ++i)
        for (Index j = 0; j < matrix.cols(); ++j)
            matrix(i, j) = rows[std::size_t(i)][std::size_t(j)].get<double>();
    return matrix;
}

void addCases()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"euclidean", "other"})
        QTest::newRow(name) << QString(name);
}

} // namespace

class TestGroupStatistics : public QObject
{
    Q_OBJECT

private slots:
    void clustersAreThoseOfScipy_data() { addCases(); }
    void clustersAreThoseOfScipy();
    void pointsAreThoseOfNumpy_data() { addCases(); }
    void pointsAreThoseOfNumpy();
    void pointsKeepEuclideanDistances();
    void oneNetworkIsAPoint();
    void fiveAndFiveMakeTenTenAndTwentyFivePairs();
    void aLabelOfOneNetworkHasNoPair();
    void correlationIsPearsons();
};

void TestGroupStatistics::clustersAreThoseOfScipy()
{
    QFETCH(QString, name);
    const nlohmann::json expected = stored(qPrintable(name));
    const NetworkClusters clusters =
        clusterNetworks(matrixOf(expected["distances"]), expected["count"].get<int>(), {});
    for (std::size_t i = 0; i < expected["heights"].size(); ++i) {
        QVERIFY(std::abs(-clusters.tree.merges[i].height - expected["heights"][i].get<double>()) <
                1e-9);
        QCOMPARE(clusters.tree.merges[i].size, expected["sizes"][i].get<int>());
    }
    std::set<std::pair<int, int>> labels; // the same clusters under other names
    for (std::size_t i = 0; i < clusters.labels.size(); ++i)
        labels.emplace(clusters.labels[i], expected["labels"][i].get<int>());
    QCOMPARE(int(labels.size()), expected["count"].get<int>());
    int last = -1; // rising along the leaf order
    for (const int leaf : clusters.tree.order) {
        QVERIFY(clusters.labels[std::size_t(leaf)] >= last);
        last = clusters.labels[std::size_t(leaf)];
    }
}

void TestGroupStatistics::pointsAreThoseOfNumpy()
{
    QFETCH(QString, name);
    const nlohmann::json expected = stored(qPrintable(name));
    const ScaledPoints scaled = classicalScaling(matrixOf(expected["distances"]), {});
    QVERIFY((scaled.points - matrixOf(expected["points"])).cwiseAbs().maxCoeff() < 1e-8);
    double positive = 0;
    for (std::size_t i = 0; i < expected["eigenvalues"].size(); ++i) {
        const double value = expected["eigenvalues"][i].get<double>();
        QVERIFY(std::abs(scaled.eigenvalues[Index(i)] - value) < 1e-9);
        positive += std::max(value, 0.0);
    }
    const double two = scaled.eigenvalues[0] + scaled.eigenvalues[1];
    QVERIFY(std::abs(scaled.shownIn2d - two / positive) < 1e-9);
    QVERIFY(std::abs(scaled.shownIn3d - (two + scaled.eigenvalues[2]) / positive) < 1e-9);
}

void TestGroupStatistics::pointsKeepEuclideanDistances()
{
    const Matrix distances = matrixOf(stored("euclidean")["distances"]);
    const ScaledPoints scaled = classicalScaling(distances, {});
    for (Index i = 0; i < distances.rows(); ++i)
        for (Index j = 0; j < i; ++j)
            QVERIFY(std::abs((scaled.points.row(i) - scaled.points.row(j)).norm() -
                             distances(i, j)) < 1e-5); // stored with six decimals
    QVERIFY(scaled.shownIn3d > 0.9999);
}

void TestGroupStatistics::oneNetworkIsAPoint()
{
    const ScaledPoints scaled = classicalScaling(Matrix::Zero(1, 1), {});
    QCOMPARE(scaled.points.rows(), Index(1));
    QVERIFY(scaled.points.isZero());
    QCOMPARE(clusterNetworks(Matrix::Zero(1, 1), 5, {}).count, 1);
}

void TestGroupStatistics::fiveAndFiveMakeTenTenAndTwentyFivePairs()
{
    std::vector<std::string> labels(10, "general");
    std::fill(labels.begin() + 5, labels.end(), "memory");
    Matrix distances(10, 10);
    for (Index i = 0; i < 10; ++i)
        for (Index j = 0; j < 10; ++j)
            distances(i, j) = double(i + 1) * double(j + 1);
    const std::vector<LabelDistances> found = distancesByLabel(distances, labels);
    QCOMPARE(found.size(), std::size_t(3));
    QCOMPARE(found[0].pairs, Index(10));
    QCOMPARE(found[1].pairs, Index(25));
    QCOMPARE(found[2].pairs, Index(10));
    QCOMPARE(found[1].first, std::string("general"));
    QCOMPARE(found[1].second, std::string("memory"));
    // Sums of products: of 1..5 pairwise (15² - 55) / 2 = 85, of 6..10 (40² - 330) / 2 = 635.
    QVERIFY(std::abs(*found[0].mean - 8.5) < 1e-12);
    QVERIFY(std::abs(*found[2].mean - 63.5) < 1e-12);
    QVERIFY(std::abs(*found[1].mean - 15.0 * 40 / 25) < 1e-12);
    // Mean of squares between: 55 * 330 / 25 = 726, less 24² = 576.
    QVERIFY(std::abs(*found[1].deviation - std::sqrt(150.0)) < 1e-12);

    const LabelContrast contrast = contrastOfLabels(distances, labels);
    QCOMPARE(contrast.within.pairs, Index(20));
    QVERIFY(std::abs(*contrast.within.mean - (85.0 + 635) / 20) < 1e-12);
    QCOMPARE(contrast.between.pairs, Index(25));
    QVERIFY(std::abs(*contrast.between.mean - 24) < 1e-12);
    QVERIFY(std::abs(*contrast.between.deviation - std::sqrt(150.0)) < 1e-12);
    const LabelContrast alone = contrastOfLabels(Matrix::Ones(2, 2), {"x", "y"});
    QCOMPARE(alone.within.pairs, Index(0));
    QVERIFY(!alone.within.mean && *alone.between.mean == 1);
}

void TestGroupStatistics::aLabelOfOneNetworkHasNoPair()
{
    const auto found = distancesByLabel(Matrix::Ones(3, 3), {"x", "y", "x"});
    QCOMPARE(found[2].first, std::string("y"));
    QCOMPARE(found[2].pairs, Index(0));
    QVERIFY(!found[2].mean && !found[2].deviation);
}

void TestGroupStatistics::correlationIsPearsons()
{
    QVERIFY(std::abs(*pearson({1, 2, 3, 4}, {2, 1, 4, 3}) - 0.6) < 1e-12);
    QVERIFY(std::abs(*pearson({1, 2, 3}, {5, 3, 1}) + 1) < 1e-12);
    QVERIFY(!pearson({1, 2}, {3, 3}));
    QVERIFY(!pearson({1}, {3}));
}

QTEST_APPLESS_MAIN(TestGroupStatistics)
#include "tst_group_statistics.moc"
