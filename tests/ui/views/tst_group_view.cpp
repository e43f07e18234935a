#include "tests/support/run_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "plots/map_plot.h"
#include "plots/xy_plot.h"
#include "ui/views/dynamics_view.h"
#include "ui/views/group_view.h"
#include "ui/views/plot_widget.h"

#include <QComboBox>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>

using namespace counterpart;

namespace {

/// The window on six networks, two runs of three checkpoints.
struct Bench : test::WindowBench
{
    test::RunFiles files;

    bool open(const QString& workspace)
    {
        return test::WindowBench::open(files.write(), workspace);
    }
    plots::MapPlot& map(const QString& name)
    {
        return dynamic_cast<plots::MapPlot&>(find<ui::PlotWidget>(name)->plot());
    }
    void clickCell(const QString& name, int row, int column)
    {
        const plots::Point at = map(name).centreOf(row, column);
        QTest::mouseClick(find<ui::PlotWidget>(name), Qt::LeftButton, {},
                          QPoint(int(at.x), int(at.y)));
    }
    std::string nameOf(core::LayerRef layer) { return program->session().network(layer.net).name; }
};

} // namespace

class TestGroupView : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    /// Nothing is read before the button is pressed; then a cell opens its pair of networks.
    void cellsOpenTheirNetworks()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Group")));
        auto* view = bench.find<ui::GroupView>();
        const QString name = QStringLiteral("Distances between the networks");
        QVERIFY(!view->group());
        QVERIFY(bench.map(name).content().values.empty());
        QTest::mouseClick(bench.button<ui::GroupView>("Compare networks"), Qt::LeftButton);
        QTRY_VERIFY(view->group());
        QVERIFY(bench.settle());
        const plots::MapContent& content = bench.map(name).content();
        QCOMPARE(content.values.size(), std::size_t{36});
        QCOMPARE(view->figures().size(), std::size_t{2}); // the map and the tab that is shown

        bench.clickCell(name, 1, 4);
        const session::LayerPair pair = *bench.program->session().pair();
        QCOMPARE(bench.nameOf(pair.a), content.rows.names[1]);
        QCOMPARE(bench.nameOf(pair.b), content.columns.names[4]);
        QVERIFY(bench.settle());
        bench.clickCell(name, 2, 2); // a network with itself
        QCOMPARE(*bench.program->session().pair(), pair);
        QVERIFY(bench.settle());
    }

    /// The group is shown at the layer that is looked at, until another one is chosen here; that
    /// one stays when the networks are compared again.
    void theChosenLayerIsShown()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Group")));
        session::Session& session = bench.program->session();
        auto* layer = bench.find<QComboBox>("Layer of the networks");
        QCOMPARE(bench.program->session().pair()->a.layer, core::LayerIndex{0});
        const std::string first = session.layer(session.pair()->a).name;
        QTest::mouseClick(bench.button<ui::GroupView>("Compare networks"), Qt::LeftButton);
        QTRY_VERIFY(bench.find<ui::GroupView>()->group());
        QVERIFY(layer->count() > 1);
        QCOMPARE(layer->currentText(), QString::fromStdString(first));
        session.stepLayer(1); // the group follows until a layer is chosen in it
        QVERIFY(bench.settle());
        QCOMPARE(layer->currentText(),
                 QString::fromStdString(session.layer(session.pair()->a).name));
        QVERIFY(layer->currentText() != QString::fromStdString(first));
        layer->setCurrentIndex(0);
        const QString chosen = layer->currentText();
        core::AnalysisOptions options = session.options();
        options.pass.nonFinite = core::NonFinite::Drop;
        session.setOptions(options);
        QVERIFY(bench.settle());
        QVERIFY(!bench.find<ui::GroupView>()->group());
        QTest::mouseClick(bench.button<ui::GroupView>("Compare networks"), Qt::LeftButton);
        QTRY_VERIFY(bench.find<ui::GroupView>()->group());
        QCOMPARE(layer->currentText(), chosen);
    }

    /// Under other reading options nothing of the old answer is shown; under the old ones it is.
    void answersOfAnotherReadingAreNotShown()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Group")));
        auto* view = bench.find<ui::GroupView>();
        QTest::mouseClick(bench.button<ui::GroupView>("Compare networks"), Qt::LeftButton);
        QTRY_VERIFY(view->group());
        const core::AnalysisOptions before = bench.program->session().options();
        core::AnalysisOptions options = before;
        options.pass.nonFinite = core::NonFinite::Drop;
        bench.program->session().setOptions(options);
        QVERIFY(bench.settle());
        QVERIFY(!view->group());
        QVERIFY(bench.button<ui::GroupView>("Compare networks")->isEnabled());
        bench.program->session().setOptions(before);
        QVERIFY(bench.settle());
        QVERIFY(view->group());
        test::showTab(bench.window().workspaces(), QStringLiteral("Dynamics"));
        auto* dynamics = bench.find<ui::DynamicsView>();
        QTest::mouseClick(bench.button<ui::DynamicsView>("Compare checkpoints"), Qt::LeftButton);
        QTRY_VERIFY(dynamics->run());
        bench.program->session().setOptions(options);
        QVERIFY(bench.settle());
        QVERIFY(!dynamics->run());
    }

    /// The column of distances is to the A that is compared now.
    void distancesFollowTheReference()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Group")));
        QTest::mouseClick(bench.button<ui::GroupView>("Compare networks"), Qt::LeftButton);
        QTRY_VERIFY(bench.find<ui::GroupView>()->group());
        QVERIFY(bench.settle());
        const QAbstractItemModel* table = bench.find<QTableView>("Networks of the group")->model();
        const auto nearest = [&] {
            for (int row = 0; row < table->rowCount(); ++row) {
                if (table->index(row, models::GroupModel::DistanceColumn).data().toDouble() == 0)
                    return table->index(row, models::GroupModel::NameColumn).data().toString();
            }
            return QString();
        };
        QCOMPARE(nearest(), QStringLiteral("good step 0"));
        session::Session& session = bench.program->session();
        const core::LayerIndex layer = session.pair()->a.layer;
        session.setPair({{core::NetId{3}, layer}, {core::NetId{1}, layer}});
        QVERIFY(bench.settle());
        QCOMPARE(nearest(), QStringLiteral("bad step 0"));
    }

    /// What becomes ready while another workspace is shown is drawn when this one is shown again.
    void nothingIsDrawnWhileHidden()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Group")));
        auto* view = bench.find<ui::GroupView>();
        QTest::mouseClick(bench.button<ui::GroupView>("Compare networks"), Qt::LeftButton);
        test::showTab(bench.window().workspaces(), QStringLiteral("Matches"));
        QVERIFY(bench.settle());
        QVERIFY(!view->group());
        test::showTab(bench.window().workspaces(), QStringLiteral("Group"));
        QTRY_VERIFY(view->group());
        QVERIFY(bench.settle());
    }

    void choicesAreAnsweredAtOnce()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Group")));
        QTest::mouseClick(bench.button<ui::GroupView>("Compare networks"), Qt::LeftButton);
        QTRY_VERIFY(bench.find<ui::GroupView>()->group());
        QVERIFY(bench.settle());
        const QString name = QStringLiteral("Distances between the networks");
        std::string before = bench.map(name).dataAsText();
        for (const char* box : {"Layer of the networks", "Measure of the networks"}) {
            auto* choice = bench.find<QComboBox>(QString::fromLatin1(box));
            choice->setCurrentIndex(choice->currentIndex() == 0 ? 1 : 0);
            QVERIFY(bench.map(name).dataAsText() != before);
            before = bench.map(name).dataAsText();
        }
        // Colours from 0, which the diagonal has, or over the distances of different networks.
        const auto& limits = bench.map(name).content().limits;
        QCOMPARE(limits.low, 0.0);
        const double highest = limits.high;
        bench.find<QComboBox>("Colours of the distances")->setCurrentIndex(1);
        double lowest = highest;
        for (std::size_t cell = 0; cell < 36; ++cell) {
            if (cell % 7 != 0)
                lowest = std::min(lowest, *bench.map(name).content().values[cell]);
        }
        QCOMPARE(limits.low, lowest);
        QCOMPARE(limits.high, highest);
        QVERIFY(lowest > 0 && lowest < highest);
        bench.find<QSpinBox>("Clusters of networks")->setValue(3);
        QCOMPARE(bench.map(name).content().bars.front().names.size(), std::size_t{3});
        auto* table = bench.find<QTableView>("Networks of the group");
        QCOMPARE(table->model()->rowCount(), 6);
        auto* colour = bench.find<QComboBox>("Attribute of the networks");
        colour->setCurrentIndex(colour->findText(QStringLiteral("step")));
        auto* plane = bench.find<ui::PlotWidget>("Networks as points in a plane");
        const auto& content = dynamic_cast<plots::XyPlot&>(plane->plot()).content();
        QCOMPARE(content.series[0].name, "0");
        QVERIFY(content.series[1].colour.share.has_value());

        auto* charts = bench.find<QTabWidget>("Charts of the networks");
        for (int tab = 0; tab < charts->count(); ++tab) {
            charts->setCurrentIndex(tab);
            QVERIFY(bench.settle());
            QVERIFY(!bench.window().grab().isNull());
        }
        bench.program->session().closeAll();
        QVERIFY(bench.settle());
        QVERIFY(!bench.find<ui::GroupView>()->group());
    }

    /// The slider chooses a checkpoint, the line follows, and points and cells open their pair.
    void trainingIsWalked()
    {
        Bench bench;
        QVERIFY(bench.open(QStringLiteral("Dynamics")));
        auto* view = bench.find<ui::DynamicsView>();
        auto* run = bench.find<QComboBox>("Training run");
        QCOMPARE(run->count(), 3);
        QVERIFY(!view->run());
        QTest::mouseClick(bench.button<ui::DynamicsView>("Compare checkpoints"), Qt::LeftButton);
        QTRY_VERIFY(view->run());
        QVERIFY(bench.settle());
        const QString name = QStringLiteral("Layers of the checkpoint with layers at the end");
        auto* slider = bench.find<QSlider>("Checkpoint");
        QCOMPARE(slider->maximum(), 2);
        slider->setValue(2);
        QVERIFY(*bench.map(name).content().values[0] > 1 - 1e-6);
        slider->setValue(0);
        QVERIFY(*bench.map(name).content().values[0] < 0.9);

        auto* widget = bench.find<ui::PlotWidget>("Layers against checkpoints");
        auto& curves = dynamic_cast<plots::XyPlot&>(widget->plot());
        const int y = widget->height() / 2;
        int x = 0;
        while (x < widget->width() && !curves.isOnMarker({double(x), double(y)}))
            ++x;
        QVERIFY(x < widget->width());
        QTest::mousePress(widget, Qt::LeftButton, {}, {x + 6, y});
        QTest::mouseMove(widget, {widget->width() / 2, y});
        QTest::mouseRelease(widget, Qt::LeftButton, {}, {widget->width() / 2, y});
        QCOMPARE(slider->value(), 1);
        QVERIFY(bench.settle());

        bench.clickCell(name, 1, 0);
        const session::LayerPair pair = *bench.program->session().pair();
        QCOMPARE(bench.nameOf(pair.a), "good step 1");
        QCOMPARE(bench.nameOf(pair.b), "good step 2");
        QCOMPARE(pair.a.layer, core::LayerIndex{1});
        QCOMPARE(pair.b.layer, core::LayerIndex{0});
        QVERIFY(bench.settle());
        QVERIFY(view->run()); // it stays

        run->setCurrentIndex(1);
        QVERIFY(!view->run()); // of another run nothing is known yet
        run->setCurrentIndex(0);
        QVERIFY(view->run());
        bench.program->session().closeAll();
        QVERIFY(bench.settle());
        QVERIFY(!view->run());
    }
};

QTEST_MAIN(TestGroupView)
#include "tst_group_view.moc"
