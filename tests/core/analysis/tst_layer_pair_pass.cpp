#include "core/analysis/layer_pair_pass.h"

#include "core/analysis/correlation.h"
#include "core/analysis/fold_dealer.h"
#include "core/analysis/sample_selection.h"
#include "core/base/error.h"
#include "tests/support/direct_correlation.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <chrono>
#include <limits>
#include <thread>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
const SourceNames kNames{"netA.h5, /activations/fc", "netB.h5, /activations/fc"};

/// Nothing but zeros, at no cost of memory.
class ZeroSource : public ActivationSource
{
public:
    ZeroSource(Index inputs, Index units) : m_inputs(inputs), m_units(units) {}
    Index inputs() const override { return m_inputs; }
    Index units() const override { return m_units; }
    Index positions() const override { return 1; }
    Index columns() const override { return 1; }
    void read(Index, Index, Block block) override { block.setZero(); }

private:
    Index m_inputs;
    Index m_units;
};

LayerPairStatistics pass(const ActivationBlock& a, const ActivationBlock& b,
                         const PassOptions& options = {}, Index positions = 1, Index columns = 1)
{
    test::MemorySource sourceA(a, positions, columns);
    test::MemorySource sourceB(b, positions, columns);
    return computeStatistics(sourceA, sourceB, kNames, options, {});
}

/// Largest deviation of a pass's correlations from the two-pass definition.
double deviation(const ActivationBlock& a, const ActivationBlock& b, const PassOptions& options)
{
    const Correlation correlation = correlate(pass(a, b, options));
    const auto largest = [](const Matrix& one, const Matrix& two) {
        return (one - two).cwiseAbs().maxCoeff();
    };
    return std::max({largest(correlation.between, test::directCorrelation(a, b)),
                     largest(correlation.within.a, test::directCorrelation(a, a)),
                     largest(correlation.within.b, test::directCorrelation(b, b))});
}

std::string refusal(const std::function<void()>& action)
{
    try {
        action();
    } catch (const InputError& error) {
        return error.what();
    }
    return "nothing was refused";
}

} // namespace

Q_DECLARE_METATYPE(counterpart::core::ActivationBlock)

class LayerPairPassTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTwoPasses_data();
    void equalsTwoPasses();
    void valuesBeyondSinglePrecisionAreMultipliedInDouble();
    void choosesDoubleWhileCheap();
    void profilesEqualTheDefinition();
    void deadUnitsAreToldByTheirRange();
    void nonFiniteValuesAreRefused();
    void nonFiniteSamplesAreDropped();
    void tooFewSamplesAreRefused();
    void unequalSourcesAreRefused();
    void subsampleEqualsItsRows();
    void foldsAreThoseOfTheirInputs_data();
    void foldsAreThoseOfTheirInputs();
    void theSameSourceTwice();
    void momentsAloneAreTheSame();
    void readingErrorsLeaveThePass();
    void stopsWithinAFewBlocks();
    void reportsProgress();
    void reportsAndTimesASecondPass();
    void whatMakesAnotherReading();
};

void LayerPairPassTest::equalsTwoPasses_data()
{
    QTest::addColumn<ActivationBlock>("a");
    QTest::addColumn<ActivationBlock>("b");
    QTest::newRow("after ReLU") << test::reluActivations(5000, 40, 8, 1, 2)
                                << test::reluActivations(5000, 30, 8, 1, 3);
    QTest::newRow("mean 100, deviation 1") << test::normalActivations(20000, 24, 1, 100, 1)
                                           << test::normalActivations(20000, 24, 2, 100, 1);
    QTest::newRow("mean 10000, deviation 1") << test::normalActivations(20000, 12, 1, 1e4f, 1)
                                             << test::normalActivations(20000, 12, 2, -1e4f, 1);
    QTest::newRow("two samples") << test::normalActivations(2, 5, 1)
                                 << test::normalActivations(2, 7, 2);
    ActivationBlock drifting = test::normalActivations(40000, 10, 5);
    for (Index row = 0; row < drifting.rows(); ++row)
        drifting.row(row).array() += static_cast<float>(row) / 1000;
    QTest::newRow("drifting") << drifting << test::normalActivations(40000, 10, 6);
}

void LayerPairPassTest::equalsTwoPasses()
{
    QFETCH(const ActivationBlock, a);
    QFETCH(const ActivationBlock, b);
    PassOptions options;
    options.precision = Precision::Double;
    const double inDouble = deviation(a, b, options);
    QVERIFY2(inDouble < 1e-10, std::to_string(inDouble * 1e10).c_str());
    options.precision = Precision::Single;
    const double inSingle = deviation(a, b, options);
    QVERIFY2(inSingle < 1e-6, std::to_string(inSingle * 1e6).c_str());
}

