#include "models/measure_table_model.h"

#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace counterpart;
using models::MeasureTableModel;

namespace {

const core::SidePair<core::LayerRef> kLayers{{{0}, {2}}, {{1}, {3}}};

core::MeasureDifference difference(int a, int b, double r, double information, double off,
                                   core::Index rankR, core::Index rankMi)
{
    core::MeasureDifference made;
    made.a = {a};
    made.b = {b};
    made.correlation = r;
    made.information = information;
    made.difference = off;
    made.rankByCorrelation = rankR;
    made.rankByInformation = rankMi;
    return made;
}

std::shared_ptr<const core::MeasureAgreement> agreement()
{
    auto made = std::make_shared<core::MeasureAgreement>();
    made->differences = {difference(4, 7, -.01, .9, .9, 90, 2),
                         difference(11, 2, .7, .1, -.27, 5, 31)};
    made->changed = {
        {difference(4, 1, .3, .2, .27, 17, 20), difference(4, 7, -.01, .9, .9, 90, 2)}};
    return made;
}

QString cell(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestMeasureTableModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void listsDifferences()
    {
        MeasureTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.unitsAt(0).empty());
        model.setAgreement(agreement(), kLayers);
        QCOMPARE(model.rowCount(), 2);
        QStringList row;
        for (int column = 0; column < model.columnCount(); ++column)
            row += cell(model, 0, column);
        QCOMPARE(row.join(u' '), QStringLiteral("4 7 -0.010 0.900 90 2 0.900"));
        QCOMPARE(model.unitsAt(1), (session::Units{{{0}, {2}, {11}}, {{1}, {3}, {2}}}));
        QCOMPARE(model.rowOf(model.unitsAt(1)), 1);
        QCOMPARE(model.rowOf({{{0}, {2}, {11}}, {{1}, {3}, {3}}}), -1);
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(
                !model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        model.setAgreement(nullptr, kLayers);
        QCOMPARE(model.rowCount(), 0);
    }

    void listsOtherPartners()
    {
        MeasureTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAgreement(agreement(), kLayers);
        model.setList(MeasureTableModel::List::OtherPartners);
        QCOMPARE(model.rowCount(), 1);
        QStringList row;
        for (int column = 0; column < model.columnCount(); ++column)
            row += cell(model, 0, column);
        QCOMPARE(row.join(u' '), QStringLiteral("4 1 0.300 0.200 7 -0.010 0.900"));
        QCOMPARE(model.unitsAt(0), (session::Units{{{0}, {2}, {4}}, {{1}, {3}, {7}}}));
        model.setList(MeasureTableModel::List::Differences);
        QCOMPARE(model.rowCount(), 2);
    }

    /// By numbers: as texts, 11 would come before 4 and 90 after 5.
    void sortsByTheNumbersBehindTheTexts()
    {
        MeasureTableModel model;
        QSortFilterProxyModel sorted;
        const QAbstractItemModelTester tester(
            &sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
        sorted.setSourceModel(&model);
        sorted.setSortRole(MeasureTableModel::SortRole);
        model.setAgreement(agreement(), kLayers);
        sorted.sort(MeasureTableModel::UnitAColumn, Qt::DescendingOrder);
        QCOMPARE(cell(sorted, 0, MeasureTableModel::UnitAColumn), QStringLiteral("11"));
        sorted.sort(MeasureTableModel::CorrelationRankColumn, Qt::AscendingOrder);
        QCOMPARE(cell(sorted, 0, MeasureTableModel::UnitAColumn), QStringLiteral("11"));
        sorted.sort(MeasureTableModel::OffColumn, Qt::DescendingOrder);
        QCOMPARE(cell(sorted, 0, MeasureTableModel::UnitAColumn), QStringLiteral("4"));
    }
};

QTEST_GUILESS_MAIN(TestMeasureTableModel)
#include "tst_measure_table_model.moc"
