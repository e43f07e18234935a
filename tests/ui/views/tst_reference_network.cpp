#include "tests/support/permuted_networks.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "models/match_table_model.h"
#include "session/reference_order.h"
#include "ui/figures/correlation_figure.h"
#include "ui/figures/gallery_figure.h"
#include "ui/views/cluster_view.h"
#include "ui/views/correlation_view.h"
#include "ui/views/mapping_view.h"
#include "ui/views/plot_widget.h"

#include <QAction>
#include <QComboBox>
#include <QSpinBox>
#include <QTableView>
#include <QToolBar>

using namespace counterpart;

namespace {

/// The window on three networks that are one but for the order of their units, and a fourth; the
/// second and the third are compared.
struct Bench : test::WindowBench
{
    test::PermutedNetworks files;

    bool open()
    {
        if (!test::WindowBench::open(files.write(), QStringLiteral("Correlations")))
            return false;
        program->session().setPair(
            {{core::NetId{1}, core::LayerIndex{0}}, {core::NetId{2}, core::LayerIndex{0}}});
        return settle();
    }
    /// Chooses as a user does, by the keys: entry 1 is the first network.
    bool chooseReference(int entry)
    {
        auto* box = find<QComboBox>("Reference network");
        box->setFocus();
        while (box->currentIndex() != entry)
            QTest::keyClick(box, box->currentIndex() < entry ? Qt::Key_Down : Qt::Key_Up);
        return settle() && settle();
    }
    const session::PairResult& result() { return program->controller().current(); }
    QString matrices()
    {
        auto* widget = find<ui::PlotWidget>("Correlation matrices");
        return QString::fromStdString(widget->plot().dataAsText());
    }
    QAction* action(const QString& text)
    {
        for (QAction* one : window().findChildren<QAction*>()) {
            if (one->text().remove(u'&').startsWith(text))
                return one;
        }
        return nullptr;
    }
};

} // namespace

class TestReferenceNetwork : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    /// Both networks stand in the order of one that is not shown, in matrices, mapping and table.
    void otherPairsAreShownByTheReference()
    {
        Bench bench;
        QVERIFY(bench.open());
        const QString before = bench.matrices();
        QVERIFY(bench.chooseReference(1));
        QVERIFY(bench.result().reference);
        QVERIFY(bench.matrices() != before);
        QCOMPARE(bench.find<QComboBox>("Order")->currentText(), QStringLiteral("by reference"));

        session::MatrixLook look;
        look.order = core::OrderKind::Reference;
        const ui::CorrelationPanels panels = ui::makeCorrelationPanels(bench.result(), look, {});
        const auto& aligned = panels.content[ui::CorrelationPanels::Aligned];
        QCOMPARE(aligned.title, "between, both by first");
        for (std::size_t place = 0; place < test::PermutedNetworks::kUnits; ++place) {
            const auto row = std::size_t(aligned.rows.order[place].value);
            const auto column = std::size_t(aligned.columns.order[place].value);
            QCOMPARE(bench.files.permutations[1][0][row], int(place));
            QCOMPARE(bench.files.permutations[2][0][column], int(place));
        }

        auto* table = bench.find<QTableView>("Match table");
        const int column = models::MatchTableModel::ReferenceColumn;
        QVERIFY(!table->isColumnHidden(column));
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const int unit = table->model()->index(row, 0).data().toInt();
            QCOMPARE(table->model()->index(row, column).data().toInt(),
                     bench.files.permutations[1][0][std::size_t(unit)]);
        }

        const plots::GalleryContent gallery = ui::loadGallery(bench.result(), {}, {});
        QVERIFY(!gallery.sections.empty());
        for (const plots::GalleryPair& pair : gallery.sections[0].pairs) {
            const auto unit = std::size_t(pair.b.unit.unit.value);
            const int counterpart = bench.files.permutations[2][0][unit];
            QCOMPARE(pair.b.note, "ref " + std::to_string(counterpart));
        }

        bench.showView<ui::MappingView>();
        QVERIFY(bench.settle());
        auto* order = bench.find<QComboBox>("Order of the graph");
        order->setCurrentIndex(order->findText(QStringLiteral("by reference")));
        QVERIFY(bench.settle());
        QVERIFY(!bench.window().grab().isNull());
        bench.program->session().stepLayer(1);
        QVERIFY(bench.settle() && bench.settle());
        QVERIFY(bench.result().reference);
    }

    /// Within each cluster both networks stand in the order of the reference.
    void clustersAreShownByTheReference()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.showView<ui::ClusterView>();
        QVERIFY(bench.settle());
        auto* view = bench.find<ui::ClusterView>();
        QTRY_VERIFY(!view->shown().isEmpty());
        QVERIFY(bench.chooseReference(1));
        // Pairs of units are the clusters; of fewer some have several units of a network.
        bench.find<QSpinBox>("Number of clusters")->setValue(3);
        QTRY_COMPARE(view->shown().blocks.size(), std::size_t{3});
        const core::ClusterOutline& outline = *view->shown().outline;
        int followed = 0;
        for (const int block : view->shown().blocks) {
            const core::LeafSpan span = outline.nodes[std::size_t(block)].span;
            for (int place = span.begin + 1; place < span.end; ++place) {
                if (outline.sideAt(place - 1) != outline.sideAt(place))
                    continue;
                const auto& planted =
                    bench.files.permutations[outline.sideAt(place) == core::Side::A ? 1 : 2][0];
                QVERIFY(planted[std::size_t(outline.unitAt(place - 1).value)] <
                        planted[std::size_t(outline.unitAt(place).value)]);
                ++followed;
            }
        }
        QVERIFY(followed > 0);
    }

    void choiceIsUndone()
    {
        Bench bench;
        QVERIFY(bench.open());
        const QString before = bench.matrices();
        QVERIFY(bench.chooseReference(1));
        const QString after = bench.matrices();
        bench.action(QStringLiteral("Undo"))->trigger();
        QVERIFY(bench.settle());
        QVERIFY(!bench.result().reference);
        QCOMPARE(bench.matrices(), before);
        QCOMPARE(bench.find<QComboBox>("Reference network")->currentIndex(), 0);
        bench.action(QStringLiteral("Redo"))->trigger();
        QVERIFY(bench.settle());
        QCOMPARE(bench.matrices(), after);
        // Its own order is one among others.
        bench.find<QComboBox>("Order")->setCurrentIndex(0);
        QVERIFY(bench.settle());
        QVERIFY(bench.result().reference);
        QVERIFY(bench.matrices() != after);
        QVERIFY(bench.chooseReference(0));
        QVERIFY(!bench.result().reference);
        QVERIFY(bench.find<QTableView>("Match table")
                    ->isColumnHidden(models::MatchTableModel::ReferenceColumn));
        bench.program->session().closeAll();
        QVERIFY(bench.settle());
    }
};

QTEST_MAIN(TestReferenceNetwork)
#include "tst_reference_network.moc"
