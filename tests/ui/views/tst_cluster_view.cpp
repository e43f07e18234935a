#include "tests/support/hdf5_fixture.h"
#include "tests/support/random_activations.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "ui/views/cluster_view.h"
#include "ui/views/plot_widget.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTreeView>

#include <algorithm>
#include <ctime>

using namespace counterpart;
using State = session::AnalysisController::State;
using test::WindowBench;

namespace {

constexpr core::Index kCauses = 4;
constexpr int kSamples = 300;

/// Units i of both networks share cause i modulo kCauses.
struct PlantedFiles
{
    QTemporaryDir folder;

    QStringList write(core::Index unitsA, core::Index unitsB, core::Index causes = kCauses) const
    {
        return {writeOne("a.h5", unitsA, causes, 1), writeOne("b.h5", unitsB, causes, 2)};
    }

private:
    QString writeOne(const char* name, core::Index units, core::Index causes, unsigned seed) const
    {
        const core::ActivationBlock shared = test::normalActivations(kSamples, causes, 9);
        core::ActivationBlock values = 0.4F * test::normalActivations(kSamples, units, seed);
        for (core::Index unit = 0; unit < units; ++unit)
            values.col(unit) += shared.col(unit % causes);
        const core::Matrix rowMajor = values.transpose().cast<double>();
        const QString path = folder.filePath(QLatin1String(name));
        test::Hdf5Fixture file(path.toStdString(), true);
        file.write("activations/fc", {kSamples, units},
                   std::span(rowMajor.data(), std::size_t(rowMajor.size())));
        return path;
    }
};

/// The window on two planted networks, with the workspace of clusters shown.
struct ClusterBench : WindowBench
{
    PlantedFiles files;
    ui::ClusterView* clusters = nullptr;

    bool open(core::Index unitsA, core::Index unitsB, core::Index causes = kCauses)
    {
        program->session().openFiles(files.write(unitsA, unitsB, causes));
        if (!QTest::qWaitFor([this] { return program->controller().state() == State::Ready; }))
            return false;
        clusters = showView<ui::ClusterView>();
        return settle() && QTest::qWaitFor([this] { return !clusters->shown().isEmpty(); });
    }
    QSpinBox* count() { return find<QSpinBox>(QStringLiteral("Number of clusters")); }
    QSlider* slider() { return find<QSlider>(QStringLiteral("Number of clusters, slider")); }
    QComboBox* method() { return find<QComboBox>(QStringLiteral("Method of clustering")); }
    QTreeView* tree() { return find<QTreeView>(QStringLiteral("Clusters and their parts")); }
    int shownCount() const { return int(clusters->shown().blocks.size()); }
    core::UnitRef unit(core::Side side, int number)
    {
        const core::LayerRef layer = (*program->session().pair())[side];
        return {layer.net, layer.layer, core::UnitIndex{number}};
    }
};

/// Whether every cluster is the units of one cause.
bool isPlanted(const ui::ShownClusters& shown)
{
    const auto labels = shown.outline->labels(shown.blocks);
    for (const core::Side side : {core::Side::A, core::Side::B}) {
        for (std::size_t unit = 0; unit < labels[side].size(); ++unit) {
            if (labels[side][unit] != labels.a[unit % std::size_t(kCauses)])
                return false;
        }
    }
    return true;
}

std::optional<QPoint> pointOver(ui::PlotWidget& widget, const session::Units& units)
{
    for (int y = 0; y < widget.height(); y += 2) {
        for (int x = 0; x < widget.width(); x += 2) {
            const auto hit = widget.plot().hitAt({double(x), double(y)});
            if (hit && hit->units == units)
                return QPoint(x, y);
        }
    }
    return std::nullopt;
}

} // namespace

