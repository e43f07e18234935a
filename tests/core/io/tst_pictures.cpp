#include "core/io/pictures.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
#include "tests/core/io/test_files.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/temporary_filter.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

#include <cmath>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

constexpr int kInputs = 12, kHeight = 5, kWidth = 7;

/// The byte of a made-up picture.
int pixel(int input, int y, int x, int channel)
{
    return (input * 41 + y * 13 + x * 7 + channel * 101) % 256;
}

/// The pictures in the row-major order of the axes: "NHWC", "NCHW" or "NHW".
std::vector<double> pixels(const std::string& axes, int channels, double scale)
{
    std::vector<double> values;
    const bool first = axes == "NCHW";
    for (int n = 0; n < kInputs; ++n) {
        for (int outer = 0; outer < (first ? channels : 1); ++outer) {
            for (int y = 0; y < kHeight; ++y) {
                for (int x = 0; x < kWidth; ++x) {
                    for (int inner = 0; inner < (first ? 1 : channels); ++inner)
                        values.push_back(pixel(n, y, x, first ? outer : inner) * scale);
                }
            }
        }
    }
    return values;
}

Network describe(const std::filesystem::path& path)
{
    return describeFile(path).front();
}

void writeActivations(Hdf5Fixture& file)
{
    file.write("/activations/conv", {kInputs, 4, 3, 3},
               std::vector<double>(std::size_t{kInputs} * 4 * 9, 1.0));
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

private slots:
    void inputs_data();
    void inputs();
    void normalisedInputs();
    void onlyWhatIsAskedFor();
    void absent();
    void outOfRange();
    void filters();
    void greyFilters();
    void optimisedPictures();
    void crops();
};

void TestPictures::inputs_data()
{
    QTest::addColumn<QString>("axes");
    QTest::addColumn<int>("channels");
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("stored");
    const auto row = [](const char* name, const char* axes, int channels, double scale,
                        Stored stored) {
        QTest::newRow(name) << QString(axes) << channels << scale << static_cast<int>(stored);
    };
    row("colour", "NHWC", 3, 1, Stored::UInt8);
    row("alpha", "NHWC", 4, 1, Stored::UInt8);
    row("one channel", "NHWC", 1, 1, Stored::UInt8);
    row("grey", "NHW", 1, 1, Stored::UInt8);
    row("channels first", "NCHW", 3, 1, Stored::UInt8);
    row("grey, channels first", "NCHW", 1, 1, Stored::UInt8);
    row("floats to 1", "NHWC", 3, 1 / 255.0, Stored::Float32);
    row("floats to 1, channels first", "NCHW", 3, 1 / 255.0, Stored::Float64);
    row("floats to 255", "NHWC", 3, 1, Stored::Float32);
    row("integers", "NHWC", 3, 1, Stored::Int64);
}

void TestPictures::inputs()
{
    QFETCH(QString, axes);
    QFETCH(int, channels);
    QFETCH(double, scale);
    QFETCH(int, stored);
    const auto path = testFile("inputs.h5");
    {
        Hdf5Fixture file(path);
        writeActivations(file);
        Hdf5Fixture::Shape shape{kInputs, kHeight, kWidth};
        if (axes == "NHWC")
            shape.push_back(channels);
        else if (axes == "NCHW")
            shape.insert(shape.begin() + 1, channels);
        file.write("/inputs/image", shape, pixels(axes.toStdString(), channels, scale),
                   static_cast<Stored>(stored));
    }
    const std::vector<InputIndex> asked{{7}, {0}, {11}, {7}};
    const std::vector<Picture> pictures = readInputPictures(describe(path), asked);
    QCOMPARE(pictures.size(), asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const Picture& picture = pictures[i];
        QCOMPARE(picture.width, kWidth);
        QCOMPARE(picture.height, kHeight);
        QCOMPARE(picture.rgb.size(), std::size_t{kWidth} * kHeight * 3);
        for (int at = 0; at < kWidth * kHeight * 3; ++at) {
            const int channel = channels < 3 ? 0 : at % 3;
            const int x = at / 3 % kWidth;
            const int y = at / 3 / kWidth;
            QCOMPARE(int{picture.rgb[static_cast<std::size_t>(at)]},
                     pixel(asked[i].value, y, x, channel));
        }
    }
}

