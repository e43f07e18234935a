#include "tests/support/run_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "plots/map_plot.h"
#include "plots/xy_plot.h"
#include "ui/figures/class_figure.h"
#include "ui/figures/signal_figure.h"
#include "ui/figures/width_figure.h"
#include "ui/views/class_page.h"
#include "ui/views/dynamics_view.h"
#include "ui/views/group_view.h"
#include "ui/views/sequence_page.h"
#include "ui/views/signal_page.h"
#include "ui/views/width_page.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>

using namespace counterpart;

namespace {

/// The window on two runs of three checkpoints, of which the "good" one comes to a shared layer.
struct Bench : test::WindowBench
{
    test::RunFiles files;

    bool open(const QString& workspace)
    {
        return test::WindowBench::open(files.write(), workspace);
    }
    template <class Page>
    bool showPage(const QString& tabs)
    {
        auto* page = find<Page>();
        find<QTabWidget>(tabs)->setCurrentWidget(page);
        return page->isVisible() && settle();
    }
    template <class PlotClass, class Page>
    const auto& content()
    {
        return dynamic_cast<PlotClass&>(find<Page>()->plotWidget().plot()).content();
    }
    template <class Page>
    bool hasMessage()
    {
        return find<Page>()->plotWidget().hasMessage();
    }
    template <class Page>
    bool ask(const QString& text)
    {
        QPushButton* asking = button<Page>(text);
        if (!asking || !asking->isEnabled())
            return false;
        QTest::mouseClick(asking, Qt::LeftButton);
        return settle() && settle() && !asking->isEnabled();
    }
};

} // namespace

