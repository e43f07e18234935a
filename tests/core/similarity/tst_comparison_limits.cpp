#include "core/base/error.h"
#include "core/similarity/sequence_time.h"
#include "core/similarity/similarity_map.h"
#include "core/similarity/width_study.h"
#include "tests/support/layered_network.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace counterpart::core;
using namespace counterpart::test;

/// What cannot be compared, or not well, is said of the layers that it is true of.
class TestComparisonLimits : public QObject
{
    Q_OBJECT

private slots:
    void onlyThePairBeyondTheBudgetIsLeftOut();
    void theDefaultBudgetIsOfThisMachine();
    void fewSamplesAreToldOfTheLayersThatHaveFew();
    void everyNetworkIsShuffledInItsOwnWay();
    void aPairIsShuffledAlikeInEveryPass();
    void shuffledInputsTakeMemory();
    void theDrawnUnitThatIsNotFiniteIsNamedByItsNumber();
    void theTokenThatIsNotFiniteIsNamedByItsInput();
    void mapsAreNoTokens();

private:
    Network make(const char* name, const std::vector<MadeLayer>& layers,
                 const std::map<std::string, double>& numbers = {})
    {
        return makeNetwork(m_folder.filePath(QString::fromLatin1(name)).toStdString(), layers,
                           numbers);
    }
    QTemporaryDir m_folder;
};

void TestComparisonLimits::onlyThePairBeyondTheBudgetIsLeftOut()
{
    const Network a = make(
        "a.h5", {{"small", normalActivations(50, 6, 1)}, {"large", normalActivations(50, 900, 2)}});
    const Network b = make("b.h5", {{"small", normalActivations(50, 7, 3)}});
    ComparisonOptions options;
    options.memoryBytes = Index{30} << 20;
    const auto map = similarityMap({&a, &b}, {}, {Measure::LinearCka}, options, {});
    QVERIFY(map->values[0].at(0, 0) && !map->values[0].at(1, 0));
    const QString reason = QString::fromStdString(map->values[0].reason(1, 0));
    for (const char* part : {"a.h5, /activations/large", "b.h5, /activations/small", "30 MB"})
        QVERIFY2(reason.contains(part), qPrintable(reason));
    QVERIFY(std::ranges::count(map->warnings, reason.toStdString()) == 1);
    QVERIFY(map->peakBytes <= options.memoryBytes);
}

void TestComparisonLimits::theDefaultBudgetIsOfThisMachine()
{
    const Index budget = ComparisonOptions{}.memoryBytes;
    QVERIFY(budget >= Index{1} << 30);
    QFile machine("/proc/meminfo");
    QVERIFY(machine.open(QIODevice::ReadOnly));
    const double total = machine.readLine().simplified().split(' ').at(1).toDouble() * 1024;
    QVERIFY(std::abs(static_cast<double>(budget) - std::max(total / 4, double(1 << 30))) <
            0.02 * total);
}

void TestComparisonLimits::fewSamplesAreToldOfTheLayersThatHaveFew()
{
    const std::vector<MadeLayer> made{{"conv", normalActivations(32 * 9, 7, 1), 3, 3},
                                      {"fc", normalActivations(32, 7, 2)}};
    const Network a = make("a.h5", made);
    const Network b = make("b.h5", made);
    ComparisonOptions options;
    options.samples.policy.positions = Positions::All;
    const auto map = similarityMap({&a, &b}, {}, {Measure::MeanCca}, options, {});
    const auto isOfSamples = [](const std::string& warning) {
        return warning.find("fewer than 5 samples") != std::string::npos;
    };
    QCOMPARE(std::ranges::count_if(map->warnings, isOfSamples), 1);
    const QString warning =
        QString::fromStdString(*std::ranges::find_if(map->warnings, isOfSamples));
    QVERIFY2(warning.startsWith("a.h5, /activations/fc with b.h5, /activations/fc:"),
             qPrintable(warning)); // 32 samples for 7 units; conv has 288
}

/// Equal layers of networks that are shuffled alike would be equal still.
void TestComparisonLimits::everyNetworkIsShuffledInItsOwnWay()
{
    const std::vector<MadeLayer> made{{"x", normalActivations(300, 4, 5)}};
    const Network a = make("a.h5", made);
    const Network b = make("b.h5", made);
    const Network c = make("c.h5", made);
    const std::vector<LayerPick> picks{
        {&a, LayerIndex{0}}, {&b, LayerIndex{0}}, {&c, LayerIndex{0}}};
    ComparisonOptions options;
    options.samples.shuffleSeed = 11;
    const LayerComparison found = compareLayers(
        picks, std::vector<PlacePair>{{0, 1}, {0, 2}, {1, 2}}, {Measure::LinearCka}, options, {});
    for (const PairComparison& pair : found.pairs)
        QVERIFY(*pair.values[0].value.a < 0.2);
}

