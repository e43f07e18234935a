#include "ui/figures/group_figure.h"

#include "core/io/network_file.h"
#include "session/layer_work.h"
#include "tests/support/random_activations.h"
#include "tests/support/run_files.h"
#include "ui/figures/comparison_request.h"
#include "ui/figures/dynamics_figure.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/training_runs.h"
#include "ui/figures/width_figure.h"

#include <QTest>

#include <cmath>

using namespace counterpart;

namespace {

std::vector<session::NetworkPtr> openAll(const QStringList& files)
{
    std::vector<session::NetworkPtr> networks;
    for (const QString& file : files)
        networks.push_back(
            std::make_shared<const core::Network>(core::describeFile(file.toStdString()).front()));
    return networks;
}

const ui::NetworkLabels& labelsNamed(const std::vector<ui::NetworkLabels>& all,
                                     const std::string& name)
{
    return *std::ranges::find(all, name, &ui::NetworkLabels::attribute);
}

} // namespace

/// Of the figures of several networks: groups and training runs.
class TestGroupFigure : public QObject
{
    Q_OBJECT

private slots:
    void attributesTellNetworksApart()
    {
        const test::RunFiles files;
        const auto all = ui::distinguishing(openAll(files.write()));
        QCOMPARE(all.front().attribute, "group"); // two groups come before three steps
        const ui::NetworkLabels& group = labelsNamed(all, "group");
        QCOMPARE(group.names, (std::vector<std::string>{"good", "bad"}));
        QCOMPARE(group.category, (std::vector<int>{0, 0, 0, 1, 1, 1}));
        QVERIFY(!group.isOrdered);
        const ui::NetworkLabels& step = labelsNamed(all, "step");
        QCOMPARE(step.names, (std::vector<std::string>{"0", "1", "2"}));
        QCOMPARE(step.category, (std::vector<int>{0, 1, 2, 0, 1, 2}));
        QVERIFY(step.isOrdered);
        QVERIFY(std::ranges::find(all, "model", &ui::NetworkLabels::attribute) == all.end());
    }

