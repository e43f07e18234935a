#include "models/undo_recorder.h"

#include "tests/support/ui_test.h"

#include <QTest>

using namespace counterpart;
using session::Units;

namespace {

Units unit(int number)
{
    return {{core::NetId{0}, core::LayerIndex{0}, core::UnitIndex{number}}};
}

} // namespace

class TestUndoRecorder : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void undoAndRedoOfTheCurrentUnit()
    {
        session::Selection selection;
        session::MatrixSettings settings;
        models::UndoRecorder recorder(selection, settings);
        selection.setCurrent(unit(1));
        QTRY_COMPARE(recorder.stack().count(), 1);
        QTest::qWait(1050); // later than that it is a step of its own
        selection.setCurrent(unit(2));
        QTRY_COMPARE(recorder.stack().count(), 2);
        recorder.stack().undo();
        QCOMPARE(selection.current(), unit(1));
        recorder.stack().undo();
        QVERIFY(selection.current().empty());
        recorder.stack().redo();
        QCOMPARE(selection.current(), unit(1));
        QTest::qWait(20); // what undo and redo change is not recorded again
        QCOMPARE(recorder.stack().count(), 2);
    }

    void quickStepsBecomeOne()
    {
        session::Selection selection;
        session::MatrixSettings settings;
        models::UndoRecorder recorder(selection, settings);
        for (int i = 0; i < 5; ++i) {
            selection.setCurrent(unit(i));
            QTest::qWait(5);
        }
        QCOMPARE(recorder.stack().count(), 1);
        recorder.stack().undo();
        QVERIFY(selection.current().empty());
    }

    void undoOfOrderAndLimits()
    {
        session::Selection selection;
        session::MatrixSettings settings;
        models::UndoRecorder recorder(selection, settings);
        session::MatrixLook look;
        look.order = core::OrderKind::BestValue;
        look.limits = session::LimitsKind::Percentile;
        settings.setLook(look);
        QCOMPARE(recorder.stack().count(), 1);
        recorder.stack().undo();
        QCOMPARE(settings.look(), session::MatrixLook{});
        QCOMPARE(recorder.stack().count(), 1);
        recorder.stack().redo();
        QCOMPARE(settings.look(), look);
    }

    void clearForgetsTheSteps()
    {
        session::Selection selection;
        session::MatrixSettings settings;
        models::UndoRecorder recorder(selection, settings);
        selection.setSelected(unit(4));
        QTRY_COMPARE(recorder.stack().count(), 1);
        selection.clear();
        recorder.clear();
        QTest::qWait(20);
        QCOMPARE(recorder.stack().count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestUndoRecorder)
#include "tst_undo_recorder.moc"
