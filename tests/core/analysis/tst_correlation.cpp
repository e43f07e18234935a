#include "core/analysis/correlation.h"

#include "tests/support/direct_correlation.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

namespace {

Correlation correlationOf(const ActivationBlock& a, const ActivationBlock& b)
{
    test::MemorySource sourceA(a);
    test::MemorySource sourceB(b);
    return correlate(computeStatistics(sourceA, sourceB, {"a", "b"}, {}, {}));
}

} // namespace

class CorrelationTest : public QObject
{
    Q_OBJECT

private slots:
    void isSymmetricWithUnitDiagonal();
    void exactCopiesAndMirrorImages();
    void deadUnitsAreZero();
    void allDead();
    void doesNotDependOnScaleAndOffset();
    void meanAbsoluteLeavesDeadUnitsOut();
    void findsDuplicates();
};

void CorrelationTest::isSymmetricWithUnitDiagonal()
{
    const ActivationBlock a = test::reluActivations(500, 37, 4, 1, 2);
    const ActivationBlock b = test::reluActivations(500, 21, 4, 1, 3);
    const Correlation correlation = correlationOf(a, b);
    QCOMPARE(correlation.between.rows(), Index{37});
    QCOMPARE(correlation.between.cols(), Index{21});
    for (const Side side : {Side::A, Side::B}) {
        const Matrix& within = correlation.within[side];
        QVERIFY(within == within.transpose());
        QVERIFY((within.diagonal().array() == 1).all());
        QVERIFY((within.array().abs() <= 1).all());
    }
    QVERIFY((correlation.between - test::directCorrelation(a, b)).cwiseAbs().maxCoeff() < 1e-12);
}

void CorrelationTest::exactCopiesAndMirrorImages()
{
    const ActivationBlock a = test::normalActivations(3000, 6, 1, 1000, 0.01f);
    const ActivationBlock b = -a;
    const Correlation correlation = correlationOf(a, b);
    for (Index unit = 0; unit < 6; ++unit) {
        QVERIFY(correlation.between(unit, unit) >= -1);
        QVERIFY(correlation.between(unit, unit) < -1 + 1e-12);
    }
}

void CorrelationTest::deadUnitsAreZero()
{
    ActivationBlock a = test::normalActivations(200, 4, 1);
    ActivationBlock b = test::normalActivations(200, 3, 2);
    a.col(2).setConstant(0.3f);
    b.col(0).setZero();
    const Correlation correlation = correlationOf(a, b);
    QCOMPARE(correlation.dead.a, std::vector{UnitIndex{2}});
    QCOMPARE(correlation.dead.b, std::vector{UnitIndex{0}});
    QVERIFY(correlation.within.a.row(2).isZero(0) && correlation.within.a.col(2).isZero(0));
    QVERIFY(correlation.between.row(2).isZero(0) && correlation.between.col(0).isZero(0));
    QCOMPARE(correlation.within.a(1, 1), 1.0);
    QVERIFY(correlation.between.allFinite());
}

void CorrelationTest::allDead()
{
    const ActivationBlock constant = ActivationBlock::Constant(10, 3, 7);
    const Correlation correlation = correlationOf(constant, constant);
    QVERIFY(correlation.between.isZero(0) && correlation.within.a.isZero(0));
    QCOMPARE(correlation.meanAbsoluteBetween(), 0.0);
    QVERIFY(duplicateUnits(correlation.within.a).empty());
}

void CorrelationTest::doesNotDependOnScaleAndOffset()
{
    const ActivationBlock a = test::normalActivations(1000, 5, 1);
    const ActivationBlock b = test::normalActivations(1000, 5, 2);
    ActivationBlock changed = a;
    changed.col(0) *= 1024;
    changed.col(1) *= -0.25f;
    Matrix expected = correlationOf(a, b).between;
    expected.row(1) *= -1;
    QVERIFY((correlationOf(changed, b).between - expected).cwiseAbs().maxCoeff() < 1e-14);
}

void CorrelationTest::meanAbsoluteLeavesDeadUnitsOut()
{
    Correlation correlation;
    correlation.between = Matrix::Zero(3, 2);
    correlation.between(0, 0) = 0.5;
    correlation.between(0, 1) = -0.25;
    correlation.between(2, 1) = -0.75;
    correlation.dead.a = {UnitIndex{1}};
    QCOMPARE(correlation.meanAbsoluteBetween(), 0.375); // 1.5 over 2 x 2 live pairs
}

void CorrelationTest::findsDuplicates()
{
    ActivationBlock a = test::normalActivations(400, 6, 1, 5);
    a.col(4) = 2 * a.col(1);
    a.col(3) = a.col(1).array() + 1;
    a.col(5) = -a.col(0);
    const Correlation correlation = correlationOf(a, a);
    using Pair = std::pair<UnitIndex, UnitIndex>;
    const std::vector<Pair> expected{
        {UnitIndex{1}, UnitIndex{3}}, {UnitIndex{1}, UnitIndex{4}}, {UnitIndex{3}, UnitIndex{4}}};
    QCOMPARE(duplicateUnits(correlation.within.a), expected);
}

QTEST_APPLESS_MAIN(CorrelationTest)
#include "tst_correlation.moc"
