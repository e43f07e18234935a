#include "core/io/network_file.h"

#include "core/base/error.h"
#include "tests/core/io/block_difference.h"
#include "tests/core/io/test_files.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

constexpr KnownShape kConv{40, 6, 3, 4};
constexpr KnownShape kFc{40, 5, 1, 1};

/// A file as the five lines of formats.md write it.
std::filesystem::path smallFile(const std::string& name)
{
    const auto path = testFile(name);
    Hdf5Fixture file(path, true);
    file.write("/activations/second", knownExtents(kConv, "NHWC"), knownValues(kConv, "NHWC"),
               Stored::Float16, {{8, 3, 4, 6}, 4, true, -1});
    file.setAttribute("/activations/second", "axes", std::string("NHWC"));
    file.write("/activations/fc", {40, 5}, knownValues(kFc, "NC"));
    return path;
}

QStringList layerNames(const Network& network)
{
    QStringList names;
    for (const Layer& layer : network.layers)
        names << QString::fromStdString(layer.name);
    return names;
}

} // namespace

class TestNetworkFile : public QObject
{
    Q_OBJECT

private slots:
    void describesAndReads();
    void policies();
    void otherAxes();
    void creationOrderElseNaturalOrder();
    void severalNetworksInOneFile();
    void linksAndRings();
    void attributes();
    void strings_data();
    void strings();
    void labels();
    void refusedFiles_data();
    void refusedFiles();
    void unknownLayer();
    void notALayerAnyMore();
};

void TestNetworkFile::describesAndReads()
{
    const std::vector<Network> networks = describeFile(smallFile("small.h5"));
    QCOMPARE(networks.size(), std::size_t{1});
    const Network& network = networks.front();
    QCOMPARE(network.name, std::string("small"));
    QCOMPARE(layerNames(network), QStringList({"second", "fc"})); // as they were written
    QVERIFY(!network.layers[0].axesGuessed);
    QVERIFY(network.layers[1].axesGuessed);
    QCOMPARE(network.layers[0].elementType, std::string("float16"));
    const auto conv = openActivations(network, {0}, Positions::All);
    QCOMPARE(difference(*conv, kConv, 7), QString());
    const auto fc = openActivations(network, {1}, Positions::All);
    QCOMPARE(difference(*fc, kFc, 16), QString());
}

void TestNetworkFile::policies()
{
    const Network network = describeFile(smallFile("policies.h5")).front();
    const auto mean = openActivations(network, {0}, Positions::Mean);
    QCOMPARE(mean->samples(), 40);
    QCOMPARE(mean->units(), 6);
    ActivationBlock block(3, 6);
    mean->read(20, 3, block);
    double sum = 0;
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 4; ++column)
            sum += knownActivation(21, 4, row, column);
    }
    QCOMPARE(static_cast<double>(block(1, 4)), sum / 12);
    QCOMPARE(openActivations(network, {0}, Positions::Flatten)->units(), 6 * 3 * 4);
    QCOMPARE(openActivations(network, {1}, Positions::Max)->units(), 5);
}

void TestNetworkFile::otherAxes()
{
    Network network = describeFile(smallFile("other_axes.h5")).front();
    const Layer transposed = withAxes(network.layers[1], AxisOrder::CN);
    QCOMPARE(transposed.inputs(), 5);
    QCOMPARE(transposed.units(), 40);
    network.layers[1] = transposed;
    ActivationBlock block(5, 40);
    openActivations(network, {1}, Positions::All)->read(0, 5, block);
    QCOMPARE(static_cast<double>(block(3, 17)), knownActivation(17, 3, 0, 0));
    const QString message =
        messageOf<InputError>([&] { withAxes(network.layers[1], AxisOrder::NCHW); });
    QVERIFY2(message.contains("/activations/fc") && message.contains("(40, 5)") &&
                 message.contains("NCHW"),
             qPrintable(message));
}

void TestNetworkFile::creationOrderElseNaturalOrder()
{
    for (const bool track : {true, false}) {
        const auto path = testFile("order.h5");
        {
            Hdf5Fixture file(path, track);
            for (const char* const name : {"layer10", "layer9", "stem/conv", "layer1"})
                file.write(std::string("/activations/") + name, {2, 2},
                           std::vector<double>{1, 2, 3, 4});
        }
        QCOMPARE(layerNames(describeFile(path).front()),
                 track ? QStringList({"layer10", "layer9", "stem.conv", "layer1"})
                       : QStringList({"layer1", "layer9", "layer10", "stem.conv"}));
    }
}

