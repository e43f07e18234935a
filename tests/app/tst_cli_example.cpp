#include "tests/app/cli_process.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/read_csv.h"

#include "core/io/network_file.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace counterpart;
using namespace counterpart::test;
using core::ActivationBlock;
using core::Index;

namespace {

QString example(int seed)
{
    return QStringLiteral(COUNTERPART_EXAMPLE_DIR "/patches_seed%1.h5").arg(seed);
}

/// The layer's activations as stored, [inputs x units x positions], with new unit k the old unit
/// order[k].
std::vector<float> permutedValues(const core::Network& network, core::LayerIndex index,
                                  const std::vector<int>& order)
{
    const auto source = core::openActivations(network, index, core::Positions::All);
    ActivationBlock block(source->samples(), source->units());
    source->read(0, source->inputs(), block);
    const Index positions = source->positions();
    std::vector<float> values;
    for (Index input = 0; input < source->inputs(); ++input) {
        for (const int unit : order) {
            const auto map = block.col(unit).segment(input * positions, positions);
            values.insert(values.end(), map.begin(), map.end());
        }
    }
    return values;
}

} // namespace

/// The four networks that come with the program.
class TestCliExample : public QObject
{
    Q_OBJECT

private slots:
    void filesHoldWhatTheWindowShows_data();
    void filesHoldWhatTheWindowShows();
    void everyPairCanBeCompared();
    void deadUnitsAreMissing();
    void permutationIsRecovered();
};

void TestCliExample::filesHoldWhatTheWindowShows_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestCliExample::filesHoldWhatTheWindowShows()
{
    QFETCH(int, seed);
    const QJsonObject document = jsonOf(runCli({"info", example(seed), "--json"}));
    const QJsonValue network = document["networks"][0];
    QCOMPARE(network["attributes"]["seed"].toInt(), seed);
    QVERIFY(network["attributes"]["accuracy"].toDouble() > 0.8);
    QVERIFY(network["inputs"]["count"].toInt() >= 200);
    for (const char* key : {"id", "image", "label", "label_names"})
        QVERIFY2(network["inputs"][key].isString(), key);
    QCOMPARE(network["guesses"].toArray(), QJsonArray());

    QStringList names;
    for (const QJsonValue layer : network["layers"].toArray()) {
        names << layer["name"].toString();
        QVERIFY(!layer["axes_guessed"].toBool(true));
        if (layer["axes"].toString() == "NCHW")
            QVERIFY(layer["receptive_field"]["size"].toDouble() >= 7);
    }
    QCOMPARE(names, (QStringList{"conv1", "conv2", "conv3", "fc", "output"}));
    QVERIFY(network["layers"][0]["weight"].isString());
}

/// Units whose activation never changes have no correlations.
void TestCliExample::deadUnitsAreMissing()
{
    const QString study = freshFolder("cli_dead") + "/s.counterpart";
    QCOMPARE(runCli({"analyze", example(1), example(2), "--layer", "fc", "--out", study}).status,
             0);
    const auto exported = [&](const char* what) {
        return readCsv(runCli({"export", study, "--what", what}).output.toStdString());
    };
    std::map<std::string, std::set<std::string>> dead;
    for (const auto& unit : exported("units"))
        if (unit[4] == unit[5]) // minimum and maximum
            dead[unit[0]].insert(unit[1]);
    QVERIFY(!dead["A"].empty() && !dead["B"].empty());
    const auto lines = exported("correlation");
    QCOMPARE(lines.size(), std::size_t{1 + 64});
    for (std::size_t i = 1; i < lines.size(); ++i)
        for (std::size_t j = 1; j < lines[i].size(); ++j)
            QCOMPARE(lines[i][j].empty(),
                     dead["A"].contains(lines[i][0]) || dead["B"].contains(lines[0][j]));
}

void TestCliExample::everyPairCanBeCompared()
{
    for (int b = 2; b <= 4; ++b) {
        const QJsonObject document =
            jsonOf(runCli({"analyze", example(1), example(b), "--json", "-"}));
        QCOMPARE(document["pairs"].toArray().size(), 5);
        for (const QJsonValue pair : document["pairs"].toArray()) {
            const double semi = pair["matching"]["semi_mean"].toDouble();
            const double matching = pair["matching"]["matching_mean"].toDouble();
            QVERIFY(semi >= matching);
            // Units of networks that learnt the same task match far above chance.
            QVERIFY(matching > 0.4);
        }
        const QJsonValue output = document["pairs"][4];
        std::vector<int> same(14);
        std::iota(same.begin(), same.end(), 0);
        QCOMPARE(integers(output["matching"]["matching"]), same);
    }
}

void TestCliExample::permutationIsRecovered()
{
    const core::Network network = core::describeFile(example(1).toStdString()).front();
    const QString path = freshFolder("cli_example") + "/permuted.h5";
    std::mt19937 random(5);
    std::vector<std::vector<int>> places;
    {
        Hdf5Fixture file(path.toStdString(), true);
        for (std::size_t i = 0; i < network.layers.size(); ++i) {
            const core::Layer& layer = network.layers[i];
            std::vector<int> order(static_cast<std::size_t>(layer.units()));
            std::iota(order.begin(), order.end(), 0);
            std::ranges::shuffle(order, random);
            std::vector<int> place(order.size());
            for (std::size_t k = 0; k < order.size(); ++k)
                place[static_cast<std::size_t>(order[k])] = static_cast<int>(k);
            places.push_back(place);
            file.write(layer.dataset, {layer.shape.begin(), layer.shape.end()},
                       permutedValues(network, core::LayerIndex{static_cast<int>(i)}, order));
            file.setAttribute(layer.dataset, "axes", std::string(toString(layer.axes)));
        }
        file.writeStrings("/inputs/id", core::readStrings(network, *network.inputs.ids));
    }

    const QJsonObject document = jsonOf(runCli({"analyze", example(1), path, "--json", "-"}));
    const QJsonArray pairs = document["pairs"].toArray();
    QCOMPARE(pairs.size(), qsizetype(network.layers.size()));
    for (qsizetype i = 0; i < pairs.size(); ++i) {
        std::vector<int> expected = places[static_cast<std::size_t>(i)];
        for (const int dead : integers(pairs[i]["dead_a"]))
            expected[static_cast<std::size_t>(dead)] = -1;
        QCOMPARE(integers(pairs[i]["matching"]["matching"]), expected);
        QCOMPARE(integers(pairs[i]["matching"]["semi"]), expected);
        for (const QJsonValue value : pairs[i]["matching"]["matching_value"].toArray())
            QVERIFY(value.isNull() || std::abs(value.toDouble() - 1) <= 1e-12);
    }
}

QTEST_APPLESS_MAIN(TestCliExample)
#include "tst_cli_example.moc"
