#pragma once

#include <QImage>
#include <QString>

namespace counterpart::test {

/// How much a picture may differ from its baseline: wide enough for another version of the font
/// rasteriser, narrow enough that a missing word, a shifted axis or another colour is found.
struct PictureThreshold
{
    double meanDifference = 1.5;   ///< of a colour channel over the picture, 0..255
    double tileDifference = 24;    ///< the same over any square of 16 pixels
    int pixelDifference = 64;      ///< a pixel differs if a channel is further off than this
    double differingShare = 0.005; ///< of such pixels, 0..1
};

/// Compares with tests/data/pictures/<name>.png: an empty text if they agree, else what differs.
/// Then <name>.actual.png and <name>.difference.png (black where equal) lie in
/// COUNTERPART_TEST_OUTPUT_DIR. With COUNTERPART_UPDATE_PICTURES=1 in the environment the baseline
/// is written anew instead.
///
///     QVERIFY2(pictureDifference(image, "matrix_plot").isEmpty(), "see above");
QString pictureDifference(const QImage& actual, const QString& name,
                          const PictureThreshold& threshold = {});

/// What the thresholds bound; both pictures have the same size.
struct PictureComparison
{
    double meanDifference = 0;
    double tileDifference = 0; ///< of the worst tile
    double differingShare = 0;
    QImage difference;
};

PictureComparison comparePictures(const QImage& actual, const QImage& expected,
                                  int pixelDifference);

} // namespace counterpart::test

/// Fails the test with a text that says how far the picture is from its baseline.
#define COMPARE_PICTURE(actual, name)                                                              \
    do {                                                                                           \
        const QString difference = counterpart::test::pictureDifference(actual, name);             \
        QVERIFY2(difference.isEmpty(), qPrintable(difference));                                    \
    } while (false)
