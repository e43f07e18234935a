#include "ui/figures/mapping_figure.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace counterpart;
using core::Side;
using core::UnitIndex;
using ui::GraphOrder;

namespace {

constexpr int kPredictors = 7; // of the mapping from A to B
constexpr int kTargets = 5;

/// A result without samples, of layers of that many units.
session::PairResult resultOf(core::Index unitsA, core::Index unitsB)
{
    const auto network = [](const char* name) {
        auto made = std::make_shared<core::Network>();
        made->name = name;
        made->layers.emplace_back();
        made->layers.back().name = "conv1";
        return made;
    };
    auto analysis = std::make_shared<core::LayerPairAnalysis>();
    analysis->correlation.between = core::Matrix::Zero(unitsA, unitsB);
    session::PairResult result;
    result.pair = {{{0}, {0}}, {{1}, {0}}};
    result.networks = {network("net A"), network("net B")};
    result.analysis = analysis;
    return result;
}

/// Two steps of random weights.
ui::MappingSteps stepsOf(Side from)
{
    std::mt19937 random(3);
    ui::MappingSteps steps;
    steps.mapping.from = from;
    for (const double penalty : {0.5, 0.25}) {
        core::Matrix weights(kPredictors, kTargets);
        for (double& weight : weights.reshaped())
            weight = random() % 3 == 0 ? double(random() % 200) / 100 - 1 : 0;
        core::MappingFit fit;
        fit.penalty = penalty;
        fit.weights = weights.sparseView();
        fit.training = core::MappingError{0.3, 0.4, core::Vector::Constant(kTargets, 0.4)};
        steps.orders.push_back({core::orderForFewCrossings(fit.weights, {}),
                                core::orderBesidePredictors(fit.weights, {})});
        steps.mapping.path.push_back(std::move(fit));
    }
    return steps;
}

session::PairResult resultFor(Side from)
{
    return from == Side::A ? resultOf(kPredictors, kTargets) : resultOf(kTargets, kPredictors);
}

} // namespace

class TestMappingFigure : public QObject
{
    Q_OBJECT

private slots:
    void everyWeightIsALink_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("order");
        for (const int from : {0, 1})
            for (const int order : {0, 1, 2})
                QTest::addRow("from %d, order %d", from, order) << from << order;
    }

    /// In every order the links join the units that the weights belong to, and each unit has one
    /// place.
    void everyWeightIsALink()
    {
        QFETCH(int, from);
        QFETCH(int, order);
        const Side side = from == 0 ? Side::A : Side::B;
        const session::PairResult result = resultFor(side);
        const ui::MappingSteps steps = stepsOf(side);
        const plots::MappingGraphContent graph =
            makeMappingGraph(result, steps, 1, static_cast<GraphOrder>(order), {});
        const core::Matrix weights = steps.fit(1).weights;
        QCOMPARE(graph.predictors.side, side);
        QCOMPARE(graph.targets.side, core::other(side));
        const auto unitsOf = [](const plots::GraphColumn& column) {
            std::set<int> units;
            for (const plots::GraphUnit& unit : column.units)
                units.insert(unit.unit.unit.value);
            return static_cast<int>(units.size());
        };
        QCOMPARE(unitsOf(graph.predictors), kPredictors);
        QCOMPARE(unitsOf(graph.targets), kTargets);
        core::Matrix found = core::Matrix::Zero(kPredictors, kTargets);
        for (const plots::GraphLink& link : graph.links) {
            const core::UnitRef predictor =
                graph.predictors.units[std::size_t(link.predictor)].unit;
            const core::UnitRef target = graph.targets.units[std::size_t(link.target)].unit;
            QCOMPARE(predictor.layerRef(), result.pair[side]);
            QCOMPARE(target.layerRef(), result.pair[core::other(side)]);
            found(predictor.unit.value, target.unit.value) += link.weight;
        }
        QCOMPARE((found - weights).cwiseAbs().maxCoeff(), 0.0);
    }

    /// Rows are units of A, whatever the direction; both matrices hold the same cells.
    void matricesHoldTheWeights()
    {
        for (const Side from : {Side::A, Side::B}) {
            const session::PairResult result = resultFor(from);
            const ui::MappingSteps steps = stepsOf(from);
            core::Matrix weights = steps.fit(0).weights;
            if (from == Side::B)
                weights.transposeInPlace();
            const ui::MappingMatrices matrices = makeMappingMatrices(result, steps, 0, {}, {});
            QCOMPARE(matrices.limits.high, weights.cwiseAbs().maxCoeff());
            QCOMPARE(matrices.limits.low, -matrices.limits.high);
            for (const plots::MatrixContent* content : {&matrices.raw, &matrices.permuted}) {
                QCOMPARE(content->rows.side, Side::A);
                const auto& cells = content->values->levels().front();
                for (core::Index row = 0; row < weights.rows(); ++row)
                    for (core::Index column = 0; column < weights.cols(); ++column) {
                        const core::UnitIndex a = content->rows.order[std::size_t(row)];
                        const core::UnitIndex b = content->columns.order[std::size_t(column)];
                        QCOMPARE(cells(row, column), float(weights(a.value, b.value)));
                        QVERIFY(content->exact(a, b) == weights(a.value, b.value));
                    }
            }
            QCOMPARE(matrices.raw.rows.order, core::originalOrder(weights.rows()));
        }
    }

    void linkedUnitsOfBothSides()
    {
        for (const Side from : {Side::A, Side::B}) {
            const session::PairResult result = resultFor(from);
            const ui::MappingSteps steps = stepsOf(from);
            const core::Matrix weights = steps.fit(1).weights;
            for (const bool isTarget : {true, false}) {
                const Side side = isTarget ? core::other(from) : from;
                const core::UnitRef unit{result.pair[side].net, result.pair[side].layer,
                                         UnitIndex{2}};
                const auto linked = ui::linkedUnits(result, steps.mapping, steps.fit(1), unit);
                const core::Vector all = isTarget ? core::Vector(weights.col(2))
                                                  : core::Vector(weights.row(2).transpose());
                QCOMPARE(static_cast<core::Index>(linked.size()), (all.array() != 0).count());
                for (std::size_t i = 0; i < linked.size(); ++i) {
                    QCOMPARE(linked[i].weight, all[linked[i].unit.unit.value]);
                    QVERIFY(i == 0 || std::abs(linked[i].weight) <= std::abs(linked[i - 1].weight));
                }
            }
        }
    }

    void pathOfTheSteps()
    {
        ui::MappingSteps steps = stepsOf(Side::A);
        steps.mapping.path[1].heldOut = core::MappingError{0.35, 0.3, {}};
        const session::PairResult result = resultFor(Side::A);
        plots::PathContent path = makeMappingPath(result, steps);
        QCOMPARE(path.points.size(), 2);
        QVERIFY(!path.points[0].heldOutLoss);
        QCOMPARE(path.points[1].heldOutLoss.value(), 0.35);
        QCOMPARE(path.points[1].penalty, 0.25);
        for (core::MappingFit& fit : steps.mapping.path)
            fit.training.reset();
        path = makeMappingPath(result, steps);
        QVERIFY(path.points.empty() && !path.note.empty());
    }
};

QTEST_APPLESS_MAIN(TestMappingFigure)
#include "tst_mapping_figure.moc"
