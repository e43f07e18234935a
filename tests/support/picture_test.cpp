#include "tests/support/picture_test.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdlib>

namespace counterpart::test {

namespace {

QString baselinePath(const QString& name)
{
    return QStringLiteral(COUNTERPART_SOURCE_DIR "/tests/data/pictures/") + name + ".png";
}

QString outputPath(const QString& name)
{
    return QStringLiteral(COUNTERPART_TEST_OUTPUT_DIR "/") + name + ".png";
}

/// Every picture is compared as it looks on white.
QImage onWhite(const QImage& image)
{
    QImage result = image.convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < result.height(); ++y)
        for (int x = 0; x < result.width(); ++x) {
            const QRgb p = result.pixel(x, y);
            const auto over = [a = qAlpha(p)](int c) { return (c * a + 255 * (255 - a)) / 255; };
            result.setPixel(x, y, qRgb(over(qRed(p)), over(qGreen(p)), over(qBlue(p))));
        }
    return result;
}

QString sizeText(const QImage& image)
{
    return QStringLiteral("%1 x %2").arg(image.width()).arg(image.height());
}

/// Mean over a square of a picture of differences.
double meanOf(const QImage& difference, const QRect& square)
{
    double sum = 0;
    for (int y = square.top(); y <= square.bottom(); ++y)
        for (int x = square.left(); x <= square.right(); ++x) {
            const QRgb p = difference.pixel(x, y);
            sum += qRed(p) + qGreen(p) + qBlue(p);
        }
    return sum / (3.0 * square.width() * square.height());
}

/// The worst of squares that overlap by half, so that a short word cannot fall between them.
double worstTile(const QImage& difference)
{
    constexpr int kSide = 16;
    double worst = 0;
    for (int y = 0; y + kSide <= difference.height(); y += kSide / 2)
        for (int x = 0; x + kSide <= difference.width(); x += kSide / 2)
            worst = std::max(worst, meanOf(difference, QRect(x, y, kSide, kSide)));
    return worst;
}

} // namespace

PictureComparison comparePictures(const QImage& actual, const QImage& expected, int pixelDifference)
{
    const QImage a = onWhite(actual);
    const QImage b = onWhite(expected);
    PictureComparison result{0, 0, 0, QImage(a.size(), QImage::Format_RGB32)};
    double sum = 0;
    double differing = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            const int red = std::abs(qRed(p) - qRed(q));
            const int green = std::abs(qGreen(p) - qGreen(q));
            const int blue = std::abs(qBlue(p) - qBlue(q));
            sum += red + green + blue;
            differing += std::max({red, green, blue}) > pixelDifference ? 1 : 0;
            result.difference.setPixel(x, y, qRgb(red, green, blue));
        }
    }
    const double pixels = static_cast<double>(a.width()) * a.height();
    result.meanDifference = sum / (3 * pixels);
    result.differingShare = differing / pixels;
    result.tileDifference = worstTile(result.difference);
    return result;
}

QString pictureDifference(const QImage& actual, const QString& name,
                          const PictureThreshold& threshold)
{
    if (qEnvironmentVariableIntValue("COUNTERPART_UPDATE_PICTURES") == 1) {
        QDir().mkpath(QStringLiteral(COUNTERPART_SOURCE_DIR "/tests/data/pictures"));
        return actual.save(baselinePath(name)) ? QString() : "cannot write " + baselinePath(name);
    }
    actual.save(outputPath(name + ".actual"));
    const QImage expected(baselinePath(name));
    if (expected.size() != actual.size())
        return QStringLiteral("%1 is %2, its baseline %3")
            .arg(name, sizeText(actual), sizeText(expected));
    const PictureComparison found = comparePictures(actual, expected, threshold.pixelDifference);
    if (found.meanDifference <= threshold.meanDifference &&
        found.tileDifference <= threshold.tileDifference &&
        found.differingShare <= threshold.differingShare) {
        QFile::remove(outputPath(name + ".actual"));
        return {};
    }
    found.difference.save(outputPath(name + ".difference"));
    const auto bounded = [](double value, double most) {
        return QStringLiteral("%1 (at most %2)").arg(value).arg(most);
    };
    return QStringLiteral("%1: mean difference %2, worst tile %3, share of differing pixels %4; "
                          "see %5")
        .arg(name, bounded(found.meanDifference, threshold.meanDifference),
             bounded(found.tileDifference, threshold.tileDifference),
             bounded(found.differingShare, threshold.differingShare),
             outputPath(name + ".difference"));
}

} // namespace counterpart::test
