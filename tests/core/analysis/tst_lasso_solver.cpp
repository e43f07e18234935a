#include "core/analysis/lasso_solver.h"

#include "core/base/error.h"
#include "tests/support/lasso_problem.h"
#include "tests/support/random_activations.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <Eigen/LU>

#include <cmath>
#include <fstream>
#include <limits>

using namespace counterpart;
using namespace counterpart::core;

namespace {

using Problem = test::LassoProblem;

Vector dense(const std::vector<LassoWeight>& weights, Index predictors)
{
    Vector result = Vector::Zero(predictors);
    for (const LassoWeight& weight : weights)
        result[weight.predictor] = weight.value;
    return result;
}

Vector solve(const Problem& problem, double penalty)
{
    LassoSolver solver(problem.gram);
    solver.start(problem.correlations);
    solver.solve(penalty);
    return dense(solver.weights(), problem.gram.rows());
}

double objective(const Problem& problem, const Vector& weights, double penalty)
{
    return 0.5 * (1 - 2 * weights.dot(problem.correlations) + weights.dot(problem.gram * weights)) +
           penalty * weights.cwiseAbs().sum();
}

/// The least objective of all sign patterns: on each, the stationary point if its signs agree.
double leastOfAllPatterns(const Problem& problem, double penalty)
{
    const Index p = problem.gram.rows();
    Index patterns = 1;
    for (Index i = 0; i < p; ++i)
        patterns *= 3;
    double least = std::numeric_limits<double>::infinity();
    for (Index pattern = 0; pattern < patterns; ++pattern) {
        std::vector<Index> support;
        std::vector<double> signs;
        for (Index i = 0, rest = pattern; i < p; ++i, rest /= 3) {
            if (rest % 3 == 0)
                continue;
            support.push_back(i);
            signs.push_back(rest % 3 == 1 ? 1 : -1);
        }
        Vector weights = Vector::Zero(p);
        if (!support.empty()) {
            const Eigen::Map<const Vector> sign(signs.data(), static_cast<Index>(signs.size()));
            const Matrix gram = problem.gram(support, support);
            const Vector right = problem.correlations(support) - penalty * sign;
            const Vector solution = gram.fullPivLu().solve(right);
            if ((solution.array() * sign.array() < 0).any())
                continue;
            weights(support) = solution;
        }
        least = std::min(least, objective(problem, weights, penalty));
    }
    return least;
}

} // namespace

class LassoSolverTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheBestSignPattern_data();
    void equalsTheBestSignPattern();
    void orthonormalPredictorsAreThresholded();
    void equalsScikitLearn();
    void nothingIsLeftFromTheLargestCorrelationOn();
    void duplicatesShareAWeight();
    void conditionsHoldAlongAPath_data();
    void conditionsHoldAlongAPath();
    void anyStartLeadsToTheSameSolution();
    void allActiveWeightsMayVanish();
    void noPredictors();
    void stops();
};

void LassoSolverTest::equalsTheBestSignPattern_data()
{
    QTest::addColumn<ActivationBlock>("values");
    QTest::newRow("independent") << test::normalActivations(40, 7, 1);
    QTest::newRow("one cause") << test::reluActivations(200, 8, 1, 1, 2);
    QTest::newRow("two causes") << test::reluActivations(100, 8, 2, 3, 4);
    QTest::newRow("fewer samples than units") << test::normalActivations(6, 7, 5);
}

void LassoSolverTest::equalsTheBestSignPattern()
{
    QFETCH(const ActivationBlock, values);
    const Problem problem = test::lassoProblemOf(values);
    for (const double penalty : {0.6, 0.3, 0.1, 0.03, 0.01, 0.001}) {
        const Vector weights = solve(problem, penalty);
        QVERIFY(std::abs(objective(problem, weights, penalty) -
                         leastOfAllPatterns(problem, penalty)) < 1e-9);
    }
}

void LassoSolverTest::orthonormalPredictorsAreThresholded()
{
    Problem problem{Matrix::Identity(5, 5), Vector(5)};
    problem.correlations << 0.5, -0.4, 0.1, 0, -0.3;
    Vector expected(5);
    expected << 0.3, -0.2, 0, 0, -0.1;
    QVERIFY((solve(problem, 0.2) - expected).cwiseAbs().maxCoeff() < 1e-15);
}

void LassoSolverTest::equalsScikitLearn()
{
    std::ifstream file(COUNTERPART_SOURCE_DIR "/tests/data/lasso_values.json");
    const nlohmann::json stored = nlohmann::json::parse(file);
    for (const nlohmann::json& one : stored.at("problems")) {
        const std::vector<std::vector<double>> gram = one.at("gram");
        const std::vector<double> correlations = one.at("correlations");
        const auto p = static_cast<Index>(gram.size());
        Problem problem{Matrix(p, p), Eigen::Map<const Vector>(correlations.data(), p)};
        for (Index i = 0; i < p; ++i)
            problem.gram.row(i) =
                Eigen::Map<const Eigen::RowVectorXd>(gram[static_cast<std::size_t>(i)].data(), p);
        LassoSolver solver(problem.gram);
        solver.start(problem.correlations);
        for (std::size_t k = 0; k < one.at("penalties").size(); ++k) {
            const double penalty = one.at("penalties").at(k);
            const std::vector<double> weights = one.at("weights").at(k);
            solver.solve(penalty);
            const Vector found = dense(solver.weights(), p);
            QVERIFY(std::abs(objective(problem, found, penalty) -
                             one.at("objectives").at(k).get<double>()) < 1e-9);
            QVERIFY((found - Eigen::Map<const Vector>(weights.data(), p)).cwiseAbs().maxCoeff() <
                    1e-5);
            QVERIFY(std::abs(solver.loss() - objective(problem, found, 0)) < 1e-12);
        }
    }
}

