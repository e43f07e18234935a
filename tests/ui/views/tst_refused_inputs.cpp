#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include <QFile>
#include <QLabel>

#include <limits>

using namespace counterpart;
using State = session::AnalysisController::State;
using test::WindowBench;

/// Bad input in the window: a clear message, no crash, nothing shown that is not there.
class TestRefusedInputs : public QObject
{
    Q_OBJECT

    static QString pageText(WindowBench& bench)
    {
        QStringList texts;
        for (const QLabel* label : bench.window().centralWidget()->findChildren<QLabel*>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts.join(QLatin1Char('\n'));
    }

    /// Opens the two files and expects the comparison to be refused with all of `words`.
    static void expectRefused(const test::NetworkFiles& files, const QStringList& words)
    {
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Failed);
        QVERIFY(!bench.view());
        for (const QString& word : words)
            QVERIFY2(pageText(bench).contains(word), qPrintable(pageText(bench)));
    }

private slots:
    void init() { test::failOnQtWarnings(); }

    void notANumber()
    {
        test::NetworkFiles files;
        files.write();
        std::vector<double> values = files.activations();
        values[4 * 7 + 1] = std::numeric_limits<double>::quiet_NaN(); // input 7, unit 1
        files.writeOne(files.b(), "net B", values, 3, true);
        expectRefused(files, {"b.h5", "/activations/fc", "7"});
    }

    void otherNumberOfInputs()
    {
        test::NetworkFiles files;
        files.write();
        test::NetworkFiles shorter;
        shorter.inputs = 30;
        shorter.writeOne(files.b(), "net B", shorter.activations(), 3, true);
        expectRefused(files, {"a.h5", "b.h5", "40", "30"});
    }

    void otherIds()
    {
        test::NetworkFiles files;
        files.write();
        {
            test::Hdf5Fixture file(files.b().toStdString(), true);
            file.write("activations/fc", {files.inputs, 4}, files.activations());
            std::vector<std::string> ids;
            for (int i = 0; i < files.inputs; ++i)
                ids.push_back("other " + std::to_string(i));
            file.writeStrings("inputs/id", ids);
        }
        expectRefused(files, {"a.h5", "b.h5", "other 0"});
    }

    void oneSample()
    {
        test::NetworkFiles files;
        files.inputs = 1;
        files.write();
        expectRefused(files, {"1", "2"});
    }

    void deadUnitsAreListedNotFatal()
    {
        test::NetworkFiles files;
        files.write();
        std::vector<double> values = files.activations();
        for (std::size_t i = 0; i < values.size(); i += 4)
            values[i] = 3.5;
        files.writeOne(files.b(), "net B", values, 3, true);
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QCOMPARE(bench.program->controller().current().analysis->correlation.dead.b,
                 std::vector<core::UnitIndex>{core::UnitIndex{0}});
        for (int tab = 0; tab < 3; ++tab) { // and every workspace draws
            bench.window().workspaces().showTab(tab);
            QVERIFY(bench.settle());
            QVERIFY(!bench.window().grab().isNull());
        }
    }

    void filesThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("seed,accuracy\n1,0.9\n");
        QTest::newRow("truncated") << QByteArray("\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0", 16);
    }

    void filesThatAreNone()
    {
        QFETCH(QByteArray, bytes);
        test::NetworkFiles files;
        QFile file(files.a());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        WindowBench bench;
        bench.program->session().openFiles({files.a()});
        QTRY_VERIFY2(pageText(bench).contains(QStringLiteral("a.h5")), qPrintable(pageText(bench)));
        QVERIFY(bench.program->session().networks().empty());
    }
};

QTEST_MAIN(TestRefusedInputs)
#include "tst_refused_inputs.moc"
