#include "tests/support/ui_test.h"
#include "tests/ui/paint/painted_scene.h"

#include <vtkBrush.h>
#include <vtkContext2D.h>
#include <vtkContextDevice2D.h>
#include <vtkImageData.h>
#include <vtkMarkerUtilities.h>
#include <vtkNew.h>
#include <vtkPen.h>
#include <vtkTransform2D.h>

#include <QBuffer>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QTest>

#include <cmath>

using namespace counterpart::test;

namespace {

void useBlackPen(vtkContext2D& context, float width)
{
    context.GetPen()->SetLineType(vtkPen::SOLID_LINE);
    context.GetPen()->SetColor(0, 0, 0, 255);
    context.GetPen()->SetWidth(width);
}

void useBlackBrush(vtkContext2D& context)
{
    context.GetPen()->SetLineType(vtkPen::NO_PEN);
    context.GetBrush()->SetColor(0, 0, 0, 255);
}

/// 2 x 2 pixels: red, green in the bottom row, blue, yellow above it.
vtkSmartPointer<vtkImageData> fourColours()
{
    auto image = vtkSmartPointer<vtkImageData>::New();
    image->SetDimensions(2, 2, 1);
    image->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
    const unsigned char bytes[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0};
    std::copy(std::begin(bytes), std::end(bytes),
              static_cast<unsigned char*>(image->GetScalarPointer()));
    return image;
}

} // namespace

class TestPainterDevice : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void fillsWhereSceneSays_data();
    void fillsWhereSceneSays();
    void placesSceneInRect();
    void keepsPenWidthUnderScaling();
    void drawsAxisLinesOnWholePixels_data();
    void drawsAxisLinesOnWholePixels();
    void restoresMatrix();
    void clipsOnRaster();
    void clipsLinesInSvg();
    void drawsImageBottomRowFirst_data();
    void drawsImageBottomRowFirst();
    void copiesImagePixelByPixel_data();
    void copiesImagePixelByPixel();
    void drawsTransparentImage();
    void drawsEveryMarker_data();
    void drawsEveryMarker();
    void drawsRingSegment();
};

void TestPainterDevice::fillsWhereSceneSays_data()
{
    QTest::addColumn<double>("ratio");
    QTest::newRow("1") << 1.0;
    QTest::newRow("2") << 2.0;
    QTest::newRow("3") << 3.0;
}

/// VTK's y goes up, the picture's goes down.
void TestPainterDevice::fillsWhereSceneSays()
{
    QFETCH(double, ratio);
    const QImage image = painted(ratio, [](vtkContext2D& context) {
        useBlackBrush(context);
        context.DrawRect(20, 10, 40, 30);
    });
    const auto device = [ratio](int v) { return static_cast<int>(v * ratio); };
    QCOMPARE(inkBox(image), QRect(device(20), device(60), device(40), device(30)));
    QCOMPARE(image.pixelColor(device(40), device(75)), QColor(Qt::black));
}

void TestPainterDevice::placesSceneInRect()
{
    QImage image(100, 80, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintWith(painter, QRectF(30, 20, 50, 40), [](vtkContext2D& context) {
        useBlackBrush(context);
        context.DrawRect(0, 0, 10, 5);
    });
    QCOMPARE(inkBox(image), QRect(30, 55, 10, 5));
}

void TestPainterDevice::keepsPenWidthUnderScaling()
{
    const QImage image = painted(1, [](vtkContext2D& context) {
        vtkNew<vtkTransform2D> transform;
        transform->Scale(10, 20);
        context.PushMatrix();
        context.AppendTransform(transform);
        useBlackPen(context, 3);
        context.DrawLine(2, 2.5F, 18, 2.5F); // at y = 50, from x = 20 to 180
        context.PopMatrix();
    });
    int thickness = 0;
    for (int y = 0; y < kHeight; ++y)
        thickness += qGray(image.pixel(100, y)) < 128 ? 1 : 0;
    QCOMPARE(thickness, 3);
    const QRect box = inkBox(image);
    QVERIFY(std::abs(box.left() - 20) <= 2 && std::abs(box.right() - 180) <= 2);
    QCOMPARE(box.center().y(), 50);
}

void TestPainterDevice::drawsAxisLinesOnWholePixels_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<int>("devicePixels");
    QTest::newRow("1") << 1.0 << 1;
    QTest::newRow("2") << 2.0 << 2;
    QTest::newRow("3") << 3.0 << 3;
}

