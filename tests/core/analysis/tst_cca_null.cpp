/// The null law of canonical correlations against its exact moments, and against CCA of drawn data.
#include "core/analysis/cca_null.h"

#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// By QR and SVD of independent normal layers.
Vector coefficientsOfData(Index a, Index b, Index samples, unsigned seed)
{
    const auto basis = [&](Index units, unsigned of) {
        return test::orthonormalBasis(
            test::centred(test::normalActivations(samples, units, of).cast<double>()));
    };
    return test::singularValues(basis(a, 2 * seed).transpose() * basis(b, 2 * seed + 1));
}

} // namespace

class CcaNullTest : public QObject
{
    Q_OBJECT

private slots:
    void meanSquareIsExact_data();
    void meanSquareIsExact();
    void bandHoldsWhatDataGive();
    void certainOnesAreOne();
    void sameSeedSameBand();
};

void CcaNullTest::meanSquareIsExact_data()
{
    QTest::addColumn<int>("a");
    QTest::addColumn<int>("b");
    QTest::addColumn<int>("samples");
    QTest::newRow("equal") << 10 << 10 << 100;
    QTest::newRow("larger A") << 30 << 8 << 80;
    QTest::newRow("larger B") << 5 << 20 << 60;
    QTest::newRow("few samples") << 20 << 15 << 25;
    QTest::newRow("one unit") << 1 << 1 << 12;
}

void CcaNullTest::meanSquareIsExact()
{
    QFETCH(const int, a);
    QFETCH(const int, b);
    QFETCH(const int, samples);
    constexpr int kDraws = 3000;
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < kDraws; ++draw) {
        const double mean =
            drawNullCoefficients(a, b, samples, std::uint64_t(draw)).squaredNorm() / std::min(a, b);
        sum += mean;
        squares += mean * mean;
    }
    const double mean = sum / kDraws;
    const double error = std::sqrt((squares / kDraws - mean * mean) / kDraws);
    QVERIFY(std::abs(mean - double(std::max(a, b)) / (samples - 1)) < 4 * error);
}

void CcaNullTest::bandHoldsWhatDataGive()
{
    const CcaNullBand band = ccaNullBand(12, 6, 60, 2000, 1, {});
    constexpr int kTrials = 300;
    Eigen::VectorXi below = Eigen::VectorXi::Zero(6);
    Eigen::VectorXi above = Eigen::VectorXi::Zero(6);
    double sum = 0;
    for (unsigned trial = 0; trial < kTrials; ++trial) {
        const Vector found = coefficientsOfData(12, 6, 60, trial);
        sum += found.mean() / kTrials;
        for (Index i = 0; i < 6; ++i) {
            below[i] += found[i] < band.low[i];
            above[i] += found[i] > band.high[i];
        }
    }
    // 7.5 of 300 are expected on either side, with a deviation of 2.7.
    QVERIFY(below.maxCoeff() < 19 && above.maxCoeff() < 19);
    QVERIFY(below.sum() > 20 && above.sum() > 20);
    QVERIFY(std::abs(sum - band.mean) < 0.01);
    QVERIFY(band.meanLow < band.mean && band.mean < band.meanHigh);
}

void CcaNullTest::certainOnesAreOne()
{
    // 20 + 15 directions in 24 dimensions: 11 coefficients are 1 whatever the data.
    const Vector drawn = drawNullCoefficients(20, 15, 25, 3);
    QCOMPARE(drawn.size(), Index{15});
    QVERIFY(drawn[10] > 1 - 1e-9);
    QVERIFY(drawn[11] < 1 - 1e-4);
}

void CcaNullTest::sameSeedSameBand()
{
    QCOMPARE(ccaNullBand(4, 3, 30, 50, 5, {}).high, ccaNullBand(4, 3, 30, 50, 5, {}).high);
    QVERIFY(ccaNullBand(4, 3, 30, 50, 5, {}).high != ccaNullBand(4, 3, 30, 50, 99, {}).high);
}

QTEST_APPLESS_MAIN(CcaNullTest)
#include "tst_cca_null.moc"
