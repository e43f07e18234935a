#include "plots/mapping_graph_plot.h"

#include "tests/support/ui_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <cmath>
#include <sstream>

using namespace counterpart;
using namespace counterpart::plots;
using namespace counterpart::test;

namespace {

constexpr Size kSize{500, 520};

core::UnitRef unitRef(int net, int unit)
{
    return {core::NetId{net}, core::LayerIndex{1}, core::UnitIndex{unit}};
}

/// `units` of either network, in the order of their numbers, predicted from A.
MappingGraphContent content(int units, std::vector<GraphLink> links)
{
    MappingGraphContent made;
    made.title = "A predicts B";
    made.predictors = {"net A · conv1", core::Side::A, {}};
    made.targets = {"net B · conv1", core::Side::B, {}};
    for (int unit = 0; unit < units; ++unit) {
        made.predictors.units.push_back({unitRef(0, unit), nullptr, "predicts 1 unit"});
        made.targets.units.push_back({unitRef(1, unit), nullptr, "R² 0.50"});
    }
    made.links = std::move(links);
    return made;
}

/// Each target but the last fifth from itself with weight 1, and from the ten before it with small
/// weights, weaker for later targets.
std::vector<GraphLink> manyLinks(int units)
{
    std::vector<GraphLink> links;
    for (int target = 0; target < units; ++target) {
        if (target < 4 * units / 5)
            links.push_back({target, target, 1});
        for (int k = 1; k <= 10; ++k)
            links.push_back({(target + units - k) % units, target, 0.002 / (1 + target)});
    }
    return links;
}

/// Pixels in a strip of the picture's middle third that have about the hue of a colour.
int coloured(const QImage& image, Colour colour, int top, int bottom)
{
    int count = 0;
    for (int y = top; y < bottom; ++y)
        for (int x = image.width() / 3; x < 2 * image.width() / 3; ++x)
            count += isNear(image.pixel(x, y), rgb(colour), 40) ? 1 : 0;
    return count;
}

int lines(const std::string& text)
{
    return static_cast<int>(std::ranges::count(text, '\n'));
}

} // namespace

