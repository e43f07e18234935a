/// CCA from a streamed QR of the data against Eigen's QR and SVD of the same data in extended
/// precision, where the data are such that squares lose digits.
#include "core/analysis/direct_cca.h"

#include "core/analysis/sample_selection.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <Eigen/QR>
#include <Eigen/SVD>
#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

namespace {

using LongMatrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;

/// An orthonormal basis of the centred columns, all of which are independent.
LongMatrix basisOf(const ActivationBlock& values)
{
    LongMatrix x = values.cast<long double>();
    x.rowwise() -= x.colwise().mean().eval();
    const Eigen::HouseholderQR<LongMatrix> qr(x);
    return qr.householderQ() * LongMatrix::Identity(x.rows(), x.cols());
}

Vector expectedCoefficients(const ActivationBlock& a, const ActivationBlock& b)
{
    const LongMatrix between = basisOf(a).transpose() * basisOf(b);
    return Eigen::JacobiSVD<LongMatrix>(between).singularValues().cast<double>();
}

struct BothRoutes
{
    Cca squares;
    DirectCca direct;
};

BothRoutes both(const ActivationBlock& a, const ActivationBlock& b, PassOptions options = {})
{
    options.precision = Precision::Double;
    test::MemorySource first(a);
    test::MemorySource second(b);
    const Moments moments = computeStatistics(first, second, {"a", "b"}, options, {}).moments;
    return {canonicalCorrelation(moments, {"a", "b"}, {}, {}),
            directCca(first, second, moments, options, {}, {})};
}

/// Units that mix `causes`, the last of which hardly shows.
ActivationBlock illConditioned(const ActivationBlock& causes, double share, unsigned seed)
{
    const Index count = causes.cols();
    Vector sizes = Vector::Ones(count);
    sizes[count - 1] = share;
    const Matrix mixing = sizes.asDiagonal() * test::rotation(count, seed);
    return (causes.cast<double>() * mixing).cast<float>();
}

} // namespace

class DirectCcaTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsExtendedPrecision();
    void keepsDigitsThatSquaresLose();
    void keepsDirectionsThatSquaresDrop();
    void takesManyBlocksAndTheDrawnSamples();
    void differenceCountsWhatIsMissing();
};

void DirectCcaTest::equalsExtendedPrecision()
{
    const ActivationBlock a = test::reluActivations(700, 12, 5, 1, 2);
    const ActivationBlock b = test::reluActivations(700, 9, 5, 1, 3);
    const BothRoutes found = both(a, b);
    const Vector expected = expectedCoefficients(a, b);
    QCOMPARE(found.direct.coefficients.size(), Index{9});
    QVERIFY(largestDifference(found.direct.coefficients, expected) < 1e-12);
    QVERIFY(largestDifference(found.squares.coefficients, found.direct.coefficients) < 1e-10);
}

void DirectCcaTest::keepsDigitsThatSquaresLose()
{
    const ActivationBlock causes = test::normalActivations(2000, 8, 11);
    const ActivationBlock a = illConditioned(causes, 1e-6, 12);
    ActivationBlock b = test::normalActivations(2000, 6, 13);
    b.col(0) += causes.col(7); // shared with the direction that hardly shows
    const BothRoutes found = both(a, b);
    const Vector expected = expectedCoefficients(a, b);
    QCOMPARE(found.direct.rank.a, Index{8});
    QCOMPARE(found.squares.layer.a.rank(), Index{8});
    QVERIFY(expected[0] > 0.6);
    QVERIFY(largestDifference(found.direct.coefficients, expected) < 1e-8);
    const double lost = largestDifference(found.squares.coefficients, expected);
    QVERIFY(lost > 1e-6);
    QVERIFY(std::abs(largestDifference(found.squares.coefficients, found.direct.coefficients) -
                     lost) < 1e-8);
}

void DirectCcaTest::keepsDirectionsThatSquaresDrop()
{
    // A unit by itself keeps all its digits at any size.
    ActivationBlock a = test::normalActivations(1000, 4, 21);
    ActivationBlock b = test::normalActivations(1000, 4, 22);
    b.col(1) = a.col(3);
    a.col(3) *= 1e-8f;
    const BothRoutes found = both(a, b);
    QCOMPARE(found.squares.layer.a.rank(), Index{3});
    QCOMPARE(found.direct.rank.a, Index{4});
    QVERIFY(largestDifference(found.direct.coefficients, expectedCoefficients(a, b)) < 1e-10);
    QVERIFY(found.direct.coefficients[0] > 1 - 1e-12);
    QVERIFY(found.direct.floor.a < 1e-8 * std::sqrt(1000) && found.direct.floor.a > 0);
}

void DirectCcaTest::takesManyBlocksAndTheDrawnSamples()
{
    const Index samples = 60000;
    const ActivationBlock a = test::reluActivations(samples, 20, 6, 31, 32);
    const ActivationBlock b = test::reluActivations(samples, 16, 6, 31, 33);
    QVERIFY(largestDifference(both(a, b).direct.coefficients, expectedCoefficients(a, b)) < 1e-11);
    PassOptions options;
    options.policy.maxSamples = 500;
    options.policy.seed = 3;
    SampleSelection selection(samples, 500, 3);
    const std::vector<Index> drawn = selection.draw(samples);
    QVERIFY(largestDifference(both(a, b, options).direct.coefficients,
                              expectedCoefficients(a(drawn, Eigen::all), b(drawn, Eigen::all))) <
            1e-12);
}

void DirectCcaTest::differenceCountsWhatIsMissing()
{
    QCOMPARE(largestDifference(Vector{{0.9, 0.5}}, Vector{{0.8, 0.5}}), 0.9 - 0.8);
    QCOMPARE(largestDifference(Vector{{0.9, 0.5}}, Vector{{0.9}}), 0.5);
    QCOMPARE(largestDifference(Vector(0), Vector{{0.25}}), 0.25);
}

QTEST_APPLESS_MAIN(DirectCcaTest)
#include "tst_direct_cca.moc"
