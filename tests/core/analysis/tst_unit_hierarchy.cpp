#include "core/analysis/unit_hierarchy.h"

#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr Index kUnitsA = 7;
constexpr Index kUnitsB = 6;
constexpr double kPenalty = 0.15;

Matrix standardised(const ActivationBlock& values)
{
    Matrix result = values.cast<double>();
    result.rowwise() -= result.colwise().mean().eval();
    for (Index unit = 0; unit < result.cols(); ++unit)
        result.col(unit) /= std::sqrt(result.col(unit).squaredNorm() / double(result.rows()));
    return result;
}

/// The LASSO of each column of y on the columns of x, by proximal gradient steps.
Matrix lassoWeights(const ActivationBlock& x, const ActivationBlock& y, double penalty)
{
    const Matrix predictors = standardised(x);
    const Matrix targets = standardised(y);
    const Matrix within = predictors.transpose() * predictors / double(x.rows());
    const Matrix between = predictors.transpose() * targets / double(x.rows());
    const double step = 1 / double(x.cols()); // 1 / trace is below 1 / the largest eigenvalue
    Matrix weights = Matrix::Zero(x.cols(), y.cols());
    for (int k = 0; k < 20'000; ++k) {
        const Matrix moved = weights - step * (within * weights - between);
        weights = moved.array().sign() * (moved.array().abs() - step * penalty).max(0);
    }
    return weights;
}

/// Whether every merge joins the two clusters whose units' mean link is largest, straight from the
/// definition on [[I, W], [W', I]].
bool isAverageLinkage(const Dendrogram& tree, const Matrix& weights)
{
    const auto link = [&](int i, int j) {
        const int a = std::min(i, j);
        const int b = std::max(i, j) - int(kUnitsA);
        return a < kUnitsA && b >= 0 ? weights(a, b) : 0.0;
    };
    std::vector<std::set<int>> nodes;
    std::set<std::size_t> open;
    for (int leaf = 0; leaf < tree.leaves; ++leaf) {
        nodes.push_back({leaf});
        open.insert(std::size_t(leaf));
    }
    const auto mean = [&](std::size_t one, std::size_t two) {
        double sum = 0;
        for (const int i : nodes[one])
            for (const int j : nodes[two])
                sum += link(i, j);
        return sum / double(nodes[one].size() * nodes[two].size());
    };
    for (const Merge& merge : tree.merges) {
        double largest = -std::numeric_limits<double>::infinity();
        for (const std::size_t one : open)
            for (const std::size_t two : open)
                largest = one < two ? std::max(largest, mean(one, two)) : largest;
        const auto first = std::size_t(merge.first);
        const auto second = std::size_t(merge.second);
        if (open.erase(first) + open.erase(second) != 2 ||
            std::abs(mean(first, second) - largest) > 1e-6 ||
            std::abs(merge.height - largest) > 1e-6)
            return false;
        std::set<int> both = nodes[first];
        both.insert(nodes[second].begin(), nodes[second].end());
        open.insert(nodes.size());
        nodes.push_back(std::move(both));
    }
    return open.size() == 1;
}

} // namespace

class UnitHierarchyTest : public QObject
{
    Q_OBJECT

    const ActivationBlock m_a = test::reluActivations(500, kUnitsA, 4, 1, 2);
    const ActivationBlock m_b = test::reluActivations(500, kUnitsB, 4, 1, 3);

    LayerPairStatistics statistics() const
    {
        test::MemorySource a(m_a, 1, 1);
        test::MemorySource b(m_b, 1, 1);
        return computeStatistics(a, b, {"a", "b"}, {}, {});
    }

private slots:
    void unitsAreJoinedByTheWeightsOfTheMapping();
    void linksAreThoseOfTheTradeOff();
};

void UnitHierarchyTest::unitsAreJoinedByTheWeightsOfTheMapping()
{
    const LayerPairStatistics read = statistics();
    const Correlation correlation = correlate(read);
    for (const Side from : {Side::A, Side::B}) {
        const Matrix weights = from == Side::A ? lassoWeights(m_a, m_b, kPenalty)
                                               : lassoWeights(m_b, m_a, kPenalty).transpose();
        QVERIFY((weights.array() != 0).any() && (weights.array() == 0).any());
        const UnitHierarchy hierarchy = joinUnits(read, correlation, HierarchySource::Mapping,
                                                  {.from = from, .penalties = {kPenalty}}, {});
        QCOMPARE(hierarchy.tree.leaves, int(kUnitsA + kUnitsB));
        QVERIFY(isAverageLinkage(hierarchy.tree, weights));
    }
    QVERIFY(isAverageLinkage(joinUnits(read, correlation, HierarchySource::Between, {}, {}).tree,
                             correlation.between));
    QVERIFY(
        !isAverageLinkage(joinUnits(read, correlation, HierarchySource::Correlations, {}, {}).tree,
                          correlation.between));
}

/// Of several penalties, the largest at which the samples themselves say that nine tenths of the
/// best R² are kept.
void UnitHierarchyTest::linksAreThoseOfTheTradeOff()
{
    const MappingData data = mappingData(statistics());
    const std::vector<double> penalties{0.4, 0.2, 0.05, 0.01};
    const auto r2 = [&](double penalty) {
        const Matrix error =
            standardised(m_b) - standardised(m_a) * lassoWeights(m_a, m_b, penalty);
        return 1 - error.squaredNorm() / double(error.size());
    };
    const auto kept = std::ranges::find_if(
        penalties, [&](double penalty) { return r2(penalty) >= 0.9 * r2(penalties.back()); });
    QVERIFY(kept != penalties.begin() && kept != penalties.end() - 1);
    const Matrix links = mappingLinks(data, {.penalties = penalties}, {});
    QVERIFY((links - lassoWeights(m_a, m_b, *kept)).cwiseAbs().maxCoeff() < 1e-6);
}

QTEST_APPLESS_MAIN(UnitHierarchyTest)
#include "tst_unit_hierarchy.moc"