/// A line between pixels would be two grey rows instead of a black one.
void TestPainterDevice::drawsAxisLinesOnWholePixels()
{
    QFETCH(double, ratio);
    QFETCH(int, devicePixels);
    for (const float y : {40.0F, 40.25F, 40.5F}) {
        const QImage image = painted(ratio, [y](vtkContext2D& context) {
            useBlackPen(context, 1);
            context.DrawLine(10, y, 190, y);
        });
        int black = 0;
        int grey = 0;
        for (int row = 0; row < image.height(); ++row) {
            const int value = qGray(image.pixel(image.width() / 2, row));
            black += value == 0 ? 1 : 0;
            grey += value > 0 && value < 255 ? 1 : 0;
        }
        QCOMPARE(black, devicePixels);
        QCOMPARE(grey, 0);
    }
}

void TestPainterDevice::restoresMatrix()
{
    const QImage image = painted(1, [](vtkContext2D& context) {
        vtkNew<vtkTransform2D> move;
        move->Translate(100, 50);
        vtkNew<vtkTransform2D> grow;
        grow->Scale(2, 2);
        useBlackBrush(context);
        context.PushMatrix();
        context.AppendTransform(move);
        context.AppendTransform(grow);
        context.DrawRect(0, 0, 10, 10); // moved after it was grown: 100..120, 50..70
        context.PopMatrix();
        context.DrawRect(0, 0, 5, 5);
    });
    QCOMPARE(inkBox(image.copy(50, 0, 150, 100)), QRect(50, 30, 20, 20));
    QCOMPARE(inkBox(image.copy(0, 0, 50, 100)), QRect(0, 95, 5, 5));
}

void TestPainterDevice::clipsOnRaster()
{
    const QImage image = painted(1, [](vtkContext2D& context) {
        int clip[] = {50, 20, 60, 40};
        useBlackBrush(context);
        context.GetDevice()->SetClipping(clip);
        context.GetDevice()->EnableClipping(true);
        context.DrawRect(0, 0, kWidth, kHeight);
        context.GetDevice()->EnableClipping(false);
        context.DrawRect(0, 0, 4, 4);
    });
    QCOMPARE(inkBox(image.copy(10, 0, 190, 100)), QRect(40, 40, 60, 40));
    QCOMPARE(inkBox(image.copy(0, 0, 10, 100)), QRect(0, 96, 4, 4));
}

/// Qt 6.4 writes no clip paths into SVG, so the device cuts lines itself.
void TestPainterDevice::clipsLinesInSvg()
{
    QByteArray svg;
    QBuffer buffer(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setViewBox(QRect(0, 0, kWidth, kHeight));
    QPainter painter(&generator);
    paintWith(painter, QRectF(0, 0, kWidth, kHeight), [](vtkContext2D& context) {
        int clip[] = {50, 0, 100, 100};
        context.GetDevice()->SetClipping(clip);
        context.GetDevice()->EnableClipping(true);
        useBlackPen(context, 1);
        float line[] = {0, 10, 80, 20, 190, 30};
        context.DrawPoly(line, 3);
    });
    painter.end();
    const QRegularExpression points(QStringLiteral("points=\"([^\"]+)\""));
    const auto match = points.match(QString::fromUtf8(svg));
    QVERIFY(match.hasMatch());
    for (const QString& point : match.captured(1).split(' ', Qt::SkipEmptyParts)) {
        const double x = point.section(',', 0, 0).toDouble();
        QVERIFY2(x >= 49.99 && x <= 150.01, qPrintable(point));
    }
}

void TestPainterDevice::drawsImageBottomRowFirst_data()
{
    QTest::addColumn<double>("side");
    QTest::newRow("one pixel to one") << 2.0;
    QTest::newRow("enlarged") << 40.0;
}

void TestPainterDevice::drawsImageBottomRowFirst()
{
    QFETCH(double, side);
    const QImage image = painted(1, [side](vtkContext2D& context) {
        const auto size = static_cast<float>(side);
        context.DrawImage(vtkRectf(100, 20, size, size), fourColours());
    });
    const int left = 100 + static_cast<int>(side / 4);
    const int right = 100 + static_cast<int>(3 * side / 4);
    const int bottom = 80 - 1 - static_cast<int>(side / 4);
    const int top = 80 - 1 - static_cast<int>(3 * side / 4);
    QCOMPARE(image.pixelColor(left, bottom), QColor(255, 0, 0));
    QCOMPARE(image.pixelColor(right, bottom), QColor(0, 255, 0));
    QCOMPARE(image.pixelColor(left, top), QColor(0, 0, 255));
    QCOMPARE(image.pixelColor(right, top), QColor(255, 255, 0));
    // Nothing was smoothed.
    int others = 0;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            const QColor c = image.pixelColor(x, y);
            others += c == QColor(255, 0, 0) || c == QColor(0, 255, 0) || c == QColor(0, 0, 255) ||
                              c == QColor(255, 255, 0) || c == QColor(Qt::white)
                          ? 0
                          : 1;
        }
    QCOMPARE(others, 0);
}

