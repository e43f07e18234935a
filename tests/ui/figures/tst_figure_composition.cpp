#include "ui/figures/figure_composition.h"

#include "core/io/data_table.h"
#include "paint/painter_device.h"
#include "plots/curve_plot.h"
#include "plots/mapping_graph_plot.h"
#include "plots/plot_grid.h"
#include "tests/support/read_csv.h"
#include "tests/support/read_hdf5.h"
#include "tests/support/ui_test.h"
#include "tests/ui/plots/matrix_content.h"
#include "tests/ui/plots/painted.h"
#include "ui/figures/colour_vision.h"
#include "ui/figures/figure_data.h"
#include "ui/figures/figure_names.h"
#include "ui/figures/figure_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <set>

using namespace counterpart;
using namespace counterpart::plots;

namespace {

const QRgb kHigh = test::rgb(colours(ColourMap::Viridis)[255]);

std::unique_ptr<MatrixPlot> matrix(double high = 1)
{
    auto plot = std::make_unique<MatrixPlot>();
    plot->setContent(test::contentOf(test::chequered(8, 8)));
    plot->setColours(ColourMap::Viridis, {-1, high});
    plot->setColourBarShown(true);
    return plot;
}

std::unique_ptr<CurvePlot> curves()
{
    auto plot = std::make_unique<CurvePlot>();
    CurveContent content;
    content.title = "Curves of ρ";
    content.xTitle = "rank";
    content.yTitle = "correlation";
    content.curves = {{"semi", CurveRole::Semi, {{0.9, {}, {}}, {0.5, {}, {}}}},
                      {"one to one", CurveRole::Matching, {{0.8, {}, {}}, {0.2, {}, {}}}}};
    plot->setContent(std::move(content));
    return plot;
}

QByteArray svgOf(Plot& plot, const FigureParts& parts)
{
    ui::FigureSpec spec;
    spec.sizeMm = {120, 100};
    spec.parts = parts;
    return ui::renderFigure(plot, spec);
}

/// All texts of an SVG, without spaces.
QString textsIn(const QByteArray& svg)
{
    QXmlStreamReader xml(svg);
    QString texts;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("text"))
            texts += xml.readElementText(QXmlStreamReader::IncludeChildElements) + '|';
    }
    return texts.remove(' ').remove('\n');
}

} // namespace

