#include "core/io/layout_guess.h"

#include "core/base/error.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

#include <algorithm>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

DatasetEntry numbers(const std::string& path, const std::vector<Index>& shape,
                     const Attributes& attributes = {}, ElementType type = ElementType::Float32)
{
    return {path, shape, type, toString(type), attributes};
}

DatasetEntry texts(const std::string& path, Index count)
{
    return {path, {count}, {}, "string", {}};
}

FileContents file(const std::vector<DatasetEntry>& datasets,
                  const std::map<std::string, GroupEntry>& groups = {})
{
    return {"/data/netA.h5", datasets, groups};
}

Network onlyNetwork(const FileContents& contents)
{
    const std::vector<Network> networks = guessNetworks(contents);
    if (networks.size() != 1)
        throw std::runtime_error("one network was expected");
    return networks.front();
}

QStringList layerNames(const Network& network)
{
    QStringList names;
    for (const Layer& layer : network.layers)
        names << QString::fromStdString(layer.name);
    return names;
}

/// All guesses in one text.
QString guesses(const Network& network)
{
    QString text;
    for (const std::string& sentence : network.guesses)
        text += QString::fromStdString(sentence) + "\n";
    return text;
}

} // namespace

class TestLayoutGuess : public QObject
{
    Q_OBJECT

private slots:
    void statedLayout();
    void groupsAreDottedNames();
    void axesThatAreNotUnderstood();
    void guessedAxes();
    void ambiguousMapsFollowTheOthers();
    void orderOfLayers();
    void strangersFile();
    void bareDatasets();
    void allTransposed();
    void oneStatedTransposed();
    void weightsAreNoLayers();
    void picturesIdsAndLabelsByShape();
    void otherLengthsAreLeftOut();
    void severalNetworks();
    void unitsOfLayers();
    void receptiveFields();
    void refused_data();
    void refused();
};

void TestLayoutGuess::statedLayout()
{
    const Network network = onlyNetwork(file(
        {numbers("/activations/conv1", {50, 8, 4, 4}, {{"axes", "NCHW"}}, ElementType::Float16),
         numbers("/activations/fc", {50, 10}, {{"axes", "NC"}}), numbers("/other/matrix", {50, 3}),
         texts("/inputs/id", 50), numbers("/inputs/image", {50, 32, 32, 3}, {}, ElementType::UInt8),
         numbers("/inputs/label", {50}, {}, ElementType::Int64), texts("/inputs/label_names", 7),
         texts("/inputs/file", 50), numbers("/inputs/mask", {50, 12}, {}, ElementType::Bool)},
        {{"/", {{{"model", "Tiny"}, {"seed", 3.0}}, true}}, {"/activations", {{}, true}}}));
    QCOMPARE(network.path, std::filesystem::path("/data/netA.h5"));
    QCOMPARE(network.group, std::string("/"));
    QCOMPARE(network.name, std::string("Tiny"));
    QCOMPARE(std::get<double>(network.attributes.at("seed")), 3.0);
    QCOMPARE(layerNames(network), QStringList({"conv1", "fc"}));
    const Layer& conv = network.layers[0];
    QCOMPARE(conv.dataset, std::string("/activations/conv1"));
    QCOMPARE(conv.elementType, std::string("float16"));
    QVERIFY(!conv.axesGuessed);
    QCOMPARE(conv.inputs(), 50);
    QCOMPARE(conv.units(), 8);
    QCOMPARE(conv.positions(), 16);
    QCOMPARE(network.inputs.count, 50);
    QCOMPARE(network.inputs.ids, std::optional<std::string>("/inputs/id"));
    QCOMPARE(network.inputs.images, std::optional<std::string>("/inputs/image"));
    QCOMPARE(network.inputs.labels, std::optional<std::string>("/inputs/label"));
    QCOMPARE(network.inputs.labelNames, std::optional<std::string>("/inputs/label_names"));
    QCOMPARE(network.inputs.files, std::optional<std::string>("/inputs/file"));
    QCOMPARE(network.inputs.mask, std::optional<std::string>("/inputs/mask"));
    QCOMPARE(guesses(network),
             QString("The order of the layers is that in which they were written.\n"));
}

void TestLayoutGuess::groupsAreDottedNames()
{
    const Network network =
        onlyNetwork(file({numbers("/activations/block1/relu/activations", {9, 3}),
                          numbers("/activations/block2/activations", {9, 3})}));
    QCOMPARE(layerNames(network), QStringList({"block1.relu.activations", "block2.activations"}));
    QCOMPARE(network.name, std::string("netA")); // the file's stem
}