void LayerPairPassTest::valuesBeyondSinglePrecisionAreMultipliedInDouble()
{
    const ActivationBlock b = test::normalActivations(500, 4, 2);
    for (const float deviationOfA : {1e-25f, 1e25f}) {
        const ActivationBlock a = test::normalActivations(500, 4, 1, 0, deviationOfA);
        PassOptions options;
        options.precision = Precision::Single;
        QVERIFY(pass(a, b, options).moments.precision == Precision::Double);
        QVERIFY(deviation(a, b, options) < 1e-10);
    }
}

void LayerPairPassTest::choosesDoubleWhileCheap()
{
    // 5.02e10 and 4.92e10 multiplications, n (p + q)².
    for (const auto& [inputs, precision] :
         {std::pair{12250, Precision::Single}, {12000, Precision::Double}}) {
        ZeroSource a(inputs, 1000);
        ZeroSource b(inputs, 1024);
        QVERIFY(computeStatistics(a, b, kNames, {}, {}).moments.precision == precision);
    }
}

void LayerPairPassTest::profilesEqualTheDefinition()
{
    const ActivationBlock a = test::reluActivations(20000, 6, 3, 1, 2);
    const ActivationBlock b = test::normalActivations(20000, 3, 2);
    PassOptions options;
    options.topSamples = 5;
    options.histogramBins = 32;
    const LayerPairStatistics statistics = pass(a, b, options, 4, 2);
    for (const Side side : {Side::A, Side::B}) {
        const ActivationBlock& values = side == Side::A ? a : b;
        for (Index unit = 0; unit < values.cols(); ++unit) {
            const UnitProfile& profile =
                statistics.profile[side].units.at(static_cast<std::size_t>(unit));
            QCOMPARE(profile.minimum, values.col(unit).minCoeff());
            QCOMPARE(profile.maximum, values.col(unit).maxCoeff());
            QCOMPARE(profile.histogram.counts.size(), std::size_t{32});
            Index counted = 0;
            for (const Index count : profile.histogram.counts)
                counted += count;
            QCOMPARE(counted, Index{20000});
            Index place = 0;
            QCOMPARE(values.col(unit).maxCoeff(&place), profile.top.at(0).value);
            QCOMPARE(profile.top.at(0).input.value, static_cast<int>(place / 4));
            QCOMPARE(profile.top.at(0).row, static_cast<int>(place % 4 / 2));
            QCOMPARE(profile.top.at(0).column, static_cast<int>(place % 2));
            QCOMPARE(profile.top.size(), std::size_t{5});
        }
    }
}

void LayerPairPassTest::deadUnitsAreToldByTheirRange()
{
    ActivationBlock a = test::normalActivations(3000, 5, 1, 0.1f);
    a.col(1).setConstant(0);
    a.col(3).setConstant(0.1f);
    ActivationBlock b = test::normalActivations(3000, 2, 2);
    b.col(0).setConstant(1e6f);
    b(2999, 0) = 1e6f + 0.0625f; // the smallest step there: alive, if barely
    for (const Precision precision : {Precision::Double, Precision::Single}) {
        PassOptions options;
        options.precision = precision;
        const LayerPairStatistics statistics = pass(a, b, options);
        QCOMPARE(statistics.profile.a.dead, (std::vector{UnitIndex{1}, UnitIndex{3}}));
        QVERIFY(statistics.profile.b.dead.empty());
        QVERIFY(statistics.profile.a.isDead(UnitIndex{3}));
        QVERIFY(!statistics.profile.a.isDead(UnitIndex{2}));
        const Correlation correlation = correlate(statistics);
        QVERIFY(correlation.between.row(3).isZero(0));
        QVERIFY(correlation.between.col(0).cwiseAbs().maxCoeff() > 0);
        QVERIFY(deviation(a, b, options) < 1e-6);
    }
}

void LayerPairPassTest::nonFiniteValuesAreRefused()
{
    ActivationBlock a = test::normalActivations(60000, 3, 1);
    ActivationBlock b = test::normalActivations(60000, 2, 2);
    a(50000, 2) = kNaN;
    b(123 * 6 + 4, 1) = -std::numeric_limits<float>::infinity();
    b(59999, 0) = kNaN;
    const std::string message = refusal([&] { pass(a, b, {}, 6, 3); });
    QCOMPARE(QString::fromStdString(message),
             "netB.h5, /activations/fc holds a NaN or an infinity at input 123, row 1, column 1, "
             "unit 1; in both layers together 3 values are not finite. Correct the file, or drop "
             "the samples that hold such values.");
    a.setConstant(kNaN); // 180,000, and two in b
    QVERIFY(refusal([&] { pass(a, b); }).find("180002 values are not finite") != std::string::npos);
}

