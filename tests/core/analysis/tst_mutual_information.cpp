#include "core/analysis/mutual_information.h"

#include "core/analysis/layer_pair_analysis.h"
#include "core/base/error.h"
#include "core/io/network_file.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"
#include "tests/support/split_mix.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <thread>

using namespace counterpart;
using namespace counterpart::core;

namespace {

MutualInformation compared(const ActivationBlock& a, const ActivationBlock& b,
                           const MutualInformationOptions& options = {},
                           const Progress& progress = {})
{
    test::MemorySource sourceA(a);
    test::MemorySource sourceB(b);
    const BinnedLayers layers = binLayers(sourceA, sourceB, {"a", "b"}, {}, options.rows,
                                          options.binning, progress.part(0, 0.2));
    return mutualInformation(layers, options, progress.part(0.2, 1));
}

/// As in tests/data/make_mutual_information.py.
ActivationBlock storedLayer(Index rows, Index units, std::uint64_t seed)
{
    const std::vector<double> cause = test::splitMix(1, rows);
    ActivationBlock layer(rows, units);
    for (Index unit = 0; unit < units; ++unit) {
        const std::vector<double> own =
            test::splitMix(seed + static_cast<std::uint64_t>(unit), rows);
        for (Index row = 0; row < rows; ++row) {
            const auto place = static_cast<std::size_t>(row);
            const double value =
                (cause[place] - .5) * static_cast<double>(unit % 3) + (own[place] - .5);
            const std::array<double, 6> kinds{std::max(value - .35, 0.),
                                              std::max(value, 0.),
                                              value + 3,
                                              std::floor(4 * value) + 2,
                                              .25,
                                              value};
            layer(row, unit) = static_cast<float>(kinds[static_cast<std::size_t>(unit % 6)]);
        }
    }
    return layer;
}

double largestDifference(const Matrix& found, const nlohmann::json& expected)
{
    double largest = 0;
    for (Index i = 0; i < found.rows(); ++i) {
        for (Index j = 0; j < found.cols(); ++j) {
            const double wanted =
                expected.at(static_cast<std::size_t>(i)).at(static_cast<std::size_t>(j));
            largest = std::max(largest, std::abs(found(i, j) - wanted));
        }
    }
    return largest;
}

/// Entropy in nats of values, each of which is a state of its own.
double entropyOf(const std::vector<int>& states)
{
    std::map<int, double> counts;
    for (const int state : states)
        ++counts[state];
    double entropy = 0;
    for (const auto& [state, count] : counts) {
        const double share = count / static_cast<double>(states.size());
        entropy -= share * std::log(share);
    }
    return entropy;
}

} // namespace

class MutualInformationTest : public QObject
{
    Q_OBJECT

private slots:
    void twentyEqualBinsHoldLn20();
    void equalsScikitLearn();
    void plantedChannelHasItsClosedForm();
    void independentUnitsHaveNone();
    void constantUnitsHaveNone();
    void isSymmetric();
    void betweenAloneIsTheSame();
    void planted();
    void stopsWithinASecond();
    void reportsProgress();
    void logits();
};

void MutualInformationTest::twentyEqualBinsHoldLn20()
{
    const ActivationBlock values = Eigen::VectorXf::LinSpaced(4000, 1, 4000);
    ActivationBlock reversed = values.colwise().reverse();
    for (const Binning binning : {Binning::ZeroAndFivePercent, Binning::Percentile20}) {
        MutualInformationOptions options;
        options.binning = binning;
        const MutualInformation result = compared(values, reversed, options);
        QVERIFY(std::abs(result.raw.within.a(0, 0) - std::log(20.)) < 1e-9);
        QVERIFY(std::abs(result.raw.between(0, 0) - std::log(20.)) < 1e-9);
        QVERIFY(std::abs(result.bias.between(0, 0) - (20 - 20 - 20 + 1) / 8000.) < 1e-15);
        QVERIFY(std::abs(result.values(true).between(0, 0) - (std::log(20.) + 19 / 8000.)) < 1e-9);
    }
}