void TestLayoutGuess::axesThatAreNotUnderstood()
{
    for (const char* const axes : {"banana", "NCHW", ""}) {
        const Network network =
            onlyNetwork(file({numbers("/activations/a", {6, 4}, {{"axes", axes}})}));
        QCOMPARE(network.layers[0].axes, AxisOrder::NC);
        QVERIFY(network.layers[0].axesGuessed);
        QVERIFY2(guesses(network).contains("axes of /activations/a is not understood"),
                 qPrintable(guesses(network)));
    }
}

void TestLayoutGuess::guessedAxes()
{
    const Network network = onlyNetwork(file(
        {numbers("/activations/first", {50, 8, 4, 4}), numbers("/activations/last", {50, 4, 4, 8}),
         numbers("/activations/steps", {50, 12, 8}), numbers("/activations/turned", {5, 50}),
         numbers("/activations/flat", {50, 7})}));
    QStringList axes;
    for (const Layer& layer : network.layers) {
        axes << toString(layer.axes);
        QVERIFY(layer.axesGuessed);
        QCOMPARE(layer.inputs(), 50);
    }
    QCOMPARE(axes, QStringList({"NCHW", "NHWC", "NTD", "CN", "NC"}));
    const QString said = guesses(network);
    for (const char* const part : {"first taken as NCHW, because axes 2 and 3 are equal",
                                   "last taken as NHWC, because axes 1 and 2 are equal",
                                   "steps taken as NTD, though NDT fits as well",
                                   "turned taken as CN, transposed", "flat taken as NC"})
        QVERIFY2(said.contains(part), qPrintable(said));
}

void TestLayoutGuess::ambiguousMapsFollowTheOthers()
{
    const Network network = onlyNetwork(
        file({numbers("/activations/a", {9, 4, 4, 4}), numbers("/activations/b", {9, 5, 5, 8})}));
    QCOMPARE(network.layers[0].axes, AxisOrder::NHWC);
    QVERIFY2(guesses(network).contains("a taken as NHWC, as the other maps"),
             qPrintable(guesses(network)));
}

void TestLayoutGuess::orderOfLayers()
{
    const auto layers = [](std::optional<double> a, std::optional<double> b,
                           std::optional<double> c) {
        std::vector<DatasetEntry> entries;
        for (const auto& [name, order] : {std::pair("a", a), std::pair("b", b), std::pair("c", c)})
            entries.push_back(numbers(std::string("/activations/") + name, {9, 3},
                                      order ? Attributes{{"order", *order}} : Attributes{}));
        return entries;
    };
    const std::vector<std::string> list{"c", "a"};
    const std::map<std::string, GroupEntry> listed{{"/", {{{"layers", list}}, false}}};
    QCOMPARE(layerNames(onlyNetwork(file(layers(2, 3, 1), listed))), QStringList({"c", "a", "b"}));
    QCOMPARE(layerNames(onlyNetwork(file(layers(2, {}, 1), listed))), QStringList({"c", "a", "b"}));
    QCOMPARE(layerNames(onlyNetwork(file(layers({}, {}, {})))), QStringList({"a", "b", "c"}));
    const Network foreign =
        onlyNetwork(file(layers({}, {}, {}), {{"/", {{{"layer_order", list}}, false}}}));
    QCOMPARE(layerNames(foreign), QStringList({"c", "a", "b"}));
    QVERIFY(guesses(foreign).contains("attribute layer_order"));
}

/// As the tiny10 files of the data folder are laid out.
void TestLayoutGuess::strangersFile()
{
    const Attributes first{
        {"order", 0.0}, {"rf_size", 3.0}, {"rf_stride", 7.0}, {"rf_offset", 4.0}};
    const Network network = onlyNetwork(
        file({texts("/inputs/class_names", 10),
              numbers("/inputs/images", {500, 32, 32, 3}, {}, ElementType::UInt8),
              numbers("/inputs/labels", {500}, {}, ElementType::Int64),
              numbers("/layers/fc/activations", {500, 10}),
              numbers("/layers/relu1/activations", {500, 16, 4, 4}),
              numbers("/layers/relu1/filters", {16, 3, 3, 3}),
              numbers("/truth/perm_fc", {10}, {}, ElementType::Int64),
              numbers("/truth/rot_relu1", {16, 16}), numbers("/truth/rot_fc", {10, 10})},
             {{"/", {{{"name", "Tiny10 seed 0"}}, false}},
              {"/layers", {{}, false}},
              {"/layers/relu1", {first, false}},
              {"/layers/fc", {{{"order", 4.0}}, false}}}));
    QCOMPARE(layerNames(network), QStringList({"relu1", "fc"}));
    QCOMPARE(network.name, std::string("Tiny10 seed 0"));
    QCOMPARE(network.inputs.count, 500);
    QCOMPARE(network.layers[0].weights, std::optional<std::string>("/layers/relu1/filters"));
    QVERIFY(network.layers[0].receptiveField);
    QCOMPARE(network.layers[0].receptiveField->offset, 4.0);
    QVERIFY(!network.layers[1].weights);
    QCOMPARE(network.inputs.images, std::optional<std::string>("/inputs/images"));
    QCOMPARE(network.inputs.labels, std::optional<std::string>("/inputs/labels"));
    QCOMPARE(network.inputs.labelNames, std::optional<std::string>("/inputs/class_names"));
    QVERIFY(!network.inputs.ids);
    const QString said = guesses(network);
    for (const char* const part :
         {"There is no group /activations: the 2 datasets that share the length 500",
          "another length: /truth/rot_relu1, /truth/rot_fc.", "taken from /inputs/images",
          "taken from /inputs/class_names",
          "filters of relu1 are taken from /layers/relu1/filters"})
        QVERIFY2(said.contains(part), qPrintable(said));
}