void TestNetworkFile::severalNetworksInOneFile()
{
    const auto path = testFile("several.h5");
    {
        Hdf5Fixture file(path);
        file.write("/netA/activations/fc", {40, 5}, knownValues(kFc, "NC"));
        file.write("/netB/activations/fc", {40, 5}, knownValues(kFc, "NC"));
        file.setAttribute("/netB", "model", std::string("Second"));
    }
    const std::vector<Network> networks = describeFile(path);
    QCOMPARE(networks.size(), std::size_t{2});
    QCOMPARE(networks[0].name, std::string("netA"));
    QCOMPARE(networks[1].name, std::string("Second"));
    QCOMPARE(difference(*openActivations(networks[1], {0}, Positions::All), kFc, 40), QString());
}

/// A soft link is a layer, one to nowhere is none, and a group that holds itself ends.
void TestNetworkFile::linksAndRings()
{
    const auto path = testFile("links.h5");
    {
        Hdf5Fixture file(path);
        file.write("/data/fc", {40, 5}, knownValues(kFc, "NC"));
        file.makeGroup("/activations");
        file.makeSoftLink("/data/fc", "/activations/linked");
        file.makeSoftLink("/nowhere", "/activations/broken");
        file.makeHardLink("/", "/activations/ring");
    }
    const Network network = describeFile(path).front();
    QCOMPARE(layerNames(network), QStringList({"linked"}));
    QCOMPARE(difference(*openActivations(network, {0}, Positions::All), kFc, 40), QString());
}

void TestNetworkFile::attributes()
{
    const auto path = testFile("attributes.h5");
    {
        Hdf5Fixture file(path);
        file.write("/activations/fc", {40, 5}, knownValues(kFc, "NC"));
        file.setAttribute("/", "model", std::string("Größe"));
        file.setAttribute("/", "fixed", std::string("padded"), Text::FixedSpacePadded);
        file.setAttribute("/", "ascii", std::string("plain"), Text::VariableAscii);
        file.setAttribute("/", "empty", std::string());
        file.setAttribute("/", "seed", 7);
        file.setAttribute("/", "accuracy", 0.875);
        file.setAttribute("/", "list", std::vector<std::string>{"a", "b"});
    }
    const Network network = describeFile(path).front();
    QCOMPARE(network.name, std::string("Größe"));
    const auto text = [&](const char* name) {
        return std::get<std::string>(network.attributes.at(name));
    };
    QCOMPARE(text("fixed"), std::string("padded"));
    QCOMPARE(text("ascii"), std::string("plain"));
    QCOMPARE(text("empty"), std::string());
    QCOMPARE(std::get<double>(network.attributes.at("seed")), 7.0);
    QCOMPARE(std::get<double>(network.attributes.at("accuracy")), 0.875);
    QVERIFY(!network.attributes.contains("list"));
}

void TestNetworkFile::strings_data()
{
    QTest::addColumn<int>("text");
    QTest::newRow("variable UTF-8") << static_cast<int>(Text::VariableUtf8);
    QTest::newRow("variable ASCII") << static_cast<int>(Text::VariableAscii);
    QTest::newRow("fixed, null-padded") << static_cast<int>(Text::FixedNullPadded);
    QTest::newRow("fixed, space-padded") << static_cast<int>(Text::FixedSpacePadded);
}

void TestNetworkFile::strings()
{
    QFETCH(int, text);
    const std::vector<std::string> written{"cat@12,5", "", "a longer one with spaces", "ñ"};
    const auto path = testFile("strings.h5");
    {
        Hdf5Fixture file(path);
        file.write("/activations/fc", {4, 2}, std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8});
        file.writeStrings("/inputs/id", written, static_cast<Text>(text));
    }
    const Network network = describeFile(path).front();
    QCOMPARE(readStrings(network, network.inputs.ids.value()), written);
    QVERIFY(messageOf<InputError>([&] {
                readStrings(network, "/activations/fc");
            }).contains("/activations/fc holds float32; strings or integers were expected"));
    QVERIFY(messageOf<InputError>([&] {
                readStrings(network, "/inputs/none");
            }).contains("/inputs/none"));
}

