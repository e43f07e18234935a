#include "core/io/input_identity.h"
#include "core/io/network_file.h"
#include "core/io/pictures.h"

#include <QtTest>

#include <numeric>

using namespace counterpart::core;

namespace {

const std::filesystem::path kExample = COUNTERPART_EXAMPLE_DIR;
/// Given to the developers, not shipped.
const std::filesystem::path kData = COUNTERPART_SOURCE_DIR "/../shared/data";

Network describe(const std::filesystem::path& path)
{
    return describeFile(path).front();
}

ActivationBlock allSamples(const Network& network, LayerIndex layer)
{
    const auto source = openActivations(network, layer, Positions::All);
    ActivationBlock block(source->samples(), source->units());
    source->read(0, source->inputs(), block);
    return block;
}

/// What a layer of the bundled example should be, worked out by hand from its architecture:
/// convolutions 7 x 7 / 2, 5 x 5 and 3 x 3 (padded), pools 3 x 3 / 2 and 2 x 2 / 2, pictures 32
/// x 32.
struct Expected
{
    const char* name;
    int units, rows;
    std::optional<ReceptiveField> field;
};

const Expected kLayers[]{{"conv1", 32, 13, ReceptiveField{7, 2, 0}},
                         {"conv2", 48, 6, ReceptiveField{27, 4, -8}},
                         {"conv3", 64, 3, ReceptiveField{47, 8, -16}},
                         {"fc", 64, 1, {}},
                         {"output", 14, 1, {}}};

} // namespace

class TestExampleFiles : public QObject
{
    Q_OBJECT

private slots:
    void bundledExample_data();
    void bundledExample();
    void bundledPictures();
    void bundledTraining();
    void strangersLayout();
    void npyHoldsWhatHdf5Holds();
    void checkpoints();
};