void TestLayoutGuess::bareDatasets()
{
    const Network network =
        onlyNetwork(file({numbers("/fc1", {100, 20}), numbers("/fc2", {100, 10})}));
    QCOMPARE(layerNames(network), QStringList({"fc1", "fc2"}));
    const Network nested =
        onlyNetwork(file({numbers("/run/a/fc1", {100, 20}), numbers("/run/b/fc1", {100, 10})}));
    QCOMPARE(layerNames(nested), QStringList({"a", "b"}));
    const Network single = onlyNetwork(file({numbers("/layers/lay04/activations", {10000, 10})}));
    QCOMPARE(layerNames(single), QStringList({"lay04"}));
    const Network deep = onlyNetwork(file({numbers("/a/b/c", {100, 10})}));
    QCOMPARE(layerNames(deep), QStringList({"a.b.c"}));
}

void TestLayoutGuess::allTransposed()
{
    const Network network = onlyNetwork(
        file({numbers("/activations/a", {64, 1000}), numbers("/activations/b", {32, 1000}),
              numbers("/activations/c", {10, 1000})}));
    QCOMPARE(network.inputs.count, 1000);
    QCOMPARE(network.layers[0].axes, AxisOrder::CN);
    QCOMPARE(network.layers[0].units(), 64);
    // One alone does not tell, but a list of the inputs does.
    QCOMPARE(onlyNetwork(file({numbers("/activations/a", {64, 1000})})).inputs.count, 64);
    QCOMPARE(onlyNetwork(file({numbers("/activations/a", {64, 1000}), texts("/inputs/id", 1000)}))
                 .inputs.count,
             1000);
}

void TestLayoutGuess::oneStatedTransposed()
{
    const Network network =
        onlyNetwork(file({numbers("/activations/a", {64, 1000}, {{"axes", "CN"}})}));
    QCOMPARE(network.inputs.count, 1000);
    QCOMPARE(network.layers[0].units(), 64);
}

void TestLayoutGuess::weightsAreNoLayers()
{
    const auto weights =
        file({numbers("/net0/weights", {96, 96}), numbers("/net1/weights", {96, 96}),
              numbers("/conv1.weight", {96, 3, 7, 7}), numbers("/net0/bias", {96})});
    const QString message = messageOf<InputError>([&] { guessNetworks(weights); });
    QVERIFY2(message.contains("netA.h5 holds no layer"), qPrintable(message));
}

void TestLayoutGuess::picturesIdsAndLabelsByShape()
{
    const Network network = onlyNetwork(
        file({numbers("/acts/a", {40, 8}), numbers("/acts/b", {40, 4}), texts("/which", 40),
              numbers("/kind", {40}, {}, ElementType::Int32), numbers("/scores", {40}),
              numbers("/shown", {40, 3, 16, 16}, {}, ElementType::UInt8),
              numbers("/elsewhere", {7}, {}, ElementType::Int32)}));
    QCOMPARE(layerNames(network), QStringList({"a", "b"}));
    QCOMPARE(network.inputs.ids, std::optional<std::string>("/which"));
    QCOMPARE(network.inputs.labels, std::optional<std::string>("/kind"));
    QCOMPARE(network.inputs.images, std::optional<std::string>("/shown"));
}

void TestLayoutGuess::otherLengthsAreLeftOut()
{
    const Network network =
        onlyNetwork(file({numbers("/activations/a", {40, 8}), texts("/inputs/id", 39),
                          numbers("/inputs/image", {41, 8, 8, 3}, {}, ElementType::UInt8),
                          numbers("/units/a/weight", {9, 3, 5, 5})}));
    QVERIFY(!network.inputs.ids);
    QVERIFY(!network.inputs.images);
    QVERIFY(!network.layers[0].weights);
    const QString said = guesses(network);
    QVERIFY2(said.contains("/inputs/id is left out: it has 39 entries for 40 inputs"),
             qPrintable(said));
    QVERIFY2(said.contains("/inputs/image is left out: it has 41"), qPrintable(said));
    QVERIFY2(said.contains("/units/a/weight is left out: it has 9 entries for 8 units"),
             qPrintable(said));
}

