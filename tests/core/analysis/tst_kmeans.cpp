#include "core/analysis/kmeans.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/support/cluster_values.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using namespace counterpart;
using namespace counterpart::core;

namespace {

double inertia(const Matrix& points, const std::vector<int>& labels, int clusters)
{
    double sum = 0;
    for (int c = 0; c < clusters; ++c) {
        Vector mean = Vector::Zero(points.cols());
        double count = 0;
        for (Index i = 0; i < points.rows(); ++i) {
            if (labels[static_cast<std::size_t>(i)] != c)
                continue;
            mean += points.row(i).transpose();
            ++count;
        }
        if (count == 0)
            continue;
        mean /= count;
        for (Index i = 0; i < points.rows(); ++i) {
            if (labels[static_cast<std::size_t>(i)] == c)
                sum += (points.row(i).transpose() - mean).squaredNorm();
        }
    }
    return sum;
}

/// Tries every labelling.
double leastInertia(const Matrix& points, int clusters)
{
    std::vector<int> labels(static_cast<std::size_t>(points.rows()), 0);
    double least = std::numeric_limits<double>::infinity();
    for (;;) {
        least = std::min(least, inertia(points, labels, clusters));
        std::size_t place = 0;
        while (place < labels.size() && ++labels[place] == clusters)
            labels[place++] = 0;
        if (place == labels.size())
            return least;
    }
}

} // namespace

class KMeansTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheBestOfAllLabellings();
    void isAsGoodAsScikitLearn();
    void everyPointIsNearestToItsOwnMean();
    void plantedGroupsAreFound();
    void pointsThatAreTheSame();
    void asManyClustersAsPoints();
    void sameSeedSameLabels();
    void stopsWhenAsked();
};

void KMeansTest::findsTheBestOfAllLabellings()
{
    for (unsigned seed = 0; seed < 15; ++seed) {
        const Matrix points = test::uniformMatrix(8, 2, seed);
        for (const int clusters : {1, 2, 3, 4}) {
            const KMeans found = kMeans(points, {.clusters = clusters, .restarts = 60}, {});
            const double least = leastInertia(points, clusters);
            QVERIFY(std::abs(found.inertia - least) < 1e-12);
            QVERIFY(std::abs(inertia(points, found.labels, clusters) - least) < 1e-12);
            QCOMPARE(found.clusters, clusters);
        }
    }
}

void KMeansTest::isAsGoodAsScikitLearn()
{
    for (const auto& stored : test::storedClusterValues()["means"]) {
        const Matrix points =
            test::splitMixMatrix(stored["seed"], stored["size"], stored["dimensions"]);
        const KMeans found =
            kMeans(points, {.clusters = stored["clusters"], .restarts = 200, .seed = 1}, {});
        const double theirs = stored["inertia"];
        QVERIFY2(found.inertia <= theirs * 1.005,
                 qPrintable(QString("%1, scikit-learn %2").arg(found.inertia).arg(theirs)));
    }
}

void KMeansTest::everyPointIsNearestToItsOwnMean()
{
    const Matrix points = test::uniformMatrix(400, 6, 3);
    const int clusters = 12;
    const KMeans found = kMeans(points, {.clusters = clusters, .restarts = 3}, {});
    Matrix means = Matrix::Zero(clusters, points.cols());
    Vector counts = Vector::Zero(clusters);
    for (Index i = 0; i < points.rows(); ++i) {
        means.row(found.labels[static_cast<std::size_t>(i)]) += points.row(i);
        counts[found.labels[static_cast<std::size_t>(i)]] += 1;
    }
    means.array().colwise() /= counts.array();
    for (Index i = 0; i < points.rows(); ++i) {
        const double own =
            (points.row(i) - means.row(found.labels[static_cast<std::size_t>(i)])).squaredNorm();
        for (int c = 0; c < clusters; ++c)
            QVERIFY(own <= (points.row(i) - means.row(c)).squaredNorm() + 1e-9);
    }
    QVERIFY(found.iterations > 1);
}

void KMeansTest::plantedGroupsAreFound()
{
    const int clusters = 30;
    Matrix points = 0.01 * test::uniformMatrix(600, 5, 8);
    const Matrix centres = 10 * test::uniformMatrix(clusters, 5, 9);
    std::vector<int> planted;
    for (Index i = 0; i < points.rows(); ++i) {
        planted.push_back(static_cast<int>(i * 7 % clusters));
        points.row(i) += centres.row(planted.back());
    }
    const KMeans found = kMeans(points, {.clusters = clusters}, {});
    QVERIFY(test::areSameGroups(found.labels, planted));
    QCOMPARE(found.labels.front(), 0);
}

void KMeansTest::pointsThatAreTheSame()
{
    Matrix points = Matrix::Constant(40, 3, 0.3);
    const KMeans one = kMeans(points, {.clusters = 5}, {});
    QCOMPARE(one.clusters, 1);
    QCOMPARE(one.inertia, 0.0);
    points.bottomRows(10).setConstant(0.7);
    const KMeans two = kMeans(points, {.clusters = 5}, {});
    QCOMPARE(two.clusters, 2);
    QCOMPARE(std::set(two.labels.begin(), two.labels.begin() + 30), std::set<int>{0});
    QCOMPARE(std::set(two.labels.begin() + 30, two.labels.end()), std::set<int>{1});
    QVERIFY(kMeans(Matrix(0, 3), {}, {}).labels.empty());
}

void KMeansTest::asManyClustersAsPoints()
{
    const Matrix points = test::uniformMatrix(25, 4, 2);
    const KMeans found = kMeans(points, {.clusters = 25}, {});
    QCOMPARE(found.clusters, 25);
    QCOMPARE(found.inertia, 0.0);
}

void KMeansTest::sameSeedSameLabels()
{
    const Matrix points = test::uniformMatrix(300, 4, 6);
    const KMeansOptions options{.clusters = 20, .restarts = 8, .seed = 42};
    const KMeans first = kMeans(points, options, {});
    setThreadCount(1);
    const KMeans alone = kMeans(points, options, {});
    setThreadCount(0);
    QCOMPARE(alone.labels, first.labels);
    QCOMPARE(alone.inertia, first.inertia);
    const KMeans other = kMeans(points, {.clusters = 20, .restarts = 8, .seed = 43}, {});
    QVERIFY(other.labels != first.labels);
}

void KMeansTest::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        kMeans(test::uniformMatrix(100, 3, 1), {}, Progress(stop.get_token(), {})), Cancelled);
}

QTEST_APPLESS_MAIN(KMeansTest)
#include "tst_kmeans.moc"
