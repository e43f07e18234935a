#include "core/analysis/canonical_triplets.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"

#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

Matrix orthonormal(Index rows, Index columns, unsigned seed)
{
    return orthonormalBasis(normalActivations(rows, columns, seed).cast<double>());
}

Matrix withValues(Index rows, Index columns, const Vector& values, unsigned seed)
{
    return orthonormal(rows, values.size(), seed) * values.asDiagonal() *
           orthonormal(columns, values.size(), seed + 1).transpose();
}

} // namespace

class TestCanonicalTriplets : public QObject
{
    Q_OBJECT

private slots:
    void plantedValuesAreFound_data();
    void plantedValuesAreFound();
    void directionsAreThoseOfTheDecomposition_data();
    void directionsAreThoseOfTheDecomposition();
    void nothingIsFoundInNothing();
};

void TestCanonicalTriplets::plantedValuesAreFound_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<double>("smallest");
    QTest::newRow("tall") << 90 << 70 << 1e-3;
    QTest::newRow("wide") << 40 << 75 << 1e-5;
    QTest::newRow("square") << 66 << 66 << 0.5;
    QTest::newRow("a value that squaring would lose") << 50 << 30 << 1e-11;
    QTest::newRow("a value of 0") << 30 << 50 << 0.0;
}

void TestCanonicalTriplets::plantedValuesAreFound()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(double, smallest);
    const Index count = std::min(rows, columns);
    Vector planted = Vector::LinSpaced(count, 1, 0.1);
    planted[count - 1] = smallest;
    std::ranges::sort(planted, std::greater());
    const Matrix matrix = withValues(rows, columns, planted, 1);
    const CanonicalTriplets found = canonicalTriplets(matrix, {});
    QCOMPARE(found.values.size(), count);
    QVERIFY((found.values - planted).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY((canonicalValues(matrix, {}) - planted).cwiseAbs().maxCoeff() < 1e-9);
    QCOMPARE(found.longer.size() > 0, smallest < 1e-6);
    const Matrix tall = rows >= columns ? matrix : Matrix(matrix.transpose());
    const Matrix longer =
        found.longer.size() > 0
            ? found.longer
            : Matrix(tall * found.shorter * found.values.cwiseInverse().asDiagonal());
    const Matrix made = longer * found.values.asDiagonal() * found.shorter.transpose();
    QVERIFY((made - tall).cwiseAbs().maxCoeff() < 1e-12);
    const Matrix identity = Matrix::Identity(count, count);
    QVERIFY((longer.transpose() * longer - identity).cwiseAbs().maxCoeff() < 1e-5);
    QVERIFY((found.shorter.transpose() * found.shorter - identity).cwiseAbs().maxCoeff() < 1e-5);
}

void TestCanonicalTriplets::directionsAreThoseOfTheDecomposition_data()
{
    plantedValuesAreFound_data();
    QTest::newRow("square, small") << 66 << 66 << 3e-6;
}

/// Jacobi's; squaring turns those of a small value by more than its rounding.
void TestCanonicalTriplets::directionsAreThoseOfTheDecomposition()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(double, smallest);
    const Index count = std::min(rows, columns);
    Vector planted = Vector::LinSpaced(count, 1, 0.1);
    planted.tail(3) = std::min(smallest, 0.03) * Eigen::Vector3d(3, 2, 1);
    const Matrix matrix = withValues(rows, columns, planted, 3);
    const SingularTriplets found = canonicalDirections(matrix, {});
    const Svd expected = svd(matrix);
    for (Index i = 0; i < count; ++i) { // the root of a square that was rounded by 1e-16 or a few
        const double tolerance = std::min(1e-9, 1e-13 + 1e-15 / planted[i]);
        const double error = std::abs(found.values[i] - expected.values[i]);
        QVERIFY2(error < tolerance, qPrintable(QString::number(error)));
    }
    const Matrix identity = Matrix::Identity(count, count);
    for (const Matrix* side : {&found.left, &found.right})
        QVERIFY((side->transpose() * *side - identity).cwiseAbs().maxCoeff() < 1e-9);
    for (Index i = 0; i < count; ++i) {
        Index largest = 0;
        found.left.col(i).cwiseAbs().maxCoeff(&largest);
        QVERIFY(found.left(largest, i) > 0);
        if (planted[i] < 1e-6) // both are turned by rounding
            continue;
        const double tolerance = 1e-10 + 1e-15 / (planted[i] * planted[i]);
        const double sign = found.left.col(i).dot(expected.left.col(i)) < 0 ? -1 : 1;
        QVERIFY((found.left.col(i) - sign * expected.left.col(i)).norm() < tolerance);
        QVERIFY((found.right.col(i) - sign * expected.right.col(i)).norm() < tolerance);
    }
}

void TestCanonicalTriplets::nothingIsFoundInNothing()
{
    QCOMPARE(canonicalDirections(Matrix(3, 0), {}).values.size(), Index(0));
    QCOMPARE(canonicalTriplets(Matrix(3, 0), {}).values.size(), Index(0));
    QCOMPARE(canonicalValues(Matrix(0, 4), {}).size(), Index(0));
    QCOMPARE(canonicalTriplets(Matrix::Zero(4, 3), {}).values, Vector(Vector::Zero(3)));
}

QTEST_APPLESS_MAIN(TestCanonicalTriplets)
#include "tst_canonical_triplets.moc"
