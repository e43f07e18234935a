#include "paint/painter_device.h"
#include "tests/support/ui_test.h"
#include "tests/ui/plots/matrix_content.h"
#include "tests/ui/plots/painted.h"
#include "ui/figures/figure_writer.h"

#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <set>

using namespace counterpart;
using ui::FigureFormat;

namespace {

constexpr int kUnits = 24;
const QRgb kHigh = test::rgb(plots::colours(plots::ColourMap::Viridis)[255]);
const QRgb kLow = test::rgb(plots::colours(plots::ColourMap::Viridis)[0]);

/// A program that draws a figure as PNG at 300 dpi, into `output` + ".png".
struct Rasteriser
{
    FigureFormat format;
    const char* program;
    QStringList (*arguments)(const QString& input, const QString& output);
};

const std::vector<Rasteriser> kRasterisers{
    {FigureFormat::Svg, "rsvg-convert",
     [](const QString& input, const QString& output) {
         return QStringList{"--dpi-x=300", "--dpi-y=300", "-o", output + ".png", input};
     }},
    {FigureFormat::Svg, "inkscape",
     [](const QString& input, const QString& output) {
         return QStringList{"--export-dpi=300", "--export-filename=" + output + ".png", input};
     }},
    {FigureFormat::Pdf, "pdftoppm",
     [](const QString& input, const QString& output) {
         return QStringList{"-r", "300", "-png", "-singlefile", input, output};
     }},
    {FigureFormat::Pdf, "gs",
     [](const QString& input, const QString& output) {
         return QStringList{"-q",
                            "-dBATCH",
                            "-dNOPAUSE",
                            "-dTextAlphaBits=4",
                            "-r300",
                            "-sDEVICE=png16m",
                            "-sOutputFile=" + output + ".png",
                            input};
     }},
    {FigureFormat::Pdf, "mutool", [](const QString& input, const QString& output) {
         return QStringList{"draw", "-q", "-r", "300", "-o", output + ".png", input};
     }}};

QByteArray figureBytes(FigureFormat format, bool asOutlines = false)
{
    plots::MatrixPlot plot;
    plots::MatrixContent content = test::contentOf(test::chequered(kUnits, kUnits));
    content.title = "Δρ, σ₁² and λ";
    plot.setContent(std::move(content));
    plot.setColours(plots::ColourMap::Viridis, {-1, 1});
    ui::FigureSpec spec;
    spec.format = format;
    spec.sizeMm = {90, 85};
    spec.textAsOutlines = asOutlines;
    return ui::renderFigure(plot, spec);
}

QByteArray outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(60'000);
    return process.readAllStandardOutput();
}

} // namespace

/// What independent programs make of figures.
class TestFigurePrograms : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(FigureFormat format, bool asOutlines = false)
    {
        QString path = m_folder.filePath("figure." + ui::suffix(format));
        ui::writeAtomically(path, figureBytes(format, asOutlines));
        return path;
    }

private slots:
    void initTestCase() { paint::loadFigureFont(); }
    void init() { test::failOnQtWarnings(); }

    void twoColoursAlongARow_data()
    {
        QTest::addColumn<int>("which");
        for (std::size_t i = 0; i < kRasterisers.size(); ++i)
            QTest::newRow(kRasterisers[i].program) << int(i);
    }

    /// Through the middle of every row of cells of a two-valued matrix there are two colours, and
    /// as many changes between them as there are borders.
    void twoColoursAlongARow()
    {
        QFETCH(int, which);
        const Rasteriser& rasteriser = kRasterisers[std::size_t(which)];
        if (QStandardPaths::findExecutable(rasteriser.program).isEmpty())
            QSKIP("the program is not installed");
        const QString output = m_folder.filePath(rasteriser.program);
        outputOf(rasteriser.program, rasteriser.arguments(write(rasteriser.format), output));
        const QImage image(output + ".png");
        QVERIFY(!image.isNull());
        const QRect box = test::boxOf(image, kHigh, 0) | test::boxOf(image, kLow, 0);
        QVERIFY2(box.width() > 500, "no matrix");
        for (int row = 0; row < kUnits; ++row) {
            const int y = box.top() + int((row + 0.5) * box.height() / kUnits);
            std::set<QRgb> colours;
            int changes = 0;
            for (int x = box.left(); x <= box.right(); ++x) {
                colours.insert(image.pixel(x, y) | 0xff000000U);
                changes += x > box.left() && image.pixel(x, y) != image.pixel(x - 1, y);
            }
            QCOMPARE(colours, (std::set<QRgb>{kHigh, kLow}));
            QCOMPARE(changes, kUnits - 1);
        }
    }

    void fontsAreEmbedded()
    {
        if (QStandardPaths::findExecutable("pdffonts").isEmpty())
            QSKIP("pdffonts is not installed");
        const QStringList lines =
            QString::fromUtf8(outputOf("pdffonts", {write(FigureFormat::Pdf)})).split('\n');
        int fonts = 0;
        for (const QString& line : lines.mid(2)) {
            if (line.trimmed().isEmpty())
                continue;
            ++fonts;
            QVERIFY2(line.contains("Inter"), qPrintable(line));
            QVERIFY2(line.contains(QRegularExpression("yes (yes|no) +yes")), qPrintable(line));
        }
        QVERIFY(fonts >= 1);
        QVERIFY(outputOf("pdffonts", {write(FigureFormat::Pdf, true)}).count('\n') <= 2);
    }

    /// Letters beyond ASCII are the same letters for a reader's program.
    void greekAndSubscriptsAreText()
    {
        if (QStandardPaths::findExecutable("pdftotext").isEmpty())
            QSKIP("pdftotext is not installed");
        const QString text =
            QString::fromUtf8(outputOf("pdftotext", {write(FigureFormat::Pdf), "-"}));
        QVERIFY2(text.contains(QStringLiteral("Δρ, σ₁² and λ")), qPrintable(text));
        // A text a script, one beside the other.
        QXmlStreamReader svg(figureBytes(FigureFormat::Svg));
        QString texts;
        while (!svg.atEnd())
            if (svg.readNext() == QXmlStreamReader::Characters)
                texts += svg.text();
        texts.remove(QRegularExpression("\\s"));
        QVERIFY2(texts.contains(QStringLiteral("Δρ,σ₁²andλ")), qPrintable(texts));
    }

    /// Outlines: no text is left, and the picture is the same.
    void outlinesLookLikeText()
    {
        const QByteArray svg = figureBytes(FigureFormat::Svg, true);
        QVERIFY(!svg.contains("<text"));
        if (QStandardPaths::findExecutable("pdftoppm").isEmpty())
            QSKIP("pdftoppm is not installed");
        std::vector<QImage> images;
        for (const bool asOutlines : {false, true}) {
            const QString output = m_folder.filePath(asOutlines ? "outlines" : "text");
            outputOf("pdftoppm", {"-r", "150", "-png", "-singlefile",
                                  write(FigureFormat::Pdf, asOutlines), output});
            images.push_back(QImage(output + ".png").convertToFormat(QImage::Format_Grayscale8));
        }
        QCOMPARE(images[0].size(), images[1].size());
        qint64 difference = 0;
        for (int y = 0; y < images[0].height(); ++y)
            for (int x = 0; x < images[0].width(); ++x)
                difference += std::abs(qGray(images[0].pixel(x, y)) - qGray(images[1].pixel(x, y)));
        const double mean = double(difference) / (double(images[0].width()) * images[0].height());
        QVERIFY2(mean < 1.5, qPrintable(QString::number(mean)));
    }
};

QTEST_MAIN(TestFigurePrograms)
#include "tst_figure_programs.moc"