void LayerPairPassTest::nonFiniteSamplesAreDropped()
{
    ActivationBlock a = test::normalActivations(40000, 3, 1);
    ActivationBlock b = test::normalActivations(40000, 2, 2);
    PassOptions options;
    options.nonFinite = NonFinite::Drop;
    QCOMPARE(pass(a, b, options).droppedSamples, Index{0});

    const std::vector<Index> bad{0, 17, 20000, 39999};
    std::vector<Index> kept;
    for (Index row = 0; row < 40000; ++row) {
        if (!std::ranges::binary_search(bad, row))
            kept.push_back(row);
    }
    a(0, 0) = a(0, 1) = b(17, 1) = a(20000, 2) = b(39999, 0) = kNaN;
    const LayerPairStatistics statistics = pass(a, b, options);
    QCOMPARE(statistics.droppedSamples, Index{4});
    QCOMPARE(statistics.moments.samples, Index{39996});
    const ActivationBlock keptA = a(kept, Eigen::all);
    const ActivationBlock keptB = b(kept, Eigen::all);
    const Matrix expected = test::directCorrelation(keptA, keptB);
    QVERIFY((correlate(statistics).between - expected).cwiseAbs().maxCoeff() < 1e-10);
    Index place = 0;
    keptA.col(0).maxCoeff(&place);
    QCOMPARE(statistics.profile.a.units[0].top[0].input.value,
             static_cast<int>(kept[static_cast<std::size_t>(place)]));
}

void LayerPairPassTest::tooFewSamplesAreRefused()
{
    const ActivationBlock one = test::normalActivations(1, 3, 1);
    QVERIFY(refusal([&] {
                pass(one, one);
            }).starts_with(kNames.a + " and " + kNames.b + " hold 1 sample;"));
    const ActivationBlock none(0, 3);
    QVERIFY(refusal([&] { pass(none, none); }).find("hold 0 samples") != std::string::npos);

    ActivationBlock a = test::normalActivations(5, 3, 1);
    a.topRows(4).setConstant(kNaN);
    PassOptions options;
    options.nonFinite = NonFinite::Drop;
    QVERIFY(refusal([&] { pass(a, a, options); }).find("leave 1 sample of 5 after 4") !=
            std::string::npos);
    options = {};
    options.policy.maxSamples = 1;
    const ActivationBlock some = test::normalActivations(5, 3, 1);
    QVERIFY(refusal([&] { pass(some, some, options); }).find("leave 1 sample of 5;") !=
            std::string::npos);
}

void LayerPairPassTest::unequalSourcesAreRefused()
{
    const std::string inputs =
        refusal([] { pass(test::normalActivations(12, 3, 1), test::normalActivations(11, 3, 1)); });
    QCOMPARE(
        QString::fromStdString(inputs),
        "netA.h5, /activations/fc holds 12 inputs, but netB.h5, /activations/fc holds 11; both "
        "layers must have seen the same inputs.");
    test::MemorySource a(test::normalActivations(12, 3, 1), 2, 2);
    test::MemorySource b(test::normalActivations(24, 3, 1), 4, 2);
    const std::string positions = refusal([&] { computeStatistics(a, b, kNames, {}, {}); });
    QCOMPARE(
        QString::fromStdString(positions),
        "netA.h5, /activations/fc has 2 positions an input, but netB.h5, /activations/fc has 4; "
        "choose positions resize, mean, max or centre to compare them.");
    QCOMPARE(a.reads + b.reads, Index{0});
}

