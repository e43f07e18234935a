/// RSA against distances taken one by one and correlations by the definition.
#include "core/analysis/rsa.h"

#include "tests/support/random_activations.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace counterpart;
using namespace counterpart::core;

namespace {

Matrix layerOf(Index samples, Index units, unsigned seed)
{
    return test::normalActivations(samples, units, seed, 2).cast<double>();
}

double distanceBetween(const Matrix& layer, Index i, Index j, SampleDistance kind)
{
    const Vector x = layer.row(i);
    const Vector y = layer.row(j);
    if (kind == SampleDistance::Euclidean)
        return (x - y).norm();
    double xy = 0, xx = 0, yy = 0;
    for (Index unit = 0; unit < x.size(); ++unit) {
        xy += (x[unit] - x.mean()) * (y[unit] - y.mean());
        xx += (x[unit] - x.mean()) * (x[unit] - x.mean());
        yy += (y[unit] - y.mean()) * (y[unit] - y.mean());
    }
    return 1 - xy / std::sqrt(xx * yy);
}

std::vector<double> directDistances(const Matrix& layer, SampleDistance kind)
{
    std::vector<double> distances;
    for (Index i = 0; i < layer.rows(); ++i)
        for (Index j = i + 1; j < layer.rows(); ++j)
            distances.push_back(distanceBetween(layer, i, j, kind));
    return distances;
}

double pearson(const std::vector<double>& x, const std::vector<double>& y)
{
    const auto n = static_cast<double>(x.size());
    double sx = 0, sy = 0, sxy = 0, sxx = 0, syy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sx += x[i];
        sy += y[i];
        sxy += x[i] * y[i];
        sxx += x[i] * x[i];
        syy += y[i] * y[i];
    }
    return (n * sxy - sx * sy) / std::sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

/// How many are smaller, and half of those that are equal.
std::vector<double> countedRanks(const std::vector<double>& values)
{
    std::vector<double> ranks;
    for (const double value : values) {
        double rank = 0;
        for (const double other : values)
            rank += other < value ? 1 : other == value ? 0.5 : 0;
        ranks.push_back(rank);
    }
    return ranks;
}

} // namespace

class RsaTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheDefinition_data();
    void equalsTheDefinition();
    void sharesTheRankOfEqualDistances();
    void rotatedAndScaledCopyIsTheSame();
    void noneWhereNothingDiffers();
};

void RsaTest::equalsTheDefinition_data()
{
    QTest::addColumn<bool>("isCorrelation");
    QTest::newRow("euclidean") << false;
    QTest::newRow("correlation") << true;
}

void RsaTest::equalsTheDefinition()
{
    QFETCH(const bool, isCorrelation);
    const auto kind = isCorrelation ? SampleDistance::Correlation : SampleDistance::Euclidean;
    const Matrix a = layerOf(40, 7, 1);
    Matrix b = layerOf(40, 5, 2);
    b += 2 * a.leftCols(5);
    const Rsa found = compareDistances(a, b, kind, {});
    const std::vector<double> x = directDistances(a, kind);
    const std::vector<double> y = directDistances(b, kind);
    QCOMPARE(found.samples, Index{40});
    QVERIFY(std::abs(found.pearson.value() - pearson(x, y)) < 1e-10);
    QVERIFY(std::abs(found.spearman.value() - pearson(countedRanks(x), countedRanks(y))) < 1e-10);
    QVERIFY(found.pearson.value() > 0.1);
}

void RsaTest::sharesTheRankOfEqualDistances()
{
    // Whole numbers: distances repeat exactly. Scaled so that they centre exactly, too.
    Matrix a(8, 1);
    a << 0, 1, 2, 3, 4, 5, 6, 11;
    Matrix b(8, 1);
    b << 4, 4, 0, 8, 8, 0, 4, 4;
    const Rsa found = compareDistances(a, b, SampleDistance::Euclidean, {});
    const double expected = pearson(countedRanks(directDistances(a, SampleDistance::Euclidean)),
                                    countedRanks(directDistances(b, SampleDistance::Euclidean)));
    QVERIFY(std::abs(found.spearman.value() - expected) < 1e-12);
}

void RsaTest::rotatedAndScaledCopyIsTheSame()
{
    const Matrix a = layerOf(60, 2, 5);
    Matrix rotation(2, 2);
    rotation << std::cos(0.7), -std::sin(0.7), std::sin(0.7), std::cos(0.7);
    const Matrix b = (3 * a * rotation).array() + 5;
    const Rsa found = compareDistances(a, b, SampleDistance::Euclidean, {});
    QVERIFY(std::abs(found.pearson.value() - 1) < 1e-12);
    QVERIFY(found.spearman.value() > 1 - 1e-6);
    const Rsa other = compareDistances(a, layerOf(60, 2, 99), SampleDistance::Euclidean, {});
    QVERIFY(std::abs(other.pearson.value()) < 0.3);
}

void RsaTest::noneWhereNothingDiffers()
{
    QVERIFY(!compareDistances(layerOf(2, 3, 1), layerOf(2, 3, 2), {}, {}).pearson);
    const Matrix constant = Matrix::Constant(9, 3, 1.5);
    for (const SampleDistance kind : {SampleDistance::Euclidean, SampleDistance::Correlation}) {
        const Rsa found = compareDistances(constant, layerOf(9, 3, 1), kind, {});
        QVERIFY(!found.pearson && !found.spearman);
    }
}

QTEST_APPLESS_MAIN(RsaTest)
#include "tst_rsa.moc"
