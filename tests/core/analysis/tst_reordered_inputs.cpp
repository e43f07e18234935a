#include "core/analysis/layer_pair_analysis.h"
#include "core/analysis/mutual_information.h"
#include "core/base/error.h"
#include "core/io/network_file.h"
#include "tests/support/hdf5_fixture.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr int kInputs = 700;
constexpr int kChannels = 5;
constexpr int kPositions = 6; // of maps of 2 x 3

const std::filesystem::path kFolder =
    std::filesystem::path(COUNTERPART_TEST_OUTPUT_DIR) / "reordered_inputs";

std::vector<double> noise(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<double> values(count);
    for (double& value : values)
        value = std::round(1000 * std::max(0.0, double(random() % 2000) / 1000 - 0.7)) / 1000;
    return values;
}

std::vector<int> inOrder()
{
    std::vector<int> order(kInputs);
    for (int i = 0; i < kInputs; ++i)
        order[static_cast<std::size_t>(i)] = i;
    return order;
}

std::vector<int> shuffled()
{
    std::vector<int> order = inOrder();
    std::shuffle(order.begin(), order.end(), std::mt19937(11));
    return order;
}

template <class T>
std::vector<T> rowsInOrder(const std::vector<T>& rows, std::size_t width,
                           const std::vector<int>& order)
{
    std::vector<T> result;
    for (const int row : order) {
        const auto begin = rows.begin() + std::ptrdiff_t(row) * std::ptrdiff_t(width);
        result.insert(result.end(), begin, begin + std::ptrdiff_t(width));
    }
    return result;
}

/// A network of a layer "conv" whose place i holds input order[i].
Network network(const std::string& name, std::vector<double> values, const std::vector<int>& order)
{
    std::filesystem::create_directories(kFolder);
    const auto path = kFolder / (name + ".h5");
    {
        test::Hdf5Fixture file(path);
        test::Storage storage;
        storage.chunk = {64, kChannels, 2, 3};
        storage.gzip = 4;
        file.write("/activations/conv", {kInputs, kChannels, 2, 3},
                   rowsInOrder(values, std::size_t{kChannels} * kPositions, order),
                   test::Stored::Float32, storage);
        file.setAttribute("/activations/conv", "axes", std::string("NCHW"));
        std::vector<std::string> ids;
        for (const int input : order)
            ids.push_back("input " + std::to_string(input));
        file.writeStrings("/inputs/id", ids);
    }
    return describeFile(path).front();
}

PassOptions byId(Positions positions, Index maxSamples)
{
    PassOptions options;
    options.inputOrder = InputOrder::ById;
    options.policy = {positions, maxSamples, 3};
    return options;
}

bool isSame(const UnitProfile& left, const UnitProfile& right)
{
    return left.minimum == right.minimum && left.maximum == right.maximum &&
           left.histogram.low == right.histogram.low &&
           left.histogram.high == right.histogram.high &&
           left.histogram.counts == right.histogram.counts && left.top.size() == right.top.size();
}

} // namespace

/// A copy of a file with its inputs in another order is the same network.
class ReorderedInputsTest : public QObject
{
    Q_OBJECT

    const std::vector<double> m_valuesA = noise(std::size_t{kInputs} * kChannels * kPositions, 1);
    const std::vector<double> m_valuesB = noise(std::size_t{kInputs} * kChannels * kPositions, 2);
    const std::vector<int> m_order = shuffled();
    const Network m_a = network("a", m_valuesA, inOrder());
    const Network m_b = network("b", m_valuesB, inOrder());
    const Network m_shuffled = network("shuffled", m_valuesB, m_order);

    auto analyse(const Network& b, const PassOptions& pass) const
    {
        return analyseLayerPair({&m_a, &b}, {LayerIndex{0}, LayerIndex{0}}, {pass, {}}, {});
    }

private slots:
    void resultsAreIdentical_data()
    {
        QTest::addColumn<Positions>("positions");
        QTest::addColumn<int>("maxSamples");
        QTest::newRow("every position") << Positions::All << 0;
        QTest::newRow("mean") << Positions::Mean << 0;
        QTest::newRow("flatten") << Positions::Flatten << 0;
        QTest::newRow("resize") << Positions::Resize << 0;
        QTest::newRow("subsample") << Positions::All << 500;
    }

