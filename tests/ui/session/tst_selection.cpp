#include "session/matrix_settings.h"
#include "session/selection.h"
#include "session/unit_filter.h"
#include "tests/support/ui_test.h"

#include <QSignalSpy>
#include <QTest>

using namespace counterpart;
using session::Selection;
using session::Units;

namespace {

core::UnitRef unit(int net, int number)
{
    return {core::NetId{net}, core::LayerIndex{0}, core::UnitIndex{number}};
}

} // namespace

class TestSelection : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void changesAreMergedToOneSignal()
    {
        Selection selection;
        QSignalSpy hover(&selection, &Selection::hoverChanged);
        for (int i = 0; i < 100; ++i)
            selection.setHover({unit(0, i)});
        QCOMPARE(hover.count(), 0);
        QTRY_COMPARE(hover.count(), 1);
        QCOMPARE(selection.hover(), Units{unit(0, 99)});
    }

    void presentValueDoesNothing()
    {
        Selection selection;
        selection.setCurrent({unit(0, 1), unit(1, 2)});
        QTest::qWait(1);
        QSignalSpy current(&selection, &Selection::currentChanged);
        selection.setCurrent({unit(0, 1), unit(1, 2)});
        QTest::qWait(5);
        QCOMPARE(current.count(), 0);
    }

    void selectedIsSortedWithoutRepeats()
    {
        Selection selection;
        selection.setSelected({unit(1, 5), unit(0, 7), unit(1, 5), unit(0, 2)});
        QCOMPARE(selection.selected(), (Units{unit(0, 2), unit(0, 7), unit(1, 5)}));
    }

    void toggleAddsThenRemoves()
    {
        Selection selection;
        selection.setSelected({unit(0, 1)});
        selection.toggleSelected({unit(0, 1), unit(1, 4)}); // one of them is missing: both in
        QCOMPARE(selection.selected(), (Units{unit(0, 1), unit(1, 4)}));
        selection.toggleSelected({unit(0, 1), unit(1, 4)});
        QVERIFY(selection.selected().empty());
    }

    void clearLetsGoOfEverything()
    {
        Selection selection;
        selection.setHover({unit(0, 1)});
        selection.setCurrent({unit(0, 1)});
        selection.setSelected({unit(0, 1)});
        selection.clear();
        QVERIFY(selection.hover().empty() && selection.current().empty() &&
                selection.selected().empty());
    }

    void filterAndLookTellOnlyChanges()
    {
        session::UnitFilter filter;
        QSignalSpy changed(&filter, &session::UnitFilter::changed);
        filter.setText("17");
        filter.setText("17");
        filter.setRange(-1, 1);
        filter.setRange(0.5, 1);
        QCOMPARE(changed.count(), 2);

        session::MatrixSettings settings;
        QSignalSpy lookChanged(&settings, &session::MatrixSettings::lookChanged);
        settings.setLook(settings.look());
        session::MatrixLook look;
        look.order = core::OrderKind::Match;
        settings.setLook(look);
        QCOMPARE(lookChanged.count(), 1);
        QCOMPARE(lookChanged.at(0).at(0).value<session::MatrixLook>(), session::MatrixLook{});
    }
};

QTEST_GUILESS_MAIN(TestSelection)
#include "tst_selection.moc"
