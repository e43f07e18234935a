#include "core/base/error.h"
#include "core/similarity/class_sensitivity.h"
#include "core/similarity/dynamics.h"
#include "core/similarity/signal_noise.h"
#include "tests/support/direct_similarity.h"
#include "tests/support/layered_network.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <sys/resource.h>

#include <fstream>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

constexpr Index kInputs = 200;
constexpr int kSteps = 5;
const std::filesystem::path kData = COUNTERPART_SOURCE_DIR "/../shared/data";

/// A training: "low" settles at once, "high" at the end; "logits" beside them.
struct Training
{
    QTemporaryDir folder;
    std::vector<std::vector<MadeLayer>> made; ///< in the order of training
    std::vector<Network> networks;            ///< in another one

    Training()
    {
        const ActivationBlock lowEnd = normalActivations(kInputs, 6, 1);
        const ActivationBlock highEnd = normalActivations(kInputs, 5, 2);
        for (int t = 0; t < kSteps; ++t) {
            const float left = float(kSteps - 1 - t);
            const auto seed = unsigned(10 * t);
            made.push_back(
                {{"low", lowEnd + 0.02f * left * normalActivations(kInputs, 6, 100 + seed)},
                 {"high", highEnd + 0.6f * left * normalActivations(kInputs, 5, 200 + seed)},
                 {"logits",
                  highEnd.leftCols(3) + 0.3f * left * normalActivations(kInputs, 3, 300 + seed)}});
        }
        for (const int t : {3, 0, 4, 1, 2})
            networks.push_back(
                makeNetwork(path(t), made[std::size_t(t)], {{"step", 10.0 * t}, {"seed", 1.0}}));
    }
    std::filesystem::path path(int t) const
    {
        return folder.filePath(QString("epoch%1.h5").arg(t)).toStdString();
    }
    Checkpoints ordered() const
    {
        std::vector<const Network*> pointers;
        for (const Network& network : networks)
            pointers.push_back(&network);
        return orderCheckpoints(pointers);
    }
};

Matrix valuesOf(const MadeLayer& layer)
{
    return layer.values.cast<double>();
}

} // namespace

class TestDynamics : public QObject
{
    Q_OBJECT

private slots:
    void checkpointsAreOrdered();
    void curvesAgreeWithTheData();
    void mapsHoldEveryPairOfLayers();
    void lowerLayersMayBeFrozenEarlier();
    void signalStaysAndNoiseDoesNot();
    void directionsAgreeWithTheData();
    void directionsNeedAMiddleAfterTheBeginning();
    void directionsNeedRoomForTwoCheckpoints();
    void manyCheckpointsAreNotOpenAtOnce();
    void classesAreMultipleCorrelations();
    void referenceCurves_data();
    void referenceCurves();

private:
    Training m_training;
};

void TestDynamics::checkpointsAreOrdered()
{
    const Checkpoints ordered = m_training.ordered();
    QCOMPARE(ordered.stepName, std::string("step"));
    QCOMPARE(ordered.steps, (std::vector<double>{0, 10, 20, 30, 40}));
    QCOMPARE(ordered.networks.front()->path, m_training.path(0));

    std::vector<Network> named(3);
    named[0].path = "run/epoch10.h5";
    named[1].path = "run/epoch9.h5";
    named[2].path = "run/epoch009b.h5";
    const Checkpoints byName = orderCheckpoints({&named[0], &named[1], &named[2]});
    QVERIFY(byName.stepName.empty());
    QCOMPARE(byName.networks.back(), &named[0]);
    QCOMPARE(byName.steps, (std::vector<double>{0, 1, 2}));
    named[0].attributes = named[1].attributes = named[2].attributes = {{"step", 3.0}}; // all alike
    QVERIFY(orderCheckpoints({&named[0], &named[1], &named[2]}).stepName.empty());
}

