#include "core/analysis/mapping_order.h"

#include "core/analysis/assignment.h"

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

constexpr int kSweeps = 12;

std::vector<int> placesOf(const Order& order)
{
    std::vector<int> places(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        places[static_cast<std::size_t>(order[place].value)] = static_cast<int>(place);
    return places;
}

/// Counts of the places taken so far, added up over ranges (Fenwick 1994).
class PlaceCounts
{
public:
    explicit PlaceCounts(std::size_t places) : m_sums(places + 1, 0) {}
    void add(int place)
    {
        for (auto i = static_cast<std::size_t>(place) + 1; i < m_sums.size(); i += i & (0 - i))
            ++m_sums[i];
    }
    /// How many at this place or before.
    std::int64_t upTo(int place) const
    {
        std::int64_t sum = 0;
        for (auto i = static_cast<std::size_t>(place) + 1; i > 0; i -= i & (0 - i))
            sum += m_sums[i];
        return sum;
    }

private:
    std::vector<std::int64_t> m_sums;
};

/// `order` by the mean place of each unit's partners, weighted by |weight|; those without any last.
/// Column k of `weights` holds the weights of unit k.
Order byBarycentre(const Order& order, const SparseWeights& weights,
                   const std::vector<int>& partnerPlaces)
{
    std::vector<double> centre(order.size(), HUGE_VAL);
    for (int unit = 0; unit < weights.outerSize(); ++unit) {
        double sum = 0;
        double total = 0;
        for (SparseWeights::InnerIterator entry(weights, unit); entry; ++entry) {
            sum += std::abs(entry.value()) * partnerPlaces[static_cast<std::size_t>(entry.row())];
            total += std::abs(entry.value());
        }
        if (total > 0)
            centre[static_cast<std::size_t>(unit)] = sum / total;
    }
    Order sorted = order;
    std::ranges::stable_sort(
        sorted, {}, [&](UnitIndex unit) { return centre[static_cast<std::size_t>(unit.value)]; });
    return sorted;
}

/// Moves the units without a weight behind the others.
void putIdleLast(Order& order, const SparseWeights& weights)
{
    std::ranges::stable_partition(
        order, [&](UnitIndex unit) { return weights.col(unit.value).nonZeros() > 0; });
}

} // namespace

MappingOrder orderBesidePredictors(const SparseWeights& weights, const Progress& progress)
{
    const Matrix strength = Matrix(weights).cwiseAbs();
    const std::vector<UnitIndex> targetOf = assignMaximum(strength, progress);
    const auto predictors = static_cast<std::size_t>(weights.rows());
    const auto targets = static_cast<std::size_t>(weights.cols());
    std::vector<UnitIndex> predictorAt(std::max(predictors, targets));
    std::vector<bool> isPlaced(predictors, false);
    for (std::size_t predictor = 0; predictor < predictors; ++predictor) {
        const UnitIndex target = targetOf[predictor];
        if (!target.isValid() || strength(static_cast<Index>(predictor), target.value) == 0)
            continue;
        predictorAt[static_cast<std::size_t>(target.value)] =
            UnitIndex{static_cast<int>(predictor)};
        isPlaced[predictor] = true;
    }
    auto free = predictorAt.begin();
    for (std::size_t predictor = 0; predictor < predictors; ++predictor) {
        if (isPlaced[predictor])
            continue;
        free = std::find(free, predictorAt.end(), UnitIndex{});
        *free = UnitIndex{static_cast<int>(predictor)};
    }
    std::erase(predictorAt, UnitIndex{});
    return {std::move(predictorAt), originalOrder(weights.cols())};
}

MappingOrder orderForFewCrossings(const SparseWeights& weights, const Progress& progress)
{
    const SparseWeights transposed = weights.transpose();
    MappingOrder order = orderBesidePredictors(weights, progress.part(0, 0.5));
    putIdleLast(order.predictors, transposed);
    putIdleLast(order.targets, weights);
    MappingOrder best = order;
    std::int64_t fewest = countCrossings(weights, best);
    for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
        progress.checkpoint();
        order.targets = byBarycentre(order.targets, weights, placesOf(order.predictors));
        order.predictors = byBarycentre(order.predictors, transposed, placesOf(order.targets));
        const std::int64_t crossings = countCrossings(weights, order);
        if (crossings < fewest) {
            fewest = crossings;
            best = order;
        }
    }
    return best;
}

std::int64_t countCrossings(const SparseWeights& weights, const MappingOrder& order)
{
    const std::vector<int> places = placesOf(order.predictors);
    PlaceCounts counts(places.size());
    std::int64_t crossings = 0;
    std::int64_t lines = 0;
    for (const UnitIndex target : order.targets) {
        std::int64_t added = 0;
        for (SparseWeights::InnerIterator entry(weights, target.value); entry; ++entry, ++added)
            crossings += lines - counts.upTo(places[static_cast<std::size_t>(entry.row())]);
        for (SparseWeights::InnerIterator entry(weights, target.value); entry; ++entry)
            counts.add(places[static_cast<std::size_t>(entry.row())]);
        lines += added;
    }
    return crossings;
}

} // namespace counterpart::core