    void resultsAreIdentical()
    {
        QFETCH(Positions, positions);
        QFETCH(int, maxSamples);
        const auto plain = analyse(m_b, byId(positions, maxSamples));
        const auto reordered = analyse(m_shuffled, byId(positions, maxSamples));
        QVERIFY(reordered->correlation.between == plain->correlation.between);
        QVERIFY(reordered->correlation.within.b == plain->correlation.within.b);
        QCOMPARE(reordered->matching.total, plain->matching.total);
        QCOMPARE(reordered->matching.oneToOne(Side::A), plain->matching.oneToOne(Side::A));
        for (const Side side : {Side::A, Side::B}) {
            const auto& found = reordered->statistics.profile[side].units;
            const auto& expected = plain->statistics.profile[side].units;
            QCOMPARE(found.size(), expected.size());
            for (std::size_t unit = 0; unit < found.size(); ++unit) {
                QVERIFY(isSame(found[unit], expected[unit]));
                for (std::size_t i = 0; i < found[unit].top.size(); ++i) {
                    // Each file's inputs are told by their places in that file.
                    const int place = found[unit].top[i].input.value;
                    const int input =
                        side == Side::A ? place : m_order[static_cast<std::size_t>(place)];
                    QCOMPARE(input, expected[unit].top[i].input.value);
                    QCOMPARE(found[unit].top[i].row, expected[unit].top[i].row);
                    QCOMPARE(found[unit].top[i].column, expected[unit].top[i].column);
                    QCOMPARE(found[unit].top[i].value, expected[unit].top[i].value);
                }
            }
        }
        const auto isTold = [](const LayerPairAnalysis& analysis) {
            return std::ranges::any_of(analysis.warnings, [](const std::string& sentence) {
                return sentence.find("paired by their ids") != std::string::npos;
            });
        };
        QVERIFY(isTold(*reordered));
        QVERIFY(!isTold(*plain));
    }

    void mutualInformationIsIdentical()
    {
        const auto information = [this](const Network& b) {
            return analyseMutualInformation({&m_a, &b}, {LayerIndex{0}, LayerIndex{0}},
                                            byId(Positions::All, 0), {}, {});
        };
        QVERIFY(information(m_shuffled)->raw.between == information(m_b)->raw.between);
    }

    void anotherOrderIsRefusedUnlessChosen()
    {
        try {
            analyse(m_shuffled, {});
            QFAIL("it was not refused");
        } catch (const InputError& error) {
            const QString message = error.what();
            QVERIFY(error.remedy() == Remedy::ReorderInputs);
            for (const char* part : {"a.h5", "shuffled.h5", "another order"})
                QVERIFY2(message.contains(part), qPrintable(message));
        }
    }

    void otherIdsAreRefusedAllTheSame()
    {
        std::vector<int> other = inOrder();
        other.back() = 0; // twice, and the last is missing
        const Network b = network("other", m_valuesB, other);
        try {
            analyse(b, byId(Positions::All, 0));
            QFAIL("it was not refused");
        } catch (const InputError& error) {
            QVERIFY(error.remedy() == Remedy::None);
        }
    }

    /// The place that is told is that in the file at fault.
    void notANumberIsToldByItsPlaceInTheFile()
    {
        std::vector<double> values = m_valuesB;
        const int input = m_order[5];
        values[std::size_t(input) * kChannels * kPositions + 2 * kPositions + 4] =
            std::numeric_limits<double>::quiet_NaN(); // channel 2, row 1, column 1
        const Network b = network("nan", values, m_order);
        try {
            analyse(b, byId(Positions::All, 0));
            QFAIL("it was not refused");
        } catch (const InputError& error) {
            const QString message = error.what();
            QVERIFY2(message.contains("nan.h5") &&
                         message.contains("at input 5, row 1, column 1, unit 2"),
                     qPrintable(message));
        }
    }
};

QTEST_APPLESS_MAIN(ReorderedInputsTest)
#include "tst_reordered_inputs.moc"
