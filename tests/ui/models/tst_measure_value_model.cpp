#include "models/measure_value_model.h"

#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace counterpart;
using models::MeasureValueModel;

class TestMeasureValueModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void rows()
    {
        MeasureValueModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRows({{QStringLiteral("cka"), QStringLiteral("linear CKA"), 0.43745, 0.0012, 0, 1,
                        QString()},
                       {QStringLiteral("cca"), QStringLiteral("mean CCA"), std::nullopt,
                        std::nullopt, -1, 1, QStringLiteral("too few samples")}});
        const auto text = [&](int row, int column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(text(0, MeasureValueModel::NameColumn), QStringLiteral("linear CKA"));
        QCOMPARE(text(0, MeasureValueModel::ValueColumn), QStringLiteral("0.4375"));
        QCOMPARE(text(0, MeasureValueModel::ShuffledColumn), QStringLiteral("0.0012"));
        QCOMPARE(text(0, MeasureValueModel::RangeColumn), QStringLiteral("0 to 1"));
        QCOMPARE(text(1, MeasureValueModel::ValueColumn), QStringLiteral("–"));
        QCOMPARE(text(1, MeasureValueModel::RangeColumn), QStringLiteral("−1 to 1"));
        QCOMPARE(text(1, MeasureValueModel::NoteColumn), QStringLiteral("too few samples"));
        QCOMPARE(model.rowAt(1).page, QStringLiteral("cca"));
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestMeasureValueModel)
#include "tst_measure_value_model.moc"
