#include "core/analysis/assignment.h"

#include "core/base/error.h"
#include "tests/support/random_activations.h"
#include "tests/support/split_mix.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>
#include <random>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// The sum of the chosen weights; NaN unless min(rows, columns) rows have a column of their own.
double totalOf(const Matrix& weights, const std::vector<UnitIndex>& columnOfRow)
{
    double total = 0;
    std::vector<int> used;
    for (std::size_t i = 0; i < columnOfRow.size(); ++i) {
        if (!columnOfRow[i].isValid())
            continue;
        used.push_back(columnOfRow[i].value);
        total += weights(static_cast<Index>(i), columnOfRow[i].value);
    }
    std::ranges::sort(used);
    const bool isOneToOne = std::ranges::adjacent_find(used) == used.end() &&
                            (used.empty() || used.back() < weights.cols());
    const bool isComplete =
        static_cast<Index>(used.size()) == std::min(weights.rows(), weights.cols()) &&
        static_cast<Index>(columnOfRow.size()) == weights.rows();
    return isOneToOne && isComplete ? total : std::numeric_limits<double>::quiet_NaN();
}

/// Tries every assignment of the rows to columns.
double bestOfAll(const Matrix& weights)
{
    if (weights.rows() > weights.cols())
        return bestOfAll(weights.transpose());
    std::vector<Index> columns(static_cast<std::size_t>(weights.cols()));
    std::iota(columns.begin(), columns.end(), 0);
    double best = -std::numeric_limits<double>::infinity();
    do {
        double total = 0;
        for (Index i = 0; i < weights.rows(); ++i)
            total += weights(i, columns[static_cast<std::size_t>(i)]);
        best = std::max(best, total);
    } while (std::ranges::next_permutation(columns).found);
    return best;
}

/// Whether some ring of rows would gain more than `tolerance` a row by each taking the next one's
/// column: an assignment is optimal if and only if none does. Missing rows get weights of 0.
bool doesARingGain(const Matrix& weights, const std::vector<UnitIndex>& columnOfRow,
                   double tolerance)
{
    const Index n = std::max(weights.rows(), weights.cols());
    Matrix square = Matrix::Zero(n, n);
    square.topLeftCorner(weights.rows(), weights.cols()) = weights;
    std::vector<Index> column(static_cast<std::size_t>(n), -1);
    std::vector<Index> unused(static_cast<std::size_t>(n));
    std::iota(unused.begin(), unused.end(), 0);
    for (std::size_t i = 0; i < columnOfRow.size(); ++i) {
        if (!columnOfRow[i].isValid())
            continue;
        column[i] = columnOfRow[i].value;
        std::erase(unused, column[i]);
    }
    for (Index& place : column) {
        if (place < 0) {
            place = unused.back();
            unused.pop_back();
        }
    }
    Matrix gain(n, n);
    for (Index i = 0; i < n; ++i) {
        for (Index j = 0; j < n; ++j)
            gain(i, j) = square(i, column[static_cast<std::size_t>(j)]) -
                         square(i, column[static_cast<std::size_t>(i)]) - (i == j ? 0 : tolerance);
    }
    for (Index via = 0; via < n; ++via) {
        for (Index j = 0; j < n; ++j)
            gain.col(j) = gain.col(j).cwiseMax((gain.col(via).array() + gain(via, j)).matrix());
    }
    return gain.diagonal().maxCoeff() > 0;
}

Matrix rowMajor(const std::vector<double>& values, Index rows, Index columns)
{
    return Matrix(
        Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
            values.data(), rows, columns));
}

Matrix storedCase(const std::string& kind, Index rows, Index columns, std::uint64_t seed)
{
    if (kind == "uniform")
        return rowMajor(test::splitMix(seed, rows * columns), rows, columns).array() - 0.5;
    if (kind == "integers")
        return (rowMajor(test::splitMix(seed, rows * columns), rows, columns).array() * 10).floor();
    const Matrix a = rowMajor(test::splitMix(seed, rows * 5), rows, 5).array() - 0.5;
    const Matrix b = rowMajor(test::splitMix(seed + 1, columns * 5), columns, 5).array() - 0.5;
    return a * b.transpose();
}

