#include "core/analysis/binned_layers.h"

#include "core/analysis/sample_selection.h"
#include "core/base/error.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"

#include <QTest>

#include <limits>

using namespace counterpart;
using namespace counterpart::core;

namespace {

const SourceNames kNames{"a.h5, /fc", "b.h5, /fc"};

/// Activations whose units are the sample's number, so that equal rows have equal bins.
ActivationBlock numbered(Index samples, Index units)
{
    ActivationBlock values(samples, units);
    for (Index unit = 0; unit < units; ++unit)
        values.col(unit) = Eigen::VectorXf::LinSpaced(samples, 1, static_cast<float>(samples));
    return values;
}

BinnedLayers binned(ActivationSource& a, ActivationSource& b, const PassOptions& pass, Index rows)
{
    return binLayers(a, b, kNames, pass, rows, Binning::ZeroAndFivePercent, {});
}

} // namespace

class BinnedLayersTest : public QObject
{
    Q_OBJECT

private slots:
    void takesTheSameRowsOfBoth();
    void takesThePassesOwnSamples();
    void takesAllWhereThereAreFew();
    void readsSeveralTimesForLessMemory();
    void dropsOrRefusesWhatIsNotFinite();
    void refusesUnequalLayers();
    void stops();
};

void BinnedLayersTest::takesTheSameRowsOfBoth()
{
    test::MemorySource a(numbered(90000, 3), 9, 3);
    test::MemorySource b(numbered(90000, 2), 9, 3);
    const BinnedLayers layers = binned(a, b, {}, 60000);
    QCOMPARE(layers.rows, Index{60000});
    QCOMPARE(layers.units.a.size(), std::size_t{3});
    QCOMPARE(layers.units.b.size(), std::size_t{2});
    QCOMPARE(layers.units.a[0].bins.size(), std::size_t{60000});
    QCOMPARE(layers.units.a[0].count, 20);
    QCOMPARE(layers.units.a[2].bins, layers.units.b[1].bins);
}

/// The pass that was limited to as many samples drew the same ones.
void BinnedLayersTest::takesThePassesOwnSamples()
{
    const ActivationBlock values = test::normalActivations(5000, 2, 1, 9);
    test::MemorySource a(values);
    test::MemorySource b(values);
    PassOptions pass;
    pass.policy.maxSamples = 400;
    pass.policy.seed = 5;
    const BinnedLayers layers = binned(a, b, pass, 60000);
    QCOMPARE(layers.rows, Index{400});
    SampleSelection selection(5000, 400, 5);
    std::vector<float> drawn;
    for (const Index sample : selection.draw(5000))
        drawn.push_back(values(sample, 1));
    QCOMPARE(layers.units.b[1].bins, binByRank(drawn, Binning::ZeroAndFivePercent).bins);
    pass.policy.maxSamples = 0;
    QCOMPARE(binned(a, b, pass, 400).units.b[1].bins, layers.units.b[1].bins);
}

void BinnedLayersTest::takesAllWhereThereAreFew()
{
    test::MemorySource a(numbered(500, 1));
    test::MemorySource b(numbered(500, 1));
    QCOMPARE(binned(a, b, {}, 60000).rows, Index{500});
    QCOMPARE(binned(a, b, {}, 0).rows, Index{500});
}

void BinnedLayersTest::readsSeveralTimesForLessMemory()
{
    ActivationBlock values = test::reluActivations(3000, 5, 2, 1, 2);
    values(17, 4) = std::numeric_limits<float>::infinity();
    test::MemorySource a(values);
    test::MemorySource b(test::reluActivations(3000, 4, 2, 1, 3));
    PassOptions pass;
    pass.nonFinite = NonFinite::Drop;
    const BinnedLayers atOnce = binned(a, b, pass, 1000);
    const Index reads = a.reads;
    const BinnedLayers inParts = binLayers(a, b, kNames, pass, 1000, Binning::ZeroAndFivePercent,
                                           {}, 2 * 1000 * Index{sizeof(float)});
    QCOMPARE(a.reads, 6 * reads); // nine units, two at a time
    QCOMPARE(inParts.rows, atOnce.rows);
    for (const Side side : {Side::A, Side::B}) {
        for (std::size_t unit = 0; unit < atOnce.units[side].size(); ++unit)
            QCOMPARE(inParts.units[side][unit].bins, atOnce.units[side][unit].bins);
    }
}

void BinnedLayersTest::dropsOrRefusesWhatIsNotFinite()
{
    ActivationBlock values = numbered(100, 2);
    values(7, 1) = std::numeric_limits<float>::quiet_NaN();
    test::MemorySource a(values);
    test::MemorySource b(numbered(100, 1));
    QCOMPARE(
        test::messageOf<InputError>([&] { binned(a, b, {}, 0); }),
        QStringLiteral("a.h5, /fc holds a NaN or an infinity at input 7, unit 1; in both layers "
                       "together 1 value is not finite. Correct the file, or drop the "
                       "samples that hold such values."));
    PassOptions pass;
    pass.nonFinite = NonFinite::Drop;
    const BinnedLayers layers = binned(a, b, pass, 0);
    QCOMPARE(layers.rows, Index{99});
    QCOMPARE(layers.droppedSamples, Index{1});
    QCOMPARE(layers.units.a[1].bins, layers.units.b[0].bins);
}

void BinnedLayersTest::refusesUnequalLayers()
{
    test::MemorySource a(numbered(100, 2));
    test::MemorySource b(numbered(99, 1));
    QCOMPARE(test::messageOf<InputError>([&] { binned(a, b, {}, 0); }),
             QStringLiteral("a.h5, /fc holds 100 inputs, but b.h5, /fc holds 99; both layers must "
                            "have seen the same inputs."));
}

void BinnedLayersTest::stops()
{
    test::MemorySource a(numbered(400000, 2));
    test::MemorySource b(numbered(400000, 2));
    std::stop_source stop;
    a.beforeRead = [&](Index, Index) { stop.request_stop(); };
    QVERIFY_EXCEPTION_THROWN(
        binLayers(a, b, kNames, {}, 0, Binning::Percentile20, Progress(stop.get_token(), {})),
        Cancelled);
    QVERIFY(a.reads <= 3);
}

QTEST_APPLESS_MAIN(BinnedLayersTest)
#include "tst_binned_layers.moc"
