#include "ui/views/mapping_view.h"

#include "tests/support/hdf5_fixture.h"
#include "tests/support/random_activations.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "plots/path_plot.h"
#include "ui/views/linked_units_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QTableView>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <set>

using namespace counterpart;
using core::Side;
using test::WindowBench;
using State = session::AnalysisController::State;

namespace {

constexpr int kMappingTab = 5;

void writeLayer(const QString& path, const core::ActivationBlock& values)
{
    test::Hdf5Fixture file(path.toStdString(), true);
    const core::ActivationBlock rowMajor = values.transpose();
    file.write("/activations/fc", {values.rows(), values.cols()},
               std::vector<float>(rowMajor.data(), rowMajor.data() + rowMajor.size()));
}

/// Two networks of a layer "fc", shown in the workspace.
struct MappingBench : WindowBench
{
    QTemporaryDir folder;

    MappingBench(const core::ActivationBlock& a, const core::ActivationBlock& b)
    {
        const QStringList files{folder.filePath(QStringLiteral("a.h5")),
                                folder.filePath(QStringLiteral("b.h5"))};
        writeLayer(files[0], a);
        writeLayer(files[1], b);
        program->session().openFiles(files);
        window().workspaces().showTab(kMappingTab);
    }

    bool isShown()
    {
        return QTest::qWaitFor([this] { return mapping() && mapping()->steps(); }, 300'000) &&
               settle();
    }
    ui::MappingView* mapping() { return qobject_cast<ui::MappingView*>(view()); }
    QSlider& slider() { return *find<QSlider>(QStringLiteral("Penalty")); }
    ui::PlotWidget& graph()
    {
        return *find<ui::PlotWidget>(QStringLiteral("Graph of the mapping"));
    }
    ui::PlotWidget& path()
    {
        return *find<ui::PlotWidget>(
            QStringLiteral("Error and number of weights against the penalty"));
    }
    const core::MappingFit& fit() { return mapping()->steps()->fit(*mapping()->step()); }
    core::UnitRef unit(Side side, int index)
    {
        const session::LayerPair pair = *program->session().pair();
        return {pair[side].net, pair[side].layer, core::UnitIndex{index}};
    }
    std::optional<QPoint> pointAt(const session::Units& units)
    {
        for (int y = 0; y < graph().height(); y += 3) {
            for (int x = 0; x < graph().width(); x += 3) {
                const auto hit = graph().plot().hitAt({double(x), double(y)});
                if (hit && hit->units == units)
                    return QPoint(x, y);
            }
        }
        return std::nullopt;
    }
};

/// Unit 0 of B is the difference of units 3 and 5 of A, unit 1 is unit 8, the others are noise.
std::unique_ptr<MappingBench> plantedBench()
{
    const core::ActivationBlock a = test::normalActivations(400, 9, 1);
    core::ActivationBlock b = 0.1f * test::normalActivations(400, 4, 2);
    b.col(0) += a.col(3) - a.col(5);
    b.col(1) += a.col(8);
    auto bench = std::make_unique<MappingBench>(a, b);
    return bench->isShown() ? std::move(bench) : nullptr;
}

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

} // namespace

class TestMappingView : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void pathIsFittedOnce()
    {
        const auto bench = plantedBench();
        QVERIFY(bench);
        const ui::MappingSteps* steps = bench->mapping()->steps();
        QCOMPARE(steps->mapping.from, Side::A);
        QCOMPARE(std::size_t(bench->slider().maximum()) + 1, steps->mapping.path.size());
        QCOMPARE(*bench->mapping()->step(), steps->tradeOff);
        QVERIFY(bench->fit().heldOut);
        bench->slider().setValue(bench->slider().maximum());
        QCOMPARE(bench->fit().meanNonzeros, 0.0);
        bench->slider().setValue(0);
        QVERIFY(bench->fit().meanNonzeros > 2);
        QCOMPARE(bench->mapping()->steps(), steps);
    }

    /// Without noise the fewest weights left out predict best: at the end of the path.
    void theEndOfThePathIsSaid()
    {
        const core::ActivationBlock a = test::normalActivations(400, 5, 3);
        core::ActivationBlock b(400, 2);
        b.col(0) = a.col(0) - a.col(1);
        b.col(1) = a.col(2) + a.col(3) - a.col(4);
        MappingBench bench(a, b);
        QVERIFY(bench.isShown());
        const auto labels = bench.mapping()->findChildren<QLabel*>();
        const auto isSummary = [](const QLabel* label) {
            return label->text().contains(QLatin1String("weights a unit"));
        };
        const auto summary = std::ranges::find_if(labels, isSummary);
        QVERIFY(summary != labels.end());
        QVERIFY((*summary)->toolTip().contains(QLatin1String("is the smallest that was tried")));
        bench.slider().setValue(0);
        QVERIFY((*summary)->text().endsWith(QLatin1String("(best; none smaller was tried)")));
        bench.slider().setValue(1);
        QVERIFY(!(*summary)->text().contains(QLatin1String("best")));
    }

