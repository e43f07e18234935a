#include "core/analysis/least_squares.h"

#include "tests/support/direct_correlation.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

class LeastSquaresTest : public QObject
{
    Q_OBJECT

private slots:
    void solvesTheNormalEquations();
    void dependentPredictorsGetTheLeastNorm();
    void nearlyDependentPredictorsAreStillSolved();
    void nothing();
};

void LeastSquaresTest::solvesTheNormalEquations()
{
    const ActivationBlock a = test::reluActivations(500, 30, 5, 1, 2);
    const ActivationBlock b = test::reluActivations(500, 7, 5, 1, 3);
    const Matrix gram = test::directCorrelation(a, a);
    const Matrix right = test::directCorrelation(a, b);
    QVERIFY((gram * leastSquares(gram, right) - right).cwiseAbs().maxCoeff() < 1e-12);
}

/// Against the pseudo-inverse by eigenvalues.
void LeastSquaresTest::dependentPredictorsGetTheLeastNorm()
{
    ActivationBlock a = test::normalActivations(200, 12, 1);
    a.col(4) = 3 * a.col(9);
    a.col(0) = a.col(1) - 2 * a.col(2);
    const ActivationBlock b = test::normalActivations(200, 3, 2);
    const Matrix gram = test::directCorrelation(a, a);
    const Matrix right = test::directCorrelation(a, b);
    const auto [values, vectors] = test::eigenpairs(gram);
    Matrix inverse = Matrix::Zero(12, 12);
    for (Index k = 0; k < 12; ++k) {
        const Vector direction = vectors.col(k);
        if (values[k] > 1e-6)
            inverse += direction * direction.transpose() / values[k];
    }
    QVERIFY((leastSquares(gram, right) - inverse * right).cwiseAbs().maxCoeff() < 1e-6);
}

void LeastSquaresTest::nearlyDependentPredictorsAreStillSolved()
{
    ActivationBlock a = test::normalActivations(2000, 5, 1);
    a.col(4) = a.col(0) + 0.001f * a.col(1);
    const Matrix gram = test::directCorrelation(a, a);
    const Matrix right = test::directCorrelation(a, test::normalActivations(2000, 2, 2));
    QVERIFY((gram * leastSquares(gram, right) - right).cwiseAbs().maxCoeff() < 1e-9);
}

void LeastSquaresTest::nothing()
{
    const Matrix weights = leastSquares(Matrix(0, 0), Matrix(0, 4));
    QCOMPARE(weights.rows(), Index{0});
    QCOMPARE(weights.cols(), Index{4});
}

QTEST_APPLESS_MAIN(LeastSquaresTest)
#include "tst_least_squares.moc"