void MutualInformationTest::equalsScikitLearn()
{
    std::ifstream file(COUNTERPART_SOURCE_DIR "/tests/data/mutual_information.json");
    const nlohmann::json stored = nlohmann::json::parse(file);
    const auto rows = stored.at("rows").get<Index>();
    const ActivationBlock a = storedLayer(rows, 7, 100);
    const ActivationBlock b = storedLayer(rows, 5, 200);
    const std::vector<float> first = stored.at("first");
    QCOMPARE(first, (std::vector<float>{a(0, 1), a(1, 2), b(2, 2)}));
    for (const Binning binning : {Binning::ZeroAndFivePercent, Binning::Percentile20}) {
        MutualInformationOptions options;
        options.binning = binning;
        const MutualInformation result = compared(a, b, options);
        const nlohmann::json& expected = stored.at(toString(binning));
        const auto compare = [](const Matrix& raw, const Matrix& bias,
                                const nlohmann::json& wanted) {
            return std::max(largestDifference(raw, wanted.at("information")),
                            largestDifference(bias, wanted.at("bias")));
        };
        QVERIFY(compare(result.raw.between, result.bias.between, expected.at("between")) < 1e-12);
        QVERIFY(compare(result.raw.within.a, result.bias.within.a, expected.at("within_a")) <
                1e-12);
        QVERIFY(compare(result.raw.within.b, result.bias.within.b, expected.at("within_b")) <
                1e-12);
    }
}

/// X is one of 10 states, Y the same one or, once in four, the next: H(X) = ln 10 exactly, and
/// I = H(X) + H(Y) - H(X, Y) with the joint states' shares 3/40 and 1/40.
void MutualInformationTest::plantedChannelHasItsClosedForm()
{
    constexpr Index kRows = 4000;
    ActivationBlock x(kRows, 1);
    ActivationBlock y(kRows, 1);
    for (Index row = 0; row < kRows; ++row) {
        const Index state = row % 10;
        const bool moves = row / 10 % 4 == 3;
        x(row, 0) = static_cast<float>(1 + state);
        y(row, 0) = static_cast<float>(1 + (state + moves) % 10);
    }
    const MutualInformation result = compared(x, y);
    const double joint = -(10 * .075 * std::log(.075) + 10 * .025 * std::log(.025));
    QVERIFY(std::abs(result.raw.between(0, 0) - (2 * std::log(10.) - joint)) < 1e-12);
}

/// Whole matrix of null pairs: the corrected mean within three standard errors of 0, the raw one
/// far above.
void MutualInformationTest::independentUnitsHaveNone()
{
    ActivationBlock a = test::normalActivations(20000, 30, 11);
    ActivationBlock b = test::normalActivations(20000, 30, 12);
    a.leftCols(15) = a.leftCols(15).cwiseMax(0.f).eval();
    b.leftCols(15) = b.leftCols(15).cwiseMax(0.f).eval();
    a.rightCols(15).array() += 9;
    b.rightCols(15).array() += 9;
    const MutualInformation result = compared(a, b);
    const Matrix values = result.values(true).between;
    const double mean = values.mean();
    const double deviation = std::sqrt((values.array() - mean).square().mean());
    QVERIFY(std::abs(mean) < 3 * deviation / std::sqrt(static_cast<double>(values.size())));
    QVERIFY(result.raw.between.mean() >
            20 * deviation / std::sqrt(static_cast<double>(values.size())));
}

void MutualInformationTest::constantUnitsHaveNone()
{
    ActivationBlock a = test::normalActivations(500, 3, 4);
    a.col(1).setConstant(7);
    a.col(2) = -a.col(0).cwiseAbs(); // never above the zero bin
    const MutualInformation result = compared(a, a);
    QCOMPARE(result.constant.a, (std::vector<UnitIndex>{{1}, {2}}));
    for (const Matrix& values : {result.raw.between, result.values(true).between}) {
        for (const int unit : {1, 2}) {
            QVERIFY((values.row(unit).array() == 0).all());
            QVERIFY((values.col(unit).array() == 0).all());
        }
        QVERIFY(values(0, 0) > 1);
    }
}

void MutualInformationTest::isSymmetric()
{
    const ActivationBlock a = test::reluActivations(3000, 9, 4, 1, 2);
    const ActivationBlock b = test::reluActivations(3000, 6, 4, 1, 3);
    const PairMatrices ab = compared(a, b).values(true);
    const PairMatrices ba = compared(b, a).values(true);
    QVERIFY((ab.between - ba.between.transpose()).cwiseAbs().maxCoeff() < 1e-12);
    QCOMPARE(ab.within.a, Matrix(ab.within.a.transpose()));
    QVERIFY((ab.within.a - ba.within.b).cwiseAbs().maxCoeff() < 1e-12);
    // The diagonal is the entropy, which no other pair exceeds.
    const PairMatrices raw = compared(a, b).values(false);
    for (Index unit = 0; unit < 9; ++unit) {
        QVERIFY(raw.within.a.row(unit).maxCoeff() <= raw.within.a(unit, unit) + 1e-12);
        const std::vector<float> values(a.col(unit).begin(), a.col(unit).end());
        const BinnedUnit binned = binByRank(values, Binning::ZeroAndFivePercent);
        const std::vector<int> states(binned.bins.begin(), binned.bins.end());
        QVERIFY(std::abs(raw.within.a(unit, unit) - entropyOf(states)) < 1e-12);
    }
}

