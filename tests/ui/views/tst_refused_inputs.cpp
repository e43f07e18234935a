#include "tests/support/network_files.h"
#include "tests/support/temporary_filter.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "ui/views/inspector.h"
#include "ui/views/state_page.h"

#include <QAbstractButton>
#include <QDir>
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

    static QAbstractButton* reorderButton(WindowBench& bench)
    {
        for (auto* button : bench.find<ui::StatePage>()->findChildren<QAbstractButton*>()) {
            if (button->text().contains("Reorder"))
                return button;
        }
        return nullptr;
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
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Failed);
        for (const char* word : {"a.h5", "b.h5", "other 0"})
            QVERIFY2(pageText(bench).contains(word), qPrintable(pageText(bench)));
        QVERIFY(!reorderButton(bench)->isVisible());
    }

    /// The same inputs in another order are refused, and a click on the page mends it.
    void anotherOrder()
    {
        test::NetworkFiles files;
        files.write();
        const std::vector<double> values = files.activations();
        {
            std::vector<double> turned;
            std::vector<std::string> ids;
            for (int i = files.inputs - 1; i >= 0; --i) {
                ids.push_back("input " + std::to_string(i));
                for (const int unit : files.permutation)
                    turned.push_back(values[std::size_t(4 * i + unit)]);
            }
            test::Hdf5Fixture file(files.b().toStdString(), true);
            file.write("activations/fc", {files.inputs, 4}, turned);
            file.writeStrings("inputs/id", ids);
        }
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Failed);
        QVERIFY2(pageText(bench).contains("another order"), qPrintable(pageText(bench)));
        QAbstractButton* reorder = reorderButton(bench);
        QVERIFY(reorder && reorder->isVisible());
        reorder->click();
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QVERIFY(bench.program->session().options().pass.inputOrder == core::InputOrder::ById);
        const core::Matching& matching = *bench.program->controller().current().matching;
        for (int j = 0; j < 4; ++j) {
            const core::UnitMatch& match = matching.units.b[std::size_t(j)];
            QCOMPARE(match.partner.value, files.permutation[std::size_t(j)]);
            QVERIFY(match.partnerValue > 1 - 1e-12);
        }
    }

    void oneSample()
    {
        test::NetworkFiles files;
        files.inputs = 1;
        files.write();
        expectRefused(files, {"1", "2"});
    }

    void missingFilter()
    {
        test::NetworkFiles files;
        files.write();
        {
            const test::TemporaryFilter filter;
            test::Storage storage;
            storage.chunk = {10, 4};
            storage.filter = test::TemporaryFilter::kNumber;
            test::Hdf5Fixture(files.b().toStdString())
                .write("activations/fc", {files.inputs, 4}, files.activations(),
                       test::Stored::Float32, storage);
        }
        expectRefused(files, {"b.h5", "/activations/fc", test::TemporaryFilter::kName, "511",
                              "not installed"});
    }

    /// What is shown of the last pair goes when the pictures of the next cannot be read.
    void picturesThatCannotBeRead()
    {
        const QDir example(QStringLiteral(COUNTERPART_EXAMPLE_DIR));
        const QStringList names = example.entryList({QStringLiteral("*.h5")}, QDir::Files);
        const QTemporaryDir folder;
        QStringList copies;
        for (const QString& name : names.mid(0, 2)) {
            copies += folder.filePath(name);
            QVERIFY(QFile::copy(example.filePath(name), copies.last()));
        }
        WindowBench bench;
        bench.program->session().openFiles(copies);
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        const session::LayerPair pair = *bench.program->session().pair();
        const auto choose = [&](int unit) {
            bench.program->selection().setCurrent(
                {{pair.a.net, pair.a.layer, {unit}}, {pair.b.net, pair.b.layer, {unit}}});
            return bench.settle();
        };
        QVERIFY(choose(1));
        const auto* inspector = bench.find<ui::Inspector>();
        QTRY_COMPARE(inspector->figures().size(), 3);

        QVERIFY(QFile::remove(copies.last()));
        QVERIFY(choose(2));
        QTRY_COMPARE(inspector->figures().size(), 2); // what was read before stays
        QCOMPARE(inspector->figures().front().name, QStringLiteral("pair-histograms"));
        const auto* reason = inspector->plotWidget()->findChild<QLabel*>();
        QVERIFY2(reason->isVisible() && reason->text().contains(names[1]),
                 qPrintable(reason->text()));
        QVERIFY(reason->height() >= reason->heightForWidth(reason->width()));

        bench.window().workspaces().showTab(2);
        QVERIFY(bench.settle());
        QTRY_VERIFY(bench.view()->figures().empty());
        QVERIFY(pageText(bench).contains(names[1]));
        QVERIFY(QFile::copy(example.filePath(names[1]), copies.last()));
        QVERIFY(choose(3));
        QTRY_COMPARE(inspector->figures().size(), 3);
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