std::vector<int> shuffledNumbers(int count, unsigned seed)
{
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    std::ranges::shuffle(numbers, std::mt19937(seed));
    return numbers;
}

} // namespace

class AssignmentTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsBruteForce_data();
    void equalsBruteForce();
    void noRingOfRowsGains_data();
    void noRingOfRowsGains();
    void equalsStoredTotals_data();
    void equalsStoredTotals();
    void recoversAPlantedPermutation();
    void recoversAPermutationBelowNoise();
    void valuesOfVeryDifferentSize();
    void noUnits();
    void stops();
    void reportsProgress();
};

void AssignmentTest::equalsBruteForce_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<double>("step");
    for (const auto& [rows, columns] : {std::pair{1, 1},
                                        {1, 6},
                                        {6, 1},
                                        {2, 2},
                                        {3, 3},
                                        {4, 7},
                                        {7, 4},
                                        {5, 5},
                                        {6, 7},
                                        {7, 7},
                                        {8, 8}})
        for (const double step : {0.0, 0.25, 1.0})
            QTest::addRow("%d x %d, step %g", rows, columns, step) << rows << columns << step;
}

void AssignmentTest::equalsBruteForce()
{
    QFETCH(const int, rows);
    QFETCH(const int, columns);
    QFETCH(const double, step); // weights are multiples of it, so that many are equal
    const unsigned trials = rows * columns > 49 ? 4 : 40;
    for (unsigned trial = 0; trial < trials; ++trial) {
        Matrix weights = test::uniformMatrix(rows, columns, trial, -2, trial % 2 == 0 ? 2 : 0);
        if (step > 0)
            weights = ((weights / step).array().round() * step).matrix().eval();
        QVERIFY(std::abs(totalOf(weights, assignMaximum(weights)) - bestOfAll(weights)) < 1e-12);
    }
}

void AssignmentTest::noRingOfRowsGains_data()
{
    QTest::addColumn<Matrix>("weights");
    QTest::newRow("uniform") << test::uniformMatrix(300, 300, 1);
    QTest::newRow("fewer rows") << test::uniformMatrix(120, 300, 2);
    QTest::newRow("fewer columns") << test::uniformMatrix(300, 120, 3);
    QTest::newRow("all negative, fewer rows") << test::uniformMatrix(200, 260, 4, -3, -1);
    QTest::newRow("one factor") << Matrix(test::uniformMatrix(250, 1, 5) *
                                          test::uniformMatrix(1, 250, 6));
    QTest::newRow("three factors")
        << Matrix(test::uniformMatrix(250, 3, 5) * test::uniformMatrix(3, 250, 6));
    QTest::newRow("few values") << Matrix(test::uniformMatrix(250, 250, 7, 0, 4).array().floor());
    QTest::newRow("zero or one") << Matrix(
        (test::uniformMatrix(200, 200, 8, 0, 1).array() > 0.99).cast<double>());
    QTest::newRow("all equal") << Matrix(Matrix::Constant(200, 200, -0.3));
    QTest::newRow("equal columns")
        << Matrix(Vector(test::uniformMatrix(200, 1, 9).col(0)).replicate(1, 200));
    QTest::newRow("equal rows") << Matrix(test::uniformMatrix(1, 200, 9).replicate(200, 1));
    Matrix product(150, 150); // the classic hard case of row-reduction, i * j
    for (Index i = 0; i < 150; ++i)
        for (Index j = 0; j < 150; ++j)
            product(i, j) = -static_cast<double>((i + 1) * (j + 1));
    QTest::newRow("products of indices") << product;
}

void AssignmentTest::noRingOfRowsGains()
{
    QFETCH(const Matrix, weights);
    const std::vector<UnitIndex> columns = assignMaximum(weights);
    QVERIFY(std::isfinite(totalOf(weights, columns)));
    const double scale = weights.cwiseAbs().maxCoeff();
    QVERIFY(!doesARingGain(weights, columns, 1e-12 * scale));
}

