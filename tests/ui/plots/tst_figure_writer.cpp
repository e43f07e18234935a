#include "ui/figures/figure_writer.h"

#include "core/base/error.h"
#include "paint/painter_device.h"
#include "plots/plot_grid.h"
#include "tests/support/thrown_message.h"
#include "tests/support/ui_test.h"
#include "tests/ui/plots/matrix_content.h"
#include "tests/ui/plots/painted.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <array>
#include <map>

using namespace counterpart;
using namespace counterpart::plots;
using namespace counterpart::test;
using ui::FigureFormat;
using ui::FigureSpec;

namespace {

const QRgb kHigh = rgb(colours(ColourMap::Viridis)[255]);
const QRgb kLow = rgb(colours(ColourMap::Viridis)[0]);

FigureSpec specOf(FigureFormat format)
{
    FigureSpec spec;
    spec.format = format;
    spec.sizeMm = {90, 80};
    spec.title = QStringLiteral("Correlations ρ < 1 & more");
    return spec;
}

QByteArray chequeredFigure(FigureFormat format, int units)
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(units, units)));
    plot.setColours(ColourMap::Viridis, {-1, 1});
    return ui::renderFigure(plot, specOf(format));
}

/// The pictures that an SVG carries.
std::vector<QImage> imagesIn(const QByteArray& svg)
{
    std::vector<QImage> images;
    const QRegularExpression data(QStringLiteral("xlink:href=\"data:image/png;base64,([^\"]+)\""));
    auto matches = data.globalMatch(QString::fromUtf8(svg));
    while (matches.hasNext())
        images.push_back(
            QImage::fromData(QByteArray::fromBase64(matches.next().captured(1).toLatin1())));
    return images;
}

std::map<QRgb, int> coloursIn(const QImage& image)
{
    std::map<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            ++counts[image.pixel(x, y)];
    return counts;
}

} // namespace

class TestFigureWriter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { paint::loadFigureFont(); }
    void init() { failOnQtWarnings(); }

    void svgHasSizeAndTitle();
    void svgMatrixHasTwoColours_data();
    void svgMatrixHasTwoColours();
    void svgImageMustNotBeSmoothed();
    void renderedSvgHasTwoColours();
    void pdfIsOnePageOfTheSize();
    void pdfImageIsLosslessAndNotSmoothed();
    void pngHasResolutionAndTitle();
    void smallPageIsScaledDown();
    void transparentPageHasNoBackground_data();
    void transparentPageHasNoBackground();
    void figureIsTheScreenPicture();
    void plotReturnsToTheScreen();
    void tooLargePictureIsRefused();
    void fileIsReplacedAtOnce();
    void unwritableFileIsSaid();
};

void TestFigureWriter::svgHasSizeAndTitle()
{
    const QByteArray svg = chequeredFigure(FigureFormat::Svg, 8);
    QXmlStreamReader xml(svg);
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.attributes().value("width").toString(), QStringLiteral("90mm"));
    QCOMPARE(xml.attributes().value("height").toString(), QStringLiteral("80mm"));
    const QStringList box = xml.attributes().value("viewBox").toString().split(' ');
    QCOMPARE(box.size(), 4);
    QVERIFY(std::abs(box[2].toDouble() - 90 / 25.4 * 96) < 0.01);
    QVERIFY(std::abs(box[3].toDouble() - 80 / 25.4 * 96) < 0.01);
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.name().toString(), QStringLiteral("title"));
    QCOMPARE(xml.readElementText(), QStringLiteral("Correlations ρ < 1 & more"));
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void TestFigureWriter::svgMatrixHasTwoColours_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("atLeast");
    QTest::newRow("large cells") << 16 << 8;
    QTest::newRow("small cells") << 300 << 4;
    QTest::newRow("as many as get four pixels") << 1024 << 4;
}

