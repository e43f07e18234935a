#include "models/group_model.h"

#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace counterpart;
using models::GroupModel;

class TestGroupModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void rows()
    {
        GroupModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRows(
            {{3, QStringLiteral("net 3"), 1, 0.25, {QStringLiteral("true"), QStringLiteral("16")}},
             {0, QStringLiteral("net 0"), 2, 0, {QStringLiteral("shuffled"), QString()}}},
            {QStringLiteral("labels"), QStringLiteral("step")}, QStringLiteral("net 0"));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), 5);
        QCOMPARE(model.index(0, GroupModel::NameColumn).data().toString(), QStringLiteral("net 3"));
        QCOMPARE(model.index(0, GroupModel::DistanceColumn).data().toString(),
                 QStringLiteral("0.250"));
        QCOMPARE(model.index(0, 4).data(GroupModel::SortRole).toDouble(), 16.0);
        QCOMPARE(model.index(1, 3).data().toString(), QStringLiteral("shuffled"));
        QCOMPARE(model.headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QStringLiteral("labels"));
        QVERIFY(model.headerData(GroupModel::DistanceColumn, Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("net 0")));
        QCOMPARE(model.rowAt(0).net, 3);
        model.setRows({}, {}, {});
        QCOMPARE(model.columnCount(), 3);
    }
};

QTEST_MAIN(TestGroupModel)
#include "tst_group_model.moc"