void TestDynamics::curvesAgreeWithTheData()
{
    const Checkpoints ordered = m_training.ordered();
    const auto dynamics = compareDynamics(ordered, *ordered.networks.back(), {},
                                          {Measure::Pwcca, Measure::MeanCca}, {}, {});
    QCOMPARE(dynamics->passes, 1);
    QCOMPARE(dynamics->layers, (std::vector<std::string>{"low", "high", "logits"}));
    for (std::size_t layer = 0; layer < 3; ++layer) {
        const Matrix end = valuesOf(m_training.made.back()[layer]);
        for (std::size_t t = 0; t < kSteps; ++t) {
            const Matrix now = valuesOf(m_training.made[t][layer]);
            const auto at = [&](Measure measure) {
                return *dynamics->of(measure)->at(Index(layer), Index(t));
            };
            QVERIFY(std::abs(at(Measure::Pwcca) - directPwcca(now, end)) < 1e-6);
            QVERIFY(std::abs(at(Measure::MeanCca) - directMeanCca(now, end)) < 1e-6);
            const Vector rho =
                DirectCca(DirectBasis(now).vectors, DirectBasis(end).vectors).coefficients;
            QVERIFY((dynamics->coefficients[layer * kSteps + t] - rho).cwiseAbs().maxCoeff() <
                    1e-6);
        }
    }
    QVERIFY(dynamics->maps.empty());
}

void TestDynamics::mapsHoldEveryPairOfLayers()
{
    const Checkpoints ordered = m_training.ordered();
    DynamicsOptions options;
    options.hasMaps = true;
    const auto dynamics = compareDynamics(ordered, *ordered.networks.front(), {"high", "low"},
                                          {Measure::LinearCka}, options, {});
    QCOMPARE(dynamics->reference, ordered.networks.front()->name);
    const std::vector<std::size_t> places{1, 0};
    for (std::size_t t = 0; t < kSteps; ++t) {
        for (std::size_t row = 0; row < 2; ++row) {
            for (std::size_t column = 0; column < 2; ++column) {
                const double expected = directCka(valuesOf(m_training.made[t][places[row]]),
                                                  valuesOf(m_training.made[0][places[column]]));
                QVERIFY(std::abs(*dynamics->maps[0][t].at(Index(row), Index(column)) - expected) <
                        1e-6);
            }
        }
        QCOMPARE(*dynamics->curves[0].at(1, Index(t)), *dynamics->maps[0][t].at(1, 1));
    }
    QVERIFY(std::abs(*dynamics->maps[0][0].at(0, 0) - 1) < 1e-12);
}

void TestDynamics::lowerLayersMayBeFrozenEarlier()
{
    Dynamics made;
    made.layers = {"a", "b", "c", "d", "e"};
    made.measures = {Measure::Pwcca};
    made.curves = {ValueGrid(5, 5)};
    const double values[5][5] = {{.5, .96, .94, 1, 1},
                                 {.5, .96, .97, 1, 1},
                                 {.1, .2, .3, .99, 1},
                                 {.9, .9, .9, .9, 1},
                                 {.99, .99, .99, .99, .5}};
    for (Index i = 0; i < 5; ++i)
        for (Index j = 0; j < 5; ++j)
            made.curves[0].set(i, j, values[i][j]);
    const auto advice = freezeAdvice(made, Measure::Pwcca, 0.95);
    QCOMPARE(*advice[0].settled, 3); // falls below once more
    QCOMPARE(*advice[1].settled, 1);
    QCOMPARE(*advice[1].freeze, 3); // not before the layer below
    QCOMPARE(*advice[2].freeze, 3);
    QCOMPARE(*advice[3].settled, 4); // as it is itself there
    QVERIFY(!advice[3].freeze);
    QVERIFY(!advice[4].settled && !advice[4].freeze);
}

