#include "core/analysis/layer_pair_analysis.h"
#include "core/io/resized_source.h"
#include "core/similarity/similarity_map.h"
#include "tests/support/direct_correlation.h"
#include "tests/support/direct_similarity.h"
#include "tests/support/layered_network.h"
#include "tests/support/random_activations.h"
#include "tests/support/resized_by_cells.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>

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

} // namespace

class TestResizedMaps : public QObject
{
    Q_OBJECT

private slots:
    void areasAreAveraged_data();
    void areasAreAveraged();
    void aMapOfThatSizeIsLeftAlone();
    void layersOfDifferentMapsAreCompared();
    void aPairOfDifferentMapsIsAnalysed();
    void theMostActivePositionIsToldAsItIsStored();
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
    options.samples.policy.positions = Positions::Resize;
    const auto map = similarityMap({&a, &b}, {}, {Measure::Svcca, Measure::LinearCka}, options, {});
    const Matrix tall = resizedByCells(madeA[0], 2, 3);
    const Matrix wide = resizedByCells(madeB[0], 2, 3);
    QVERIFY(std::abs(*map->values[0].at(0, 0) - directSvcca(tall, wide)) < 1e-5);
    QVERIFY(std::abs(*map->values[1].at(0, 0) - directCka(tall, wide)) < 1e-5);
    const double ofMeans =
        directCka(madeA[1].values.cast<double>(), resizedByCells(madeB[0], 1, 1));
    QVERIFY(std::abs(*map->values[1].at(1, 0) - ofMeans) < 1e-5);
}

void TestResizedMaps::aPairOfDifferentMapsIsAnalysed()
{
    const QTemporaryDir folder;
    constexpr Index kInputs = 40;
    const MadeLayer tall{"conv", reluActivations(kInputs * 12, 5, 3, 1, 2), 4, 3};
    const MadeLayer wide{"conv", reluActivations(kInputs * 10, 4, 3, 1, 5), 2, 5};
    const Network a = makeNetwork(folder.filePath("a.h5").toStdString(), {tall});
    const Network b = makeNetwork(folder.filePath("b.h5").toStdString(), {wide});
    AnalysisOptions options;
    options.pass.policy.positions = Positions::Resize;
    const auto found = analyseLayerPair({&a, &b}, {LayerIndex{0}, LayerIndex{0}}, options, {});
    const Matrix first = resizedByCells(tall, 2, 3);
    const Matrix second = resizedByCells(wide, 2, 3);
    QCOMPARE(found->samples(), kInputs * 6);
    const Matrix expected = directCorrelation(first.cast<float>(), second.cast<float>());
    QVERIFY((found->correlation.between - expected).cwiseAbs().maxCoeff() < 1e-5);
    const Matrix within = directCorrelation(first.cast<float>(), first.cast<float>());
    QVERIFY((found->correlation.within.a - within).cwiseAbs().maxCoeff() < 1e-5);
    const Moments& moments = found->statistics.moments;
    QVERIFY((moments.mean.b - second.colwise().mean().transpose()).cwiseAbs().maxCoeff() < 1e-5);
}

/// Of 7 x 5 positions 2 x 2 are made: their middles are the rows 1 and 5, the columns 1 and 3.
void TestResizedMaps::theMostActivePositionIsToldAsItIsStored()
{
    const QTemporaryDir folder;
    MadeLayer large{"conv", ActivationBlock::Zero(12 * 35, 2), 7, 5};
    large.values(3 * 35 + 5 * 5 + 0, 0) = 9; // input 3, row 5, column 0: lower left
    large.values(7 * 35 + 0 * 5 + 4, 1) = 9; // input 7, row 0, column 4: upper right
    const MadeLayer small{"conv", normalActivations(12 * 4, 3, 1), 2, 2};
    const Network a = makeNetwork(folder.filePath("a.h5").toStdString(), {large});
    const Network b = makeNetwork(folder.filePath("b.h5").toStdString(), {small});
    AnalysisOptions options;
    options.pass.policy.positions = Positions::Resize;
    const auto found = analyseLayerPair({&a, &b}, {LayerIndex{0}, LayerIndex{0}}, options, {});
    const auto top = [&](std::size_t unit) {
        const TopSample& sample = found->statistics.profile.a.units[unit].top.front();
        return std::array{sample.input.value, sample.row, sample.column};
    };
    QCOMPARE(top(0), (std::array{3, 5, 1}));
    QCOMPARE(top(1), (std::array{7, 1, 3}));
    const UnitProfile& stored = found->statistics.profile.b.units[2];
    Index best = 0;
    const float most = small.values.col(2).maxCoeff(&best);
    QCOMPARE(stored.top.front().value, most);
    QCOMPARE(stored.top.front().row * 2 + stored.top.front().column, int(best % 4));
}

QTEST_APPLESS_MAIN(TestResizedMaps)
#include "tst_resized_maps.moc"
