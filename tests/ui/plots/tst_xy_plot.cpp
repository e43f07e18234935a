#include "plots/xy_plot.h"

#include "plots/series_colours.h"
#include "plots/ticks.h"
#include "tests/support/ui_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <cmath>

using namespace counterpart;
using namespace counterpart::plots;
using namespace counterpart::test;

namespace {

constexpr Size kSize{460, 340};
const core::UnitRef kUnit{core::NetId{0}, core::LayerIndex{1}, core::UnitIndex{2}};

XyContent content()
{
    XyContent made;
    made.title = "net A  ~  net B";
    made.x = {"epsilon", 0, 1};
    made.y = {"similarity", 0, 1};
    made.series = {{"match", XyStyle::LineAndPoints, {0, {}}, {}},
                   {"null", XyStyle::Dashed, {6, {}}, {}}};
    for (int i = 0; i <= 4; ++i) {
        made.series[0].points.push_back({i / 4.0, i / 4.0, {}, {}, {}, {}});
        made.series[1].points.push_back({i / 4.0, i / 8.0, {}, {}, {}, {}});
    }
    made.series[0].points[2].units = {kUnit};
    made.series[0].points[2].text = "the middle";
    return made;
}

/// The first place of the plot where this text is hit.
std::optional<Point> placeOf(const XyPlot& plot, const std::string& text, Size size = kSize)
{
    for (double y = 0; y < size.height; ++y) {
        for (double x = 0; x < size.width; ++x) {
            const auto hit = plot.hitAt({x, y});
            if (hit && hit->text == text)
                return Point{x, y};
        }
    }
    return std::nullopt;
}

} // namespace