class TestAskingPages : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    /// The curves are those of the library; settings that were not asked about show nothing.
    void directionsAreFollowed()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Dynamics")));
        QVERIFY(bench.showPage<ui::SignalPage>(QStringLiteral("Dynamics")));
        QVERIFY(bench.hasMessage<ui::SignalPage>());
        bench.find<QComboBox>("Layer of the directions")->setCurrentIndex(1);
        QVERIFY(bench.ask<ui::SignalPage>(QStringLiteral("Follow directions")));
        QVERIFY(!bench.hasMessage<ui::SignalPage>());
        const auto& content = bench.content<plots::XyPlot, ui::SignalPage>();
        QCOMPARE(content.series.size(), std::size_t{2});
        ui::SignalRequest request;
        const auto& networks = bench.program->session().networks();
        request.networks = {networks.begin(), networks.begin() + 3};
        request.layer = "high";
        const auto expected = ui::followSignal(request, {});
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(content.series[0].points[i].y, expected->signal[i]);
            QCOMPARE(content.series[1].points[i].y, expected->noise[i]);
            QVERIFY(expected->signal[i] < expected->noise[i]);
        }
        QCOMPARE(bench.find<ui::DynamicsView>()->figures().front().name,
                 QStringLiteral("c1-signal-noise"));
        // An impossible choice is refused in words, and the old answer comes back with its
        // settings.
        auto* early = bench.find<QComboBox>("Early checkpoint");
        early->setCurrentIndex(2);
        QVERIFY(bench.hasMessage<ui::SignalPage>() && content.series.empty());
        QVERIFY(!bench.button<ui::SignalPage>(QStringLiteral("Follow directions"))->isEnabled());
        early->setCurrentIndex(0);
        QCOMPARE(content.series.size(), std::size_t{2});
    }

    void classesAreCompared()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Dynamics")));
        QVERIFY(bench.showPage<ui::ClassPage>(QStringLiteral("Dynamics")));
        QCOMPARE(bench.find<QComboBox>("Layer of the logits")->currentText(),
                 QStringLiteral("high"));
        QVERIFY(bench.ask<ui::ClassPage>(QStringLiteral("Compare classes")));
        const auto& content = bench.content<plots::MapPlot, ui::ClassPage>();
        QCOMPARE(content.rows.names, std::vector<std::string>{"low"});
        QCOMPARE(content.columns.names.size(), std::size_t{5});
        for (const std::optional<double>& value : content.values)
            QVERIFY(value && *value > 0 && *value < 0.6); // they are independent
        bench.program->session().swapSides();             // A is another network
        QVERIFY(bench.settle());
        QVERIFY(bench.hasMessage<ui::ClassPage>() && content.values.empty());
    }

    /// What became of a page is seen when it is shown again, and not before.
    void hiddenPagesDoNoWork()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Dynamics")));
        QVERIFY(bench.showPage<ui::ClassPage>(QStringLiteral("Dynamics")));
        QVERIFY(bench.ask<ui::ClassPage>(QStringLiteral("Compare classes")));
        const auto& content = bench.content<plots::MapPlot, ui::ClassPage>();
        auto* tabs = bench.find<QTabWidget>("Dynamics");
        tabs->setCurrentIndex(0);
        bench.program->session().swapSides(); // A is another network
        QVERIFY(bench.settle());
        QVERIFY(!content.values.empty() && bench.hasMessage<ui::ClassPage>());
        QVERIFY(bench.showPage<ui::ClassPage>(QStringLiteral("Dynamics")));
        QVERIFY(content.values.empty() && bench.hasMessage<ui::ClassPage>());
        // Back to what is known: it is there as soon as the page is.
        tabs->setCurrentIndex(0);
        bench.program->session().swapSides();
        QVERIFY(bench.settle());
        QVERIFY(content.values.empty());
        QVERIFY(bench.showPage<ui::ClassPage>(QStringLiteral("Dynamics")));
        QVERIFY(!content.values.empty() && !bench.hasMessage<ui::ClassPage>());
    }

    void pagesSayWhatTheyLack()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Dynamics")));
        QVERIFY(bench.showPage<ui::SequencePage>(QStringLiteral("Dynamics")));
        QPushButton* asking = bench.button<ui::SequencePage>(QStringLiteral("Compare tokens"));
        QVERIFY(!asking->isEnabled());
        QVERIFY(asking->toolTip().contains(QStringLiteral("steps of a sequence")));
        QVERIFY(ui::whyNoSignal({nullptr, nullptr}).find("three checkpoints") != std::string::npos);
        const core::Network& network = bench.program->session().network(core::NetId{0});
        QVERIFY(ui::whyNoClasses(network, "high").empty());
        QVERIFY(ui::whyNoClasses(network, "fc9").find("no layer fc9") != std::string::npos);
    }

    /// The layer that settles is named; a level that nothing reaches says so.
    void freezingIsAdvised()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Dynamics")));
        QTest::mouseClick(bench.button<ui::DynamicsView>("Compare checkpoints"), Qt::LeftButton);
        QTRY_VERIFY(bench.find<ui::DynamicsView>()->run());
        QVERIFY(bench.settle());
        const auto says = [&](const QString& words) {
            const auto labels = bench.find<ui::DynamicsView>()->findChildren<QLabel*>();
            return std::ranges::any_of(
                labels, [&](const QLabel* label) { return label->text().contains(words); });
        };
        QVERIFY(says(QStringLiteral("No layer could be frozen before the end")));
        bench.find<QDoubleSpinBox>("Similarity of a settled layer")->setValue(0.5);
        QVERIFY(says(QStringLiteral("low from step 1")));
        auto* measure = bench.find<QComboBox>("Measure of the dynamics");
        measure->setCurrentIndex(measure->findData(int(core::Measure::Euclidean)));
        QVERIFY(says(QStringLiteral("needs a similarity")));
    }

    /// Networks that share a step are compared with each other, at the layer that is shown.
    void widthsAreCompared()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Group")));
        QTest::mouseClick(bench.button<ui::GroupView>("Compare networks"), Qt::LeftButton);
        QTRY_VERIFY(bench.find<ui::GroupView>()->group());
        auto* layer = bench.find<QComboBox>("Layer of the networks");
        layer->setCurrentIndex(1);
        QVERIFY(bench.showPage<ui::WidthPage>(QStringLiteral("Charts of the networks")));
        QCOMPARE(bench.find<QComboBox>("Number that groups the networks")->currentText(),
                 QStringLiteral("step"));
        QVERIFY(bench.ask<ui::WidthPage>(QStringLiteral("Compare within")));
        const auto& content = bench.content<plots::XyPlot, ui::WidthPage>();
        const auto& points = content.series.at(0).points;
        QCOMPARE(points.size(), std::size_t{3});
        for (std::size_t i = 0; i < points.size(); ++i) {
            QCOMPARE(points[i].x, double(i));
            // One pair of unrelated networks each: the distance in the map of all networks.
            const auto& group = *bench.find<ui::GroupView>()->group();
            const auto& grid = *group.of(1, core::Measure::Pwcca);
            const auto good = core::Index(i);
            const double mean = (*grid.at(good, good + 3) + *grid.at(good + 3, good)) / 2;
            QVERIFY(std::abs(points[i].y - (1 - mean)) < 1e-9);
        }
        layer->setCurrentIndex(0); // another question
        QVERIFY(bench.hasMessage<ui::WidthPage>() && content.series.empty());
        bench.program->session().closeAll();
        QVERIFY(bench.settle());
    }
};

QTEST_MAIN(TestAskingPages)
#include "tst_asking_pages.moc"