void TestLayoutGuess::severalNetworks()
{
    const std::vector<Network> networks = guessNetworks(
        file({numbers("/netA/activations/fc", {40, 8}), numbers("/netB/activations/fc", {30, 8}),
              texts("/inputs/id", 40), texts("/netB/inputs/id", 30),
              numbers("/netB/units/fc/weight", {8, 3, 5, 5})},
             {{"/", {{{"dataset", "CIFAR"}, {"model", "both"}}, false}},
              {"/netB", {{{"model", "Second"}, {"seed", 2.0}}, false}}}));
    QCOMPARE(networks.size(), std::size_t{2});
    QCOMPARE(networks[0].group, std::string("/netA"));
    QCOMPARE(networks[0].name, std::string("netA"));
    QCOMPARE(networks[0].inputs.ids, std::optional<std::string>("/inputs/id"));
    QCOMPARE(networks[1].name, std::string("Second"));
    QCOMPARE(networks[1].inputs.count, 30);
    QCOMPARE(networks[1].inputs.ids, std::optional<std::string>("/netB/inputs/id"));
    QCOMPARE(networks[1].layers[0].weights, std::optional<std::string>("/netB/units/fc/weight"));
    QCOMPARE(std::get<std::string>(networks[1].attributes.at("dataset")), std::string("CIFAR"));
    QCOMPARE(std::get<double>(networks[1].attributes.at("seed")), 2.0);
    QVERIFY(!networks[0].attributes.contains("seed"));
}

void TestLayoutGuess::unitsOfLayers()
{
    const Network network = onlyNetwork(
        file({numbers("/activations/block/conv", {9, 8, 4, 4}), numbers("/activations/fc", {9, 5}),
              numbers("/units/block/conv/weight", {8, 3, 5, 5}), texts("/units/fc/name", 5),
              numbers("/units/block.conv/image", {8, 20, 20, 3}, {}, ElementType::UInt8)}));
    QCOMPARE(network.layers[0].weights, std::optional<std::string>("/units/block/conv/weight"));
    QCOMPARE(network.layers[0].unitImages, std::optional<std::string>("/units/block.conv/image"));
    QCOMPARE(network.layers[1].unitNames, std::optional<std::string>("/units/fc/name"));
    QVERIFY(!network.layers[1].weights);
}

void TestLayoutGuess::receptiveFields()
{
    const Network network =
        onlyNetwork(file({numbers("/activations/a", {9, 3}, {{"rf_size", 7.0}, {"rf_stride", 2.0}}),
                          numbers("/activations/b", {9, 3}, {{"rf_size", 7.0}}),
                          numbers("/activations/c", {9, 3})}));
    QCOMPARE(network.layers[0].receptiveField->size, 7.0);
    QCOMPARE(network.layers[0].receptiveField->stride, 2.0);
    QCOMPARE(network.layers[0].receptiveField->offset, 0.0);
    QVERIFY(!network.layers[1].receptiveField);
    QVERIFY(!network.layers[2].receptiveField);
}

void TestLayoutGuess::refused_data()
{
    QTest::addColumn<int>("contents");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("nothing") << 0 << QStringList{"holds no layer"};
    QTest::newRow("strings only") << 1 << QStringList{"holds no layer", "/activations/a", "string"};
    QTest::newRow("lists only") << 2 << QStringList{"holds no layer", "/activations/a", "(50,)"};
    QTest::newRow("unequal") << 3
                             << QStringList{"/activations/c holds 40 samples",
                                            "/activations/a holds 50"};
    QTest::newRow("no sample") << 4 << QStringList{"/activations/a holds no sample", "(0, 8)"};
    QTest::newRow("no unit") << 5 << QStringList{"/activations/a holds no sample", "(50, 0)"};
}

void TestLayoutGuess::refused()
{
    QFETCH(int, contents);
    QFETCH(QStringList, parts);
    const std::vector<FileContents> files{
        file({}),
        file({texts("/activations/a", 50)}),
        file({numbers("/activations/a", {50})}),
        file({numbers("/activations/a", {50, 8}), numbers("/activations/b", {50, 9}),
              numbers("/activations/c", {40, 8, 2, 2})}),
        file({numbers("/activations/a", {0, 8})}),
        file({numbers("/activations/a", {50, 0})})};
    const QString message =
        messageOf<InputError>([&] { guessNetworks(files[static_cast<std::size_t>(contents)]); });
    for (const QString& part : parts << "/data/netA.h5")
        QVERIFY2(message.contains(part), qPrintable(message));
}

QTEST_APPLESS_MAIN(TestLayoutGuess)
#include "tst_layout_guess.moc"
