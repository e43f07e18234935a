#include "core/data/network.h"

#include <QtTest>

using namespace counterpart::core;

class TestNetwork : public QObject
{
    Q_OBJECT

private slots:
    void findsLayersByName();
    void commonLayersInOrderOfA();
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

void TestNetwork::commonLayersInOrderOfA()
{
    const auto networkOf = [](std::initializer_list<const char*> names) {
        Network network;
        for (const char* const name : names) {
            Layer layer;
            layer.name = name;
            network.layers.push_back(layer);
        }
        return network;
    };
    const Network a = networkOf({"conv1", "conv2", "pool", "fc"});
    const auto common = commonLayers(a, networkOf({"fc", "other", "conv1"}));
    const std::vector<SidePair<LayerIndex>> expected{{LayerIndex{0}, LayerIndex{2}},
                                                     {LayerIndex{3}, LayerIndex{0}}};
    QCOMPARE(common, expected);
    QVERIFY(commonLayers(a, networkOf({"conv", "FC"})).empty());
}

QTEST_APPLESS_MAIN(TestNetwork)
#include "tst_network.moc"