void TestExampleFiles::bundledExample_data()
{
    QTest::addColumn<QString>("file");
    for (int seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %d", seed) << QString("patches_seed%1.h5").arg(seed);
}

void TestExampleFiles::bundledExample()
{
    QFETCH(QString, file);
    const Network network = describe(kExample / file.toStdString());
    QCOMPARE(network.layers.size(), std::size(kLayers));
    QCOMPARE(network.inputs.count, 252);
    for (int i = 0; i < static_cast<int>(std::size(kLayers)); ++i) {
        const Layer& layer = network.layer({i});
        const Expected& expected = kLayers[i];
        QCOMPARE(layer.name, std::string(expected.name));
        QCOMPARE(layer.inputs(), 252);
        QCOMPARE(layer.units(), expected.units);
        QCOMPARE(layer.rows(), expected.rows);
        QCOMPARE(layer.columns(), expected.rows);
        QVERIFY(!layer.axesGuessed);
        QCOMPARE(layer.receptiveField.has_value(), expected.field.has_value());
        if (expected.field) {
            QCOMPARE(layer.receptiveField->size, expected.field->size);
            QCOMPARE(layer.receptiveField->stride, expected.field->stride);
            QCOMPARE(layer.receptiveField->offset, expected.field->offset);
        }
        const ActivationBlock samples = allSamples(network, {i});
        QVERIFY(samples.allFinite());
        QVERIFY(samples.maxCoeff() > 0);
        const bool afterRelu = i < 4;
        QCOMPARE(samples.minCoeff() >= 0, afterRelu);
    }
    QCOMPARE(compareInputs(network, describe(kExample / "patches_seed1.h5")).kind,
             InputIdentity::Kind::Same);
    const std::vector<std::string> labels = readLabels(network);
    QCOMPARE(labels.size(), std::size_t{252});
    QCOMPARE(labels.front(), std::string("astronaut"));
}

void TestExampleFiles::bundledPictures()
{
    const Network network = describe(kExample / "patches_seed2.h5");
    std::vector<InputIndex> inputs(252);
    for (int i = 0; i < 252; ++i)
        inputs[static_cast<std::size_t>(i)] = {i};
    for (const Picture& picture : readInputPictures(network, inputs)) {
        QCOMPARE(picture.width, 32);
        QCOMPARE(picture.height, 32);
    }
    const std::vector<Picture> filters = readUnitPictures(network, {0});
    QCOMPARE(filters.size(), std::size_t{32});
    QCOMPARE(filters.front().width, 7);
    QVERIFY(readUnitPictures(network, {1}).empty());
}

/// Its files link to the pictures in one of them.
void TestExampleFiles::bundledTraining()
{
    const Network network = describe(kExample / "training/reader_width16_seed2_step4000.h5");
    QCOMPARE(network.layers.size(), std::size_t{3});
    const Layer& recurrent = network.layer({0});
    QCOMPARE(recurrent.axes, AxisOrder::NTD);
    QCOMPARE(recurrent.positions(), 16);
    QCOMPARE(recurrent.units(), 16);
    QCOMPARE(network.layer({2}).units(), 14);
    QVERIFY(allSamples(network, {0}).cwiseAbs().maxCoeff() <= 1); // of a tanh
    const Network other = describe(kExample / "patches_seed1.h5");
    QCOMPARE(compareInputs(network, other).kind, InputIdentity::Kind::Same);
    const std::vector<InputIndex> inputs{{0}, {251}};
    const auto pictures = readInputPictures(network, inputs);
    const auto expected = readInputPictures(other, inputs);
    for (std::size_t i = 0; i < 2; ++i)
        QCOMPARE(pictures.at(i).rgb, expected.at(i).rgb);
}

void TestExampleFiles::strangersLayout()
{
    const auto path = kData / "pairs/tiny10_in0_small.h5";
    if (!std::filesystem::exists(path))
        QSKIP("The folder shared/data is not beside the sources.");
    const Network network = describe(path);
    QStringList names;
    for (const Layer& layer : network.layers)
        names << QString::fromStdString(layer.name);
    QCOMPARE(names, QStringList({"relu1", "relu3", "relu5", "relu8", "fc"}));
    QCOMPARE(network.inputs.count, 500);
    QCOMPARE(network.name, std::string("Tiny10 seed 0"));
    QCOMPARE(readUnitPictures(network, {0}).size(), std::size_t{16});
    QCOMPARE(readLabels(network).front(), std::string("airplane"));
    const std::vector<InputIndex> last{{499}};
    QCOMPARE(readInputPictures(network, last).front().width, 32);
    QVERIFY(network.guesses.size() >= 5);
    for (const char* const control : {"permuted", "rotated"}) {
        const Network other =
            describe(kData / ("pairs/tiny10_in0_control_" + std::string(control) + ".h5"));
        QCOMPARE(other.layers.size(), std::size_t{5}); // what is under truth/ is no layer
        QCOMPARE(other.layers.back().name, std::string("fc"));
    }
}

void TestExampleFiles::npyHoldsWhatHdf5Holds()
{
    if (!std::filesystem::exists(kData))
        QSKIP("The folder shared/data is not beside the sources.");
    const Network hdf5 = describe(kData / "pairs/tiny10_in1_small.h5");
    const Network npy = describe(kData / "pairs/tiny10_in1_relu3_500x32x4x4.npy");
    QCOMPARE(npy.layers.size(), std::size_t{1});
    QCOMPARE(npy.layers.front().axes, AxisOrder::NCHW);
    QCOMPARE(allSamples(npy, {0}), allSamples(hdf5, requireLayer(hdf5, "relu3")));
    const Network logits = describe(kData / "pairs/mnist_logits_model0.h5");
    QCOMPARE(logits.layers.front().name, std::string("lay04"));
    QCOMPARE(allSamples(describe(kData / "pairs/mnist_logits_model0.npy"), {0}),
             allSamples(logits, {0}));
}

void TestExampleFiles::checkpoints()
{
    if (!std::filesystem::exists(kData / "group"))
        QSKIP("The folder shared/data is not beside the sources.");
    const Network first = describe(kData / "group/gen_s0_epoch000.h5");
    const Network last = describe(kData / "group/gen_s0_epoch032.h5");
    QCOMPARE(std::get<double>(first.attributes.at("step")), 0.0);
    QVERIFY(std::get<double>(last.attributes.at("step")) > 0);
    QCOMPARE(first.layers.size(), std::size_t{6});
    QCOMPARE(first.layers[3].receptiveField->size, 45.0);
    QCOMPARE(compareInputs(first, last).kind, InputIdentity::Kind::Same);
}

QTEST_APPLESS_MAIN(TestExampleFiles)
#include "tst_example_files.moc"