/// Pictures with negative values are stretched: the least is black, the largest white.
void TestPictures::normalisedInputs()
{
    const auto path = testFile("normalised.h5");
    std::vector<double> values(std::size_t{kInputs} * 4, 0.0);
    values[0] = -2;
    values[1] = 3;
    {
        Hdf5Fixture file(path);
        writeActivations(file);
        file.write("/inputs/image", {kInputs, 2, 2, 1}, values);
    }
    const std::vector<InputIndex> first{{0}};
    const Picture picture = readInputPictures(describe(path), first).front();
    QCOMPARE(int{picture.rgb[0]}, 0);
    QCOMPARE(int{picture.rgb[3]}, 255);
    QCOMPARE(int{picture.rgb[6]}, 102); // 2 / 5 of 255
}

void TestPictures::onlyWhatIsAskedFor()
{
    const TemporaryFilter filter;
    const auto path = testFile("chunks.h5");
    {
        Hdf5Fixture file(path);
        writeActivations(file);
        file.write("/inputs/image", {kInputs, kHeight, kWidth, 3}, pixels("NHWC", 3, 1),
                   Stored::UInt8, {{3, kHeight, kWidth, 3}, -1, false, TemporaryFilter::kNumber});
    }
    const int before = TemporaryFilter::expanded();
    const std::vector<InputIndex> asked{{10}, {3}, {4}, {9}}; // of the second and the fourth chunk
    readInputPictures(describe(path), asked);
    QCOMPARE(TemporaryFilter::expanded() - before, 2);
}

void TestPictures::absent()
{
    const auto path = testFile("absent.h5");
    {
        Hdf5Fixture file(path);
        writeActivations(file);
    }
    const Network network = describe(path);
    const std::vector<InputIndex> asked{{0}, {5}};
    const std::vector<Picture> pictures = readInputPictures(network, asked);
    QCOMPARE(pictures.size(), std::size_t{2});
    QVERIFY(pictures[0].isEmpty() && pictures[1].isEmpty());
    QVERIFY(readUnitPictures(network, {0}).empty());
}

void TestPictures::outOfRange()
{
    const auto path = testFile("range.h5");
    {
        Hdf5Fixture file(path);
        writeActivations(file);
        file.write("/inputs/image", {kInputs, kHeight, kWidth, 3}, pixels("NHWC", 3, 1),
                   Stored::UInt8);
    }
    const std::vector<InputIndex> asked{{kInputs}};
    const QString message =
        messageOf<InputError>([&] { readInputPictures(describe(path), asked); });
    QVERIFY2(message.contains("range.h5: /inputs/image holds 12 pictures; number 12"),
             qPrintable(message));
}

