#pragma once

#include <QImage>
#include <QString>

namespace counterpart::test {

/// How much a picture may differ from its baseline. Wide enough for another version of the font
/// rasteriser, narrow enough that a missing word or a shifted axis is found.
struct PictureThreshold
{
    double meanDifference = 1.5;   ///< of a colour channel, 0..255
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

/// Mean and share as the thresholds count them; both pictures have the same size.
struct PictureComparison
{
    double meanDifference = 0;
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
