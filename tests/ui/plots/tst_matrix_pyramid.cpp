#include "plots/matrix_pyramid.h"

#include "core/base/error.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <stop_token>

using namespace counterpart;
using plots::MatrixPyramid;

namespace {

core::Order identity(core::Index units)
{
    core::Order order;
    for (int unit = 0; unit < units; ++unit)
        order.push_back({unit});
    return order;
}

core::Order shuffled(core::Index units, unsigned seed)
{
    core::Order order = identity(units);
    std::mt19937 random(seed);
    std::shuffle(order.begin(), order.end(), random);
    return order;
}

core::Matrix randomMatrix(core::Index rows, core::Index columns, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> value(-1, 1);
    return core::Matrix::NullaryExpr(rows, columns, [&] { return value(random); });
}

/// The value of largest magnitude of the cells that cell (i, j) of a level stands for.
float bruteForce(const core::Matrix& matrix, const core::Order& rows, const core::Order& columns,
                 int level, core::Index i, core::Index j)
{
    const core::Index size = core::Index{1} << level;
    double strongest = 0;
    for (core::Index y = i * size; y < std::min(core::Index(rows.size()), (i + 1) * size); ++y)
        for (core::Index x = j * size; x < std::min(core::Index(columns.size()), (j + 1) * size);
             ++x) {
            const double value = matrix(rows[std::size_t(y)].value, columns[std::size_t(x)].value);
            if (std::abs(value) > std::abs(strongest))
                strongest = value;
        }
    return static_cast<float>(strongest);
}

} // namespace

class TestMatrixPyramid : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithBruteForce_data();
    void agreesWithBruteForce();
    void takesPartOfTheUnits();
    void findsExtremes();
    void keepsSingleCell();
    void percentileAgreesWithSorting();
    void percentileOfLargeMatrixIsClose();
    void emptyMatrixHasOneEmptyLevel();
    void stopsWhenAsked();
    void strongerIgnoresOrder();
};

void TestMatrixPyramid::agreesWithBruteForce_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("one cell") << 1 << 1;
    QTest::newRow("one row") << 1 << 9;
    QTest::newRow("one column") << 19 << 1;
    QTest::newRow("power of two") << 64 << 64;
    QTest::newRow("odd") << 37 << 53;
    QTest::newRow("more than a block") << 131 << 257;
}

void TestMatrixPyramid::agreesWithBruteForce()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    const core::Matrix matrix = randomMatrix(rows, columns, 1);
    const core::Order rowOrder = shuffled(rows, 2);
    const core::Order columnOrder = shuffled(columns, 3);
    const MatrixPyramid pyramid(matrix, rowOrder, columnOrder);
    core::Index height = rows;
    core::Index width = columns;
    for (std::size_t k = 0; k < pyramid.levels().size(); ++k) {
        const MatrixPyramid::Level& level = pyramid.levels()[k];
        QCOMPARE(level.rows(), height);
        QCOMPARE(level.cols(), width);
        for (core::Index i = 0; i < height; ++i)
            for (core::Index j = 0; j < width; ++j)
                QCOMPARE(level(i, j), bruteForce(matrix, rowOrder, columnOrder, int(k), i, j));
        height = (height + 1) / 2;
        width = (width + 1) / 2;
    }
    QCOMPARE(pyramid.levels().back().size(), core::Index{1});
}

void TestMatrixPyramid::takesPartOfTheUnits()
{
    const core::Matrix matrix = randomMatrix(20, 30, 4);
    const core::Order rows{{7}, {3}, {19}};
    const core::Order columns{{29}, {0}};
    const MatrixPyramid pyramid(matrix, rows, columns);
    QCOMPARE(pyramid.rows(), core::Index{3});
    QCOMPARE(pyramid.columns(), core::Index{2});
    for (core::Index i = 0; i < 3; ++i)
        for (core::Index j = 0; j < 2; ++j)
            QCOMPARE(pyramid.levels()[0](i, j), bruteForce(matrix, rows, columns, 0, i, j));
}

void TestMatrixPyramid::findsExtremes()
{
    core::Matrix matrix = randomMatrix(70, 90, 5);
    matrix(69, 3) = -1.5;
    matrix(12, 89) = 2.25;
    const MatrixPyramid pyramid(matrix, identity(70), identity(90));
    QCOMPARE(pyramid.minimum(), -1.5F);
    QCOMPARE(pyramid.maximum(), 2.25F);
}

void TestMatrixPyramid::keepsSingleCell()
{
    core::Matrix matrix = randomMatrix(1000, 700, 6) * 0.5;
    matrix(613, 411) = -0.97;
    const MatrixPyramid pyramid(matrix, identity(1000), identity(700));
    for (std::size_t k = 0; k < pyramid.levels().size(); ++k)
        QCOMPARE(pyramid.levels()[k](613 >> k, 411 >> k), -0.97F);
}

void TestMatrixPyramid::percentileAgreesWithSorting()
{
    const core::Matrix matrix = randomMatrix(101, 99, 7);
    const MatrixPyramid pyramid(matrix, identity(101), identity(99));
    std::vector<double> sorted(matrix.data(), matrix.data() + matrix.size());
    std::ranges::sort(sorted);
    QCOMPARE(pyramid.percentile(0), static_cast<float>(sorted.front()));
    QCOMPARE(pyramid.percentile(1), static_cast<float>(sorted.back()));
    QCOMPARE(pyramid.percentile(0.5), static_cast<float>(sorted[(sorted.size() - 1) / 2]));
}

/// Uniform on [-1, 1]: the p-th percentile is 2 p - 1, here to within five standard deviations of a
/// sample of 50,000 cells.
void TestMatrixPyramid::percentileOfLargeMatrixIsClose()
{
    const MatrixPyramid pyramid(randomMatrix(1024, 2048, 8), identity(1024), identity(2048));
    for (const double share : {0.01, 0.25, 0.5, 0.99})
        QVERIFY(std::abs(static_cast<double>(pyramid.percentile(share)) - (2 * share - 1)) < 0.012);
}

void TestMatrixPyramid::emptyMatrixHasOneEmptyLevel()
{
    const MatrixPyramid pyramid(core::Matrix(0, 5), {}, identity(5));
    QCOMPARE(pyramid.levels().size(), std::size_t{1});
    QCOMPARE(pyramid.rows(), core::Index{0});
    QCOMPARE(pyramid.minimum(), 0.0F);
    QCOMPARE(pyramid.percentile(0.5), 0.0F);
}

void TestMatrixPyramid::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const core::Progress progress(stop.get_token(), {});
    QVERIFY_EXCEPTION_THROWN(
        MatrixPyramid(core::Matrix::Zero(64, 64), identity(64), identity(64), progress),
        core::Cancelled);
}

void TestMatrixPyramid::strongerIgnoresOrder()
{
    using plots::stronger;
    QCOMPARE(stronger(0.25F, -0.5F), -0.5F);
    QCOMPARE(stronger(-0.5F, 0.25F), -0.5F);
    QCOMPARE(stronger(0.5F, -0.5F), -0.5F);
    QCOMPARE(stronger(-0.5F, 0.5F), -0.5F);
    QCOMPARE(stronger(0.0F, 1e-30F), 1e-30F);
}

QTEST_APPLESS_MAIN(TestMatrixPyramid)
#include "tst_matrix_pyramid.moc"