/// Each filter's largest weight, of either sign, is 127 grey levels from the middle.
void TestPictures::filters()
{
    std::vector<double> weights;
    for (int i = 0; i < 4 * 3 * 2 * 2; ++i)
        weights.push_back((i % 7 - 3) * 0.125 * (i / 12 + 1));
    for (int i = 36; i < 48; ++i)
        weights[static_cast<std::size_t>(i)] = 0; // the last filter
    const auto path = testFile("filters.h5");
    {
        Hdf5Fixture file(path);
        writeActivations(file);
        file.write("/units/conv/weight", {4, 3, 2, 2}, weights);
    }
    const std::vector<Picture> pictures = readUnitPictures(describe(path), {0});
    QCOMPARE(pictures.size(), std::size_t{4});
    for (int unit = 0; unit < 4; ++unit) {
        double largest = 0;
        for (int i = 0; i < 12; ++i)
            largest = std::max(largest, std::abs(weights[static_cast<std::size_t>(unit * 12 + i)]));
        const Picture& picture = pictures[static_cast<std::size_t>(unit)];
        QCOMPARE(picture.width, 2);
        for (int at = 0; at < 12; ++at) { // (y, x, channel) of (channel, y, x)
            const double weight =
                weights[static_cast<std::size_t>(unit * 12 + at % 3 * 4 + at / 3)];
            const double grey = largest == 0 ? 128 : 128 + 127 * weight / largest;
            QCOMPARE(int{picture.rgb[static_cast<std::size_t>(at)]},
                     static_cast<int>(std::lround(grey)));
        }
    }
}

/// Any other number of channels is averaged.
void TestPictures::greyFilters()
{
    const std::vector<double> weights{1, 2, 3, -5, 0, 0, 4, 4, 8, 0, 0, 0, 1, 1, 1, 1};
    const auto path = testFile("grey_filters.h5");
    {
        Hdf5Fixture file(path);
        writeActivations(file);
        file.write("/units/conv/weight", {4, 2, 1, 2}, weights);
    }
    const std::vector<Picture> pictures = readUnitPictures(describe(path), {0});
    // The first unit's means are (1 + 3) / 2 = 2 and (2 - 5) / 2 = -1.5.
    QCOMPARE(pictures[0].rgb, (std::vector<std::uint8_t>{255, 255, 255, 33, 33, 33}));
    QCOMPARE(pictures[1].rgb, (std::vector<std::uint8_t>{255, 255, 255, 255, 255, 255}));
}

void TestPictures::optimisedPictures()
{
    std::vector<double> bytes;
    for (int i = 0; i < 4 * 2 * 2 * 3; ++i)
        bytes.push_back(i * 5);
    const auto path = testFile("optimised.h5");
    {
        Hdf5Fixture file(path);
        writeActivations(file);
        file.write("/units/conv/image", {4, 2, 2, 3}, bytes, Stored::UInt8);
    }
    const std::vector<Picture> pictures = readUnitPictures(describe(path), {0});
    QCOMPARE(pictures.size(), std::size_t{4});
    for (std::size_t at = 0; at < 12; ++at)
        QCOMPARE(double{pictures[2].rgb[at] * 1.0}, bytes[24 + at]);
}

void TestPictures::crops()
{
    Picture picture{kWidth, kHeight, {}};
    for (int i = 0; i < kWidth * kHeight * 3; ++i)
        picture.rgb.push_back(static_cast<std::uint8_t>(i + 1));
    Layer layer;
    QCOMPARE(cropReceptiveField(picture, layer, 1, 1).rgb, picture.rgb); // no field: all of it
    layer.receptiveField = {4, 2, -1};
    for (int row = -3; row < 6; ++row) { // wholly outside at both ends
        for (int column = -3; column < 6; ++column) {
            const Picture crop = cropReceptiveField(picture, layer, row, column);
            QCOMPARE(crop.width, 4);
            QCOMPARE(crop.height, 4);
            QCOMPARE(crop.rgb.size(), std::size_t{48});
            for (int at = 0; at < 48; ++at) {
                const int y = at / 12 + 2 * row - 1;
                const int x = at / 3 % 4 + 2 * column - 1;
                const bool inside = y >= 0 && y < kHeight && x >= 0 && x < kWidth;
                const int expected = inside ? (y * kWidth + x) * 3 + at % 3 + 1 : 128;
                QCOMPARE(int{crop.rgb[static_cast<std::size_t>(at)]}, expected);
            }
        }
    }
    QVERIFY(cropReceptiveField({}, layer, 0, 0).isEmpty());
}

QTEST_APPLESS_MAIN(TestPictures)
#include "tst_pictures.moc"
