#include "core/analysis/lasso_path.h"

#include "core/base/error.h"
#include "tests/support/lasso_problem.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <Eigen/LU>

#include <cmath>

using namespace counterpart;
using namespace counterpart::core;

namespace {

using Problem = test::LassoProblem;

} // namespace

class LassoPathTest : public QObject
{
    Q_OBJECT

private slots:
    void twoPredictorsInClosedForm();
    void conditionsHold_data();
    void conditionsHold();
    void predictorsLeave();
    void endsAtLeastSquares();
    void repeatedPredictors();
    void nothingAboveTheLargestCorrelation();
    void stops();
};

/// G = [1 g; g 1], 0 < c2 < c1: the second enters where its residual meets the penalty,
/// c2 - g (c1 - a) = a, that is at a = (c2 - g c1) / (1 - g).
void LassoPathTest::twoPredictorsInClosedForm()
{
    const double g = .5;
    const Problem problem{Matrix{{1, g}, {g, 1}}, Vector{{.8, .6}}};
    LassoPath path(problem.gram);
    path.start(problem.correlations);
    QVERIFY(path.moveTo(.5));
    QVERIFY(std::abs(path.weights()[0] - .3) < 1e-15);
    QCOMPARE(path.weights()[1], 0.);
    QVERIFY(path.moveTo(.1)); // the second has entered at .4
    // inverse(G) (c - .1) with the determinant 3/4
    QVERIFY(std::abs(path.weights()[0] - (.7 - g * .5) / .75) < 1e-15);
    QVERIFY(std::abs(path.weights()[1] - (.5 - g * .7) / .75) < 1e-15);
}

void LassoPathTest::conditionsHold_data()
{
    QTest::addColumn<ActivationBlock>("values");
    QTest::newRow("many causes") << test::reluActivations(2000, 201, 40, 1, 2);
    QTest::newRow("few causes") << test::reluActivations(2000, 151, 4, 3, 4);
    QTest::newRow("fewer samples than units") << test::reluActivations(60, 101, 5, 5, 6);
}

void LassoPathTest::conditionsHold()
{
    QFETCH(const ActivationBlock, values);
    const Problem problem = test::lassoProblemOf(values);
    LassoPath path(problem.gram);
    path.start(problem.correlations);
    for (double penalty = .7; penalty > 1e-4; penalty *= .7) {
        QVERIFY(path.moveTo(penalty));
        QVERIFY(test::lassoViolation(problem, path.weights(), penalty) < 1e-11);
    }
}

/// On correlated predictors some of those that entered leave again.
void LassoPathTest::predictorsLeave()
{
    const Problem problem = test::lassoProblemOf(test::reluActivations(300, 121, 6, 9, 10));
    LassoPath path(problem.gram);
    path.start(problem.correlations);
    int left = 0;
    Vector before = path.weights();
    for (double penalty = .5; penalty > 1e-3; penalty *= .95) {
        QVERIFY(path.moveTo(penalty));
        left += static_cast<int>(
            (before.array() != 0 && path.weights().array() == 0).cast<int>().sum());
        QVERIFY(test::lassoViolation(problem, path.weights(), penalty) < 1e-11);
        before = path.weights();
    }
    QVERIFY(left > 0);
}

void LassoPathTest::endsAtLeastSquares()
{
    const Problem problem = test::lassoProblemOf(test::reluActivations(500, 31, 30, 11, 12));
    LassoPath path(problem.gram);
    path.start(problem.correlations);
    QVERIFY(path.moveTo(1e-12));
    const Vector expected = problem.gram.fullPivLu().solve(problem.correlations);
    QVERIFY((path.weights() - expected).cwiseAbs().maxCoeff() < 1e-9);
}

/// The copies of a predictor stay out while it is active, and the path goes on.
void LassoPathTest::repeatedPredictors()
{
    ActivationBlock values = test::reluActivations(400, 31, 8, 13, 14);
    values.col(3) = values.col(8);
    values.col(4) = -values.col(9);
    values.col(5) = values.col(8);
    const Problem problem = test::lassoProblemOf(values);
    LassoPath path(problem.gram);
    path.start(problem.correlations);
    for (const double penalty : {.3, .1, .03, .01, .001, 1e-5}) {
        QVERIFY(path.moveTo(penalty));
        QVERIFY(test::lassoViolation(problem, path.weights(), penalty) < 1e-6);
    }
}

void LassoPathTest::nothingAboveTheLargestCorrelation()
{
    const Problem problem{Matrix::Identity(2, 2), Vector{{.2, -.7}}};
    LassoPath path(problem.gram);
    path.start(problem.correlations);
    QVERIFY(path.moveTo(.9));
    QVERIFY(path.weights().isZero(0));
    QVERIFY(path.moveTo(.7));
    QVERIFY(path.weights().isZero(0));
    QVERIFY(path.moveTo(.6));
    QVERIFY(std::abs(path.weights()[1] + .1) < 1e-15);
    QCOMPARE(path.weights()[0], 0.);
}

void LassoPathTest::stops()
{
    const Problem problem = test::lassoProblemOf(test::reluActivations(100, 21, 5, 1, 2));
    LassoPath path(problem.gram);
    path.start(problem.correlations);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(path.moveTo(.1, Progress(stop.get_token(), {})), Cancelled);
}

QTEST_APPLESS_MAIN(LassoPathTest)
#include "tst_lasso_path.moc"
