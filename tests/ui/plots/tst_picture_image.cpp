#include "plots/picture_image.h"

#include <QTest>

#include <vtkImageData.h>

#include <cmath>
#include <random>

using namespace counterpart;

namespace {

core::Picture randomPicture(int width, int height)
{
    std::mt19937 random(11);
    std::uniform_int_distribution<int> byte(0, 255);
    core::Picture picture{width, height, {}};
    for (int i = 0; i < 3 * width * height; ++i)
        picture.rgb.push_back(static_cast<std::uint8_t>(byte(random)));
    return picture;
}

int sourceByte(const core::Picture& picture, int x, int y, int channel)
{
    return picture.rgb[static_cast<std::size_t>(3 * (y * picture.width + x) + channel)];
}

/// With y downwards, as in the picture; VTK stores the bottom row first.
int imageByte(vtkImageData* image, int x, int y, int channel)
{
    const int height = image->GetDimensions()[1];
    return static_cast<int>(image->GetScalarComponentAsDouble(x, height - 1 - y, 0, channel));
}

} // namespace

class TestPictureImage : public QObject
{
    Q_OBJECT

private slots:
    void enlargesByRepeatingPixels();
    void makesSmallerByArea_data();
    void makesSmallerByArea();
    void noImageOfAnEmptyPicture();
};

void TestPictureImage::enlargesByRepeatingPixels()
{
    const auto picture = randomPicture(5, 3);
    const auto image = plots::makeImage(picture, 20, 12);
    QCOMPARE(image->GetDimensions()[0], 20);
    QCOMPARE(image->GetDimensions()[1], 12);
    QCOMPARE(image->GetNumberOfScalarComponents(), 3);
    for (int y = 0; y < 12; ++y)
        for (int x = 0; x < 20; ++x)
            for (int c = 0; c < 3; ++c)
                QCOMPARE(imageByte(image, x, y, c), sourceByte(picture, x / 4, y / 4, c));
}

void TestPictureImage::makesSmallerByArea_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("halves") << 12 << 8;
    QTest::newRow("two thirds") << 16 << 7;
    QTest::newRow("nearly all") << 23 << 15;
    QTest::newRow("one pixel") << 1 << 1;
}

/// Brute force: every source pixel cut into 64 x 64 samples, each counted where it falls.
void TestPictureImage::makesSmallerByArea()
{
    QFETCH(int, width);
    QFETCH(int, height);
    const auto picture = randomPicture(24, 16);
    const auto image = plots::makeImage(picture, width, height);
    constexpr int kSamples = 64;
    const auto places = [](int source, int target) {
        std::vector<int> result;
        for (int i = 0; i < source * kSamples; ++i)
            result.push_back(static_cast<int>((i + 0.5) / kSamples * target / source));
        return result;
    };
    const auto columns = places(24, width);
    const auto rows = places(16, height);
    for (int c = 0; c < 3; ++c) {
        std::vector<double> sum(static_cast<std::size_t>(width * height));
        std::vector<double> count(sum.size());
        for (std::size_t y = 0; y < rows.size(); ++y)
            for (std::size_t x = 0; x < columns.size(); ++x) {
                const auto cell = static_cast<std::size_t>(rows[y] * width + columns[x]);
                sum[cell] += sourceByte(picture, int(x) / kSamples, int(y) / kSamples, c);
                ++count[cell];
            }
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const auto cell = static_cast<std::size_t>(y * width + x);
                QVERIFY(std::abs(imageByte(image, x, y, c) - sum[cell] / count[cell]) < 2.5);
            }
    }
}

void TestPictureImage::noImageOfAnEmptyPicture()
{
    QVERIFY(!plots::makeImage({}, 10, 10));
}

QTEST_APPLESS_MAIN(TestPictureImage)
#include "tst_picture_image.moc"
