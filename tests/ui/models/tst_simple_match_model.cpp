#include "models/simple_match_model.h"

#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace counterpart;
using models::SimpleMatchModel;

class TestSimpleMatchModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    /// Units of B are numbered from 0, and long sets are shortened.
    void rows()
    {
        SimpleMatchModel model;
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        auto matches = std::make_shared<core::SimpleMatches>();
        matches->matches = {{1, 4}, {0, 2, 3, 5, 6}, {0, 1, 2, 3}};
        core::UnitSet large;
        for (core::Index unit = 0; unit < 30; ++unit)
            large.push_back(unit);
        matches->matches.push_back(large);
        model.setMatches(matches, 4);
        QCOMPARE(model.rowCount(), 4);
        const auto text = [&](int row, int column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(text(0, SimpleMatchModel::UnitsAColumn), QStringLiteral("1"));
        QCOMPARE(text(0, SimpleMatchModel::UnitsBColumn), QStringLiteral("0"));
        QCOMPARE(text(1, SimpleMatchModel::UnitsAColumn), QStringLiteral("0, 2, 3"));
        QCOMPARE(text(1, SimpleMatchModel::UnitsBColumn), QStringLiteral("1, 2"));
        QCOMPARE(text(1, SimpleMatchModel::CountAColumn), QStringLiteral("3"));
        QCOMPARE(text(1, SimpleMatchModel::CountBColumn), QStringLiteral("2"));
        QCOMPARE(text(1, SimpleMatchModel::SizeColumn), QStringLiteral("5"));
        QCOMPARE(text(2, SimpleMatchModel::UnitsBColumn), QString()); // none of B
        QVERIFY(text(3, SimpleMatchModel::UnitsBColumn).endsWith(QStringLiteral(", 11, …")));
        QCOMPARE(
            model.index(1, SimpleMatchModel::UnitsBColumn).data(SimpleMatchModel::SortRole).toInt(),
            1);
        QCOMPARE(model.matchAt(0), (core::UnitSet{1, 4}));
        model.setMatches(nullptr, 0);
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestSimpleMatchModel)
#include "tst_simple_match_model.moc"
