#include "session/result_drawer.h"
#include "session/study_keeper.h"
#include "session/study_tie.h"
#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "core/io/study_series.h"
#include "plots/xy_plot.h"
#include "ui/views/plot_widget.h"
#include "ui/views/sequence_page.h"
#include "ui/views/similarity_view.h"

#include <QFile>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>

#include <random>

using namespace counterpart;
using test::WindowBench;

namespace {

constexpr int kSteps = 12;
constexpr int kPeriod = 4;

/// Two networks of a recurrent layer [inputs x steps x units].
QStringList writeSequences(const QTemporaryDir& folder)
{
    QStringList files;
    for (const char* name : {"first", "second"}) {
        files += folder.filePath(QString::fromLatin1(name) + ".h5");
        std::mt19937 random(unsigned(files.size()));
        std::vector<double> values(std::size_t(30 * kSteps * 3));
        for (double& value : values)
            value = double(random() % 1000) / 250;
        test::Hdf5Fixture file(files.back().toStdString(), true);
        file.setAttribute("/", "model", std::string(name));
        file.write("activations/rnn", {30, kSteps, 3}, values);
        file.setAttribute("activations/rnn", "axes", std::string("NTD"));
    }
    return files;
}

bool saveAndRemove(WindowBench& bench, const QString& study, const QStringList& inputs)
{
    QSignalSpy saved(&bench.program->study(), &session::StudyKeeper::saved);
    bench.program->study().saveAs(study);
    return saved.wait(test::kLongMs) && bench.settle() &&
           std::ranges::all_of(inputs, [](const QString& file) { return QFile::remove(file); });
}

bool reopen(WindowBench& bench, const QString& study, const QString& workspace)
{
    bench.program->study().open(study);
    if (!QTest::qWaitFor([&] { return !bench.program->study().path().isEmpty(); }, test::kLongMs))
        return false;
    test::showTab(bench.window().workspaces(), workspace);
    return bench.settle() && bench.program->study().missingInputs().size() == 2;
}

/// The key of the result of that kind that the study of the open networks keeps.
std::string keptKey(WindowBench& bench, const std::string& kind)
{
    for (const auto& [key, text] : session::keptTexts(bench.program->session().networks())) {
        if (key.starts_with(kind))
            return key;
    }
    return {};
}

/// Shows the page of sequences of the workspace Dynamics, and asks for the tokens unless the answer
/// is kept, which then comes by itself.
const plots::XyContent* showTokens(WindowBench& bench, bool isKept)
{
    auto* page = bench.find<ui::SequencePage>();
    bench.find<QTabWidget>("Dynamics")->setCurrentWidget(page);
    bench.find<QSpinBox>("Period of tokens")->setValue(kPeriod);
    QPushButton* asking = bench.button<ui::SequencePage>(QStringLiteral("Compare tokens"));
    if (!bench.settle() || !asking || asking->isEnabled() == isKept)
        return nullptr;
    if (!isKept)
        QTest::mouseClick(asking, Qt::LeftButton);
    return bench.settle() && bench.settle()
               ? &dynamic_cast<plots::XyPlot&>(page->plotWidget().plot()).content()
               : nullptr;
}

const plots::XyBand* chanceBand(WindowBench& bench)
{
    const auto* view = bench.find<ui::SimilarityView>();
    if (!QTest::qWaitFor([&] { return view->similarity() != nullptr; }, test::kLongMs))
        return nullptr;
    auto& plot = bench.find<ui::PlotWidget>("Canonical correlations")->plot();
    const auto& bands = dynamic_cast<plots::XyPlot&>(plot).content().bands;
    return bands.empty() ? nullptr : &bands.front();
}

} // namespace

/// What a study keeps of results of layers and pairs is shown without the activations.
class TestKeptResults : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void sequencesAreShownWithoutActivations()
    {
        QTemporaryDir folder;
        const QStringList files = writeSequences(folder);
        const QString study = folder.filePath("s.counterpart");
        std::vector<plots::XySeries> before;
        {
            WindowBench bench;
            QVERIFY(bench.open(files, QStringLiteral("Dynamics")));
            const plots::XyContent* content = showTokens(bench, false);
            QVERIFY(content);
            before = content->series;
            QCOMPARE(before.size(), std::size_t{3});
            QVERIFY(saveAndRemove(bench, study, files));
        }
        WindowBench bench;
        QVERIFY(reopen(bench, study, QStringLiteral("Dynamics")));
        const plots::XyContent* content = showTokens(bench, true);
        QVERIFY(content);
        QCOMPARE(content->series.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(content->series[i].points.size(), before[i].points.size());
            for (std::size_t k = 0; k < before[i].points.size(); ++k)
                QVERIFY(content->series[i].points[k].y == before[i].points[k].y);
        }
    }

    void layerMapsComeByThemselves()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        std::vector<core::ValueGrid> before;
        {
            WindowBench bench;
            QVERIFY(bench.open({files.a(), files.b()}, QStringLiteral("Similarity")));
            QVERIFY(!bench.find<ui::SimilarityView>()->layerMap());
            QTest::mouseClick(
                bench.button<ui::SimilarityView>(QStringLiteral("Compare all layers")),
                Qt::LeftButton);
            QTRY_VERIFY(bench.find<ui::SimilarityView>()->layerMap());
            before = bench.find<ui::SimilarityView>()->layerMap()->values;
            QVERIFY(saveAndRemove(bench, study, {files.a(), files.b()}));
        }
        WindowBench bench;
        QVERIFY(reopen(bench, study, QStringLiteral("Similarity")));
        QTRY_VERIFY(bench.find<ui::SimilarityView>()->layerMap());
        const auto& after = bench.find<ui::SimilarityView>()->layerMap()->values;
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY(after[i].values == before[i].values);
    }

    /// The kept band is the one that is shown: none is drawn again.
    void nullBandsAreShownWithoutActivations()
    {
        test::NetworkFiles files;
        files.inputs = 400;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        plots::XyBand before;
        {
            WindowBench bench;
            QVERIFY(bench.open({files.a(), files.b()}, QStringLiteral("Similarity")));
            const plots::XyBand* band = chanceBand(bench);
            QVERIFY(band);
            before = *band;
            QVERIFY(saveAndRemove(bench, study, {files.a(), files.b()}));
        }
        WindowBench bench;
        QVERIFY(reopen(bench, study, QStringLiteral("Matches")));
        const std::string key = keptKey(bench, "null-band ");
        QVERIFY(!key.empty());
        const auto drawer = session::tieOf(bench.program->session().networks().front())->drawer;
        core::CcaNullBand band =
            *core::nullBandFromText(*drawer->find(key), core::Index(before.low.size()));
        for (core::Index i = 0; i < band.low.size(); ++i) {
            QVERIFY(band.low[i] == before.low[std::size_t(i)]);
            QVERIFY(band.high[i] == before.high[std::size_t(i)]);
        }
        band.high.array() += 0.125;
        drawer->keep(key, core::nullBandToText(band));
        test::showTab(bench.window().workspaces(), QStringLiteral("Similarity"));
        QVERIFY(bench.settle());
        const plots::XyBand* shown = chanceBand(bench);
        QVERIFY(shown);
        QVERIFY(shown->low == before.low);
        for (std::size_t i = 0; i < before.high.size(); ++i)
            QVERIFY(shown->high[i] == before.high[i] + 0.125);
    }
};

QTEST_MAIN(TestKeptResults)
#include "tst_kept_results.moc"