/// The embedded image is a chequerboard of equal squares of two colours.
void TestFigureWriter::svgMatrixHasTwoColours()
{
    QFETCH(int, units);
    QFETCH(int, atLeast);
    const std::vector<QImage> images = imagesIn(chequeredFigure(FigureFormat::Svg, units));
    QCOMPARE(images.size(), std::size_t{1});
    const QImage& image = images.front();
    QCOMPARE(image.width() % units, 0);
    QCOMPARE(image.height(), image.width());
    const int cell = image.width() / units;
    QVERIFY(cell >= atLeast);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != ((x / cell + y / cell) % 2 == 0 ? kHigh : kLow))
                QFAIL("a pixel has another colour than its cell");
}

void TestFigureWriter::svgImageMustNotBeSmoothed()
{
    const QByteArray svg = chequeredFigure(FigureFormat::Svg, 300);
    const QRegularExpression image(QStringLiteral("<image [^>]*>"));
    const QString tag = image.match(QString::fromUtf8(svg)).captured();
    QVERIFY(tag.contains("image-rendering:pixelated"));
    QVERIFY(!svg.contains("optimizeQuality"));
}

/// As a viewer shows it at about 300 dpi, which may smooth a pixel at each border between cells:
/// every cell has its colour, and nearly all of it.
void TestFigureWriter::renderedSvgHasTwoColours()
{
    constexpr int kUnits = 16;
    QSvgRenderer renderer(chequeredFigure(FigureFormat::Svg, kUnits));
    QImage image(1063, 945, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    const QRect box = boxOf(image, kHigh, 0) | boxOf(image, kLow, 0);
    QVERIFY(box.width() > 500);
    const double cell = double(box.width()) / kUnits;
    for (int i = 0; i < kUnits; ++i)
        for (int j = 0; j < kUnits; ++j) {
            const QPointF middle(box.left() + (j + 0.5) * cell, box.top() + (i + 0.5) * cell);
            QCOMPARE(image.pixel(middle.toPoint()), (i + j) % 2 == 0 ? kHigh : kLow);
        }
    const std::map<QRgb, int> counts = coloursIn(image.copy(box));
    QVERIFY((counts.at(kHigh) + counts.at(kLow)) / (double(box.width()) * box.height()) > 0.85);
}

void TestFigureWriter::pdfIsOnePageOfTheSize()
{
    const QByteArray pdf = chequeredFigure(FigureFormat::Pdf, 8);
    QVERIFY(pdf.startsWith("%PDF-"));
    const QRegularExpression box(QStringLiteral("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]"));
    const auto match = box.match(QString::fromLatin1(pdf));
    QVERIFY(match.hasMatch());
    // Qt rounds to points, a third of a millimetre.
    QVERIFY(std::abs(match.captured(1).toDouble() - 90 / 25.4 * 72) <= 0.51);
    QVERIFY(std::abs(match.captured(2).toDouble() - 80 / 25.4 * 72) <= 0.51);
    QVERIFY(pdf.contains("/Count 1"));
    QVERIFY(pdf.contains("/FontFile2"));
}

void TestFigureWriter::pdfImageIsLosslessAndNotSmoothed()
{
    const QByteArray pdf = chequeredFigure(FigureFormat::Pdf, 300);
    QVERIFY(pdf.contains("/Subtype /Image"));
    QVERIFY(!pdf.contains("/DCTDecode")); // JPEG
    QVERIFY(!pdf.contains("/Interpolate true"));
}

void TestFigureWriter::pngHasResolutionAndTitle()
{
    const QImage image = QImage::fromData(chequeredFigure(FigureFormat::Png, 16));
    QCOMPARE(image.size(), QSize(1063, 945)); // 90 x 80 mm at 300 dpi
    QCOMPARE(image.dotsPerMeterX(), 11811);
    QCOMPARE(image.text("Title"), QStringLiteral("Correlations ρ < 1 & more"));
    const QRect box = boxOf(image, kHigh, 0) | boxOf(image, kLow, 0);
    QCOMPARE(box.width() % 16, 0);
    QCOMPARE(coloursIn(image.copy(box)).size(), std::size_t{2});
}

/// Four panels do not fit on 60 x 55 mm at full size: everything becomes smaller, nothing overlaps.
void TestFigureWriter::smallPageIsScaledDown()
{
    PlotGrid grid(2);
    std::array<MatrixPlot*, 4> plots{};
    for (MatrixPlot*& plot : plots) {
        plot = &grid.add(std::make_unique<MatrixPlot>());
        plot->setContent(contentOf(chequered(12, 12)));
    }
    FigureSpec spec = specOf(FigureFormat::Png);
    spec.sizeMm = {60, 55};
    const QImage image = QImage::fromData(ui::renderFigure(grid, spec));
    QCOMPARE(image.size(), QSize(709, 650));
    QVERIFY(!touchesBorder(image, rgb(lightTheme().background)));
    const Rect last = grid.placements()[3].rect;
    QVERIFY(last.width >= plots[3]->minimumSize().width - 1);
    spec.format = FigureFormat::Svg;
    const QByteArray svg = ui::renderFigure(grid, spec);
    QCOMPARE(imagesIn(svg).size(), std::size_t{4});
}

void TestFigureWriter::transparentPageHasNoBackground_data()
{
    QTest::addColumn<bool>("transparent");
    QTest::newRow("white") << false;
    QTest::newRow("transparent") << true;
}

void TestFigureWriter::transparentPageHasNoBackground()
{
    QFETCH(bool, transparent);
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(8, 8)));
    FigureSpec spec = specOf(FigureFormat::Png);
    spec.background = transparent ? ui::PageBackground::Transparent : ui::PageBackground::White;
    const QImage image = QImage::fromData(ui::renderFigure(plot, spec));
    QCOMPARE(qAlpha(image.pixel(0, 0)), transparent ? 0 : 255);
    spec.format = FigureFormat::Svg;
    QSvgRenderer renderer(ui::renderFigure(plot, spec));
    QImage page(100, 90, QImage::Format_ARGB32);
    page.fill(Qt::transparent);
    QPainter painter(&page);
    renderer.render(&painter);
    painter.end();
    QCOMPARE(qAlpha(page.pixel(0, 0)), transparent ? 0 : 255);
}