    void lineInTheChartIsDragged()
    {
        const auto bench = plantedBench();
        QVERIFY(bench);
        auto& plot = static_cast<plots::PathPlot&>(bench->path().plot());
        const int y = bench->path().height() / 3;
        const auto handle = [&]() -> std::optional<QPoint> {
            for (int x = 0; x < bench->path().width(); ++x) {
                if (plot.isOnChosen({double(x), double(y)}))
                    return QPoint(x + 6, y);
            }
            return std::nullopt;
        };
        QVERIFY(handle());
        const int before = bench->slider().value();
        const QPoint from = *handle();
        const QPoint to = from - QPoint(from.x() / 3, 0);
        QTest::mousePress(&bench->path(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&bench->path(), (from + to) / 2);
        QTest::mouseMove(&bench->path(), to);
        QTest::mouseRelease(&bench->path(), Qt::LeftButton, {}, to);
        QVERIFY(bench->slider().value() < before);
        QVERIFY(std::abs(handle()->x() - to.x()) < bench->path().width() / 20);
    }

    /// A click on a unit shows what it is predicted from, and makes the strongest its partner.
    void clickShowsPredictors()
    {
        const auto bench = plantedBench();
        QVERIFY(bench);
        const core::UnitRef target = bench->unit(Side::B, 0);
        const auto at = bench->pointAt({target});
        QVERIFY(at);
        QTest::mouseClick(&bench->graph(), Qt::LeftButton, {}, *at);
        const session::Units& current = bench->program->selection().current();
        QCOMPARE(current.size(), 2);
        QCOMPARE(current[1], target);
        const auto* panel = bench->find<ui::LinkedUnitsPanel>();
        QVERIFY(panel->model().rowCount() >= 2);
        std::set<int> predictors{panel->model().unitAt(0).unit.value,
                                 panel->model().unitAt(1).unit.value};
        QCOMPARE(predictors, (std::set<int>{3, 5}));
        QCOMPARE(current[0], panel->model().unitAt(0));

        const QModelIndex second = panel->model().index(1, 0);
        QTest::mouseClick(panel->table()->viewport(), Qt::LeftButton, {},
                          panel->table()->visualRect(second).center());
        QCOMPARE(bench->program->selection().current()[0], panel->model().unitAt(1));
        QCOMPARE(bench->program->selection().current()[1], target);

        const auto predictor = bench->pointAt({bench->unit(Side::A, 8)});
        QVERIFY(predictor);
        QTest::mouseClick(&bench->graph(), Qt::LeftButton, {}, *predictor);
        QCOMPARE(panel->model().unitAt(0), bench->unit(Side::B, 1));
    }

    void otherDirection()
    {
        const auto bench = plantedBench();
        QVERIFY(bench);
        auto* direction = bench->find<QComboBox>(QStringLiteral("Direction"));
        direction->setCurrentIndex(1);
        QVERIFY(!bench->mapping()->steps() || bench->mapping()->steps()->mapping.from == Side::B);
        direction->setCurrentIndex(0);
        direction->setCurrentIndex(1);
        QVERIFY(bench->isShown());
        QCOMPARE(bench->mapping()->steps()->mapping.from, Side::B);
        QCOMPARE(bench->fit().weights.cols(), 9);
    }

    /// Every step is painted at once, and the matrices follow in a job; the slowest times are
    /// printed: of this thread, and of all processors to the end of the job.
    void sliderAnswersAtOnce()
    {
        constexpr core::Index kUnits = 384;
        MappingBench bench(test::reluActivations(1500, kUnits, 40, 1, 1),
                           test::reluActivations(1500, kUnits, 40, 1, 2));
        QVERIFY(bench.isShown());
        bench.graph().grab();
        double slowest = 0;
        double slowestAll = 0;
        for (int value = bench.slider().maximum(); value >= 0; value -= 3) {
            const double start = threadSeconds();
            const std::clock_t startAll = std::clock();
            bench.slider().setValue(value);
            bench.graph().repaint();
            bench.path().repaint();
            slowest = std::max(slowest, threadSeconds() - start);
            QVERIFY(QTest::qWaitFor([&] { return bench.program->isIdle(); }, 60'000));
            slowestAll = std::max(slowestAll, double(std::clock() - startAll) / CLOCKS_PER_SEC);
        }
        qInfo("slowest step: %.1f ms, with the matrices %.1f ms of all processors", slowest * 1000,
              slowestAll * 1000);
        QCOMPARE(bench.slider().value(), 0);
    }
};

QTEST_MAIN(TestMappingView)
#include "tst_mapping_view.moc"
