#include "core/analysis/column_kernels.h"

#include "tests/support/random_activations.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace counterpart;
using namespace counterpart::core;

class ColumnKernelsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyLength_data();
    void everyLength();
    void findsWhatIsNotFiniteAnywhere();
    void floorsAreExact();
};

void ColumnKernelsTest::everyLength_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 15, 16, 17, 31, 33, 1000})
        QTest::addRow("%d", count) << count;
}

void ColumnKernelsTest::everyLength()
{
    QFETCH(const int, count);
    ActivationBlock values = test::normalActivations(count, 1, 11u, 100, 3);
    const std::span<float> span(values.data(), static_cast<std::size_t>(count));

    const ColumnRange range = rangeOf(span);
    QCOMPARE(range.minimum, *std::ranges::min_element(span));
    QCOMPARE(range.maximum, *std::ranges::max_element(span));
    QVERIFY(range.isFinite);

    double sum = 0;
    std::vector<double> shifted;
    std::vector<float> shiftedSingle;
    for (const float value : span) {
        sum += static_cast<double>(value);
        shifted.push_back(static_cast<double>(value) - 99.5);
        shiftedSingle.push_back(value - 99.5f);
    }
    QVERIFY(std::abs(sumOf(span) - sum) < 1e-9);
    std::vector<double> found(span.size());
    QVERIFY(std::abs(shift(span, 99.5, found.data()) - (sum - 99.5 * count)) < 1e-9);
    QCOMPARE(found, shifted);
    QVERIFY(std::abs(shift(span, 99.5f) - (sum - 99.5 * count)) < 1e-4);
    QVERIFY(std::ranges::equal(span, shiftedSingle));
}

void ColumnKernelsTest::findsWhatIsNotFiniteAnywhere()
{
    for (const float odd :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
          -std::numeric_limits<float>::infinity()}) {
        for (std::size_t place = 0; place < 37; ++place) {
            std::vector<float> values(37, 1.0f);
            values[place] = odd;
            QVERIFY(!rangeOf(values).isFinite);
        }
    }
    const std::vector<float> extreme{std::numeric_limits<float>::max(),
                                     std::numeric_limits<float>::lowest(),
                                     std::numeric_limits<float>::denorm_min()};
    QVERIFY(rangeOf(extreme).isFinite);
}

void ColumnKernelsTest::floorsAreExact()
{
    const std::vector<float> values{0,    -0.0f, 0.25f,  -0.25f, 1,      -1,
                                    0.5f, -0.5f, 7.999f, -7.99f, 1e-30f, -1e-30f};
    for (const float scale : {1.0f, 4.0f, 0.125f}) {
        std::vector<std::int32_t> floors(values.size());
        scaledFloor(values, scale, floors.data());
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(floors[i], static_cast<std::int32_t>(std::floor(
                                    static_cast<double>(values[i]) * static_cast<double>(scale))));
    }
}

QTEST_APPLESS_MAIN(ColumnKernelsTest)
#include "tst_column_kernels.moc"
