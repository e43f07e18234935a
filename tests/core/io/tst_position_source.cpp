#include "core/io/position_source.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace counterpart::core;

namespace {

/// Random activations in memory, at(input, unit, row, column).
class Maps : public ActivationSource
{
public:
    Maps(Index inputs, Index units, Index rows, Index columns)
        : m_inputs(inputs),
          m_units(units),
          m_rows(rows),
          m_columns(columns),
          m_values(static_cast<std::size_t>(inputs * units * rows * columns))
    {
        std::mt19937 random(7);
        std::normal_distribution<float> normal;
        for (float& value : m_values)
            value = normal(random);
    }

    float& at(Index input, Index unit, Index row, Index column)
    {
        return m_values[static_cast<std::size_t>(
            ((input * m_units + unit) * m_rows + row) * m_columns + column)];
    }

    Index inputs() const override { return m_inputs; }
    Index units() const override { return m_units; }
    Index positions() const override { return m_rows * m_columns; }
    Index columns() const override { return m_columns; }
    void read(Index firstInput, Index inputCount, Block block) override
    {
        for (Index row = 0; row < inputCount * positions(); ++row) {
            const Index position = row % positions();
            for (Index unit = 0; unit < m_units; ++unit)
                block(row, unit) = at(firstInput + row / positions(), unit, position / m_columns,
                                      position % m_columns);
        }
    }

private:
    Index m_inputs, m_units, m_rows, m_columns;
    std::vector<float> m_values;
};

/// All samples under the policy, read in blocks of five inputs.
ActivationBlock samples(Positions policy, const std::function<void(Maps&)>& change = {})
{
    auto maps = std::make_unique<Maps>(12, 6, 5, 4);
    if (change)
        change(*maps);
    const auto source = withPositions(std::move(maps), policy);
    ActivationBlock block(source->samples(), source->units());
    for (Index first = 0; first < 12; first += 5) {
        const Index count = std::min<Index>(5, 12 - first);
        source->read(first, count,
                     block.middleRows(first * source->positions(), count * source->positions()));
    }
    return block;
}

} // namespace

class TestPositionSource : public QObject
{
    Q_OBJECT

private slots:
    void meanMaximumAndCentre();
    void flattenedInUnitRowColumnOrder();
    void allIsTheSourceItself();
    void largerThanOneStep();
    void aNanIsNotHidden();
};

void TestPositionSource::meanMaximumAndCentre()
{
    const ActivationBlock mean = samples(Positions::Mean);
    const ActivationBlock maximum = samples(Positions::Max);
    const ActivationBlock centre = samples(Positions::Centre);
    QCOMPARE(mean.rows(), 12);
    QCOMPARE(mean.cols(), 6);
    Maps maps(12, 6, 5, 4);
    for (Index input = 0; input < 12; ++input) {
        for (Index unit = 0; unit < 6; ++unit) {
            double sum = 0;
            float largest = maps.at(input, unit, 0, 0);
            for (Index row = 0; row < 5; ++row) {
                for (Index column = 0; column < 4; ++column) {
                    sum += static_cast<double>(maps.at(input, unit, row, column));
                    largest = std::max(largest, maps.at(input, unit, row, column));
                }
            }
            QVERIFY(std::abs(static_cast<double>(mean(input, unit)) - sum / 20) < 1e-7);
            QCOMPARE(maximum(input, unit), largest);
            QCOMPARE(centre(input, unit), maps.at(input, unit, 2, 2)); // rows / 2, columns / 2
        }
    }
}

void TestPositionSource::flattenedInUnitRowColumnOrder()
{
    const ActivationBlock flat = samples(Positions::Flatten);
    QCOMPARE(flat.rows(), 12);
    QCOMPARE(flat.cols(), 6 * 5 * 4);
    Maps maps(12, 6, 5, 4);
    for (Index input = 0; input < 12; ++input) {
        for (Index unit = 0; unit < 6; ++unit) {
            for (Index row = 0; row < 5; ++row) {
                for (Index column = 0; column < 4; ++column)
                    QCOMPARE(flat(input, (unit * 5 + row) * 4 + column),
                             maps.at(input, unit, row, column));
            }
        }
    }
}

void TestPositionSource::allIsTheSourceItself()
{
    auto maps = std::make_unique<Maps>(3, 2, 2, 2);
    const ActivationSource* const source = maps.get();
    QCOMPARE(withPositions(std::move(maps), Positions::All).get(), source);
    auto flat = std::make_unique<Maps>(3, 2, 1, 1);
    const ActivationSource* const flatSource = flat.get();
    QCOMPARE(withPositions(std::move(flat), Positions::Mean).get(), flatSource);
}

/// Maps of more elements than are reduced at once.
void TestPositionSource::largerThanOneStep()
{
    auto maps = std::make_unique<Maps>(7, 8, 200, 300);
    Maps expected(7, 8, 200, 300);
    const auto source = withPositions(std::move(maps), Positions::Centre);
    ActivationBlock block(7, 8);
    source->read(0, 7, block);
    for (Index input = 0; input < 7; ++input) {
        for (Index unit = 0; unit < 8; ++unit)
            QCOMPARE(block(input, unit), expected.at(input, unit, 100, 150));
    }
}

void TestPositionSource::aNanIsNotHidden()
{
    const auto spoil = [](Maps& maps) {
        maps.at(3, 1, 2, 3) = std::numeric_limits<float>::quiet_NaN();
        maps.at(4, 0, 0, 0) = std::numeric_limits<float>::quiet_NaN(); // the first position
    };
    for (const Positions policy : {Positions::Mean, Positions::Max}) {
        const ActivationBlock block = samples(policy, spoil);
        for (Index input = 0; input < 12; ++input) {
            for (Index unit = 0; unit < 6; ++unit) {
                const bool spoilt = (input == 3 && unit == 1) || (input == 4 && unit == 0);
                QCOMPARE(std::isnan(block(input, unit)), spoilt);
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestPositionSource)
#include "tst_position_source.moc"
