#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "ui/views/guided_tour.h"

#include <QDockWidget>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace counterpart;
using test::WindowBench;

namespace {

QFrame* noteOf(WindowBench& bench)
{
    return bench.find<QFrame>(QStringLiteral("Guided tour"));
}

QPushButton* button(WindowBench& bench, const QString& text)
{
    for (QPushButton* each : noteOf(bench)->findChildren<QPushButton*>()) {
        if (each->text().remove(QLatin1Char('&')) == text)
            return each;
    }
    return nullptr;
}

} // namespace

class TestGuidedTour : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void everyStepPointsAtAPartThatIsThere()
    {
        WindowBench bench;
        bench.window().greet();
        auto* tour = bench.find<ui::GuidedTour>();
        QVERIFY(tour);
        QSignalSpy ended(tour, &ui::GuidedTour::ended);
        QSet<QWidget*> parts;
        for (std::size_t step = 0; step < tour->steps().size(); ++step) {
            QCOMPARE(tour->step(), step);
            QTest::qWait(20);
            QWidget* part = tour->steps()[step].target();
            QVERIFY(part && part->isVisible());
            parts += part;
            const QRect note = noteOf(bench)->geometry();
            QVERIFY(bench.window().rect().contains(note));
            const QRect covered(part->mapTo(&bench.window(), QPoint(0, 0)), part->size());
            if (step > 0) // the page in the middle leaves no room beside it
                QVERIFY2(!note.intersects(covered), qPrintable(tour->steps()[step].title));
            const bool isLast = step + 1 == tour->steps().size();
            QTest::mouseClick(
                button(bench, isLast ? QStringLiteral("Done") : QStringLiteral("Next")),
                Qt::LeftButton);
        }
        QCOMPARE(std::size_t(parts.size()), tour->steps().size());
        QCOMPARE(ended.size(), 1);
        QTRY_VERIFY(!bench.find<ui::GuidedTour>());
        QVERIFY(!noteOf(bench));
    }

    void theWindowIsUsedThroughTheTour()
    {
        WindowBench bench;
        bench.window().greet();
        const auto* tour = bench.find<ui::GuidedTour>();
        QVERIFY(tour->testAttribute(Qt::WA_TransparentForMouseEvents));
        bench.window().resize(1200, 800);
        QTRY_COMPARE(tour->size(), QSize(1200, 800));
    }

    void keysStayWithTheTour()
    {
        WindowBench bench;
        bench.window().greet();
        QPointer<ui::GuidedTour> tour = bench.find<ui::GuidedTour>();
        QSignalSpy ended(tour, &ui::GuidedTour::ended);
        auto* next = button(bench, QStringLiteral("Next"));
        QTest::keyClick(next, Qt::Key_Return);
        QTest::keyClick(next, Qt::Key_Right);
        QCOMPARE(tour->step(), 2U);
        QTest::keyClick(next, Qt::Key_Left);
        QCOMPARE(tour->step(), 1U);
        QTest::keyClick(button(bench, QStringLiteral("Back")), Qt::Key_Enter);
        QCOMPARE(tour->step(), 0U);
        QTest::keyClick(next, Qt::Key_Left); // there is nothing before
        QCOMPARE(tour->step(), 0U);
        QTest::keyClick(next, Qt::Key_Escape);
        QCOMPARE(ended.size(), 1);
        QTRY_VERIFY(!tour);
    }

    void itIsShownOnceUnlessAskedFor()
    {
        WindowBench bench;
        bench.window().greet();
        QTest::mouseClick(button(bench, QStringLiteral("Next")), Qt::LeftButton);
        QTest::mouseClick(button(bench, QStringLiteral("Back")), Qt::LeftButton);
        QCOMPARE(bench.find<ui::GuidedTour>()->step(), 0U);
        QTest::mouseClick(button(bench, QStringLiteral("Skip the tour")), Qt::LeftButton);
        QTRY_VERIFY(!bench.find<ui::GuidedTour>());
        bench.program = nullptr; // another start, with the same settings
        bench.program = std::make_unique<app::Application>();
        bench.window().show();
        bench.window().greet();
        QVERIFY(!bench.find<ui::GuidedTour>());
        for (QAction* action : bench.window().findChildren<QAction*>()) {
            if (action->text() == QLatin1String("Guided &tour"))
                action->trigger();
        }
        QVERIFY(bench.find<ui::GuidedTour>());
    }
};

QTEST_MAIN(TestGuidedTour)
#include "tst_guided_tour.moc"
