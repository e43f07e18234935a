#include "plots/path_plot.h"

#include "tests/support/ui_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <cmath>

using namespace counterpart;
using namespace counterpart::plots;
using namespace counterpart::test;

namespace {

constexpr Size kSize{460, 380};

/// Penalties 1, 0.1, 0.01, 0.001 with falling loss.
PathContent content(bool isHeldOut)
{
    PathContent made;
    made.title = "net A  →  net B";
    made.points = {
        {1, 0.5, 0.5, 0}, {0.1, 0.4, 0.42, 3}, {0.01, 0.3, 0.34, 6}, {0.001, 0.2, 0.26, 9}};
    if (!isHeldOut) {
        for (PathPoint& point : made.points)
            point.heldOutLoss.reset();
    }
    return made;
}

/// Where the line of the chosen penalty can be taken hold of.
std::optional<Point> handle(const PathPlot& plot)
{
    for (double x = 0; x < kSize.width; ++x) {
        if (plot.isOnChosen({x, kSize.height / 3}))
            return Point{x + 6, kSize.height / 3}; // the first of 13 pixels
    }
    return std::nullopt;
}

} // namespace

class TestPathPlot : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    /// The line lies at its penalty, on a logarithmic axis.
    void chosenPenalty()
    {
        PathPlot plot;
        plot.setSize(kSize);
        plot.setContent(content(true));
        QVERIFY(!handle(plot));
        std::vector<double> places;
        for (const double penalty : {1.0, 0.1, 0.01}) {
            plot.setChosen(penalty);
            const auto at = handle(plot);
            QVERIFY(at);
            QVERIFY(std::abs(std::log10(plot.penaltyAt(*at) / penalty)) < 0.02);
            places.push_back(at->x);
        }
        QVERIFY(std::abs((places[0] - places[1]) - (places[1] - places[2])) <= 2);
        QCOMPARE(plot.penaltyAt({-1000, 0}), 0.001);
        QCOMPARE(plot.penaltyAt({5000, 0}), 1.0);
    }

    /// The line hides little of the curves, and its label nothing.
    void labelOfThePenaltyHidesNoCurve()
    {
        PathContent low = content(false);
        for (std::size_t i = 1; i < low.points.size(); ++i)
            low.points[i].loss = 0.03;
        PathPlot plot;
        plot.setContent(low);
        const QRgb colour = rgb(lightTheme().networkA);
        const int whole = countOf(painted(plot, kSize), colour);
        for (const double penalty : {0.5, 0.1, 0.03}) {
            plot.setChosen(penalty);
            QVERIFY(countOf(painted(plot, kSize), colour) > whole - 25);
        }
    }

    void nearestFitIsRead()
    {
        PathPlot plot;
        plot.setSize(kSize);
        plot.setContent(content(true));
        plot.setChosen(0.1);
        const auto hit = plot.hitAt(*handle(plot));
        QVERIFY(hit);
        QVERIFY2(hit->text.find("0.4000") != std::string::npos &&
                     hit->text.find("held out 0.4200") != std::string::npos &&
                     hit->text.find("3.00 weights") != std::string::npos,
                 hit->text.c_str());
        QVERIFY(!plot.hitAt({2, 2}));
    }

    void heldOutCurveIsDrawnWhereKnown()
    {
        const QRgb colour = rgb(lightTheme().networkB);
        PathPlot plot;
        plot.setContent(content(true));
        QVERIFY(countOf(painted(plot, kSize), colour) > 100);
        plot.setContent(content(false));
        QCOMPARE(countOf(painted(plot, kSize), colour), 0);
        QVERIFY(countOf(painted(plot, kSize), rgb(lightTheme().networkA)) > 100);
    }

    /// The optimiser of the paper is marked by open rings and named in the legend.
    void replicasAreMarks()
    {
        PathPlot plot;
        PathContent made = content(false);
        plot.setContent(made);
        const QImage without = painted(plot, kSize);
        made.replicas = {{0.1, 0.45, std::nullopt, 9}};
        plot.setContent(made);
        const auto blue = [](const QImage& image) {
            return countOf(image, rgb(lightTheme().networkA), 60); // rings are thin
        };
        QVERIFY(blue(painted(plot, kSize)) > blue(without) + 20);
    }

    void dataAsText()
    {
        PathPlot plot;
        plot.setContent(content(false));
        QCOMPARE(plot.dataAsText(), "penalty\tloss\theld-out loss\tweights a unit\n"
                                    "1\t0.5\t\t0\n0.1\t0.4\t\t3\n0.01\t0.3\t\t6\n"
                                    "0.001\t0.2\t\t9\n");
    }

    void nothingIsCropped()
    {
        PathPlot plot;
        PathContent made = content(true);
        made.title = "a network with a name that goes on and on · conv1  →  another · conv1";
        made.note = "a note that is longer than the picture is wide, surely, whatever its width is";
        made.points[3].nonzeros = 3999;
        plot.setContent(made);
        plot.setChosen(0.001);
        for (const Size size : {Size{240, 180}, kSize, Size{900, 300}}) {
            for (const PlotTheme* theme : {&lightTheme(), &darkTheme()})
                QVERIFY(!touchesBorder(painted(plot, size, 1, *theme), rgb(theme->background)));
        }
        plot.setContent({});
        QVERIFY(!touchesBorder(painted(plot, kSize), rgb(lightTheme().background)));
    }
};

QTEST_MAIN(TestPathPlot)
#include "tst_path_plot.moc"