void AssignmentTest::equalsStoredTotals_data()
{
    QTest::addColumn<Matrix>("weights");
    QTest::addColumn<double>("total");
    std::ifstream file(COUNTERPART_SOURCE_DIR "/tests/data/assignment_totals.json");
    const nlohmann::json stored = nlohmann::json::parse(file);
    for (const nlohmann::json& one : stored.at("cases")) {
        const std::string kind = one.at("kind");
        const Index rows = one.at("rows");
        const Index columns = one.at("columns");
        const Matrix weights = storedCase(kind, rows, columns, one.at("seed"));
        QVERIFY(std::abs(weights(0, 0) - one.at("first").get<double>()) < 1e-15);
        QTest::addRow("%s %d x %d", kind.c_str(), static_cast<int>(rows), static_cast<int>(columns))
            << weights << one.at("total").get<double>();
    }
}

void AssignmentTest::equalsStoredTotals()
{
    QFETCH(const Matrix, weights);
    QFETCH(const double, total);
    QVERIFY(std::abs(totalOf(weights, assignMaximum(weights)) - total) < 1e-9);
}

void AssignmentTest::recoversAPlantedPermutation()
{
    const std::vector<int> planted = shuffledNumbers(1000, 3);
    Matrix weights = test::uniformMatrix(1000, 1000, 4, -1, 0.7);
    for (Index i = 0; i < 1000; ++i)
        weights(i, planted[static_cast<std::size_t>(i)]) = 0.71;
    const std::vector<UnitIndex> found = assignMaximum(weights);
    for (std::size_t i = 0; i < 1000; ++i)
        QCOMPARE(found[i].value, planted[i]);
}

/// w_ij = u_i + v_j + bonus at the planted place: no row's best column is its planted one, but
/// every other permutation has the same sum without the bonus.
void AssignmentTest::recoversAPermutationBelowNoise()
{
    const std::vector<int> planted = shuffledNumbers(1000, 5);
    const Matrix u = test::uniformMatrix(1000, 1, 6, -5, 5);
    const Matrix v = test::uniformMatrix(1, 1000, 7, -5, 5);
    Matrix weights = u.replicate(1, 1000) + v.replicate(1000, 1).eval();
    for (Index i = 0; i < 1000; ++i)
        weights(i, planted[static_cast<std::size_t>(i)]) += 1e-3;
    const std::vector<UnitIndex> found = assignMaximum(weights);
    for (std::size_t i = 0; i < 1000; ++i)
        QCOMPARE(found[i].value, planted[i]);
}

void AssignmentTest::valuesOfVeryDifferentSize()
{
    for (unsigned seed = 0; seed < 20; ++seed) {
        const Matrix exponents = test::uniformMatrix(7, 7, seed, -12, 12);
        const Matrix weights =
            exponents.array().unaryExpr([](double e) { return std::pow(10, e); });
        const double best = bestOfAll(weights);
        QVERIFY(std::abs(totalOf(weights, assignMaximum(weights)) - best) < 1e-12 * best);
    }
}

void AssignmentTest::noUnits()
{
    QVERIFY(assignMaximum(Matrix(0, 0)).empty());
    QVERIFY(assignMaximum(Matrix(0, 5)).empty());
    QCOMPARE(assignMaximum(Matrix(3, 0)), std::vector<UnitIndex>(3));
}

void AssignmentTest::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const Progress progress(stop.get_token(), {});
    const Matrix weights = test::uniformMatrix(500, 3, 1) * test::uniformMatrix(3, 500, 2);
    QVERIFY_EXCEPTION_THROWN(assignMaximum(weights, progress), Cancelled);
}

void AssignmentTest::reportsProgress()
{
    std::vector<double> reports;
    const Progress progress(
        {}, [&](double fraction, std::string_view) { reports.push_back(fraction); });
    assignMaximum(test::uniformMatrix(200, 200, 1), progress);
    QVERIFY(!reports.empty());
    QCOMPARE(reports.back(), 1.0);
    QVERIFY(std::ranges::is_sorted(reports));
}

QTEST_APPLESS_MAIN(AssignmentTest)
#include "tst_assignment.moc"
