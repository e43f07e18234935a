#include "session/analysis_controller.h"

#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"

#include <QSignalSpy>
#include <QTest>

using namespace counterpart;
using session::AnalysisController;
using session::JobRunner;
using session::MatchKind;
using session::Session;
using State = session::AnalysisController::State;

namespace {

/// A session on two open networks with its controller.
struct Bench
{
    test::NetworkFiles files;
    JobRunner jobs;
    Session session{jobs};
    AnalysisController controller{session, jobs};

    void open()
    {
        files.write();
        session.openFiles({files.a(), files.b()});
    }
    core::UnitRef unit(core::Side side, int number) const
    {
        const core::LayerRef layer = (*session.pair())[side];
        return {layer.net, layer.layer, core::UnitIndex{number}};
    }
};

} // namespace

class TestAnalysisController : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void permutedCopyIsMatchedExactly()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        const session::PairResult& result = bench.controller.current();
        for (int j = 0; j < int(bench.files.permutation.size()); ++j) {
            const core::UnitRef inB = bench.unit(core::Side::B, j);
            const auto partner = result.partner(inB, MatchKind::OneToOne);
            QVERIFY(partner.has_value());
            QCOMPARE(partner->unit.value, bench.files.permutation[std::size_t(j)]);
            QCOMPARE(result.similarity(partner->unit, inB.unit), 1.0);
            // Completed pairs name A first, whichever side was clicked.
            const session::Units both = result.completed({inB}, MatchKind::Semi);
            QCOMPARE(both.size(), 2);
            QCOMPARE(both[0], *partner);
        }
    }

    void resultsAreKeptWhenComingBack()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        const auto first = bench.controller.current().analysis;
        bench.session.stepLayer(+1);
        QTRY_VERIFY(bench.controller.state() == State::Ready &&
                    bench.controller.current().analysis != first);
        bench.session.stepLayer(-1);
        QCOMPARE(bench.controller.state(), State::Ready); // at once, without a job
        QCOMPARE(bench.controller.current().analysis, first);
    }

    void magnitudeIsRematchedWithoutReadingAgain()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        const auto analysis = bench.controller.current().analysis;
        core::AnalysisOptions options = bench.session.options();
        options.matching.isSigned = false;
        bench.session.setOptions(options);
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        QCOMPARE(bench.controller.current().analysis, analysis);
        QVERIFY(!bench.controller.current().isSigned);
        for (const core::UnitMatch& match : bench.controller.current().matching->units.a)
            QVERIFY(match.semiValue >= 0);
    }

    /// B's "fc" has the columns of A in another order, so that the matching must return it.
    void mutualInformationIsAMeasure()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        const auto analysis = bench.controller.current().analysis;
        QVERIFY(!bench.controller.current().information);
        bench.session.setMeasure(session::Measure::Information);
        QCOMPARE(bench.controller.state(), State::Running);
        QVERIFY(!bench.controller.current()); // no number of the other measure meanwhile
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        const session::PairResult& result = bench.controller.current();
        QCOMPARE(result.analysis, analysis); // nothing of the first pass was read again
        QCOMPARE(result.measure, session::Measure::Information);
        QVERIFY(!result.isSigned);
        for (std::size_t j = 0; j < bench.files.permutation.size(); ++j) {
            const int inA = bench.files.permutation[j];
            QCOMPARE(result.matching->units.b[j].partner.value, inA);
            const double value = result.similarity(core::UnitIndex{inA}, core::UnitIndex{int(j)});
            QCOMPARE(value, result.information->values.within.a(inA, inA));
            QVERIFY(value > 2); // 40 inputs in about 20 bins
        }
        bench.session.setMeasure(session::Measure::Correlation);
        QCOMPARE(bench.controller.state(), State::Ready);
        QVERIFY(bench.controller.current().isSigned);
        QVERIFY(bench.controller.current().information); // kept beside the correlation
        bench.session.setMeasure(session::Measure::Information);
        QCOMPARE(bench.controller.state(), State::Ready); // at once
    }

    void informationOfOtherOptionsIsNotShown()
    {
        Bench bench;
        bench.files.inputs = 400; // so that more cells are occupied than bins: the bias is above 0
        bench.session.setMeasure(session::Measure::Information);
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        const double corrected = bench.controller.current().similarity({0}, {0});
        core::MutualInformationOptions options;
        options.isCorrected = false;
        bench.session.setInformationOptions(options);
        QCOMPARE(bench.controller.state(), State::Running);
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        QVERIFY(bench.controller.current().similarity({0}, {0}) > corrected);
        QVERIFY(!bench.controller.current().information->options.isCorrected);
    }

    void informationCanBeAskedForBesideTheCorrelation()
    {
        Bench bench;
        bench.controller.requestInformation(); // without a pair: nothing
        QVERIFY(!bench.controller.isCountingInformation());
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        const auto matching = bench.controller.current().matching;
        QSignalSpy changed(&bench.controller, &AnalysisController::currentChanged);
        bench.controller.requestInformation();
        QVERIFY(bench.controller.isCountingInformation());
        QCOMPARE(bench.controller.state(), State::Ready); // the correlation stays
        QTRY_VERIFY(bench.controller.current().information);
        QVERIFY(changed.count() >= 1);
        QCOMPARE(bench.controller.current().matching, matching);
        QVERIFY(!bench.controller.isCountingInformation());
    }

    void cancelledCountingWaitsForARetry()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        bench.session.setMeasure(session::Measure::Information);
        bench.jobs.cancelAll();
        QTRY_COMPARE(bench.controller.state(), State::Cancelled);
        QTRY_VERIFY(bench.jobs.isIdle());
        bench.session.setMeasure(session::Measure::Correlation);
        QCOMPARE(bench.controller.state(), State::Ready);
        bench.session.setMeasure(session::Measure::Information);
        QTRY_COMPARE(bench.controller.state(), State::Ready);
    }

    /// Views that say that it is being counted hear that it no longer is.
    void countingForAnotherPairStopsAloud()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        QSignalSpy told(&bench.controller, &session::AnalysisController::informationChanged);
        bench.controller.requestInformation();
        QVERIFY(bench.controller.isCountingInformation());
        QCOMPARE(told.size(), 1);
        bench.session.swapSides();
        QCOMPARE(told.size(), 2);
        QVERIFY(!bench.controller.isCountingInformation());
        bench.session.closeAll();
        QCOMPARE(told.size(), 2); // there was nothing to stop
    }

    void allLayersByInformation()
    {
        Bench bench;
        bench.session.setMeasure(session::Measure::Information);
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        QCOMPARE(bench.controller.layers().size(), 1);
        bench.controller.analyseAllLayers();
        QTRY_COMPARE(bench.controller.layers().size(), 2);
        for (const session::PairResult& layer : bench.controller.layers())
            QCOMPARE(layer.matching.get(), &layer.information->matching);
    }

    void missingFileIsAFailureWithItsName()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        QVERIFY(QFile::remove(bench.files.b()));
        bench.session.stepLayer(+1);
        QTRY_COMPARE(bench.controller.state(), State::Failed);
        QVERIFY2(bench.controller.failure().contains("b.h5"),
                 qPrintable(bench.controller.failure()));
        QVERIFY(!bench.controller.current());
    }

    void allLayersAreSummarised()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        QCOMPARE(bench.controller.layers().size(), 1);
        QSignalSpy layersChanged(&bench.controller, &AnalysisController::layersChanged);
        bench.controller.analyseAllLayers();
        QTRY_COMPARE(layersChanged.count(), 1);
        QCOMPARE(bench.controller.layers().size(), 2);
        QCOMPARE(bench.controller.commonLayerCount(), 2);
    }

    /// After a change of the measure; the files need not even be there.
    void allLayersAreRematchedWithoutReadingAgain()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        bench.controller.analyseAllLayers();
        QTRY_COMPARE(bench.controller.layers().size(), 2);
        const auto before = bench.controller.layers();
        QVERIFY(QFile::remove(bench.files.a()) && QFile::remove(bench.files.b()));
        core::AnalysisOptions options = bench.session.options();
        options.matching.isSigned = false;
        bench.session.setOptions(options);
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        QCOMPARE(bench.controller.layers().size(), 1);
        bench.controller.analyseAllLayers();
        QTRY_COMPARE(bench.controller.layers().size(), 2);
        const auto after = bench.controller.layers();
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(after[i].analysis, before[i].analysis);
            QVERIFY(after[i].matching != before[i].matching);
            QVERIFY(!after[i].isSigned);
        }
    }

    void closingEmptiesTheResult()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.controller.state(), State::Ready);
        bench.session.closeAll();
        QCOMPARE(bench.controller.state(), State::Empty);
        QVERIFY(!bench.controller.current());
    }
};

QTEST_GUILESS_MAIN(TestAnalysisController)
#include "tst_analysis_controller.moc"
