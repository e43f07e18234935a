#include "core/analysis/moments.h"

#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// Two passes in double, straight from the definition.
Moments directMoments(const Matrix& a, const Matrix& b)
{
    Moments moments;
    moments.samples = a.rows();
    moments.mean = {a.colwise().mean().transpose(), b.colwise().mean().transpose()};
    const Matrix centredA = a.rowwise() - moments.mean.a.transpose();
    const Matrix centredB = b.rowwise() - moments.mean.b.transpose();
    moments.cross = {centredA.transpose() * centredA, centredB.transpose() * centredB};
    moments.crossBetween = centredA.transpose() * centredB;
    return moments;
}

double difference(const Moments& one, const Moments& two)
{
    return std::max({(one.mean.a - two.mean.a).cwiseAbs().maxCoeff(),
                     (one.mean.b - two.mean.b).cwiseAbs().maxCoeff(),
                     (one.cross.a - two.cross.a).cwiseAbs().maxCoeff(),
                     (one.cross.b - two.cross.b).cwiseAbs().maxCoeff(),
                     (one.crossBetween - two.crossBetween).cwiseAbs().maxCoeff()});
}

} // namespace

class MomentsTest : public QObject
{
    Q_OBJECT

private slots:
    void mergingTwoPartsGivesTheWhole_data();
    void mergingTwoPartsGivesTheWhole();
    void anEmptyPartChangesNothing();
    void partsMayBeAddedInAnyOrder();
    void singlePrecisionIsRemembered();
    void varianceIsThePopulations();
    void withoutIsTheInverseOfMerging();
};

void MomentsTest::mergingTwoPartsGivesTheWhole_data()
{
    QTest::addColumn<int>("firstRows");
    QTest::addColumn<double>("drift");
    QTest::newRow("halves") << 50 << 0.0;
    QTest::newRow("one sample") << 1 << 0.0;
    QTest::newRow("all but one") << 99 << 0.0;
    QTest::newRow("means far apart") << 30 << 1000.0;
}

void MomentsTest::mergingTwoPartsGivesTheWhole()
{
    QFETCH(const int, firstRows);
    QFETCH(const double, drift);
    Matrix a = test::uniformMatrix(100, 7, 1);
    const Matrix b = test::uniformMatrix(100, 4, 2, -5, 9);
    a.bottomRows(100 - firstRows).array() += drift;

    const Moments merged =
        merge(directMoments(a.topRows(firstRows), b.topRows(firstRows)),
              directMoments(a.bottomRows(100 - firstRows), b.bottomRows(100 - firstRows)));

    QCOMPARE(merged.samples, Index{100});
    QCOMPARE(merged.cross.a, Matrix(merged.cross.a.transpose())); // to the last digit
    QVERIFY(difference(merged, directMoments(a, b)) < 1e-10 * (1 + drift * drift));
}

void MomentsTest::anEmptyPartChangesNothing()
{
    const Moments some =
        directMoments(test::uniformMatrix(20, 3, 1), test::uniformMatrix(20, 2, 2));
    QCOMPARE(difference(merge(some, Moments{}), some), 0.0);
    QCOMPARE(difference(merge(Moments{}, some), some), 0.0);
    QCOMPARE(merge(Moments{}, Moments{}).samples, Index{0});
}

void MomentsTest::partsMayBeAddedInAnyOrder()
{
    const Matrix a = test::uniformMatrix(60, 5, 3);
    const Matrix b = test::uniformMatrix(60, 5, 4);
    const auto part = [&](Index first, Index count) {
        return directMoments(a.middleRows(first, count), b.middleRows(first, count));
    };
    const Moments one = merge(merge(part(0, 10), part(10, 30)), part(40, 20));
    const Moments two = merge(part(40, 20), merge(part(10, 30), part(0, 10)));
    QVERIFY(difference(one, two) < 1e-12);
}

void MomentsTest::singlePrecisionIsRemembered()
{
    Moments one = directMoments(test::uniformMatrix(9, 2, 1), test::uniformMatrix(9, 2, 2));
    Moments two = one;
    QVERIFY(merge(one, two).precision == Precision::Double);
    two.precision = Precision::Single;
    QVERIFY(merge(one, two).precision == Precision::Single);
    QVERIFY(merge(two, one).precision == Precision::Single);
}

void MomentsTest::varianceIsThePopulations()
{
    Matrix a(4, 1);
    a << 1, 2, 3, 6;
    const Moments moments = directMoments(a, a);
    QCOMPARE(moments.variance(Side::A)[0], 3.5); // mean 3: (4 + 1 + 0 + 9) / 4
}

void MomentsTest::withoutIsTheInverseOfMerging()
{
    Matrix a = test::uniformMatrix(80, 6, 11);
    const Matrix b = test::uniformMatrix(80, 3, 12, -5, 9);
    a.topRows(30).array() += 4;
    const Moments whole = directMoments(a, b);
    const Moments part = directMoments(a.topRows(30), b.topRows(30));
    const Moments rest = without(whole, part);
    QCOMPARE(rest.samples, Index{50});
    QVERIFY(difference(rest, directMoments(a.bottomRows(50), b.bottomRows(50))) < 1e-10);
    QCOMPARE(difference(without(whole, Moments{}), whole), 0.0);
    QCOMPARE(without(whole, whole).samples, Index{0});
}

QTEST_APPLESS_MAIN(MomentsTest)
#include "tst_moments.moc"