    /// Numbers are written in as few digits as tell them apart.
    void numbersAreShort()
    {
        std::vector<session::NetworkPtr> networks;
        for (const double accuracy : {0.8546428571428571, 0.9, 0.8542857142857143}) {
            core::Network network;
            network.attributes["accuracy"] = accuracy;
            networks.push_back(std::make_shared<const core::Network>(std::move(network)));
        }
        const auto all = ui::distinguishing(networks);
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].names, (std::vector<std::string>{"0.8543", "0.8546", "0.9"}));
        QCOMPARE(all[0].category, (std::vector<int>{1, 2, 0}));
    }

    /// A number of their own each is cut into ranges, as on the command line.
    void lonelyNumbersAreCutIntoRanges()
    {
        std::vector<session::NetworkPtr> networks;
        for (const double accuracy : {0.9, 0.1, 0.5, 0.8, 0.2, 0.6}) {
            core::Network network;
            network.attributes["accuracy"] = accuracy;
            networks.push_back(std::make_shared<const core::Network>(std::move(network)));
        }
        const auto all = ui::distinguishing(networks);
        QCOMPARE(all.size(), std::size_t{1});
        QVERIFY(all[0].isOrdered);
        QCOMPARE(all[0].names,
                 (std::vector<std::string>{"0.1 to 0.2", "0.5 to 0.6", "0.8 to 0.9"}));
        QCOMPARE(all[0].category, (std::vector<int>{2, 0, 1, 2, 0, 1}));
    }

    /// The trained good networks stand together, and nearer to each other than any others.
    void groupIsArranged()
    {
        const test::RunFiles files;
        ui::GroupRequest request;
        request.networks = openAll(files.write());
        const auto group = ui::compareNetworks(request, {});
        const auto picture = ui::arrangeNetworks(*group, 0, core::Measure::LinearCka, 2, {});
        QVERIFY(picture);
        QVERIFY(picture->distances(1, 2) < 0.6);
        QVERIFY(picture->distances(2, 5) > 0.8);
        const auto attributes = ui::distinguishing(request.networks);
        const plots::MapContent map =
            ui::makeNetworkMap(request, *group, 0, core::Measure::LinearCka, *picture, attributes);
        QCOMPARE(map.rows.names.size(), std::size_t{6});
        QCOMPARE(map.bars.front().name, "cluster");
        const auto placeOf = [&](const std::string& name) {
            return std::ranges::find(map.rows.names, name) - map.rows.names.begin();
        };
        const auto one = placeOf("good step 1");
        const auto two = placeOf("good step 2");
        QCOMPARE(std::abs(one - two), std::ptrdiff_t{1});
        QVERIFY(std::abs(*map.values[std::size_t(one * 6 + two)] - picture->distances(1, 2)) <
                1e-12);
        QCOMPARE(map.rows.refs[std::size_t(two)].net, core::NetId{2});

        const ui::NetworkLabels& labels = labelsNamed(attributes, "group");
        const plots::XyContent plane = ui::makeNetworkPlane(request, *picture, labels);
        QCOMPARE(plane.series[0].points.size(), std::size_t{3});
        QCOMPARE(plane.series[1].points.size(), std::size_t{3});
        const plots::CloudContent cloud = ui::makeNetworkCloud(request, *picture, labels);
        QCOMPARE(cloud.points.size(), std::size_t{6});
        QCOMPARE(cloud.points[4].category, 1);
    }

    /// Mean and deviation within and between, by hand.
    void distancesByLayerAreMeans()
    {
        const test::RunFiles files;
        ui::GroupRequest request;
        request.networks = openAll(files.write());
        const auto group = ui::compareNetworks(request, {});
        const auto attributes = ui::distinguishing(request.networks);
        const plots::XyContent content = ui::makeDistancesByLayer(*group, core::Measure::LinearCka,
                                                                  labelsNamed(attributes, "group"));
        QCOMPARE(content.x.names, (std::vector<std::string>{"low", "high"}));
        const auto picture = ui::arrangeNetworks(*group, 1, core::Measure::LinearCka, 2, {});
        const core::Matrix& d = picture->distances;
        const double within = (d(0, 1) + d(0, 2) + d(1, 2)) / 3;
        const double between = d.block(0, 3, 3, 3).mean();
        const auto seriesOf = [&](const std::string& name) {
            return std::ranges::find(content.series, name, &plots::XySeries::name);
        };
        QVERIFY(std::abs(seriesOf("within good")->points[1].y - within) < 1e-12);
        QVERIFY(std::abs(seriesOf("good ~ bad")->points[1].y - between) < 1e-12);
        const double deviation = std::sqrt((d.block(0, 3, 3, 3).array() - between).square().mean());
        QVERIFY(std::abs(*seriesOf("good ~ bad")->points[1].spread - deviation) < 1e-12);
        QVERIFY(seriesOf("within good")->points[1].y < seriesOf("within bad")->points[1].y);
        QVERIFY(content.notes.empty());
        const ui::NetworkLabels alone{
            "accuracy", {0, 1, 2, 3, 4, 5}, {"a", "b", "c", "d", "e", "f"}};
        const auto lonely = ui::makeDistancesByLayer(*group, core::Measure::LinearCka, alone);
        QCOMPARE(lonely.notes, (std::vector<std::string>{
                                   "accuracy: every network has another value; none lies within",
                                   "6 values of accuracy"}));
        QCOMPARE(lonely.series.size(), std::size_t{1}); // of 15 pairs of values
        QCOMPARE(lonely.series[0].name, "between");
        std::vector<double> apart;
        for (int i = 0; i < 6; ++i)
            for (int j = 0; j < i; ++j)
                apart.push_back(d(i, j));
        const Eigen::Map<const core::Vector> all(apart.data(), 15);
        QVERIFY(std::abs(lonely.series[0].points[1].y - all.mean()) < 1e-12);
        QVERIFY(std::abs(*lonely.series[0].points[1].spread -
                         std::sqrt((all.array() - all.mean()).square().mean())) < 1e-9);
    }

    void runsAreFoundByName()
    {
        const test::RunFiles files;
        const auto networks = openAll(files.write());
        const auto runs = ui::trainingRuns(networks);
        QCOMPARE(runs.size(), std::size_t{3});
        QCOMPARE(runs[0].name, "good step");
        QCOMPARE(runs[1].places, (std::vector<std::size_t>{3, 4, 5}));
        QCOMPARE(runs[2].places.size(), std::size_t{6});
        QCOMPARE(ui::trainingRuns({networks[0], networks[1]}).size(), std::size_t{1});
        QVERIFY(ui::trainingRuns({}).empty());
    }

    /// Of a run of several, its end; alike in the step, all. Without steps there is no run to
    /// follow.
    void earlierCheckpointsAreLeftOut()
    {
        const test::RunFiles files;
        const auto networks = openAll(files.write());
        const std::vector<session::NetworkPtr> turned(networks.rbegin(), networks.rend());
        QCOMPARE(ui::trainedOf(turned), (std::vector{networks[5], networks[2]}));
        QCOMPARE(ui::comparableNetworks(networks), networks); // by step alone
        const std::vector<session::NetworkPtr> one(networks.begin(), networks.begin() + 3);
        QCOMPARE(ui::trainedOf(one), std::vector{networks[2]});
        QCOMPARE(ui::firstRun(networks)->places, (std::vector<std::size_t>{0, 1, 2}));
        QVERIFY(!ui::firstRun({networks[0], networks[3]}));
    }

    /// Seeds that were trained for different times are no checkpoints.
    void seedsAreNoRun()
    {
        const QTemporaryDir folder;
        QStringList paths;
        for (int seed = 1; seed <= 2; ++seed) {
            paths += folder.filePath(QStringLiteral("seed%1.h5").arg(seed));
            test::makeNetwork(paths.back().toStdString(),
                              {{"fc", test::normalActivations(50, 3, unsigned(seed)), 1, 1}},
                              {{"seed", double(seed)}, {"epoch", 10.0 + seed}, {"width", 8.0}},
                              {{"model", "width 8, seed " + std::to_string(seed)}});
        }
        const auto networks = openAll(paths);
        QCOMPARE(ui::trainedOf(networks), networks);
        QVERIFY(!ui::firstRun(networks));
    }

    void runsWithStepsComeFirst()
    {
        const test::RunFiles files;
        QStringList paths;
        for (int seed = 1; seed <= 2; ++seed) {
            paths += files.folder.filePath(QStringLiteral("seed%1.h5").arg(seed));
            test::makeNetwork(
                paths.back().toStdString(),
                {{"deep", test::normalActivations(test::RunFiles::kInputs, 3, std::uint64_t(seed)),
                  1, 1}},
                {}, {{"model", "seed " + std::to_string(seed)}});
        }
        const auto networks = openAll(paths + files.write());
        const auto runs = ui::trainingRuns(networks);
        QCOMPARE(runs.size(), std::size_t{4});
        QCOMPARE(runs[0].places, (std::vector<std::size_t>{2, 3, 4}));
        QCOMPARE(runs[2].places, (std::vector<std::size_t>{0, 1}));
        QCOMPARE(ui::networksWith("high", networks).size(), std::size_t{6});
        QCOMPARE(ui::sharedLayer(ui::networksOf(runs[0], networks), "high"), std::string("high"));
        QCOMPARE(ui::sharedLayer(ui::networksOf(runs[0], networks), "deep"), std::string("low"));
        QCOMPARE(ui::sharedLayer(networks, "low"), std::string());
    }

    /// The good run nears its end, at which it is itself; the order of the files does not matter.
    void trainingNearsItsEnd()
    {
        const test::RunFiles files;
        const auto networks = openAll(files.write());
        ui::DynamicsRequest request;
        request.networks = {networks[2], networks[0], networks[1]};
        request.nets = {core::NetId{2}, core::NetId{0}, core::NetId{1}};
        const auto run = ui::followTraining(request, {});
        QCOMPARE(run->order, (std::vector<std::size_t>{1, 2, 0}));
        const plots::XyContent curves =
            ui::makeTrainingCurves(request, *run, core::Measure::LinearCka, ui::StepAxis::Steps);
        QCOMPARE(curves.series.size(), std::size_t{2});
        for (const plots::XySeries& series : curves.series) {
            QCOMPARE(series.points.size(), std::size_t{3});
            QVERIFY(series.points[0].y > 0.8);
            QVERIFY(series.points[1].y < 0.7);
            QVERIFY(std::abs(series.points[2].y) < 1e-9);
            QCOMPARE(series.points[1].x, 1.0);
            QCOMPARE(series.points[1].units[0].net, core::NetId{1});
        }
        const plots::MapContent map =
            ui::makeCheckpointMap(request, *run, core::Measure::LinearCka, 2);
        QVERIFY(*map.values[0] > 1 - 1e-9); // low with itself
        QVERIFY(*map.values[1] < 0.3);      // low with high
        QCOMPARE(map.rows.refs[0].net, core::NetId{2});
    }

    /// A rotation turns the outputs of every token into those of the last: CCA sees no distance,
    /// the controls do.
    void sequenceOfRotations()
    {
        const QTemporaryDir folder;
        std::mt19937 random(1);
        std::normal_distribution<float> normal;
        constexpr core::Index kSequences = 60;
        constexpr core::Index kSteps = 4;
        core::ActivationBlock values(kSequences * kSteps, 2);
        for (core::Index i = 0; i < kSequences; ++i) {
            Eigen::RowVector2f state(normal(random), normal(random));
            for (core::Index t = 0; t < kSteps; ++t) {
                values.row(i * kSteps + t) = state;
                state = Eigen::RowVector2f(-state.y(), state.x());
            }
        }
        const QString path = folder.filePath(QStringLiteral("rnn.h5"));
        {
            test::Hdf5Fixture file(path.toStdString(), true);
            std::vector<double> numbers;
            for (core::Index row = 0; row < values.rows(); ++row)
                for (core::Index unit = 0; unit < 2; ++unit)
                    numbers.push_back(double(values(row, unit)));
            file.write("/activations/h", {kSequences, kSteps, 2}, numbers);
            file.setAttribute("/activations/h", "axes", std::string("NTD"));
        }
        ui::SequenceRequest request;
        request.network = openAll({path}).front();
        request.layer = "h";
        request.period = 4;
        QVERIFY(ui::isSequence(request.network->layers.front()));
        const auto sequence = ui::followSequence(request, {});
        const plots::XyContent content = ui::makeSequenceCurves(request, *sequence);
        QCOMPARE(content.series.size(), std::size_t{3});
        for (std::size_t token = 0; token < 4; ++token) {
            QVERIFY(std::abs(content.series[0].points[token].y) < 1e-6);
            QCOMPARE(content.series[1].points[token].y > 0.5, token != 3);
        }
    }

    void catalogueHasThem()
    {
        const test::RunFiles files;
        ui::FigureInputs inputs;
        inputs.networks = openAll(files.write());
        inputs.result.networks = {inputs.networks[0], inputs.networks[1]};
        inputs.result.pair = {{core::NetId{0}, core::LayerIndex{0}},
                              {core::NetId{1}, core::LayerIndex{0}}};
        inputs.result.analysis = session::readPair(
            inputs.result.networks, {core::LayerIndex{0}, core::LayerIndex{0}}, {}, {});
        for (const char* name : {"c3-group-distances", "c5-network-clusters", "c5-network-plane",
                                 "c5-network-cloud", "c4-width", "c6-dynamics", "s4-checkpoint-map",
                                 "c1-signal-noise", "s6-class-sensitivity"}) {
            const ui::FigureEntry* entry = ui::findFigure(name);
            QVERIFY(entry);
            QVERIFY(!entry->whyNot || entry->whyNot(inputs).empty());
            QVERIFY(!entry->make(inputs)->plot().dataAsText().empty());
        }
        QVERIFY(!ui::findFigure("ca3-sequence-time")->whyNot(inputs).empty());
        inputs.networks = {inputs.networks[0], inputs.networks[3]}; // of two runs
        for (const char* name : {"c4-width", "c6-dynamics", "s4-checkpoint-map", "c1-signal-noise"})
            QVERIFY2(!ui::findFigure(name)->whyNot(inputs).empty(), name);
    }
};

QTEST_MAIN(TestGroupFigure)
#include "tst_group_figure.moc"