/// Half of the directions are kept through the whole training; the others are drawn anew at each
/// checkpoint. Their mixing differs at each checkpoint, so that no unit is a direction.
void TestDynamics::signalStaysAndNoiseDoesNot()
{
    QTemporaryDir folder;
    const ActivationBlock signal = normalActivations(2000, 10, 1);
    std::vector<Network> networks;
    for (int t = 0; t < 8; ++t) {
        ActivationBlock both(2000, 20);
        both << signal, normalActivations(2000, 10, unsigned(50 + t));
        networks.push_back(makeNetwork(folder.filePath(QString("t%1.h5").arg(t)).toStdString(),
                                       {{"layer", both * normalActivations(20, 20, unsigned(t))}},
                                       {{"step", double(t)}}));
    }
    std::vector<const Network*> pointers;
    for (const Network& network : networks)
        pointers.push_back(&network);
    const auto followed = followDirections(orderCheckpoints(pointers), "layer", {}, {});
    QCOMPARE(followed->options.directions, Index(10)); // half of 20
    QCOMPARE(*followed->options.middle, 4);
    QCOMPARE(followed->steps, (std::vector<double>{1, 2, 3, 4, 5, 6, 7}));
    for (std::size_t i = 0; i < 7; ++i) {
        QVERIFY(followed->signal[i] < 0.05);
        QVERIFY(followed->noise[i] > 0.5);
    }
    // Chosen as the least correlated with the middle: nowhere are they farther.
    QCOMPARE(std::ranges::max_element(followed->noise) - followed->noise.begin(), 3);
}

void TestDynamics::directionsAgreeWithTheData()
{
    SignalNoiseOptions options;
    options.directions = 2;
    const Checkpoints ordered = m_training.ordered();
    const auto pick = [&](std::size_t t) { return LayerPick{ordered.networks[t], LayerIndex{0}}; };
    // One checkpoint at a time.
    options.comparison.memoryBytes = layerSetBytes(
        std::vector{pick(0), pick(1)}, std::vector<PlacePair>{{0, 1}}, options.comparison.samples);
    const auto followed = followDirections(ordered, "low", options, {});
    const auto basis = [&](int t) {
        return DirectBasis(valuesOf(m_training.made[std::size_t(t)][0])).vectors;
    };
    const DirectCca cca(basis(0), basis(2));
    for (int t = 1; t < kSteps; ++t) {
        const auto distance = [&](const Matrix& variates) {
            return 1 - DirectCca(variates, basis(t)).coefficients.mean();
        };
        QVERIFY(std::abs(followed->signal[std::size_t(t - 1)] - distance(cca.first.leftCols(2))) <
                1e-6);
        QVERIFY(std::abs(followed->noise[std::size_t(t - 1)] - distance(cca.first.rightCols(2))) <
                1e-6);
    }
}

void TestDynamics::directionsNeedAMiddleAfterTheBeginning()
{
    SignalNoiseOptions options;
    options.early = 2;
    options.middle = 2;
    QVERIFY(messageOf<UsageError>([&] {
                followDirections(m_training.ordered(), "low", options, {});
            }).contains("2 and 2 of 5"));
}

void TestDynamics::directionsNeedRoomForTwoCheckpoints()
{
    SignalNoiseOptions options;
    options.comparison.memoryBytes = Index{1} << 20;
    const QString message =
        messageOf<UsageError>([&] { followDirections(m_training.ordered(), "low", options, {}); });
    QVERIFY2(message.contains("epoch0.h5") && message.contains("1 MB"), qPrintable(message));
}

/// As a process that may open fewer files than there are checkpoints.
void TestDynamics::manyCheckpointsAreNotOpenAtOnce()
{
    const Checkpoints few = m_training.ordered();
    Checkpoints many = few;
    many.networks = {few.networks[0], few.networks[2]};
    for (int i = 0; i < 300; ++i)
        many.networks.push_back(few.networks[std::size_t(1 + i % 4)]);
    many.steps.resize(many.networks.size());
    SignalNoiseOptions options;
    options.directions = 2;
    options.middle = 1;
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit fewer = before;
    fewer.rlim_cur = 260;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &fewer), 0);
    const auto restore = qScopeGuard([&] { setrlimit(RLIMIT_NOFILE, &before); });
    const auto followed = followDirections(many, "low", options, {});
    options.middle = 2;
    const auto expected = followDirections(few, "low", options, {});
    QCOMPARE(followed->signal.size(), std::size_t(301));
    for (std::size_t i = 0; i < 300; ++i)
        QVERIFY(std::abs(followed->signal[i + 1] - expected->signal[i % 4]) < 1e-9);
}