/// At 96 dpi a figure of as many pixels as a widget is what the widget shows.
void TestFigureWriter::figureIsTheScreenPicture()
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(16, 16)));
    FigureSpec spec = specOf(FigureFormat::Png);
    spec.dpi = 96;
    spec.sizeMm = QSizeF(400, 360) / 96 * 25.4;
    const QImage figure = QImage::fromData(ui::renderFigure(plot, spec));
    const QImage screen = ui::renderImage(plot, {400, 360}, 1, lightTheme());
    QCOMPARE(figure.convertToFormat(QImage::Format_RGB32),
             screen.convertToFormat(QImage::Format_RGB32));
}

void TestFigureWriter::plotReturnsToTheScreen()
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(200, 200)));
    const QImage before = ui::renderImage(plot, {400, 360}, 1.5, darkTheme());
    ui::renderFigure(plot, specOf(FigureFormat::Pdf));
    QCOMPARE(ui::renderImage(plot, {400, 360}, 1.5, darkTheme()), before);
}

void TestFigureWriter::tooLargePictureIsRefused()
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(8, 8)));
    FigureSpec spec = specOf(FigureFormat::Png);
    spec.sizeMm = {2000, 2000};
    spec.dpi = 2400;
    const QString message = messageOf<core::UsageError>([&] { ui::renderFigure(plot, spec); });
    QVERIFY(message.contains("188976 x 188976"));
}

void TestFigureWriter::fileIsReplacedAtOnce()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("figure.svg");
    ui::writeAtomically(path, "first");
    ui::writeAtomically(path, "second");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("second"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList("figure.svg"));
}

void TestFigureWriter::unwritableFileIsSaid()
{
    const QString message =
        messageOf<core::Error>([] { ui::writeAtomically("/no/such/folder/figure.svg", "bytes"); });
    QVERIFY(message.contains("/no/such/folder/figure.svg"));
}

QTEST_MAIN(TestFigureWriter)
#include "tst_figure_writer.moc"