void TestPainterDevice::copiesImagePixelByPixel_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 1.5, 2.0, 3.125})
        QTest::addRow("%g", ratio) << ratio;
}

/// An image of 150 rows of as many device pixels arrives unchanged, whatever the ratio is, also
/// where it is larger than the stripes in which it is copied.
void TestPainterDevice::copiesImagePixelByPixel()
{
    QFETCH(double, ratio);
    constexpr int kColumns = 90;
    constexpr int kRows = 80;
    vtkNew<vtkImageData> source;
    source->SetDimensions(kColumns, kRows, 1);
    source->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    const auto colourAt = [](int x, int y) { return QColor(x * 2, y * 3, (x * 7 + y * 13) % 256); };
    for (int y = 0; y < kRows; ++y)
        for (int x = 0; x < kColumns; ++x) {
            auto* p = static_cast<unsigned char*>(source->GetScalarPointer(x, kRows - 1 - y, 0));
            const QColor c = colourAt(x, y);
            p[0] = static_cast<unsigned char>(c.red());
            p[1] = static_cast<unsigned char>(c.green());
            p[2] = static_cast<unsigned char>(c.blue());
            p[3] = 255;
        }
    const QImage image = painted(ratio, [&](vtkContext2D& context) {
        const auto logical = [ratio](int v) { return static_cast<float>(v / ratio); };
        const float top = static_cast<float>(kHeight) - logical(8);
        context.DrawImage(
            vtkRectf(logical(12), top - logical(kRows), logical(kColumns), logical(kRows)), source);
    });
    for (int y = 0; y < kRows; ++y)
        for (int x = 0; x < kColumns; ++x)
            QCOMPARE(image.pixelColor(12 + x, 8 + y), colourAt(x, y));
}

void TestPainterDevice::drawsTransparentImage()
{
    vtkNew<vtkImageData> source;
    source->SetDimensions(10, 10, 1);
    source->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    std::fill_n(static_cast<unsigned char*>(source->GetScalarPointer()), 400, 0);
    const QImage image = painted(
        1, [&](vtkContext2D& context) { context.DrawImage(vtkRectf(20, 20, 10, 10), source); });
    QVERIFY(inkBox(image).isEmpty());
}

void TestPainterDevice::drawsEveryMarker_data()
{
    QTest::addColumn<int>("shape");
    QTest::newRow("cross") << int(VTK_MARKER_CROSS);
    QTest::newRow("plus") << int(VTK_MARKER_PLUS);
    QTest::newRow("square") << int(VTK_MARKER_SQUARE);
    QTest::newRow("circle") << int(VTK_MARKER_CIRCLE);
    QTest::newRow("diamond") << int(VTK_MARKER_DIAMOND);
}

void TestPainterDevice::drawsEveryMarker()
{
    QFETCH(int, shape);
    const QImage image = painted(4, [shape](vtkContext2D& context) {
        useBlackPen(context, 12);
        float point[] = {80, 40};
        context.DrawMarkers(shape, false, point, 1);
    });
    const QRect box = inkBox(image);
    QVERIFY(std::abs(box.width() - 48) <= 6);
    QVERIFY(std::abs(box.height() - 48) <= 6);
    QVERIFY((box.center() - QPoint(320, 240)).manhattanLength() <= 2);
}

/// A quarter of a ring, anticlockwise from the right: its area is pi / 4 (R^2 - r^2).
void TestPainterDevice::drawsRingSegment()
{
    const QImage image = painted(4, [](vtkContext2D& context) {
        useBlackBrush(context);
        context.DrawEllipseWedge(50, 20, 40, 40, 20, 20, 0, 90);
    });
    double area = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            area += (255 - qGray(image.pixel(x, y))) / 255.0 / 16;
    QVERIFY(std::abs(area - M_PI / 4 * (1600 - 400)) < 5);
    QCOMPARE(inkBox(image), QRect(200, 160, 160, 160));
}

QTEST_MAIN(TestPainterDevice)
#include "tst_painter_device.moc"