class TestFigureComposition : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { paint::loadFigureFont(); }
    void init() { test::failOnQtWarnings(); }

    void partsOfCurves()
    {
        const auto plot = curves();
        const QString all = textsIn(svgOf(*plot, {}));
        for (const char* text : {"ρ", "rank", "correlation", "semi", "0.5"})
            QVERIFY2(all.contains(QString::fromUtf8(text)), qPrintable(all));
        QVERIFY(!textsIn(svgOf(*plot, {.title = false})).contains("Curves"));
        const QString noAxes = textsIn(svgOf(*plot, {.axes = false}));
        QVERIFY2(!noAxes.contains("rank") && !noAxes.contains("0.5") && noAxes.contains("semi"),
                 qPrintable(noAxes));
        const QString noLegend = textsIn(svgOf(*plot, {.legend = false}));
        QVERIFY2(!noLegend.contains("semi") && noLegend.contains("rank"), qPrintable(noLegend));
        QCOMPARE(textsIn(svgOf(*plot, {})), all); // and back
    }

    /// What is left out gives its room to the cells.
    void partsOfAMatrix()
    {
        const auto plot = matrix();
        const QString all = textsIn(svgOf(*plot, {}));
        QVERIFY2(all.contains("between") && all.contains("conv1"), qPrintable(all));
        const auto cellsOf = [&](const FigureParts& parts) {
            ui::FigureSpec spec;
            spec.format = ui::FigureFormat::Png;
            spec.sizeMm = {80, 80};
            spec.parts = parts;
            const QImage image = QImage::fromData(ui::renderFigure(*plot, spec));
            return test::boxOf(image, kHigh, 0).width();
        };
        const FigureParts bare{false, false, false, false, false};
        QCOMPARE(textsIn(svgOf(*plot, bare)), QString());
        QVERIFY(cellsOf({.colourBar = false}) > cellsOf({}));
        QVERIFY(cellsOf(bare) > cellsOf({.colourBar = false}));
    }

    void panelsHaveLetters()
    {
        const auto a = curves();
        const auto b = matrix();
        const auto c = curves();
        ui::FigureComposition composition({a.get(), b.get(), c.get()}, 2);
        QVERIFY(!composition.sharedScale());
        const QString texts = textsIn(svgOf(composition, {}));
        for (const char* letter : {"|a|", "|b|", "|c|"})
            QVERIFY2(('|' + texts).contains(letter), qPrintable(texts));
        QVERIFY(!('|' + textsIn(svgOf(composition, {.letters = false}))).contains("|a|"));
        const auto placed = composition.placements();
        QCOMPARE(placed.size(), std::size_t{4}); // and the letters
        QVERIFY(placed[0].rect.right() < placed[1].rect.x);
        QVERIFY(placed[0].rect.bottom() < placed[2].rect.y);
        QVERIFY(placed[1].rect.right() <= placed[3].rect.width);
    }

    /// As a grid of a catalogue's figure: its panels lose their letters.
    void gridsInsideHaveNone()
    {
        PlotGrid grid(2);
        grid.add(curves());
        grid.add(curves());
        const auto other = curves();
        ui::FigureComposition composition({&grid, other.get()}, 1);
        QCOMPARE(ui::panelsOf(composition).size(), std::size_t{3});
        QCOMPARE(textsIn(svgOf(composition, {})).split('|').count("a"), 1);
        QCOMPARE(textsIn(svgOf(composition, {})).split('|').count("c"), 0);
    }

    void equalScalesShareABar()
    {
        const auto a = matrix();
        const auto b = matrix();
        ui::FigureComposition composition({a.get(), b.get()}, 2);
        QVERIFY(composition.sharedScale().has_value());
        QCOMPARE(textsIn(svgOf(composition, {})).split('|').count("r"), 1); // its name, once
        QVERIFY(!textsIn(svgOf(composition, {.colourBar = false})).split('|').contains("r"));
        const auto other = matrix(0.5);
        const ui::FigureComposition different({a.get(), other.get()}, 2);
        QVERIFY(!different.sharedScale());
    }

    /// Nothing of a composition reaches the edge of its page, and panels keep their images apart.
    void nothingIsCropped()
    {
        const auto a = matrix();
        const auto b = curves();
        const auto c = matrix();
        ui::FigureComposition composition({a.get(), b.get(), c.get()}, 3);
        ui::FigureSpec spec;
        spec.format = ui::FigureFormat::Png;
        for (const int dpi : {50, 300}) // also where a logical pixel is more than one of the device
            for (const QSizeF& size : {QSizeF(183, 70), QSizeF(89, 120), QSizeF(254, 142)}) {
                spec.sizeMm = size;
                spec.dpi = dpi;
                const QImage image = QImage::fromData(ui::renderFigure(composition, spec));
                QVERIFY(!test::touchesBorder(image, test::rgb(lightTheme().background)));
            }
    }

    /// By the letters of the picture; panels of a grid, which lose theirs, by number.
    void dataOfPanels()
    {
        const auto a = curves();
        PlotGrid grid(2);
        grid.add(curves());
        grid.add(matrix());
        const auto c = matrix();
        const auto namesOf = [](const Plot& plot) {
            QStringList names;
            for (const core::DataTable& table : ui::dataOf(plot).tables())
                names += QString::fromStdString(table.name);
            return names;
        };
        QCOMPARE(namesOf(*a), QStringList{"values"});
        QCOMPARE(namesOf(grid), (QStringList{"a", "b"}));
        const ui::FigureComposition composition({a.get(), &grid, c.get()}, 2);
        QCOMPARE(namesOf(composition), (QStringList{"a", "b/1", "b/2", "c"}));
        const std::vector<core::DataTable> tables = ui::dataOf(composition).tables();
        QCOMPARE(tables[1].columns[1].name, std::string("semi"));
        QVERIFY(tables[2].matrix &&
                !ui::canWrite(ui::dataOf(composition), ui::DataFormat::GraphMl));
        const ui::FigureComposition one({&grid}, 2);
        QCOMPARE(namesOf(one), (QStringList{"a", "b"}));
    }

    /// The file has all cells of a matrix that is zoomed in, in each format.
    void zoomDoesNotCutData()
    {
        MatrixPlot plot;
        const core::Matrix cells = test::randomCells(50, 70);
        MatrixContent content = test::contentOf(cells);
        content.exact = [cells](core::UnitIndex i, core::UnitIndex j) {
            return cells(i.value, j.value);
        };
        plot.setContent(content);
        plot.setSize({400, 400});
        QVERIFY(plot.zoomAt({200, 200}, 10));
        const QTemporaryDir folder;
        const auto write = [&](ui::DataFormat format) {
            const QString path = folder.filePath("data." + ui::suffix(format));
            ui::writeData(path, ui::dataOf(plot), format, nullptr);
            return path;
        };
        QFile csv(write(ui::DataFormat::Csv));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto lines = test::readCsv(csv.readAll().toStdString());
        QFile json(write(ui::DataFormat::Json));
        QVERIFY(json.open(QIODevice::ReadOnly));
        const QJsonObject document = QJsonDocument::fromJson(json.readAll()).object();
        const QJsonValue values = document["values"]["values"];
        const auto numbers =
            test::ReadHdf5(write(ui::DataFormat::Hdf5).toStdString()).numbers("/values/values");
        QCOMPARE(lines.size(), std::size_t{51});
        QCOMPARE(numbers.size(), std::size_t{50 * 70});
        QCOMPARE(values.toArray().size(), 50);
        for (std::size_t i = 0; i < 50; ++i) {
            QCOMPARE(lines[i + 1].size(), std::size_t{71});
            for (std::size_t j = 0; j < 70; ++j) {
                const double expected = cells(core::Index(i), core::Index(j));
                QVERIFY(std::stod(lines[i + 1][j + 1]) == expected);
                QVERIFY(values[int(i)][int(j)].toDouble() == expected);
                QVERIFY(numbers[i * 70 + j] == expected);
            }
        }
    }

    void namesOfFiles()
    {
        using ui::FigureFormat;
        QCOMPARE(ui::fileNameOf({"a1", "a2"}), QString("a1+a2"));
        QStringList many;
        for (int i = 0; i < 40; ++i)
            many += "a1-correlation-matrices";
        const QString name = ui::fileNameOf(many);
        QVERIFY2(name.toUtf8().size() <= 200 && name.endsWith("+32-more"), qPrintable(name));
        QCOMPARE(name.count("a1-correlation-matrices"), 8);
        QCOMPARE(ui::formatOf("/a/b.v2/x.TIF"), std::optional(FigureFormat::Tiff));
        QCOMPARE(ui::formatOf("/a/b.png/x"), std::nullopt);
        QCOMPARE(ui::withEnding("/a/x.v2", FigureFormat::Pdf), QString("/a/x.v2.pdf"));
        QCOMPARE(ui::withEnding("/a/x.png", FigureFormat::Pdf), QString("/a/x.png"));
        QVERIFY(ui::isForeignPicture("x.JPG") && !ui::isForeignPicture("x.v2"));
    }

    void graphAsGraphMl()
    {
        MappingGraphPlot plot;
        MappingGraphContent content;
        content.predictors = {"net <A> · conv1", core::Side::A, {{test::unitOf(0, 7), {}, ""}}};
        content.targets = {"net B · conv1",
                           core::Side::B,
                           {{test::unitOf(1, 3), {}, "R² 0.8"}, {test::unitOf(1, 4), {}, ""}}};
        content.links = {{0, 1, -0.1}, {0, 0, 0.30000000000000004}};
        plot.setContent(std::move(content));
        const ui::FigureData data = ui::dataOf(plot);
        QVERIFY(ui::canWrite(data, ui::DataFormat::GraphMl));
        const QTemporaryDir folder;
        QFile file(folder.filePath("graph.graphml"));
        ui::writeData(file.fileName(), data, ui::DataFormat::GraphMl, nullptr);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(file.readAll());
        std::set<QString> keys;
        std::set<QString> nodes;
        QStringList edges;
        QStringList values;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("key"))
                keys.insert(xml.attributes().value("id").toString());
            if (xml.name() == QLatin1String("node"))
                nodes.insert(xml.attributes().value("id").toString());
            if (xml.name() == QLatin1String("edge")) {
                edges += xml.attributes().value("source").toString() + "->" +
                         xml.attributes().value("target").toString();
                QVERIFY(nodes.contains(xml.attributes().value("source").toString()));
                QVERIFY(nodes.contains(xml.attributes().value("target").toString()));
            }
            if (xml.name() == QLatin1String("data")) {
                QVERIFY(keys.contains(xml.attributes().value("key").toString()));
                values += xml.readElementText();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(nodes.size(), std::size_t{3});
        QCOMPARE(edges, (QStringList{"predictor0->target1", "predictor0->target0"}));
        QVERIFY(values.contains("net <A>") && values.contains("7") && values.contains("R² 0.8"));
        QCOMPARE(values.last().toDouble(), 0.30000000000000004);
    }

    void greysStayGrey()
    {
        QImage image(256, 1, QImage::Format_ARGB32);
        for (int x = 0; x < 256; ++x)
            image.setPixel(x, 0, qRgba(x, x, x, 255 - x));
        for (const ui::ColourVision vision : ui::kColourVisions) {
            const QImage seen = ui::asSeenWith(vision, image);
            for (int x = 0; x < 256; ++x) {
                QVERIFY(test::isNear(seen.pixel(x, 0), image.pixel(x, 0), 1));
                QCOMPARE(qAlpha(seen.pixel(x, 0)), 255 - x);
            }
        }
    }

    /// Who lacks green or red cones sees the published confusions: a red and a green that differ
    /// only in what the missing cones tell come closer; blue and yellow stay apart.
    void confusedColours()
    {
        const auto distance = [](ui::ColourVision vision, QRgb one, QRgb two) {
            QImage image(2, 1, QImage::Format_RGB32);
            image.setPixel(0, 0, one);
            image.setPixel(1, 0, two);
            const QImage seen = ui::asSeenWith(vision, image);
            const QRgb a = seen.pixel(0, 0);
            const QRgb b = seen.pixel(1, 0);
            return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) +
                   std::abs(qBlue(a) - qBlue(b));
        };
        const QRgb red = qRgb(213, 94, 0);
        const QRgb green = qRgb(110, 130, 10);
        const QRgb blue = qRgb(0, 90, 200);
        const int full = distance(ui::ColourVision::Full, red, green);
        QVERIFY(distance(ui::ColourVision::Deuteranopia, red, green) < full / 2);
        QVERIFY(distance(ui::ColourVision::Deuteranopia, red, blue) > 200);
        QVERIFY(distance(ui::ColourVision::Tritanopia, red, green) > full / 2);
    }
};

QTEST_MAIN(TestFigureComposition)
#include "tst_figure_composition.moc"
