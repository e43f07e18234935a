#include "models/match_table_model.h"

#include "models/selection_bridge.h"
#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <algorithm>

using namespace counterpart;
using models::MatchFilterModel;
using models::MatchTableModel;
using session::AnalysisController;
using session::MatchKind;

namespace {

/// Everything from files to the filtered table.
struct Bench
{
    test::NetworkFiles files;
    session::JobRunner jobs;
    session::Session session{jobs};
    AnalysisController controller{session, jobs};
    session::Selection selection;
    session::UnitFilter filter;
    MatchTableModel model{controller};
    MatchFilterModel filtered{filter};

    Bench() { filtered.setSourceModel(&model); }
    void open()
    {
        files.write();
        session.openFiles({files.a(), files.b()});
    }
    core::UnitRef unit(core::Side side, int number) const
    {
        const core::LayerRef layer = (*session.pair())[side];
        return {layer.net, layer.layer, core::UnitIndex{number}};
    }
    /// Where the permutation of the files puts a unit of A.
    int partnerOf(int unitOfA) const
    {
        const auto& permutation = files.permutation;
        return int(std::find(permutation.begin(), permutation.end(), unitOfA) -
                   permutation.begin());
    }
};

} // namespace

class TestMatchTableModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void rowsSayWhatThePermutationDid()
    {
        Bench bench;
        QAbstractItemModelTester tester(&bench.model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester proxyTester(
            &bench.filtered, QAbstractItemModelTester::FailureReportingMode::QtTest);
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 4);
        for (int row = 0; row < 4; ++row) {
            const QString partner = QString::number(bench.partnerOf(row));
            QCOMPARE(bench.model.index(row, MatchTableModel::BestColumn).data().toString(),
                     partner);
            QCOMPARE(bench.model.index(row, MatchTableModel::PartnerColumn).data().toString(),
                     partner);
            QCOMPARE(bench.model.index(row, MatchTableModel::PartnerValueColumn).data().toString(),
                     QStringLiteral("1.000"));
            QCOMPARE(bench.model.index(row, MatchTableModel::MutualColumn).data().toString(),
                     QStringLiteral("yes"));
            QCOMPARE(bench.model.rowOf(bench.unit(core::Side::B, bench.partnerOf(row)),
                                       MatchKind::OneToOne),
                     row);
        }
        bench.session.closeAll();
        QCOMPARE(bench.model.rowCount(), 0);
    }

    /// The other measure of the same pair, where both are known.
    void otherMeasureBesideTheOneInForce()
    {
        Bench bench;
        const QAbstractItemModelTester tester(
            &bench.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 4);
        QVERIFY(!bench.model.hasOtherValues());
        const auto textAt = [&](int row, int column) {
            return bench.model.index(row, column).data().toString();
        };
        QCOMPARE(textAt(0, MatchTableModel::OtherValueColumn), QString());
        bench.controller.requestInformation();
        QTRY_VERIFY(bench.model.hasOtherValues());
        const QString information = textAt(0, MatchTableModel::OtherValueColumn);
        QVERIFY(information.toDouble() > 2); // a copy: the entropy of 40 inputs in about 20 bins
        bench.session.setMeasure(session::Measure::Information);
        QTRY_COMPARE(textAt(0, MatchTableModel::BestValueColumn), information);
        QCOMPARE(textAt(0, MatchTableModel::OtherValueColumn), QStringLiteral("1.000"));
    }

    void filterByTextAndRange()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.filtered.rowCount(), 4);
        bench.filter.setText("3");
        // Unit 3 of A, and the unit of A whose partner is unit 3 of B.
        QCOMPARE(bench.filtered.rowCount(), 2);
        bench.filter.setText({});
        bench.filter.setRange(-1, 0.9); // every best value is 1
        QCOMPARE(bench.filtered.rowCount(), 0);
    }

    void tableAndSelectionFollowEachOther()
    {
        Bench bench;
        QItemSelectionModel items(&bench.filtered);
        const models::SelectionBridge bridge(bench.session, bench.selection, bench.model,
                                             bench.filtered, items);
        bench.open();
        QTRY_COMPARE(bench.filtered.rowCount(), 4);

        items.setCurrentIndex(bench.filtered.index(2, 0),
                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        const session::Units pair{bench.unit(core::Side::A, 2),
                                  bench.unit(core::Side::B, bench.partnerOf(2))};
        QCOMPARE(bench.selection.current(), pair);
        QVERIFY(bench.selection.selected()
                    .empty()); // one row is the current unit, not a choice of several

        items.select(bench.filtered.index(0, 0),
                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(bench.selection.selected().size(), 4);

        bench.selection.setSelected({});
        bench.selection.setCurrent({bench.unit(core::Side::B, bench.partnerOf(1))});
        QTRY_COMPARE(items.currentIndex().row(), 1);
        QCOMPARE(items.selectedRows().size(), 1);

        const session::Units chosen = bench.selection.current();
        bench.filter.setRange(-1, 0.9); // hides every row, and changes no choice
        QTest::qWait(5);
        QCOMPARE(bench.selection.current(), chosen);
        bench.filter.setRange(-1, 1);
        QCOMPARE(items.currentIndex().row(), 1);
    }
};

QTEST_GUILESS_MAIN(TestMatchTableModel)
#include "tst_match_table_model.moc"
