#include "plots/plot_tables.h"
#include "ui/views/plot_widget.h"

#include "tests/support/ui_test.h"

#include <QSignalSpy>
#include <QTest>

using namespace counterpart;
using ui::PlotWidget;

namespace {

/// One unit for each column of ten pixels; notes what the widget asks of it.
class StripePlot : public plots::Plot
{
public:
    void setTheme(const plots::PlotTheme&) override {}
    void setPixelRatio(double) override {}
    void setSize(plots::Size size) override { lastSize = size; }
    plots::Size minimumSize() const override { return {100, 50}; }
    plots::Size preferredSize() const override { return {200, 100}; }
    bool isEmpty() const override { return false; }
    std::vector<plots::ScenePlacement> placements() const override { return {}; }
    std::optional<plots::PlotHit> hitAt(plots::Point point) const override
    {
        if (point.x >= 150)
            return std::nullopt;
        return plots::PlotHit{{unitAt(point.x)}, "stripe"};
    }
    bool zoomAt(plots::Point, double factor) override
    {
        zoomed *= factor;
        return true;
    }
    bool pan(plots::Point from, plots::Point to) override
    {
        panned += to.x - from.x;
        return true;
    }
    plots::TableMaker tables() const override { return plots::madeTables({}); }

    static core::UnitRef unitAt(double x)
    {
        return {core::NetId{0}, core::LayerIndex{0}, core::UnitIndex{int(x / 10)}};
    }

    plots::Size lastSize;
    double zoomed = 1;
    double panned = 0;
};

void dragBy(PlotWidget& widget, QPoint from, int by)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4; ++step)
        QTest::mouseMove(&widget, from + QPoint(by * step / 4, 0));
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, from + QPoint(by, 0));
}

} // namespace

class TestPlotWidget : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void clickTellsTheUnitsUnderIt()
    {
        PlotWidget widget(std::make_unique<StripePlot>());
        widget.resize(200, 100);
        QSignalSpy clicked(&widget, &PlotWidget::clicked);
        QTest::mouseClick(&widget, Qt::LeftButton, Qt::ControlModifier, {34, 20});
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked.at(0).at(0).value<session::Units>(),
                 session::Units{StripePlot::unitAt(34)});
        QCOMPARE(clicked.at(0).at(1).value<Qt::KeyboardModifiers>(), Qt::ControlModifier);
        QTest::mouseClick(&widget, Qt::LeftButton, {}, {180, 20}); // beside everything
        QVERIFY(clicked.at(1).at(0).value<session::Units>().empty());
    }

    void dragPansAndIsNoClick()
    {
        auto owned = std::make_unique<StripePlot>();
        StripePlot& plot = *owned;
        PlotWidget widget(std::move(owned));
        widget.resize(200, 100);
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
        QSignalSpy clicked(&widget, &PlotWidget::clicked);
        dragBy(widget, {40, 50}, 80);
        QCOMPARE(plot.panned, 80.0);
        QCOMPARE(clicked.count(), 0);
    }

    void handleTakesTheDragInstead()
    {
        auto owned = std::make_unique<StripePlot>();
        StripePlot& plot = *owned;
        PlotWidget widget(std::move(owned));
        widget.resize(200, 100);
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
        double last = 0;
        widget.setDragHandle({[](plots::Point point) { return point.x < 60; },
                              [&](plots::Point point) { last = point.x; }});
        dragBy(widget, {40, 50}, 80);
        QCOMPARE(last, 120.0);
        QCOMPARE(plot.panned, 0.0);
        dragBy(widget, {100, 50}, 20); // not on the handle
        QCOMPARE(plot.panned, 20.0);
    }

    void keysAndWheelZoom()
    {
        auto owned = std::make_unique<StripePlot>();
        StripePlot& plot = *owned;
        PlotWidget widget(std::move(owned));
        widget.resize(200, 100);
        QTest::keyClick(&widget, Qt::Key_Plus);
        QVERIFY(plot.zoomed > 1);
        QTest::keyClick(&widget, Qt::Key_Minus);
        QCOMPARE(plot.zoomed, 1.0);
    }

    void laysThePlotOutForItsSize()
    {
        auto owned = std::make_unique<StripePlot>();
        StripePlot& plot = *owned;
        PlotWidget widget(std::move(owned));
        widget.resize(320, 240);
        widget.grab();
        QCOMPARE(plot.lastSize, (plots::Size{320, 240}));
        QCOMPARE(widget.sizeHint(), QSize(200, 100));
    }
};

QTEST_MAIN(TestPlotWidget)
#include "tst_plot_widget.moc"
