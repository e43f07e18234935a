#include "core/analysis/layer_pair_analysis.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
#include "tests/support/direct_correlation.h"
#include "tests/support/npy_file.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <set>

using namespace counterpart;
using namespace counterpart::core;

namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(COUNTERPART_TEST_OUTPUT_DIR) / "layer_pair_analysis";

/// The network of a NumPy file written from `values`, seen as that shape.
Network networkOf(const std::string& name, const ActivationBlock& values)
{
    test::writeNpy(kFolder / (name + ".npy"), values);
    Network network = describeFile(kFolder / (name + ".npy")).at(0);
    network.layers.at(0) = withAxes(network.layers.at(0), AxisOrder::NC);
    network.layers.at(0).axesGuessed = false;
    return network;
}

Network mapNetwork(const std::string& name, const std::vector<Index>& shape)
{
    Index size = 1;
    for (const Index extent : shape)
        size *= extent;
    const ActivationBlock values = test::normalActivations(size, 1, static_cast<unsigned>(size));
    test::writeNpy(kFolder / (name + ".npy"), shape,
                   std::vector<float>(values.data(), values.data() + size));
    Network network = describeFile(kFolder / (name + ".npy")).at(0);
    network.layers.at(0) = withAxes(network.layers.at(0), AxisOrder::NCHW);
    return network;
}

std::shared_ptr<const LayerPairAnalysis> analyse(const Network& a, const Network& b,
                                                 const AnalysisOptions& options = {},
                                                 const Progress& progress = {})
{
    return analyseLayerPair({&a, &b}, {LayerIndex{0}, LayerIndex{0}}, options, progress);
}

bool hasWarning(const LayerPairAnalysis& analysis, const std::string& part)
{
    return std::ranges::any_of(analysis.warnings, [&](const std::string& sentence) {
        return sentence.find(part) != std::string::npos;
    });
}

} // namespace

class LayerPairAnalysisTest : public QObject
{
    Q_OBJECT

private slots:
    void comparesTwoFiles();
    void recoversPermutedUnits();
    void namesBothLayersWhereMapsDiffer();
    void reducedPositionsCanBeCompared();
    void refusesUnequalInputs();
    void saysNothingOfAPlainCase();
    void warnsOfWhatMatters();
    void namesItsStages();
    void rematchesWithoutReading();
    void stops();
};

void LayerPairAnalysisTest::comparesTwoFiles()
{
    const ActivationBlock a = test::reluActivations(400, 12, 4, 1, 2);
    const ActivationBlock b = test::reluActivations(400, 9, 4, 1, 3);
    const auto analysis = analyse(networkOf("a", a), networkOf("b", b));
    QCOMPARE(analysis->samples(), Index{400});
    const Matrix expected = test::directCorrelation(a, b);
    QVERIFY((analysis->correlation.between - expected).cwiseAbs().maxCoeff() < 1e-10);
    QCOMPARE(analysis->matching.units.a.size(), std::size_t{12});
    for (int unit = 0; unit < 12; ++unit) {
        Index best = 0;
        expected.row(unit).maxCoeff(&best);
        QCOMPARE(analysis->matching.units.a[static_cast<std::size_t>(unit)].semi.value,
                 static_cast<int>(best));
    }
    QVERIFY(analysis->matchingSeconds >= 0);
}

void LayerPairAnalysisTest::recoversPermutedUnits()
{
    const ActivationBlock a = test::reluActivations(500, 40, 6, 1, 2);
    ActivationBlock b(500, 40);
    for (Index unit = 0; unit < 40; ++unit)
        b.col((7 * unit + 3) % 40) = a.col(unit);
    const auto analysis = analyse(networkOf("original", a), networkOf("permuted", b));
    for (int unit = 0; unit < 40; ++unit) {
        const UnitMatch& match = analysis->matching.units.a[static_cast<std::size_t>(unit)];
        QCOMPARE(match.partner.value, (7 * unit + 3) % 40);
        QVERIFY(match.partnerValue > 1 - 1e-12 && match.partnerValue <= 1);
    }
}

void LayerPairAnalysisTest::namesBothLayersWhereMapsDiffer()
{
    const Network a = mapNetwork("wide", {20, 5, 4, 4});
    const Network b = mapNetwork("narrow", {20, 6, 2, 8});
    try {
        analyse(a, b);
        QFAIL("maps of different shape were paired");
    } catch (const InputError& error) {
        const QString message = error.what();
        for (const char* part :
             {"wide.npy", "narrow.npy", "4 x 4", "2 x 8", "positions resize, mean, max or centre"})
            QVERIFY2(message.contains(part), error.what());
    }
}