/// The rows are told by a third unit on either side that holds the row's number.
void LayerPairPassTest::subsampleEqualsItsRows()
{
    ActivationBlock a = test::normalActivations(50000, 3, 1);
    ActivationBlock b = test::normalActivations(50000, 3, 2);
    for (Index row = 0; row < 50000; ++row)
        a(row, 2) = b(row, 2) = static_cast<float>(row);
    PassOptions options;
    options.policy.maxSamples = 64;
    options.policy.seed = 12;
    options.topSamples = 64;
    const LayerPairStatistics statistics = pass(a, b, options);
    QCOMPARE(statistics.moments.samples, Index{64});
    QVERIFY(std::abs(correlate(statistics).between(2, 2) - 1) < 1e-12);

    std::vector<Index> rows;
    for (const TopSample& top : statistics.profile.a.units[2].top) {
        QCOMPARE(static_cast<float>(top.input.value), top.value);
        rows.push_back(top.input.value);
    }
    QCOMPARE(rows.size(), std::size_t{64});
    const Matrix expected = test::directCorrelation(a(rows, Eigen::all), b(rows, Eigen::all));
    QVERIFY((correlate(statistics).between - expected).cwiseAbs().maxCoeff() < 1e-10);

    options.policy.seed = 13;
    QVERIFY(pass(a, b, options).moments.mean.a[2] != statistics.moments.mean.a[2]);
}

void LayerPairPassTest::foldsAreThoseOfTheirInputs_data()
{
    QTest::addColumn<bool>("isDouble");
    QTest::addColumn<int>("maxSamples");
    QTest::newRow("double") << true << 0;
    QTest::newRow("single") << false << 0;
    QTest::newRow("some of the samples") << true << 1500;
}

/// Each fold against the two-pass correlation of its rows, and the whole against a pass without
/// folds, profiles included.
void LayerPairPassTest::foldsAreThoseOfTheirInputs()
{
    QFETCH(const bool, isDouble);
    QFETCH(const int, maxSamples);
    const ActivationBlock a = test::reluActivations(3000, 20, 5, 1, 2);
    const ActivationBlock b = test::reluActivations(3000, 30, 5, 1, 3);
    PassOptions options;
    options.precision = isDouble ? Precision::Double : Precision::Single;
    options.policy.maxSamples = maxSamples;
    options.policy.seed = 9;
    const LayerPairStatistics plain = pass(a, b, options, 6, 3);
    options.foldShares = {0.2, 0.1};
    const LayerPairStatistics split = pass(a, b, options, 6, 3);
    const double tolerance = isDouble ? 1e-10 : 2e-6;

    SampleSelection selection(3000, maxSamples, options.policy.seed);
    const std::vector<Index> rows = selection.draw(3000);
    FoldDealer dealer(500, 6, options.foldShares, options.policy.seed);
    const FoldRows dealt = dealer.deal(rows);
    QCOMPARE(split.folds.size(), std::size_t{2});
    for (std::size_t fold = 0; fold < 2; ++fold) {
        std::vector<Index> own;
        for (Index k = dealt.bounds[fold + 1]; k < dealt.bounds[fold + 2]; ++k)
            own.push_back(rows[static_cast<std::size_t>(dealt.order[static_cast<std::size_t>(k)])]);
        const Moments& moments = split.folds[fold];
        QCOMPARE(moments.samples, static_cast<Index>(own.size()));
        const Matrix direct = test::directCorrelation(a(own, Eigen::all), b(own, Eigen::all));
        QVERIFY((correlate(moments, {}).between - direct).cwiseAbs().maxCoeff() < tolerance);
    }
    QCOMPARE(split.moments.samples, plain.moments.samples);
    QVERIFY((correlate(split).between - correlate(plain).between).cwiseAbs().maxCoeff() <
            tolerance);
    for (std::size_t unit = 0; unit < 20; ++unit) {
        const UnitProfile& one = split.profile.a.units[unit];
        const UnitProfile& two = plain.profile.a.units[unit];
        QCOMPARE(one.histogram.counts, two.histogram.counts);
        QCOMPARE(one.top.size(), two.top.size());
        for (std::size_t k = 0; k < one.top.size(); ++k)
            QCOMPARE(one.top[k].input.value, two.top[k].input.value);
    }
}

