#include "core/analysis/singular_values.h"

#include "core/base/error.h"
#include "core/base/progress.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <stop_token>

using namespace counterpart;
using namespace counterpart::core;

class SingularValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsJacobi_data();
    void equalsJacobi();
    void signsAreFixed();
    void stops();
};

void SingularValuesTest::equalsJacobi_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (const auto& [rows, columns] : {std::pair{1, 1},
                                        {1, 7},
                                        {7, 1},
                                        {5, 5},
                                        {64, 64},
                                        {65, 65},
                                        {97, 130},
                                        {130, 97},
                                        {200, 40},
                                        {0, 4}})
        QTest::addRow("%d x %d", rows, columns) << rows << columns;
}

void SingularValuesTest::equalsJacobi()
{
    QFETCH(const int, rows);
    QFETCH(const int, columns);
    const Matrix matrix = test::uniformMatrix(rows, columns, 3);
    const SingularTriplets triplets = singularTriplets(matrix, {});
    const Index count = std::min(rows, columns);
    QCOMPARE(triplets.values.size(), count);
    if (count == 0)
        return;
    const Vector expected = test::singularValues(matrix);
    QVERIFY((triplets.values - expected).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY((singularValues(matrix, {}) - expected).cwiseAbs().maxCoeff() < 1e-12);
    const Matrix unity = Matrix::Identity(count, count);
    QVERIFY((triplets.left.transpose() * triplets.left - unity).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY((triplets.right.transpose() * triplets.right - unity).cwiseAbs().maxCoeff() < 1e-12);
    const Matrix again = triplets.left * triplets.values.asDiagonal() * triplets.right.transpose();
    QVERIFY((again - matrix).cwiseAbs().maxCoeff() < 1e-12);
}

void SingularValuesTest::signsAreFixed()
{
    const Matrix matrix = test::uniformMatrix(30, 20, 5);
    const SingularTriplets plain = singularTriplets(matrix, {});
    const SingularTriplets negative = singularTriplets(-matrix, {});
    QVERIFY((plain.left - negative.left).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY((plain.right + negative.right).cwiseAbs().maxCoeff() < 1e-9);
}

void SingularValuesTest::stops()
{
    std::stop_source stop;
    const Progress progress(stop.get_token(), {});
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             singularTriplets(test::uniformMatrix(100, 100, 1), progress));
}

QTEST_GUILESS_MAIN(SingularValuesTest)
#include "tst_singular_values.moc"