class TestXyPlot : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    /// The marker lies at its x, on a linear axis, and a drag beyond the ends stops there.
    void markerIsDragged()
    {
        XyPlot plot;
        plot.setSize(kSize);
        plot.setContent(content());
        std::vector<double> places;
        for (const double x : {0.2, 0.5, 0.8}) {
            plot.setMarker(x, "e");
            double at = 0;
            while (at < kSize.width && !plot.isOnMarker({at, 200}))
                ++at;
            QVERIFY(std::abs(plot.xAt({at + 6, 200}) - x) < 0.01);
            places.push_back(at);
        }
        QVERIFY(std::abs((places[1] - places[0]) - (places[2] - places[1])) <= 2);
        QCOMPARE(plot.xAt({-1000, 0}), 0.0);
        QCOMPARE(plot.xAt({5000, 0}), 1.0);
        plot.setMarker({});
        QVERIFY(!plot.isOnMarker({places[2] + 6, 200}));
    }

    void nearestPointIsHit()
    {
        XyPlot plot;
        plot.setSize(kSize);
        plot.setContent(content());
        const auto at = placeOf(plot, "the middle");
        QVERIFY(at);
        QCOMPARE(plot.hitAt(*at)->units, std::vector{kUnit});
        QVERIFY(placeOf(plot, "match   1.000"));
        QVERIFY(placeOf(plot, "null   0.500"));
        QVERIFY(!plot.hitAt({2, 2}));
    }

    /// A bar is hit over its whole height, and its height is proportional to the value.
    void barsAreAsHighAsTheyCount()
    {
        XyContent made;
        made.x = {"size", 0.5, 4.5};
        made.y = {"matches", 0, 10};
        made.series = {{{}, XyStyle::Bars, {2, {}}, {}}};
        for (int i = 1; i <= 4; ++i)
            made.series[0].points.push_back(
                {double(i), i == 2 ? 8.0 : 2.0, {}, "bar " + std::to_string(i), {}, {}});
        XyPlot plot;
        plot.setContent(made);
        plot.setSize(kSize);
        const auto heightOf = [&](int bar) {
            int height = 0;
            const double x = placeOf(plot, "bar " + std::to_string(bar))->x + 2;
            for (double y = 0; y < kSize.height; ++y) {
                const auto hit = plot.hitAt({x, y});
                height += hit && hit->text == "bar " + std::to_string(bar) ? 1 : 0;
            }
            return height;
        };
        QVERIFY2(std::abs(heightOf(2) - 4 * heightOf(1)) < 40,
                 qPrintable(QString::number(heightOf(2)))); // 12 pixels around count as well
        QVERIFY(heightOf(2) > 2 * heightOf(1));
        const QImage image = painted(plot, kSize);
        QVERIFY(countOf(image, rgb(seriesColour(lightTheme(), 2))) > 2000);
    }

    /// With equal scales a square of points is a square of pixels, however wide the plot.
    void equalScalesKeepDistances()
    {
        XyContent made;
        made.isEqualScale = true;
        made.x = {{}, -1, 1, false, false};
        made.y = {{}, -1, 1, false, false};
        made.series = {{{}, XyStyle::Points, {}, {}}};
        for (const auto& [x, y] : {std::pair{-1.0, -1.0}, {1.0, -1.0}, {-1.0, 1.0}})
            made.series[0].points.push_back({x, y, {}, fixed(x, 0) + "," + fixed(y, 0), {}, {}});
        const Size size{700, 300};
        XyPlot plot;
        plot.setSize(size);
        plot.setContent(made);
        const auto corner = placeOf(plot, fixed(-1, 0) + "," + fixed(-1, 0), size);
        const auto right = placeOf(plot, fixed(1, 0) + "," + fixed(-1, 0), size);
        const auto top = placeOf(plot, fixed(-1, 0) + "," + fixed(1, 0), size);
        QVERIFY(corner && right && top);
        QVERIFY(std::abs((right->x - corner->x) - (corner->y - top->y)) <= 2);
        QVERIFY(right->x - corner->x > 100);
    }

    void bandsAndMarksAreDrawn()
    {
        XyPlot plot;
        plot.setContent(content());
        const QImage without = painted(plot, kSize);
        QVERIFY(countOf(without, rgb(lightTheme().networkA), 40) > 300);
        XyContent made = content();
        made.bands = {{"chance", {6, {}}, {0, 0.5, 1}, {0, 0.1, 0}, {0.4, 0.5, 0.4}}};
        plot.setContent(made);
        const QImage with = painted(plot, kSize);
        int changed = 0;
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x)
                changed += with.pixel(x, y) != without.pixel(x, y) ? 1 : 0;
        QVERIFY(changed > 15000); // a third of an area of about 400 x 230 pixels
        plot.setHighlight({{}, {kUnit}, {}});
        QVERIFY(countOf(painted(plot, kSize), rgb(lightTheme().current)) > 40);
    }

    void dataAsText()
    {
        XyPlot plot;
        XyContent made = content();
        made.series.resize(1);
        made.series[0].points.resize(3);
        made.series[0].points[1].spread = 0.125;
        plot.setContent(made);
        QCOMPARE(plot.dataAsText(), "series\tpoint\tepsilon\tsimilarity\tspread\n"
                                    "match\t\t0\t0\t\nmatch\t\t0.25\t0.25\t0.125\n"
                                    "match\tthe middle\t0.5\t0.5\t\n");
        XyContent logarithmic = made;
        logarithmic.x.isLogarithmic = true;
        logarithmic.series[0].points = {{2, 1, {}, {}, {}, {}}};
        plot.setContent(logarithmic);
        QVERIFY(plot.dataAsText().find("match\t\t100\t1\t") != std::string::npos);
    }

    void nothingIsCropped()
    {
        XyPlot plot;
        XyContent made = content();
        made.title = "a network with a name that goes on and on · conv1  ~  another one · conv1";
        made.notes = {"a note that is longer than the picture is wide, surely, whatever its width",
                      "and another"};
        made.x.title = made.notes[0];
        made.y.title = made.notes[0];
        for (XyPoint& point : made.series[0].points)
            point.label = "label of a point";
        plot.setContent(made);
        plot.setMarker(0.999, "epsilon");
        for (const Size size : {Size{260, 190}, kSize, Size{900, 300}}) {
            for (const PlotTheme* theme : {&lightTheme(), &darkTheme()})
                QVERIFY(!touchesBorder(painted(plot, size, 1, *theme), rgb(theme->background)));
        }
        plot.setContent({});
        plot.setMarker({});
        QVERIFY(!touchesBorder(painted(plot, kSize), rgb(lightTheme().background)));
    }
};

QTEST_MAIN(TestXyPlot)
#include "tst_xy_plot.moc"