void TestNetworkFile::labels()
{
    const auto describe = [](bool names, bool labels) {
        const auto path = testFile("labels.h5");
        Hdf5Fixture file(path);
        file.write("/activations/fc", {4, 2}, std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8});
        if (labels)
            file.write("/inputs/label", {4}, std::vector<double>{1, 0, -1, 2}, Stored::Int64);
        if (names)
            file.writeStrings("/inputs/label_names", {"cat", "dog"});
        return path;
    };
    const auto labelsOf = [&](bool names, bool labels) {
        return readLabels(describeFile(describe(names, labels)).front());
    };
    QCOMPARE(labelsOf(true, true), (std::vector<std::string>{"dog", "cat", "-1", "2"}));
    QCOMPARE(labelsOf(false, true), (std::vector<std::string>{"1", "0", "-1", "2"}));
    QVERIFY(labelsOf(true, false).empty());
}

void TestNetworkFile::refusedFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");
    const std::string whole = readBytes(smallFile("whole.h5"));
    const auto row = [](const char* name, const char* file, const std::string& bytes,
                        const char* part) {
        QTest::newRow(name) << QString(file) << QByteArray::fromStdString(bytes) << QString(part);
    };
    row("empty", "empty.h5", "", "is empty (0 bytes)");
    row("truncated", "truncated.h5", whole.substr(0, whole.size() / 2), "cut short");
    row("only a signature", "signature.h5", whole.substr(0, 8), "damaged");
    row("text", "notes.txt", "Some notes.\nNot a network.\n", "is a text file");
    row("text called .h5", "text.h5", "epoch,loss\n1,0.5\n", "is a text file");
    row("unknown", "noise.bin", std::string("\x01\x02\xFE\x7F", 4), "not known");
    row("pickle", "acts.pkl", std::string("\x80\x04\x95\x10", 4), "resources/exporters");
    row("old .pt", "old.pt", std::string("\x80\x02\x8A\x0A", 4), "resources/exporters");
    row("zipped .pt", "new.pt", "PK\x03\x04 archive/data.pkl", "resources/exporters");
    row("pickle by content", "network", "PK\x03\x04 archive/data.pkl", "runs code");
    row("npz cut short", "acts.npz", "PK\x03\x04 conv1.npy", "cut short");
    row("another zip", "photos.zip", "PK\x03\x04 and so on, not of arrays",
        "not one of NumPy arrays");
}

void TestNetworkFile::refusedFiles()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    const auto path = writeBytes(name.toStdString(), bytes.toStdString());
    const QString message = messageOf<InputError>([&] { describeFile(path); });
    QVERIFY2(message.contains(name) && message.contains(part), qPrintable(message));
}

void TestNetworkFile::unknownLayer()
{
    const Network network = describeFile(smallFile("unknown_layer.h5")).front();
    QCOMPARE(requireLayer(network, "fc"), LayerIndex{1});
    const QString message = messageOf<InputError>([&] { requireLayer(network, "conv9"); });
    QVERIFY2(message.contains("unknown_layer.h5 has no layer \"conv9\"") &&
                 message.contains("second, fc"),
             qPrintable(message));
    for (const LayerIndex layer : {LayerIndex{}, LayerIndex{2}})
        QVERIFY(!messageOf<InputError>([&] {
                     openActivations(network, layer, Positions::All);
                 }).isEmpty());
    const QString missing = messageOf<InputError>([] { describeFile("/no/such/file.h5"); });
    QVERIFY2(missing.contains("/no/such/file.h5 does not exist"), qPrintable(missing));
    const QString folder = messageOf<InputError>([] { describeFile(COUNTERPART_TEST_OUTPUT_DIR); });
    QVERIFY2(folder.contains("is a folder"), qPrintable(folder));
}

/// The file was written anew between describing and opening.
void TestNetworkFile::notALayerAnyMore()
{
    const auto path = smallFile("changed.h5");
    const Network network = describeFile(path).front();
    Hdf5Fixture(path).write("/activations/fc", {30, 5}, std::vector<double>(150, 1.0));
    const QString shape =
        messageOf<InputError>([&] { openActivations(network, {1}, Positions::All); });
    QVERIFY2(shape.contains("(30, 5), but (40, 5)"), qPrintable(shape));
    const QString gone =
        messageOf<InputError>([&] { openActivations(network, {0}, Positions::All); });
    QVERIFY2(gone.contains("/activations/second"), qPrintable(gone));
}

QTEST_APPLESS_MAIN(TestNetworkFile)
#include "tst_network_file.moc"
