#include "plots/cloud_plot.h"

#include "plots/series_colours.h"
#include "tests/support/ui_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <cmath>

using namespace counterpart;
using namespace counterpart::plots;
using namespace counterpart::test;

namespace {

constexpr Size kSize{480, 420};

core::UnitRef ref(int place)
{
    return {core::NetId{place}, {}, {}};
}

/// Four points at the corners of a tetrahedron, of two categories.
CloudContent content()
{
    CloudContent made;
    made.title = "Networks by their distances";
    made.categories = {"true", "shuffled"};
    const double corners[4][3]{{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
    for (int i = 0; i < 4; ++i)
        made.points.push_back({{corners[i][0], corners[i][1], corners[i][2]},
                               i % 2,
                               "net " + std::to_string(i),
                               {},
                               {ref(i)}});
    return made;
}

/// Where a point is hit: the middle of all such places.
std::optional<Point> placeOf(const CloudPlot& plot, int net)
{
    double x = 0;
    double y = 0;
    int count = 0;
    for (int row = 0; row < kSize.height; ++row) {
        for (int column = 0; column < kSize.width; ++column) {
            const auto hit = plot.hitAt({double(column), double(row)});
            if (hit && hit->units == std::vector{ref(net)}) {
                x += column;
                y += row;
                ++count;
            }
        }
    }
    if (count == 0)
        return std::nullopt;
    return Point{x / count, y / count};
}

} // namespace

class TestCloudPlot : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void pointsAreHitAndNamed()
    {
        CloudPlot plot;
        plot.setSize(kSize);
        plot.setContent(content());
        for (int net = 0; net < 4; ++net) {
            const auto at = placeOf(plot, net);
            QVERIFY(at);
            QCOMPARE(plot.hitAt(*at)->text,
                     "net " + std::to_string(net) + (net % 2 ? "   shuffled" : "   true"));
        }
        QVERIFY(!plot.hitAt({2, 2}));
    }

    /// Dragging turns: a full turn brings the points back, and one seen from above does not move
    /// up or down with its height.
    void dragTurns()
    {
        CloudPlot plot;
        plot.setSize(kSize);
        plot.setContent(content());
        const auto before = placeOf(plot, 0);
        QVERIFY(plot.pan({0, 0}, {60, 0}));
        const auto after = placeOf(plot, 0);
        QVERIFY(std::hypot(after->x - before->x, after->y - before->y) > 5);
        plot.turn(330, 0); // 30 degrees were turned
        const auto back = placeOf(plot, 0);
        QVERIFY(std::hypot(back->x - before->x, back->y - before->y) < 1);

        CloudContent two = content(); // two points on the axis of turning, one below the other
        two.points[0].at = {0, 0, 1};
        two.points[1].at = {0, 0, -1};
        two.points[2].at = {1, 1, 0};
        two.points[3].at = {-1, -1, 0};
        plot.setContent(two);
        plot.turn(0, 90);
        const auto upper = placeOf(plot, 0);
        QVERIFY(upper && !placeOf(plot, 1)); // hidden under it
        plot.resetView();
        plot.turn(0, -22); // level with the eye
        const auto high = placeOf(plot, 0);
        const auto low = placeOf(plot, 1);
        QVERIFY(high && low && high->y < low->y - 50);
        QVERIFY(std::abs(high->x - low->x) < 2);
    }

    void zooms()
    {
        CloudPlot plot;
        plot.setSize(kSize);
        plot.setContent(content());
        const auto near = placeOf(plot, 0);
        QVERIFY(plot.zoomAt({0, 0}, 0.5));
        const auto far = placeOf(plot, 0);
        const Point middle{kSize.width / 2, 0};
        QVERIFY(std::abs(far->x - middle.x) < std::abs(near->x - middle.x));
        QVERIFY(!plot.zoomAt({0, 0}, 0.5)); // no farther
        QVERIFY(plot.resetView());
        QVERIFY(std::abs(placeOf(plot, 0)->x - near->x) < 1);
    }

    void categoriesHaveColours()
    {
        CloudPlot plot;
        plot.setContent(content());
        QImage image = painted(plot, kSize);
        QVERIFY(countOf(image, rgb(seriesColour(lightTheme(), 0))) > 60);
        QVERIFY(countOf(image, rgb(seriesColour(lightTheme(), 1))) > 60);
        QCOMPARE(countOf(image, rgb(lightTheme().current)), 0);
        plot.setHighlight({{}, {ref(2)}, {}});
        image = painted(plot, kSize);
        QVERIFY(countOf(image, rgb(lightTheme().current)) > 10);
    }

    void dataAsText()
    {
        CloudPlot plot;
        CloudContent made = content();
        made.points.resize(2);
        made.points[1].category = -1;
        plot.setContent(made);
        QCOMPARE(plot.dataAsText(), "point\tx\ty\tz\tcategory\nnet 0\t1\t1\t1\ttrue\n"
                                    "net 1\t1\t-1\t-1\t\n");
    }

    void nothingIsCropped()
    {
        CloudPlot plot;
        CloudContent made = content();
        made.title = "a title that is longer than the picture is wide, whatever its width may be";
        made.notes = {"a note that is longer than the picture is wide, whatever its width is"};
        made.axes = {"a first axis with a name", "second", "third"};
        for (CloudPoint& point : made.points)
            point.label = "a network with a rather long name";
        plot.setContent(made);
        for (const Size size : {Size{240, 200}, kSize, Size{900, 300}}) {
            for (const PlotTheme* theme : {&lightTheme(), &darkTheme()})
                QVERIFY(!touchesBorder(painted(plot, size, 1, *theme), rgb(theme->background)));
        }
        plot.setContent({});
        QVERIFY(!touchesBorder(painted(plot, kSize), rgb(lightTheme().background)));
    }
};

QTEST_MAIN(TestCloudPlot)
#include "tst_cloud_plot.moc"
