#include "session/reference_aligner.h"

#include "tests/support/permuted_networks.h"
#include "tests/support/random_activations.h"
#include "tests/support/ui_test.h"

#include <QSignalSpy>
#include <QTest>

using namespace counterpart;
using core::Side;
using session::AnalysisController;

namespace {

struct Bench
{
    test::PermutedNetworks files;
    session::JobRunner jobs;
    session::Session session{jobs};
    AnalysisController controller{session, jobs};

    bool open() { return openFiles(files.write()); }
    bool openFiles(const QStringList& paths)
    {
        session.openFiles(paths);
        return QTest::qWaitFor([this] { return isReady(); });
    }
    bool isReady() const { return controller.state() == AnalysisController::State::Ready; }
    /// Compares those networks at that layer, and waits.
    bool show(int netA, int netB, int layer)
    {
        session.setPair({{core::NetId{netA}, core::LayerIndex{layer}},
                         {core::NetId{netB}, core::LayerIndex{layer}}});
        return QTest::qWaitFor([this] { return isReady() && !controller.aligner().isRunning(); });
    }
    /// The reference has the units x, y; the second network x² + y / 2, y² + x / 2; the third has
    /// these in the other order.
    QStringList writeSquares() const
    {
        const core::ActivationBlock shared = test::normalActivations(2000, 2, 17);
        core::ActivationBlock second(2000, 2);
        second.col(0) = shared.col(0).array().square() + 0.5F * shared.col(1).array();
        second.col(1) = shared.col(1).array().square() + 0.5F * shared.col(0).array();
        core::ActivationBlock third(2000, 2);
        third << second.col(1), second.col(0);
        QStringList paths;
        for (const auto& [name, values] :
             {std::pair{"x", shared}, std::pair{"second", second}, std::pair{"third", third}}) {
            paths += files.folder.filePath(QString("%1.h5").arg(name));
            test::makeNetwork(paths.back().toStdString(), {{"fc", values}}, {}, {{"model", name}});
        }
        return paths;
    }
    /// The units of that side in their order.
    std::vector<int> places(Side side) const
    {
        std::vector<int> units;
        for (const core::UnitIndex unit : order()->order[side])
            units.push_back(unit.value);
        return units;
    }
    const session::ReferenceOrder* order() const { return controller.current().reference.get(); }
    /// The units of the first network that stand at the places of that side, by what was planted.
    std::vector<int> planted(Side side) const
    {
        const core::LayerRef ref = controller.current().pair[side];
        const auto& units =
            files.permutations[std::size_t(ref.net.value)][std::size_t(ref.layer.value)];
        std::vector<int> found;
        for (const core::UnitIndex unit : order()->order[side])
            found.push_back(units[std::size_t(unit.value)]);
        return found;
    }
};

using Numbers = std::vector<int>;

} // namespace

