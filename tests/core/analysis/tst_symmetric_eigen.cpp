#include "core/analysis/symmetric_eigen.h"

#include "core/base/error.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

class SymmetricEigenTest : public QObject
{
    Q_OBJECT

private slots:
    void residualIsSmall_data();
    void residualIsSmall();
    void repeatedEigenvalues();
    void knownPath();
    void nothingAskedFor();
    void stopsWhenAsked();
};

void SymmetricEigenTest::residualIsSmall_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("count");
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("unblocked") << 60 << 60;
    QTest::newRow("one panel") << 65 << 3;
    QTest::newRow("panels and rest") << 301 << 40;
    QTest::newRow("whole panels") << 320 << 320;
}

void SymmetricEigenTest::residualIsSmall()
{
    QFETCH(const int, size);
    QFETCH(const int, count);
    Matrix matrix = test::uniformMatrix(size, size, 4);
    matrix = (matrix + matrix.transpose()).eval();
    const EigenPairs pairs = smallestEigenpairs(matrix, count, {});
    QCOMPARE(pairs.values.size(), Index{count});
    QCOMPARE(pairs.vectors.cols(), Index{count});
    const Matrix residual =
        matrix * pairs.vectors - pairs.vectors * pairs.values.asDiagonal().toDenseMatrix();
    QVERIFY(residual.cwiseAbs().maxCoeff() < 1e-11);
    QVERIFY((pairs.vectors.transpose() * pairs.vectors - Matrix::Identity(count, count))
                .cwiseAbs()
                .maxCoeff() < 1e-11);
    // Eigen's QR algorithm, which shares no code with LAPACK.
    const Vector other = test::eigenpairs(matrix).values;
    QVERIFY((pairs.values - other.head(count)).cwiseAbs().maxCoeff() < 1e-11);
    for (const auto vector : pairs.vectors.colwise())
        QCOMPARE(vector.maxCoeff(), vector.cwiseAbs().maxCoeff());
}

/// Three complete graphs side by side: 0 three times, then their sizes.
void SymmetricEigenTest::repeatedEigenvalues()
{
    Matrix laplacian = Matrix::Zero(120, 120);
    Index at = 0;
    for (const Index size : {30, 40, 50}) {
        laplacian.block(at, at, size, size) =
            static_cast<double>(size) * Matrix::Identity(size, size) - Matrix::Ones(size, size);
        at += size;
    }
    const EigenPairs pairs = smallestEigenpairs(laplacian, 10, {});
    QVERIFY(pairs.values.head(3).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY((pairs.values.tail(7).array() - 30).abs().maxCoeff() < 1e-11);
    // The null space: constant on each graph.
    for (Index column = 0; column < 3; ++column) {
        const Vector vector = pairs.vectors.col(column);
        QVERIFY((vector.segment(0, 30).array() - vector[0]).abs().maxCoeff() < 1e-12);
        QVERIFY((vector.segment(30, 40).array() - vector[30]).abs().maxCoeff() < 1e-12);
        QVERIFY((vector.segment(70, 50).array() - vector[70]).abs().maxCoeff() < 1e-12);
    }
}

/// The Laplacian of a path of n vertices has eigenvalues 2 - 2 cos(pi k / n).
void SymmetricEigenTest::knownPath()
{
    constexpr Index kSize = 150;
    Matrix laplacian = 2 * Matrix::Identity(kSize, kSize);
    laplacian(0, 0) = laplacian(kSize - 1, kSize - 1) = 1;
    for (Index i = 1; i < kSize; ++i)
        laplacian(i, i - 1) = laplacian(i - 1, i) = -1;
    const EigenPairs pairs = smallestEigenpairs(laplacian, 20, {});
    for (Index k = 0; k < 20; ++k) {
        const double expected = 2 - 2 * std::cos(3.14159265358979323846 * static_cast<double>(k) /
                                                 static_cast<double>(kSize));
        QVERIFY(std::abs(pairs.values[k] - expected) < 1e-12);
    }
}

void SymmetricEigenTest::nothingAskedFor()
{
    QCOMPARE(smallestEigenpairs(Matrix(0, 0), 0, {}).values.size(), Index{0});
    const EigenPairs none = smallestEigenpairs(Matrix::Ones(4, 4), 0, {});
    QCOMPARE(none.vectors.rows(), Index{4});
    QCOMPARE(none.vectors.cols(), Index{0});
}

void SymmetricEigenTest::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        smallestEigenpairs(Matrix::Ones(300, 300), 3, Progress(stop.get_token(), {})), Cancelled);
}

QTEST_APPLESS_MAIN(SymmetricEigenTest)
#include "tst_symmetric_eigen.moc"
