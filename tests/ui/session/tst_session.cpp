#include "session/session.h"

#include "tests/support/network_files.h"
#include "tests/support/npy_file.h"
#include "tests/support/ui_test.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace counterpart;
using core::Side;
using session::JobRunner;
using session::Session;

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void firstTwoNetworksBecomeThePair()
    {
        test::NetworkFiles files;
        files.write();
        JobRunner jobs;
        Session session(jobs);
        QSignalSpy pairChanged(&session, &Session::pairChanged);
        session.openFiles({files.a(), files.b()});
        QTRY_COMPARE(pairChanged.count(), 1);
        QCOMPARE(session.networks().size(), 2);
        QCOMPARE(session.layerTitle(session.pair()->a), QStringLiteral("net A · fc"));
        QCOMPARE(session.layerTitle(session.pair()->b), QStringLiteral("net B · fc"));
        QCOMPARE(session.address({core::NetId{1}, core::LayerIndex{0}, core::UnitIndex{3}}),
                 QStringLiteral("net B/fc[3]"));
    }

    void secondOpenBeforeTheFirstIsDoneLosesNothing()
    {
        test::NetworkFiles files;
        files.write();
        JobRunner jobs;
        Session session(jobs);
        session.openFiles({files.a()});
        session.openFiles({files.b()});
        QTRY_COMPARE(session.networks().size(), 2);
        QVERIFY(session.pair().has_value());
    }

    void openFileIsNotAddedTwice()
    {
        test::NetworkFiles files;
        files.write();
        JobRunner jobs;
        Session session(jobs);
        QSignalSpy opened(&session, &Session::filesOpened);
        session.openFiles({files.a(), files.b()});
        QTRY_COMPARE(opened.count(), 1);
        session.openFiles({files.b(), files.a()});
        QTRY_COMPARE(opened.count(), 2);
        QCOMPARE(session.networks().size(), 2);
    }

    void refusedFileIsToldAndTheOthersOpen()
    {
        test::NetworkFiles files;
        files.write();
        const QString text = files.folder.filePath("notes.h5");
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no activations in here");
        file.close();
        JobRunner jobs;
        Session session(jobs);
        QSignalSpy failed(&session, &Session::openFailed);
        session.openFiles({text, files.a(), files.b()});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY2(failed.at(0).at(0).toString().contains("notes.h5"),
                 qPrintable(failed.at(0).at(0).toString()));
        QCOMPARE(session.networks().size(), 2);
    }

    void layerOnTheCommandLineIsChosen()
    {
        test::NetworkFiles files;
        files.write();
        JobRunner jobs;
        Session session(jobs);
        session.openFiles({files.a() + "::conv", files.b()});
        QTRY_VERIFY(session.pair().has_value());
        QCOMPARE(session.layer(session.pair()->a).name, std::string("conv"));
        QCOMPARE(session.layer(session.pair()->b).name, std::string("conv"));
    }

    void fileOfOneLayerIsComparedWithTheLayerLikeIt()
    {
        test::NetworkFiles files;
        files.write();
        const QString single = files.folder.filePath("single.npy");
        const std::vector<float> values(std::size_t(files.inputs) * 18, 1.0f);
        test::writeNpy(single.toStdString(), {files.inputs, 2, 3, 3}, values);
        JobRunner jobs;
        Session session(jobs);
        session.openFiles({files.a(), single});
        QTRY_VERIFY(session.pair().has_value());
        QCOMPARE(session.layer(session.pair()->a).name, std::string("conv"));
        QCOMPARE(session.pair()->b.layer, core::LayerIndex{0});
    }

    void otherSideFollowsToTheLayerOfTheSameName()
    {
        test::NetworkFiles files;
        files.write();
        JobRunner jobs;
        Session session(jobs);
        session.openFiles({files.a(), files.b()});
        QTRY_VERIFY(session.pair().has_value());
        session.stepLayer(+1);
        QCOMPARE(session.layer(session.pair()->b).name, std::string("conv"));
        session.stepLayer(+1); // the last layer: nothing further
        QCOMPARE(session.layer(session.pair()->a).name, std::string("conv"));
        session.setLayer(Side::B, {core::NetId{1}, core::LayerIndex{0}});
        QCOMPARE(session.layer(session.pair()->a).name, std::string("fc"));
        session.swapSides();
        QCOMPARE(session.pair()->a.net, core::NetId{1});
        QVERIFY(session.isOn(Side::B, {core::NetId{0}, core::LayerIndex{0}, core::UnitIndex{1}}));
    }

    void addressesAreReadBack()
    {
        test::NetworkFiles files;
        files.write();
        JobRunner jobs;
        Session session(jobs);
        session.openFiles({files.a(), files.b()});
        QTRY_VERIFY(session.pair().has_value());
        const session::Units pair{{core::NetId{0}, core::LayerIndex{1}, core::UnitIndex{1}},
                                  {core::NetId{1}, core::LayerIndex{0}, core::UnitIndex{3}}};
        QCOMPARE(session.unitsAt("net A/conv[1] ~ net B/fc[3]"), pair);
        QCOMPARE(session.unitsAt(session.address(pair[0])), session::Units{pair[0]});
        for (const char* wrong :
             {"", "net A", "net A/fc[4]", "net C/fc[0]", "net A/none[0]", "net A/fc[-1]"})
            QVERIFY2(session.unitsAt(wrong).empty(), wrong);
        session.showLayersOf(pair);
        QCOMPARE(session.pair()->a, pair[0].layerRef());
        QCOMPARE(session.pair()->b, pair[1].layerRef());
    }

    void closeAllForgetsTheFiles()
    {
        test::NetworkFiles files;
        files.write();
        JobRunner jobs;
        Session session(jobs);
        session.openFiles({files.a(), files.b()});
        QTRY_VERIFY(session.pair().has_value());
        session.closeAll();
        QVERIFY(session.networks().empty() && !session.pair());
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
