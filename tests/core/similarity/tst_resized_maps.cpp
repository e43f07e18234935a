#include "core/io/resized_source.h"
#include "core/similarity/similarity_map.h"
#include "tests/support/direct_similarity.h"
#include "tests/support/layered_network.h"
#include "tests/support/random_activations.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

class HeldLayer : public ActivationSource
{
public:
    explicit HeldLayer(MadeLayer layer) : m_layer(std::move(layer)) {}

    Index inputs() const override { return m_layer.values.rows() / positions(); }
    Index units() const override { return m_layer.values.cols(); }
    Index positions() const override { return m_layer.rows * m_layer.columns; }
    Index columns() const override { return m_layer.columns; }
    void read(Index firstInput, Index inputCount, Block block) override
    {
        block = m_layer.values.middleRows(firstInput * positions(), inputCount * positions());
    }

private:
    MadeLayer m_layer;
};

/// By a grid so fine that every stored and every wanted position is a number of whole cells of it.
Matrix resizedByCells(const MadeLayer& layer, Index rows, Index columns)
{
    const Index positions = layer.rows * layer.columns;
    const Index inputs = layer.values.rows() / positions;
    Matrix result = Matrix::Zero(inputs * rows * columns, layer.values.cols());
    for (Index input = 0; input < inputs; ++input) {
        for (Index y = 0; y < layer.rows * rows; ++y) {
            for (Index x = 0; x < layer.columns * columns; ++x)
                result.row(input * rows * columns + y / layer.rows * columns + x / layer.columns) +=
                    layer.values.row(input * positions + y / rows * layer.columns + x / columns)
                        .cast<double>();
        }
    }
    return result / static_cast<double>(positions);
}

} // namespace

class TestResizedMaps : public QObject
{
    Q_OBJECT

private slots:
    void areasAreAveraged_data();
    void areasAreAveraged();
    void aMapOfThatSizeIsLeftAlone();
    void layersOfDifferentMapsAreCompared();
};

void TestResizedMaps::areasAreAveraged_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("halves") << 3 << 2;
    QTest::newRow("parts of positions") << 4 << 3;
    QTest::newRow("columns alone") << 6 << 1;
    QTest::newRow("one position") << 1 << 1;
}

void TestResizedMaps::areasAreAveraged()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    const MadeLayer made{"conv", normalActivations(7 * 24, 5, 1, 3), 6, 4};
    const auto source = resizedMaps(std::make_unique<HeldLayer>(made), rows, columns);
    QCOMPARE(source->positions(), Index(rows * columns));
    QCOMPARE(source->columns(), Index(columns));
    QCOMPARE(source->inputs(), Index(7));
    ActivationBlock block(4 * rows * columns, 5);
    source->read(2, 4, block);
    const Matrix expected =
        resizedByCells(made, rows, columns).middleRows(2 * rows * columns, 4 * rows * columns);
    QVERIFY((block.cast<double>() - expected).cwiseAbs().maxCoeff() < 1e-6);
}

void TestResizedMaps::aMapOfThatSizeIsLeftAlone()
{
    const MadeLayer made{"conv", normalActivations(24, 2, 1), 6, 4};
    auto source = std::make_unique<HeldLayer>(made);
    const ActivationSource* const stored = source.get();
    QCOMPARE(resizedMaps(std::move(source), 6, 4).get(), stored);
}

void TestResizedMaps::layersOfDifferentMapsAreCompared()
{
    const QTemporaryDir folder;
    constexpr Index kInputs = 60;
    const std::vector<MadeLayer> madeA{{"tall", reluActivations(kInputs * 12, 5, 3, 1, 2), 4, 3},
                                       {"fc", reluActivations(kInputs, 6, 3, 3, 4)}};
    const std::vector<MadeLayer> madeB{{"wide", reluActivations(kInputs * 10, 4, 3, 1, 5), 2, 5}};
    const auto path = [&](const char* name) { return folder.filePath(name).toStdString(); };
    const Network a = makeNetwork(path("a.h5"), madeA);
    const Network b = makeNetwork(path("b.h5"), madeB);
    ComparisonOptions options;
    options.samples.policy.positions = Positions::All;
    options.samples.resizesMaps = true;
    const auto map = similarityMap({&a, &b}, {}, {Measure::Svcca, Measure::LinearCka}, options, {});
    const Matrix tall = resizedByCells(madeA[0], 2, 3);
    const Matrix wide = resizedByCells(madeB[0], 2, 3);
    QVERIFY(std::abs(*map->values[0].at(0, 0) - directSvcca(tall, wide)) < 1e-5);
    QVERIFY(std::abs(*map->values[1].at(0, 0) - directCka(tall, wide)) < 1e-5);
    const double ofMeans =
        directCka(madeA[1].values.cast<double>(), resizedByCells(madeB[0], 1, 1));
    QVERIFY(std::abs(*map->values[1].at(1, 0) - ofMeans) < 1e-5);
}

QTEST_APPLESS_MAIN(TestResizedMaps)
#include "tst_resized_maps.moc"