class TestReferenceAligner : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    /// Of the pair second ~ third both are in the order of the first, which is not shown.
    void othersStandInTheOrderOfTheReference()
    {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(!bench.order());
        bench.controller.setReference(core::NetId{0});
        const Numbers rising{0, 1, 2, 3, 4, 5, 6};
        for (const auto& [a, b] : {std::pair{0, 1}, {1, 2}, {2, 1}, {2, 0}}) {
            for (const int layer : {0, 1}) {
                QVERIFY(bench.show(a, b, layer));
                QVERIFY(bench.order());
                QCOMPARE(bench.planted(Side::A), rising);
                QCOMPARE(bench.planted(Side::B), rising);
                const auto counterpart = bench.order()->counterpart(Side::B, core::UnitIndex{3});
                QVERIFY(counterpart && counterpart->net == core::NetId{0});
                QCOMPARE(counterpart->unit.value,
                         bench.files.permutations[std::size_t(b)][std::size_t(layer)][3]);
            }
        }
        // Any network can be the reference.
        bench.controller.setReference(core::NetId{2});
        QVERIFY(bench.show(0, 1, 1));
        QCOMPARE(bench.planted(Side::A), bench.files.permutations[2][1]);
        QCOMPARE(bench.planted(Side::B), bench.files.permutations[2][1]);
    }

    /// What was matched once is not matched again, in whatever pair it comes back.
    void layersAreMatchedOnce()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.controller.setReference(core::NetId{0});
        QVERIFY(bench.show(1, 2, 0));
        QVERIFY(bench.show(1, 0, 0));
        QSignalSpy jobs(&bench.jobs, &session::JobRunner::started);
        QVERIFY(bench.show(1, 2, 0));
        QVERIFY(bench.order());
        QCOMPARE(jobs.count(), 0);
    }

    /// Units that one layer lacks do not move what both have out of line.
    void smallerLayersShareThePlacesOfWhatTheyHave()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.controller.setReference(core::NetId{0});
        QVERIFY(bench.show(3, 1, 0));
        QVERIFY(bench.order());
        QCOMPARE(bench.planted(Side::A), (Numbers{2, 3, 4, 5, 6}));
        QCOMPARE(bench.planted(Side::B), (Numbers{2, 3, 4, 5, 6, 0, 1}));
    }

    void turningItOffIsNoted()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.controller.setReference(core::NetId{2});
        QTRY_VERIFY(bench.order());
        const auto matching = bench.controller.current().matching;
        QSignalSpy changes(&bench.controller, &AnalysisController::currentChanged);
        bench.controller.setReference({});
        QVERIFY(!bench.order());
        QCOMPARE(changes.count(), 1);
        QCOMPARE(bench.controller.current().matching, matching);
    }

    /// A reference without that layer says so; other layers are aligned.
    void missingLayersAreTold()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.controller.setReference(core::NetId{3});
        QVERIFY(bench.show(0, 1, 1));
        QVERIFY(!bench.order());
        QCOMPARE(bench.controller.aligner().failure(),
                 QStringLiteral("fourth has no layer high to align the units to."));
        QVERIFY(bench.show(0, 1, 0));
        QVERIFY(bench.order());
        QVERIFY(bench.controller.aligner().failure().isEmpty());
    }

    /// The order follows the measure that is in force; one of another measure is never shown. Each
    /// unit of the others follows one unit of the reference by its square, which correlation does
    /// not see, and less the other one by itself, which it sees.
    void otherMeasuresAlignAnew()
    {
        Bench bench;
        QVERIFY(bench.openFiles(bench.writeSquares()));
        bench.controller.setReference(core::NetId{0});
        QVERIFY(bench.show(1, 2, 0));
        QVERIFY(bench.order());
        QCOMPARE(bench.places(Side::A), (Numbers{1, 0}));
        QCOMPARE(bench.places(Side::B), (Numbers{0, 1}));
        const session::ReferencePtr before = bench.controller.current().reference;
        bench.session.setMeasure(session::Measure::Information);
        QTRY_VERIFY(bench.isReady() && bench.order() &&
                    bench.controller.current().measure == session::Measure::Information);
        QVERIFY(bench.controller.current().reference != before);
        QCOMPARE(bench.places(Side::A), (Numbers{0, 1}));
        QCOMPARE(bench.places(Side::B), (Numbers{1, 0}));
        bench.session.setMeasure(session::Measure::Correlation);
        QTRY_VERIFY(bench.isReady() && bench.order() &&
                    bench.controller.current().measure == session::Measure::Correlation);
        QCOMPARE(bench.places(Side::A), (Numbers{1, 0}));
    }

    void closingForgetsEverything()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.controller.setReference(core::NetId{2});
        QTRY_VERIFY(bench.order());
        bench.session.closeAll();
        QVERIFY(!bench.order());
        QVERIFY(bench.open()); // and the networks are others
        QTRY_VERIFY(bench.order());
        QCOMPARE(bench.order()->network, bench.session.networks()[2]);
    }
};

QTEST_GUILESS_MAIN(TestReferenceAligner)
#include "tst_reference_aligner.moc"
