#include "session/pair_moments.h"

#include "core/base/error.h"
#include "session/layer_work.h"
#include "session/open_networks.h"
#include "session/study_tie.h"
#include "tests/support/layered_network.h"
#include "tests/support/random_activations.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace counterpart;
using session::PairMoments;
using test::MadeLayer;

namespace {

/// A pair of networks, read in single precision.
struct Pair
{
    QTemporaryDir folder;
    MadeLayer a{"fc", test::normalActivations(300, 4, 1)};
    MadeLayer b{"fc", test::normalActivations(300, 3, 2)};
    session::PairResult result;

    explicit Pair(core::Precision precision)
    {
        for (const core::Side side : {core::Side::A, core::Side::B}) {
            const QString path = folder.filePath(side == core::Side::A ? "a.h5" : "b.h5");
            test::makeNetwork(path.toStdString(), {side == core::Side::A ? a : b});
            result.networks[side] = session::openNetworks(path, {}).networks.at(0);
        }
        result.pair = {{core::NetId{0}, core::LayerIndex{0}},
                       {core::NetId{1}, core::LayerIndex{0}}};
        core::AnalysisOptions options;
        options.pass.precision = precision;
        result.analysis = session::readPair(
            result.networks, {core::LayerIndex{0}, core::LayerIndex{0}}, options, {});
    }
};

} // namespace

class TestPairMoments : public QObject
{
    Q_OBJECT

private slots:
    void areReadOnceInDouble();
    void arePairsOwnWhereTheseAreInDouble();
    void areReadOnceByTwoAtATime();
    void waitingForThemEndsWhenItIsCancelled();
};

void TestPairMoments::areReadOnceInDouble()
{
    const Pair pair(core::Precision::Single);
    QVERIFY(!session::hasDoubleMoments(pair.result));
    QVERIFY(!session::arePairMomentsRead(pair.result));
    const PairMoments first = session::readPairMoments(pair.result, {});
    QVERIFY(first.moments->precision == core::Precision::Double);
    const core::Matrix x = pair.a.values.cast<double>();
    const core::Matrix y = pair.b.values.cast<double>();
    const core::Matrix expected =
        (x.rowwise() - x.colwise().mean()).transpose() * (y.rowwise() - y.colwise().mean());
    const core::Matrix found = first.moments->crossBetween;
    QVERIFY((found - expected).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY(session::arePairMomentsRead(pair.result));
    const PairMoments second = session::readPairMoments(pair.result, {});
    QCOMPARE(second.moments.get(), first.moments.get());
    QCOMPARE(second.shuffled.get(), first.shuffled.get());
}

void TestPairMoments::arePairsOwnWhereTheseAreInDouble()
{
    const Pair pair(core::Precision::Double);
    QVERIFY(!session::arePairMomentsRead(pair.result)); // the control is missing
    const PairMoments read = session::readPairMoments(pair.result, {});
    QCOMPARE(read.moments.get(), &pair.result.analysis->statistics.moments);
    QVERIFY(session::arePairMomentsRead(pair.result));
}

void TestPairMoments::areReadOnceByTwoAtATime()
{
    const Pair pair(core::Precision::Single);
    const auto read = [&] { return session::readPairMoments(pair.result, {}); };
    std::vector<std::future<PairMoments>> readers;
    for (int i = 0; i < 4; ++i)
        readers.push_back(std::async(std::launch::async, read));
    const PairMoments first = readers[0].get();
    for (std::size_t i = 1; i < readers.size(); ++i) {
        const PairMoments other = readers[i].get();
        QCOMPARE(other.moments.get(), first.moments.get());
        QCOMPARE(other.shuffled.get(), first.shuffled.get());
    }
}

void TestPairMoments::waitingForThemEndsWhenItIsCancelled()
{
    const Pair pair(core::Precision::Single);
    const session::MomentsDrawer::Turn busy(*session::drawerOf(pair.result.analysis), {});
    std::stop_source stop;
    const core::Progress progress = core::Progress(stop.get_token(), {});
    auto waiting = std::async(std::launch::async,
                              [&] { return session::readPairMoments(pair.result, progress); });
    QVERIFY(waiting.wait_for(std::chrono::milliseconds(100)) == std::future_status::timeout);
    stop.request_stop();
    QVERIFY(waiting.wait_for(std::chrono::seconds(5)) == std::future_status::ready);
    QVERIFY_EXCEPTION_THROWN(waiting.get(), core::Cancelled);
}

QTEST_GUILESS_MAIN(TestPairMoments)
#include "tst_pair_moments.moc"