void LayerPairPassTest::theSameSourceTwice()
{
    test::MemorySource source(test::reluActivations(3000, 20, 5, 1, 2));
    const LayerPairStatistics statistics = computeStatistics(source, source, kNames, {}, {});
    const Correlation correlation = correlate(statistics);
    QVERIFY((correlation.between - correlation.within.a).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY((correlation.within.b - correlation.within.a).cwiseAbs().maxCoeff() < 1e-12);
}

/// One unit is dead, which is told by its range, and one overflows single precision.
void LayerPairPassTest::momentsAloneAreTheSame()
{
    ActivationBlock a = test::reluActivations(3000, 20, 5, 1, 2);
    a.col(3).setConstant(0.1F);
    a.col(4) *= 1e25F;
    test::MemorySource first(a);
    test::MemorySource second(test::reluActivations(3000, 7, 5, 1, 3));
    PassOptions options;
    options.precision = Precision::Single;
    const Moments whole = computeStatistics(first, second, kNames, options, {}).moments;
    const Moments alone = computeMoments(first, second, kNames, options, {});
    QCOMPARE(alone.samples, Index(3000));
    QVERIFY(alone.precision == Precision::Double && whole.precision == Precision::Double);
    for (const Side side : {Side::A, Side::B}) {
        QCOMPARE(alone.cross[side], whole.cross[side]);
        QCOMPARE(alone.mean[side], whole.mean[side]);
    }
    QCOMPARE(alone.crossBetween, whole.crossBetween);
}

void LayerPairPassTest::readingErrorsLeaveThePass()
{
    test::MemorySource a(test::normalActivations(100000, 2, 1));
    test::MemorySource b(test::normalActivations(100000, 2, 2));
    b.beforeRead = [](Index first, Index) {
        if (first > 0)
            throw Error(ErrorKind::Runtime, "netB.h5 vanished");
    };
    try {
        computeStatistics(a, b, kNames, {}, {});
        QFAIL("the error was lost");
    } catch (const Error& error) {
        QCOMPARE(error.what(), "netB.h5 vanished");
    }
}

void LayerPairPassTest::stopsWithinAFewBlocks()
{
    test::MemorySource a(test::normalActivations(400000, 2, 1));
    test::MemorySource b(test::normalActivations(400000, 2, 2));
    std::stop_source stop;
    Index readsAtStop = 0;
    a.beforeRead = [&](Index first, Index) {
        if (first > 0 && readsAtStop == 0) {
            readsAtStop = a.reads + 1;
            stop.request_stop();
        }
    };
    const Progress progress(stop.get_token(), {});
    QVERIFY_EXCEPTION_THROWN(computeStatistics(a, b, kNames, {}, progress), Cancelled);
    QVERIFY(a.reads <= readsAtStop + 2);
}

void LayerPairPassTest::reportsProgress()
{
    test::MemorySource a(test::normalActivations(200000, 2, 1));
    test::MemorySource b(test::normalActivations(200000, 2, 2));
    std::vector<double> reports;
    const Progress progress(
        {}, [&](double fraction, std::string_view) { reports.push_back(fraction); });
    computeStatistics(a, b, kNames, {}, progress);
    QVERIFY(std::ranges::is_sorted(reports));
    QVERIFY(!reports.empty());
    QCOMPARE(reports.back(), 1.0);
}

/// Values too small for single precision are read once more.
void LayerPairPassTest::reportsAndTimesASecondPass()
{
    constexpr auto kDelay = std::chrono::milliseconds(2);
    test::MemorySource a(1e-16F * test::normalActivations(200000, 2, 1));
    test::MemorySource b(test::normalActivations(200000, 2, 2));
    a.beforeRead = [&](Index, Index) { std::this_thread::sleep_for(kDelay); };
    std::vector<double> reports;
    std::vector<double> ofSecondPass;
    const Progress progress({}, [&](double fraction, std::string_view stage) {
        reports.push_back(fraction);
        if (stage == "reading again in double precision")
            ofSecondPass.push_back(fraction);
    });
    PassOptions options;
    options.precision = Precision::Single;
    const LayerPairStatistics statistics = computeStatistics(a, b, kNames, options, progress);
    QCOMPARE(a.inputsRead, Index{400000});
    QVERIFY(std::ranges::is_sorted(reports));
    QCOMPARE(reports.back(), 1.0);
    QVERIFY(!ofSecondPass.empty() && ofSecondPass.front() < 1);
    const std::chrono::duration<double> delays = a.reads * kDelay;
    QVERIFY(statistics.readSeconds >= delays.count());
}

/// Precision, folds and what is kept besides change the cost and the extras, not the samples.
void LayerPairPassTest::whatMakesAnotherReading()
{
    const PassOptions usual;
    PassOptions other;
    other.precision = Precision::Single;
    other.topSamples = 3;
    other.foldShares = {0.2};
    QVERIFY(isSameReading(usual, other));
    other.nonFinite = NonFinite::Drop;
    QVERIFY(!isSameReading(usual, other));
    other = usual;
    other.inputOrder = InputOrder::ById;
    QVERIFY(!isSameReading(usual, other));
    other = usual;
    other.policy.seed = 7;
    QVERIFY(!isSameReading(usual, other));
}

QTEST_APPLESS_MAIN(LayerPairPassTest)
#include "tst_layer_pair_pass.moc"
