#include "core/data/network.h"

#include <QtTest>

using namespace counterpart::core;

class TestNetwork : public QObject
{
    Q_OBJECT

private slots:
    void findsLayersByName();
};

void TestNetwork::findsLayersByName()
{
    Network network;
    QVERIFY(!network.findLayer("conv1").isValid());
    for (const char* const name : {"conv1", "conv10", "fc"}) {
        Layer layer;
        layer.name = name;
        network.layers.push_back(layer);
    }
    QCOMPARE(network.findLayer("conv10"), LayerIndex{1});
    QCOMPARE(network.layer(network.findLayer("fc")).name, std::string("fc"));
    for (const char* const name : {"conv", "", "FC"})
        QVERIFY(!network.findLayer(name).isValid());
    QVERIFY_EXCEPTION_THROWN(network.layer(LayerIndex{3}), std::out_of_range);
    QVERIFY_EXCEPTION_THROWN(network.layer(LayerIndex{}), std::out_of_range);
}

QTEST_APPLESS_MAIN(TestNetwork)
#include "tst_network.moc"