void MutualInformationTest::betweenAloneIsTheSame()
{
    const ActivationBlock a = test::reluActivations(3000, 9, 4, 1, 2);
    const ActivationBlock b = test::reluActivations(3000, 6, 4, 1, 3);
    MutualInformationOptions options;
    options.hasWithin = false;
    const MutualInformation alone = compared(a, b, options);
    QCOMPARE(alone.raw.within.a.size(), Index{0});
    QCOMPARE(alone.raw.between, compared(a, b).raw.between);
}

/// B's units are functions of A's that no correlation sees: (a - median)², in another order.
void MutualInformationTest::planted()
{
    const ActivationBlock a = test::normalActivations(5000, 8, 21, 10);
    const std::vector<int> order{3, 1, 7, 0, 5, 2, 6, 4};
    ActivationBlock b(5000, 8);
    for (Index unit = 0; unit < 8; ++unit)
        b.col(unit) = (a.col(order[static_cast<std::size_t>(unit)]).array() - 10).square();
    const MutualInformation result = compared(a, b);
    const Matching matching = matchByInformation(result, {}, {});
    for (std::size_t unit = 0; unit < 8; ++unit) {
        QCOMPARE(matching.units.b[unit].partner.value, order[unit]);
        QCOMPARE(matching.units.b[unit].semi.value, order[unit]);
        // 20 bins of one are two of the other's: about ln 10 of ln 20.
        QVERIFY(std::abs(matching.units.b[unit].partnerValue - std::log(10.)) < .2);
    }
    const SidePair<std::vector<UnitIndex>> dead{{UnitIndex{3}}, {}};
    QVERIFY(!matchByInformation(result, dead, {}).units.a[3].partner.isValid());
}

void MutualInformationTest::stopsWithinASecond()
{
    const ActivationBlock a = test::normalActivations(60000, 128, 1);
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const Progress progress(stop.get_token(), [&](double fraction, std::string_view) {
        if (fraction > 0.3 && !stop.stop_requested()) {
            asked = std::chrono::steady_clock::now();
            stop.request_stop();
        }
    });
    QVERIFY_EXCEPTION_THROWN(compared(a, a, {}, progress), Cancelled);
    QVERIFY(std::chrono::steady_clock::now() - asked < std::chrono::seconds(1));
}

void MutualInformationTest::reportsProgress()
{
    const ActivationBlock a = test::normalActivations(4000, 40, 1);
    std::vector<double> reports;
    const Progress progress(
        {}, [&](double fraction, std::string_view) { reports.push_back(fraction); });
    compared(a, a, {}, progress);
    QVERIFY(!reports.empty());
    QVERIFY(std::ranges::is_sorted(reports));
    QCOMPARE(reports.back(), 1.0);
}

/// Values computed with numpy for the reference pair (shared/design/methods.md, 4.6).
void MutualInformationTest::logits()
{
    const std::filesystem::path data = COUNTERPART_SOURCE_DIR "/../shared/data/pairs";
    if (!std::filesystem::exists(data))
        QSKIP("shared/data is not beside the source tree");
    const Network a = describeFile(data / "mnist_logits_model0.h5").at(0);
    const Network b = describeFile(data / "mnist_logits_model1.h5").at(0);
    MutualInformationOptions options;
    options.binning = Binning::Percentile20;
    options.isCorrected = false;
    const auto result =
        analyseMutualInformation({&a, &b}, {LayerIndex{0}, LayerIndex{0}}, {}, options, {});
    QCOMPARE(result->rows, Index{10000});
    QVERIFY(std::abs(result->raw.between(0, 0) - .514165) < 1e-6);
    QVERIFY(std::abs(result->raw.between(0, 1) - .360110) < 1e-6);
    QVERIFY(std::abs(result->raw.within.a(0, 0) - 2.995732) < 1e-6);
    QVERIFY(std::abs(matchByInformation(*result, {}, {}).semiMean.value() - .540910) < 1e-6);
}

QTEST_APPLESS_MAIN(MutualInformationTest)
#include "tst_mutual_information.moc"