class TestMappingGraphPlot : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    /// The sign gives the colour, the magnitude the width.
    void signAndMagnitude()
    {
        MappingGraphPlot plot;
        plot.setContent(content(4, {{0, 0, 0.9}, {3, 3, -0.3}}));
        const QImage image = painted(plot, kSize);
        const PlotTheme& theme = lightTheme();
        const int middle = image.height() / 2;
        const int positive = coloured(image, theme.positive, 60, middle);
        const int negative = coloured(image, theme.negative, middle, image.height() - 40);
        QVERIFY(positive > 300);
        QCOMPARE(coloured(image, theme.negative, 60, middle), 0);
        QCOMPARE(coloured(image, theme.positive, middle, image.height() - 40), 0);
        QVERIFY2(negative < positive, "the weaker line is as wide as the stronger one");
    }

    /// Of many weights the strongest are drawn; the unit in focus shows all of its own.
    void weakLinksAreThinned()
    {
        constexpr int kUnits = 100;
        MappingGraphPlot plot;
        plot.setContent(content(kUnits, manyLinks(kUnits)));
        QCOMPARE(lines(plot.dataAsText()), 1 + 10 * kUnits + 4 * kUnits / 5);
        const QImage before = painted(plot, kSize);
        plot.setFocus(unitRef(1, kUnits - 1));
        const QImage focused = painted(plot, kSize);
        // Thin lines are blended with the background.
        const auto ink = [](const QImage& image) {
            int count = 0;
            for (int y = image.height() - 90; y < image.height() - 40; ++y)
                for (int x = image.width() / 3; x < 2 * image.width() / 3; ++x)
                    count += qRed(image.pixel(x, y)) - qGreen(image.pixel(x, y)) > 30 ? 1 : 0;
            return count;
        };
        QVERIFY2(ink(focused) > ink(before) + 100, "the lines of the unit in focus are missing");
        plot.setFocus(std::nullopt);
        QCOMPARE(painted(plot, kSize), before);
    }

    /// The units in focus and under the pointer make all others recede.
    void othersRecede()
    {
        MappingGraphPlot plot;
        plot.setContent(content(4, {{0, 0, 1}, {3, 3, 1}}));
        plot.setHighlight({{unitRef(1, 3)}, {}, {}});
        const QImage image = painted(plot, kSize);
        QCOMPARE(coloured(image, lightTheme().positive, 60, image.height() / 2), 0);
        QVERIFY(coloured(image, lightTheme().positive, image.height() / 2, image.height()) > 300);
    }

    void unitsAndLinksAreHit()
    {
        MappingGraphPlot plot;
        plot.setContent(content(2, {{0, 1, 0.5}}));
        plot.setSize(kSize);
        std::vector<std::vector<core::UnitRef>> found;
        for (double x = 1; x < kSize.width; x += 4) {
            for (double y = 1; y < kSize.height; y += 4) {
                const auto hit = plot.hitAt({x, y});
                if (hit && std::ranges::find(found, hit->units) == found.end())
                    found.push_back(hit->units);
            }
        }
        const std::vector<core::UnitRef> link{unitRef(0, 0), unitRef(1, 1)};
        QCOMPARE(found.size(), 5); // two units a side and the link
        QVERIFY(std::ranges::find(found, link) != found.end());
        for (const int net : {0, 1})
            for (const int unit : {0, 1})
                QVERIFY(std::ranges::find(found, std::vector{unitRef(net, unit)}) != found.end());
    }

    /// Along the columns; the unit under the pointer stays there.
    void zoomAndPan()
    {
        MappingGraphPlot plot;
        plot.setContent(content(300, {}));
        plot.setSize(kSize);
        const Point at{8, 200};
        const auto before = plot.hitAt(at)->units;
        QVERIFY(plot.zoomAt(at, 8));
        QCOMPARE(plot.hitAt(at)->units, before);
        const auto neighbour = plot.hitAt({8, 210})->units;
        QVERIFY(neighbour[0].unit.value - before[0].unit.value <= 1);
        QVERIFY(plot.pan({8, 200}, {8, 260}));
        QCOMPARE(plot.hitAt({8, 260})->units, before);
        QVERIFY(plot.resetView());
        QVERIFY(!plot.resetView());
        QCOMPARE(plot.hitAt(at)->units, before);
    }

    void picturesWhereThereIsRoom()
    {
        const QColor paint(10, 200, 30);
        auto picture = std::make_shared<core::Picture>();
        picture->width = picture->height = 2;
        for (int pixel = 0; pixel < 4; ++pixel)
            for (const int value : {paint.red(), paint.green(), paint.blue()})
                picture->rgb.push_back(static_cast<std::uint8_t>(value));
        const auto withPictures = [&](int units) {
            MappingGraphContent made = content(units, {});
            for (GraphUnit& unit : made.targets.units)
                unit.picture = picture;
            return made;
        };
        MappingGraphPlot plot;
        plot.setContent(withPictures(8));
        QVERIFY(countOf(painted(plot, kSize, 2), paint.rgb()) > 8 * 60 * 60);
        plot.setContent(withPictures(400)); // a pixel a unit
        QCOMPARE(countOf(painted(plot, kSize), paint.rgb()), 0);
    }

    void nothingIsCropped_data()
    {
        QTest::addColumn<int>("units");
        QTest::addColumn<double>("width");
        for (const int units : {0, 1, 12, 384, 4096}) {
            for (const double width : {260.0, 560.0})
                QTest::addRow("%d units, %g wide", units, width) << units << width;
        }
    }

    void nothingIsCropped()
    {
        QFETCH(int, units);
        QFETCH(double, width);
        MappingGraphContent made =
            content(units, units > 0 ? manyLinks(units) : std::vector<GraphLink>{});
        made.title = made.predictors.title = "a network with a name that goes on and on · conv1";
        MappingGraphPlot plot;
        plot.setContent(std::move(made));
        for (const double ratio : {1.0, 2.0}) {
            for (const PlotTheme* theme : {&lightTheme(), &darkTheme()}) {
                const QImage image = painted(plot, {width, 400}, ratio, *theme);
                QVERIFY(!touchesBorder(image, rgb(theme->background)));
            }
        }
    }
};

QTEST_MAIN(TestMappingGraphPlot)
#include "tst_mapping_graph_plot.moc"