class TestClusterView : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void plantedClustersAreShown()
    {
        ClusterBench bench;
        QVERIFY(bench.open(16, 12));
        QCOMPARE(bench.shownCount(), int(kCauses));
        QCOMPARE(bench.count()->value(), int(kCauses));
        QVERIFY(isPlanted(bench.clusters->shown()));
        QCOMPARE(bench.tree()->model()->rowCount(), int(kCauses));
        QCOMPARE(bench.tree()->model()->index(0, 1).data().toString(), "4");
        QCOMPARE(bench.tree()->model()->index(0, 2).data().toString(), "3");
    }

    void anotherNumberIsShownAndTheSuggestionComesBack()
    {
        ClusterBench bench;
        QVERIFY(bench.open(16, 12));
        bench.count()->setValue(7);
        QTRY_COMPARE(bench.shownCount(), 7);
        QCOMPARE(bench.tree()->model()->rowCount(), 7);
        QCOMPARE(bench.slider()->value(), 7);
        for (QPushButton* button : bench.clusters->findChildren<QPushButton*>()) {
            if (button->text().contains(QStringLiteral("ggested")))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_COMPARE(bench.shownCount(), int(kCauses));
        QVERIFY(isPlanted(bench.clusters->shown()));
    }

    /// Of many requests the last one's answer stays, and no older one comes after a newer.
    void draggingNeverShowsAStaleAnswer()
    {
        ClusterBench bench;
        QVERIFY(bench.open(24, 24));
        auto* slider = bench.slider();
        std::vector<int> seen;
        connect(bench.clusters, &ui::ClusterView::clustersShown, this,
                [&] { seen.push_back(bench.shownCount()); });
        for (int k = 5; k <= 20; ++k) {
            slider->setValue(k);
            QTest::qWait(1);
        }
        QTRY_COMPARE(bench.shownCount(), 20);
        QVERIFY(bench.settle());
        QCOMPARE(bench.shownCount(), 20);
        QVERIFY(std::ranges::is_sorted(seen));
        slider->setValue(6);
        slider->setValue(9);
        QVERIFY(bench.settle());
        QTRY_COMPARE(bench.shownCount(), 9);
    }

    void clickInABlockChoosesItsCluster()
    {
        ClusterBench bench;
        QVERIFY(bench.open(16, 12));
        ui::PlotWidget& matrix = *bench.clusters->plotWidget();
        const session::Units cell{bench.unit(core::Side::A, 5), bench.unit(core::Side::B, 1)};
        QTRY_VERIFY(pointOver(matrix, cell).has_value());
        QTest::mouseClick(&matrix, Qt::LeftButton, {}, *pointOver(matrix, cell));
        QCOMPARE(bench.program->selection().current(), cell);
        const auto labels = bench.clusters->shown().outline->labels(bench.clusters->shown().blocks);
        QTRY_COMPARE(bench.tree()->currentIndex().row(), labels.a[5]);
    }

    void rowOfTheListSelectsItsMembers()
    {
        ClusterBench bench;
        QVERIFY(bench.open(16, 12));
        QTreeView* tree = bench.tree();
        const QModelIndex row = tree->model()->index(1, 0);
        tree->setFocus();
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(row).center());
        QCOMPARE(tree->currentIndex().row(), 1);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(bench.program->selection().selected().size(), 7);
        const int cause = bench.program->selection().selected().front().unit.value % int(kCauses);
        for (const core::UnitRef& unit : bench.program->selection().selected())
            QCOMPARE(unit.unit.value % int(kCauses), cause);
    }

    void treeIsCutByDraggingItsLine()
    {
        ClusterBench bench;
        QVERIFY(bench.open(16, 12));
        for (const int method : {1, 2, 3}) {
            bench.method()->setCurrentIndex(method);
            QTRY_VERIFY(bench.settle() && !bench.clusters->shown().isEmpty());
            QCOMPARE(bench.clusters->shown().outline->order.size(), std::size_t(28));
            bench.count()->setValue(int(kCauses));
            QCOMPARE(bench.shownCount(), int(kCauses)); // at once
            QVERIFY(isPlanted(bench.clusters->shown()));
            auto* charts = bench.find<QTabWidget>(QStringLiteral("Charts of the clusters"));
            charts->setCurrentIndex(1);
            auto* tree = qobject_cast<ui::PlotWidget*>(charts->currentWidget());
            QVERIFY(tree && tree->isVisible());
            QVERIFY(bench.settle());
            auto& plot = dynamic_cast<plots::DendrogramPlot&>(tree->plot());
            int line = 0;
            while (line < tree->height() && !plot.isOnCut({tree->width() / 2.0, double(line)}))
                ++line;
            QVERIFY(line < tree->height());
            QTest::mousePress(tree, Qt::LeftButton, {}, {tree->width() / 2, line + 2});
            QTest::mouseMove(tree, {tree->width() / 2, tree->height() - 5});
            QCOMPARE(bench.shownCount(), 28); // below every merge
            QCOMPARE(bench.count()->value(), 28);
            QTest::mouseMove(tree, {tree->width() / 2, 0});
            QCOMPARE(bench.shownCount(), 1);
            QTest::mouseRelease(tree, Qt::LeftButton, {}, {tree->width() / 2, 0});
        }
    }

    void labelsAreSaved()
    {
        ClusterBench bench;
        QVERIFY(bench.open(16, 12));
        const QString path = bench.files.folder.filePath(QStringLiteral("labels.csv"));
        bench.clusters->saveLabels(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 29);
        QCOMPARE(lines[0], "network,layer,unit,cluster");
        const auto labels = bench.clusters->shown().outline->labels(bench.clusters->shown().blocks);
        QCOMPARE(lines[1 + 16 + 3].split(',').last().toInt(), labels.b[3] + 1);
    }

    void anotherLayerHasItsOwnClusters()
    {
        ClusterBench bench;
        QVERIFY(bench.open(16, 12));
        bench.count()->setValue(9);
        QTRY_COMPARE(bench.shownCount(), 9);
        bench.program->session().swapSides();
        QTRY_COMPARE(bench.shownCount(), int(kCauses));
        QCOMPARE(bench.clusters->shown().outline->units.a, 12);
        bench.program->session().closeAll();
        QVERIFY(bench.settle());
    }

    /// The time from the last move to the picture of 2 x 384 units, printed, with the time of all
    /// processors, as a machine that is busy takes longer than the tenth of a second that it is
    /// made for.
    void draggingIsQuick()
    {
        ClusterBench bench;
        QVERIFY(bench.open(384, 384, 40));
        auto* slider = bench.slider();
        QSignalSpy shown(bench.clusters, &ui::ClusterView::clustersShown);
        qint64 slowest = 0;
        for (const int k : {12, 40, 80, 120, 160}) {
            for (int step = 3; step >= 0; --step) {
                slider->setValue(k - step);
                QTest::qWait(5);
            }
            QElapsedTimer timer;
            timer.start();
            const std::clock_t start = std::clock();
            const auto processorMs = [&] { return 1000 * (std::clock() - start) / CLOCKS_PER_SEC; };
            while (bench.shownCount() != k)
                QVERIFY(shown.wait(test::kLongMs));
            const auto found = processorMs();
            bench.clusters->plotWidget()->repaint();
            slowest = std::max(slowest, timer.elapsed());
            qInfo("k = %d: %lld ms; processors %ld ms and %ld ms to paint", k,
                  static_cast<long long>(timer.elapsed()), found, processorMs() - found);
        }
        qInfo("slowest: %lld ms", static_cast<long long>(slowest));
    }
};

QTEST_MAIN(TestClusterView)
#include "tst_cluster_view.moc"