void LayerPairAnalysisTest::reducedPositionsCanBeCompared()
{
    const Network a = mapNetwork("wide", {20, 5, 4, 4});
    const Network b = mapNetwork("narrow", {20, 6, 2, 2});
    AnalysisOptions options;
    for (const Positions positions : {Positions::Mean, Positions::Max, Positions::Centre}) {
        options.pass.policy.positions = positions;
        const auto analysis = analyse(a, b, options);
        QCOMPARE(analysis->samples(), Index{20});
        QCOMPARE(analysis->correlation.between.rows(), Index{5});
        QCOMPARE(analysis->correlation.between.cols(), Index{6});
    }
}

void LayerPairAnalysisTest::refusesUnequalInputs()
{
    const Network a = networkOf("hundred", test::normalActivations(100, 3, 1));
    const Network b = networkOf("ninety", test::normalActivations(90, 3, 2));
    try {
        analyse(a, b);
        QFAIL("unequal numbers of inputs were compared");
    } catch (const InputError& error) {
        const QString message = error.what();
        for (const char* part : {"hundred", "ninety", "100", "90"})
            QVERIFY2(message.contains(part), error.what());
    }
}

void LayerPairAnalysisTest::saysNothingOfAPlainCase()
{
    const auto analysis = analyse(networkOf("a", test::normalActivations(400, 12, 1)),
                                  networkOf("b", test::normalActivations(400, 9, 2)));
    QCOMPARE(analysis->warnings.size(), std::size_t{1}); // NumPy files hold no ids
}

void LayerPairAnalysisTest::warnsOfWhatMatters()
{
    ActivationBlock a = test::normalActivations(60, 8, 1);
    ActivationBlock b = test::normalActivations(60, 16, 2);
    a.col(1).setConstant(4);
    b.col(5) = b.col(7);
    b(3, 3) = std::numeric_limits<float>::quiet_NaN();
    const Network networkA = networkOf("dead", a);
    Network networkB = networkOf("twins", b);
    networkB.layers[0].axesGuessed = true;
    AnalysisOptions options;
    QVERIFY_EXCEPTION_THROWN(analyse(networkA, networkB, options), InputError);

    options.pass.nonFinite = NonFinite::Drop;
    options.pass.precision = Precision::Single;
    const auto dropped = analyse(networkA, networkB, options);
    QVERIFY(hasWarning(*dropped, "1 sample was dropped for a NaN or an infinity; 59 are left."));
    QVERIFY(
        hasWarning(*dropped, "dead.npy, " + networkA.layers[0].name + ": 1 of 8 units is dead"));
    QVERIFY(hasWarning(*dropped,
                       "twins.npy, " + networkB.layers[0].name + ": 2 of 16 units duplicate"));
    QVERIFY(hasWarning(*dropped, "59 samples for 16 units (3.69 a unit)"));
    QVERIFY(hasWarning(*dropped, "axes are guessed as NC"));
    QVERIFY(hasWarning(*dropped, "single precision"));
    QVERIFY(!hasWarning(*dropped, "seed"));

    options.pass.policy.maxSamples = 40;
    options.pass.policy.seed = 77;
    QVERIFY(hasWarning(*analyse(networkA, networkB, options), "seed 77"));
}

void LayerPairAnalysisTest::namesItsStages()
{
    std::vector<std::string> stages;
    double last = 0;
    const Progress progress({}, [&](double fraction, std::string_view stage) {
        if (stages.empty() || stages.back() != stage)
            stages.emplace_back(stage);
        last = fraction;
    });
    const Network a = networkOf("a", test::normalActivations(400, 12, 1));
    analyse(a, a, {}, progress);
    const std::vector<std::string> expected{"reading " + a.layers[0].name, "correlating",
                                            "matching"};
    QCOMPARE(stages, expected);
    QCOMPARE(last, 1.0);
}

void LayerPairAnalysisTest::rematchesWithoutReading()
{
    const ActivationBlock a = test::normalActivations(300, 6, 1);
    ActivationBlock b = a;
    b.col(2) *= -1;
    const auto analysis = analyse(networkOf("a", a), networkOf("mirrored", b));
    std::filesystem::remove(kFolder / "mirrored.npy");
    QVERIFY(analysis->matching.units.a[2].partnerValue < 0.5);
    MatchingOptions options;
    options.isSigned = false;
    const Matching matching = rematch(*analysis, options, {});
    QCOMPARE(matching.units.a[2].partner.value, 2);
    QVERIFY(matching.units.a[2].partnerValue > 1 - 1e-12);
}

void LayerPairAnalysisTest::stops()
{
    const Network a = networkOf("a", test::normalActivations(400, 12, 1));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(analyse(a, a, {}, Progress(stop.get_token(), {})), Cancelled);
}

QTEST_APPLESS_MAIN(LayerPairAnalysisTest)
#include "tst_layer_pair_analysis.moc"
