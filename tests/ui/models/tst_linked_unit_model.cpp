#include "models/linked_unit_model.h"

#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace counterpart;
using models::LinkedUnitModel;

class TestLinkedUnitModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void rowsReplaceOneAnother()
    {
        LinkedUnitModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        const core::UnitRef unit{core::NetId{1}, core::LayerIndex{2}, core::UnitIndex{17}};
        QImage picture(2, 2, QImage::Format_RGB32);
        model.setRows(
            {{{}, "A conv1[4]", 0.5, 0.75, {}}, {unit, "A conv1[17]", -0.25, 0.1, picture}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.unitAt(1), unit);
        const auto text = [&](int row, int column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(text(1, LinkedUnitModel::UnitColumn), QStringLiteral("A conv1[17]"));
        QCOMPARE(text(1, LinkedUnitModel::WeightColumn), QStringLiteral("\u22120.250"));
        QCOMPARE(text(0, LinkedUnitModel::CorrelationColumn), QStringLiteral("0.750"));
        const auto decoration = [&](int row) {
            return model.index(row, LinkedUnitModel::UnitColumn).data(Qt::DecorationRole);
        };
        QVERIFY(decoration(1).isValid() && !decoration(0).isValid());
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestLinkedUnitModel)
#include "tst_linked_unit_model.moc"
