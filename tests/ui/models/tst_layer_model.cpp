#include "models/layer_model.h"

#include "models/honesty_model.h"
#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace counterpart;
using models::HonestyModel;
using models::LayerModel;
using session::AnalysisController;

class TestLayerModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void showsNetworksAndTheirLayers()
    {
        test::NetworkFiles files;
        files.write();
        session::JobRunner jobs;
        session::Session session(jobs);
        LayerModel model(session);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        session.openFiles({files.a(), files.b()});
        QTRY_COMPARE(model.rowCount(), 2);
        const QModelIndex netB = model.index(1, LayerModel::NameColumn);
        QCOMPARE(netB.data().toString(), QStringLiteral("net B"));
        QCOMPARE(model.rowCount(netB), 2);
        const QModelIndex conv = model.index(1, LayerModel::NameColumn, netB);
        QCOMPARE(conv.data().toString(), QStringLiteral("conv"));
        QCOMPARE(model.index(1, LayerModel::UnitsColumn, netB).data().toInt(), 2);
        // 3 x 3 maps: the file does not say what the axes are, and the model marks the guess.
        QCOMPARE(model.index(1, LayerModel::MapColumn, netB).data().toString(),
                 QStringLiteral("3 × 3 ?"));
        const core::LayerRef ref{core::NetId{1}, core::LayerIndex{1}};
        QCOMPARE(LayerModel::layerAt(conv), ref);
        QCOMPARE(model.indexOf(ref), conv);
        QVERIFY(!LayerModel::layerAt(netB).layer.isValid());
        session.closeAll();
        QCOMPARE(model.rowCount(), 0);
    }

    void honestyTellsAssumedOrderAndSamples()
    {
        test::NetworkFiles files;
        files.write(false); // no ids
        session::JobRunner jobs;
        session::Session session(jobs);
        AnalysisController controller(session, jobs);
        HonestyModel model(session, controller);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        session.openFiles({files.a(), files.b()});
        QTRY_COMPARE(controller.state(), AnalysisController::State::Ready);
        QHash<QString, QString> facts;
        bool assumed = false;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex value = model.index(row, HonestyModel::ValueColumn);
            facts[model.index(row, HonestyModel::FactColumn).data().toString()] =
                value.data().toString();
            assumed |= value.data(HonestyModel::WarningRole).toBool() &&
                       value.data().toString().contains("assumed");
        }
        QCOMPARE(facts["Samples"], QStringLiteral("40"));
        QCOMPARE(facts["Samples a unit"], QStringLiteral("10.0"));
        QVERIFY(assumed);
    }
};

QTEST_GUILESS_MAIN(TestLayerModel)
#include "tst_layer_model.moc"
