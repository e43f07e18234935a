#include "core/data/layer.h"

#include <QtTest>

using namespace counterpart::core;

class TestLayer : public QObject
{
    Q_OBJECT

private slots:
    void names();
    void unknownNames();
    void extents_data();
    void extents();
};

void TestLayer::names()
{
    for (const char* const name : {"NC", "CN", "NCHW", "NHWC", "NTD", "NDT"})
        QCOMPARE(QString(toString(axisOrderFromString(name).value())), QString(name));
    QCOMPARE(axisOrderFromString("NTC"), std::optional(AxisOrder::NTD));
    QCOMPARE(axisOrderFromString("NCT"), std::optional(AxisOrder::NDT));
}

void TestLayer::unknownNames()
{
    for (const char* const name : {"", "N", "nc", "NHW", "NCHWT"})
        QVERIFY(!axisOrderFromString(name));
}

void TestLayer::extents_data()
{
    QTest::addColumn<int>("axes");
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QList<int>>("expected"); // inputs, units, rows, columns
    const auto row = [](AxisOrder axes, const QList<int>& shape, const QList<int>& expected) {
        QTest::newRow(toString(axes)) << static_cast<int>(axes) << shape << expected;
    };
    row(AxisOrder::NC, {7, 5}, {7, 5, 1, 1});
    row(AxisOrder::CN, {7, 5}, {5, 7, 1, 1});
    row(AxisOrder::NCHW, {7, 5, 3, 2}, {7, 5, 3, 2});
    row(AxisOrder::NHWC, {7, 5, 3, 2}, {7, 2, 5, 3});
    row(AxisOrder::NTD, {7, 5, 3}, {7, 3, 1, 5});
    row(AxisOrder::NDT, {7, 5, 3}, {7, 5, 1, 3});
}

void TestLayer::extents()
{
    QFETCH(int, axes);
    QFETCH(QList<int>, shape);
    QFETCH(QList<int>, expected);
    Layer layer;
    layer.axes = static_cast<AxisOrder>(axes);
    layer.shape.assign(shape.begin(), shape.end());
    QCOMPARE(layer.inputs(), expected[0]);
    QCOMPARE(layer.units(), expected[1]);
    QCOMPARE(layer.rows(), expected[2]);
    QCOMPARE(layer.columns(), expected[3]);
    QCOMPARE(layer.positions(), expected[2] * expected[3]);
}

QTEST_APPLESS_MAIN(TestLayer)
#include "tst_layer.moc"