void LassoSolverTest::nothingIsLeftFromTheLargestCorrelationOn()
{
    const Problem problem = test::lassoProblemOf(test::reluActivations(300, 20, 3, 1, 2));
    const double largest = problem.correlations.cwiseAbs().maxCoeff();
    QVERIFY(solve(problem, largest).isZero(0));
    QVERIFY(solve(problem, 2 * largest).isZero(0));
    QVERIFY(!solve(problem, largest * (1 - 1e-5)).isZero(0));
    LassoSolver solver(problem.gram);
    solver.start(problem.correlations);
    solver.solve(largest);
    QCOMPARE(solver.loss(), 0.5);
}

void LassoSolverTest::duplicatesShareAWeight()
{
    ActivationBlock values = test::reluActivations(300, 10, 3, 5, 6);
    values.col(3) = 2 * values.col(7);
    values.col(1) = -values.col(7);
    const Problem problem = test::lassoProblemOf(values);
    for (const double penalty : {0.3, 0.05, 0.001, 1e-5}) {
        const Vector weights = solve(problem, penalty);
        QVERIFY(test::lassoViolation(problem, weights, penalty) < 1e-6);
        QVERIFY(weights.allFinite());
    }
}

void LassoSolverTest::conditionsHoldAlongAPath_data()
{
    QTest::addColumn<ActivationBlock>("values");
    QTest::newRow("many causes") << test::reluActivations(2000, 201, 40, 1, 2);
    QTest::newRow("few causes") << test::reluActivations(2000, 151, 4, 3, 4);
    QTest::newRow("fewer samples than units") << test::reluActivations(60, 101, 5, 5, 6);
}

void LassoSolverTest::conditionsHoldAlongAPath()
{
    QFETCH(const ActivationBlock, values);
    const Problem problem = test::lassoProblemOf(values);
    LassoSolver solver(problem.gram);
    solver.start(problem.correlations);
    double lossBefore = 0.5;
    for (double penalty = 0.7; penalty > 1e-4; penalty *= 0.7) {
        solver.solve(penalty);
        const Vector weights = dense(solver.weights(), problem.gram.rows());
        const double worst = test::lassoViolation(problem, weights, penalty);
        QVERIFY2(worst < 1e-6, std::to_string(worst * 1e6).c_str());
        QVERIFY(std::abs(worst - solver.kkt()) < 1e-9);
        QVERIFY(solver.loss() <= lossBefore + 1e-9);
        lossBefore = solver.loss();
    }
}

void LassoSolverTest::anyStartLeadsToTheSameSolution()
{
    const Problem problem = test::lassoProblemOf(test::reluActivations(1000, 61, 20, 7, 8));
    const double penalty = 0.02;
    const Vector expected = solve(problem, penalty);
    for (const double other : {0.5, 0.03, 0.019, 0.001}) {
        LassoSolver solver(problem.gram);
        solver.start(problem.correlations);
        solver.solve(other);
        LassoSolver second(problem.gram);
        second.start(problem.correlations, solver.weights(), other);
        second.solve(penalty);
        QVERIFY((dense(second.weights(), 60) - expected).cwiseAbs().maxCoeff() < 1e-5);
    }
}

/// From a wrong start the sweeps over the active predictors put all of them to 0.
void LassoSolverTest::allActiveWeightsMayVanish()
{
    const Matrix gram{{1, -.5, .8}, {-.5, 1, -.4}, {.8, -.4, 1}};
    const Vector correlations{{.45, .1, .6}};
    LassoSolver solver(gram);
    solver.start(correlations, {{1, 1.0}}, .5);
    solver.solve(.5);
    QVERIFY(solver.kkt() <= 1e-7);
    QCOMPARE(solver.weights().size(), std::size_t{1});
    QCOMPARE(solver.weights()[0].predictor, 2);
    QVERIFY(std::abs(solver.weights()[0].value - .1) < 1e-7);
}

void LassoSolverTest::noPredictors()
{
    const Matrix gram(0, 0);
    LassoSolver solver(gram);
    solver.start(Vector(0));
    solver.solve(0.1);
    QVERIFY(solver.weights().empty());
    QCOMPARE(solver.loss(), 0.5);
}

void LassoSolverTest::stops()
{
    const Problem problem = test::lassoProblemOf(test::reluActivations(100, 21, 5, 1, 2));
    LassoSolver solver(problem.gram);
    solver.start(problem.correlations);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(solver.solve(0.1, Progress(stop.get_token(), {})), Cancelled);
}

QTEST_APPLESS_MAIN(LassoSolverTest)
#include "tst_lasso_solver.moc"