/// The canonical correlation with one logit is the multiple correlation of least squares.
void TestDynamics::classesAreMultipleCorrelations()
{
    const Checkpoints ordered = m_training.ordered();
    ComparisonOptions options;
    options.measures.svcca = {SvccaKeep::Rule::Variance, 1.0};
    const auto found = classSensitivity(*ordered.networks[2], {}, "", options, {});
    QCOMPARE(found->logits, std::string("logits"));
    QCOMPARE(found->classes, (std::vector<std::string>{"0", "1", "2"}));
    const Matrix logits = centred(valuesOf(m_training.made[2][2]));
    for (std::size_t layer = 0; layer < 3; ++layer) {
        const Matrix x = centred(valuesOf(m_training.made[2][layer]));
        for (Index j = 0; j < 3; ++j) {
            const Vector fit = explainedBy(x, logits.col(j));
            const double expected = fit.norm() / logits.col(j).norm();
            QVERIFY(std::abs(*found->values.at(Index(layer), j) - expected) < 1e-6);
        }
    }
}

void TestDynamics::referenceCurves_data()
{
    QTest::addColumn<QString>("run");
    for (const char* run : {"gen_s0", "mem_s0"})
        QTest::newRow(run) << QString(run);
}

/// Checkpoints of trained networks against values that numpy gave, where they stand beside the
/// checkout.
void TestDynamics::referenceCurves()
{
    QFETCH(QString, run);
    std::ifstream file(kData / "reference/dynamics.json");
    if (!file)
        QSKIP("There is no ../shared/data with reference values beside the checkout.");
    const nlohmann::json reference = nlohmann::json::parse(file)[run.toStdString()];
    std::vector<Network> networks;
    for (const char* epoch : {"032", "000", "001", "002", "004", "008", "016"})
        networks.push_back(
            describeFile(kData / "group" / (run.toStdString() + "_epoch" + epoch + ".h5")).front());
    std::vector<const Network*> pointers;
    for (const Network& network : networks)
        pointers.push_back(&network);
    const Checkpoints ordered = orderCheckpoints(pointers);
    DynamicsOptions options;
    options.comparison.samples.policy.positions = Positions::All;
    const std::vector<std::pair<Measure, const char*>> measures{
        {Measure::MeanCca, "cca"}, {Measure::Svcca, "svcca"}, {Measure::Pwcca, "pwcca_a"}};
    const auto dynamics =
        compareDynamics(ordered, *ordered.networks.back(), {},
                        {Measure::MeanCca, Measure::Svcca, Measure::Pwcca}, options, {});
    for (std::size_t layer = 0; layer < dynamics->layers.size(); ++layer) {
        const nlohmann::json& expected = reference[dynamics->layers[layer]];
        for (std::size_t t = 0; t < dynamics->steps.size(); ++t) {
            const std::string epoch = std::to_string(int(dynamics->steps[t]));
            for (const auto& [measure, key] : measures) {
                // fc1: 200 samples for more independent units of both, so that the weights of the
                // coefficients that are 1 whatever the data are up to rounding.
                const bool isUnique = measure != Measure::Pwcca || dynamics->layers[layer] != "fc1";
                const double value = *dynamics->of(measure)->at(Index(layer), Index(t));
                const double want = expected[epoch][key].get<double>();
                QVERIFY2(std::abs(value - want) < (isUnique ? 1e-5 : 1e-2),
                         qPrintable(QString("%1 %2 %3: %4, expected %5")
                                        .arg(QString::fromStdString(dynamics->layers[layer]))
                                        .arg(key)
                                        .arg(QString::fromStdString(epoch))
                                        .arg(value, 0, 'g', 10)
                                        .arg(want, 0, 'g', 10)));
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestDynamics)
#include "tst_dynamics.moc"