/// Whatever else is read with it, and in whatever folder it lies.
void TestComparisonLimits::aPairIsShuffledAlikeInEveryPass()
{
    const auto values = [](unsigned seed) {
        return std::vector<MadeLayer>{{"x", normalActivations(300, 4, seed)}};
    };
    QVERIFY(QDir(m_folder.path()).mkpath("moved"));
    const Network a = make("a.h5", values(1));
    const Network b = make("b.h5", values(2));
    const Network c = make("c.h5", values(3));
    const Network moved = make("moved/c.h5", values(3));
    ComparisonOptions options;
    options.samples.shuffleSeed = 11;
    const auto ofFirstWithLast = [&](const std::vector<const Network*>& networks) {
        std::vector<LayerPick> picks;
        std::vector<PlacePair> pairs;
        for (const Network* network : networks) {
            if (!picks.empty())
                pairs.push_back({0, static_cast<int>(picks.size())});
            picks.push_back({network, LayerIndex{0}});
        }
        return *compareLayers(picks, pairs, {Measure::LinearCka}, options, {})
                    .pairs.back()
                    .values[0]
                    .value.a;
    };
    const double alone = ofFirstWithLast({&a, &c});
    QCOMPARE(ofFirstWithLast({&a, &b, &c}), alone);
    QCOMPARE(ofFirstWithLast({&a, &moved}), alone);
    options.samples.shuffleSeed = 12;
    QVERIFY(std::abs(ofFirstWithLast({&a, &c}) - alone) > 1e-6);
    // Two of one name are still not shuffled alike: they are equal but for the order.
    const std::vector<LayerPick> twins{
        {&a, LayerIndex{0}}, {&c, LayerIndex{0}}, {&moved, LayerIndex{0}}};
    const LayerComparison both = compareLayers(twins, std::vector<PlacePair>{{1, 2}, {0, 1}},
                                               {Measure::LinearCka}, options, {});
    QVERIFY(*both.pairs[0].values[0].value.a < 0.2);
}

void TestComparisonLimits::shuffledInputsTakeMemory()
{
    const std::vector<MadeLayer> made{{"x", normalActivations(300, 4, 5)}};
    const Network a = make("a.h5", made);
    const Network b = make("b.h5", made);
    const std::vector<LayerPick> picks{{&a, LayerIndex{0}}, {&b, LayerIndex{0}}};
    const std::vector<PlacePair> pairs{{0, 1}};
    LayerSetOptions options;
    const Index stored = layerSetBytes(picks, pairs, options);
    options.shuffleSeed = 1;
    QVERIFY(layerSetBytes(picks, pairs, options) >= stored + 2 * 300 * 4 * 4);
}

void TestComparisonLimits::theDrawnUnitThatIsNotFiniteIsNamedByItsNumber()
{
    std::vector<MadeLayer> made{{"fc", normalActivations(60, 9, 1)}};
    const Network a = make("a.h5", {{"fc", normalActivations(60, 2, 2)}}, {{"width", 1}});
    made[0].values.col(8).setConstant(std::numeric_limits<float>::quiet_NaN());
    const Network b = make("b.h5", made, {{"width", 1}});
    WidthStudyOptions options;
    options.groupBy = "width";
    const std::vector<const Network*> networks{&a, &b};
    bool isDrawn = false;
    for (options.seed = 0; !isDrawn && options.seed < 50; ++options.seed) {
        const QString message =
            messageOf<InputError>([&] { studyWidth(networks, "fc", options, {}); });
        isDrawn = !message.isEmpty();
        QVERIFY2(!isDrawn || message.contains("unit 8;"), qPrintable(message));
    }
    QVERIFY(isDrawn);
}

void TestComparisonLimits::theTokenThatIsNotFiniteIsNamedByItsInput()
{
    ActivationBlock values = normalActivations(200, 3, 1);
    values(4 * 23 + 2, 1) = std::numeric_limits<float>::infinity();
    const Network network = make("rnn.h5", {{"fc", values}});
    SequenceTimeOptions options;
    options.period = 4;
    const QString message = messageOf<InputError>(
        [&] { sequenceTime(network, "fc", {Measure::MeanCca}, options, {}); });
    QVERIFY2(message.contains("input 94,") && message.contains("tokens 2 modulo 4"),
             qPrintable(message));
}

void TestComparisonLimits::mapsAreNoTokens()
{
    const Network network = make("cnn.h5", {{"conv", normalActivations(50 * 16, 3, 1), 4, 4},
                                            {"fc", normalActivations(50, 3, 2)}});
    SequenceTimeOptions options;
    options.period = 4;
    QVERIFY(messageOf<InputError>([&] {
                sequenceTime(network, "conv", {Measure::LinearCka}, options, {});
            }).contains("4 x 4 positions, which are no tokens"));
    const auto found = sequenceTime(network, "fc", {Measure::LinearCka}, options, {});
    QVERIFY(found->warnings.front().find("has no steps") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestComparisonLimits)
#include "tst_comparison_limits.moc"
