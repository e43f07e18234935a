#include "core/analysis/measure_agreement.h"

#include "core/analysis/live_units.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <tuple>

namespace counterpart::core {

namespace {

MeasureDifference differenceAt(const ComparedMeasures& measures, Index a, Index b)
{
    MeasureDifference pair;
    pair.a = UnitIndex{static_cast<int>(a)};
    pair.b = UnitIndex{static_cast<int>(b)};
    pair.correlation = measures.correlation(a, b);
    pair.information = measures.information(a, b);
    pair.difference = informationalCorrelation(pair.information) - std::abs(pair.correlation);
    return pair;
}

/// visit(a, b) for every pair of live units.
template <class Visit>
void forLivePairs(const ComparedMeasures& measures, const Progress& progress, Visit visit)
{
    const std::vector<Index> liveA = liveUnits(measures.correlation.rows(), measures.dead.a);
    const std::vector<Index> liveB = liveUnits(measures.correlation.cols(), measures.dead.b);
    for (std::size_t j = 0; j < liveB.size(); ++j) {
        progress.checkpoint();
        for (const Index a : liveA)
            visit(a, liveB[j]);
        progress.report(static_cast<double>(j + 1) / static_cast<double>(liveB.size()));
    }
}

/// Finds how many of many values lie above each of a few.
class RankCounter
{
public:
    explicit RankCounter(std::vector<double> few) : m_few(std::move(few))
    {
        std::ranges::sort(m_few);
        m_passed.assign(m_few.size() + 1, 0);
    }
    void add(double value)
    {
        const auto notBelow = std::ranges::lower_bound(m_few, value);
        ++m_passed[static_cast<std::size_t>(notBelow - m_few.begin())];
    }
    /// After all were added: 1 + the number of added values above one of the few.
    Index rank(double value) const
    {
        const auto place = std::ranges::lower_bound(m_few, value) - m_few.begin();
        return 1 + std::accumulate(m_passed.begin() + place + 1, m_passed.end(), Index{0});
    }

private:
    std::vector<double> m_few;
    std::vector<Index> m_passed; ///< values that lie above exactly so many of the few
};

void setRanks(const std::vector<MeasureDifference*>& pairs, const ComparedMeasures& measures,
              const Progress& progress)
{
    std::vector<double> correlations;
    std::vector<double> informations;
    for (const MeasureDifference* pair : pairs) {
        correlations.push_back(std::abs(pair->correlation));
        informations.push_back(pair->information);
    }
    RankCounter byCorrelation(std::move(correlations));
    RankCounter byInformation(std::move(informations));
    forLivePairs(measures, progress, [&](Index a, Index b) {
        byCorrelation.add(std::abs(measures.correlation(a, b)));
        byInformation.add(measures.information(a, b));
    });
    for (MeasureDifference* pair : pairs) {
        pair->rankByCorrelation = byCorrelation.rank(std::abs(pair->correlation));
        pair->rankByInformation = byInformation.rank(pair->information);
    }
}

bool comesFirst(const MeasureDifference& left, const MeasureDifference& right)
{
    const auto key = [](const MeasureDifference& pair) {
        return std::tuple(-std::abs(pair.difference), pair.a, pair.b);
    };
    return key(left) < key(right);
}

} // namespace

double informationOfNormalPair(double correlation)
{
    return -0.5 * std::log1p(-correlation * correlation);
}

double informationalCorrelation(double information)
{
    return std::sqrt(-std::expm1(-2 * std::max(information, 0.0)));
}

std::vector<MeasureDifference> largestDifferences(const ComparedMeasures& measures, int count,
                                                  const Progress& progress)
{
    assert(measures.correlation.rows() == measures.information.rows() &&
           measures.correlation.cols() == measures.information.cols());
    const auto most = static_cast<std::size_t>(std::max(count, 0));
    std::vector<MeasureDifference> heap; // the least of the largest on top
    forLivePairs(measures, progress, [&](Index a, Index b) {
        const MeasureDifference pair = differenceAt(measures, a, b);
        if (most == 0 || (heap.size() == most && !comesFirst(pair, heap.front())))
            return;
        if (heap.size() == most) {
            std::ranges::pop_heap(heap, comesFirst);
            heap.pop_back();
        }
        heap.push_back(pair);
        std::ranges::push_heap(heap, comesFirst);
    });
    std::ranges::sort_heap(heap, comesFirst);
    return heap;
}

std::vector<OtherPartner> otherPartners(const ComparedMeasures& measures,
                                        const Matching& byCorrelation,
                                        const Matching& byInformation)
{
    std::vector<OtherPartner> changed;
    for (std::size_t unit = 0; unit < byCorrelation.units.a.size(); ++unit) {
        const UnitIndex first = byCorrelation.units.a[unit].semi;
        const UnitIndex second = byInformation.units.a[unit].semi;
        if (!first.isValid() || !second.isValid() || first == second)
            continue;
        const auto a = static_cast<Index>(unit);
        changed.push_back(
            {differenceAt(measures, a, first.value), differenceAt(measures, a, second.value)});
    }
    std::ranges::stable_sort(changed, std::ranges::greater{}, [](const OtherPartner& one) {
        return one.byInformation.information - one.byCorrelation.information;
    });
    return changed;
}

std::optional<double> shareOfSamePartner(const Matching& byCorrelation,
                                         const Matching& byInformation)
{
    Index live = 0;
    Index same = 0;
    for (std::size_t unit = 0; unit < byCorrelation.units.a.size(); ++unit) {
        const UnitIndex first = byCorrelation.units.a[unit].semi;
        live += first.isValid();
        same += first.isValid() && first == byInformation.units.a[unit].semi;
    }
    return live > 0 ? std::optional(static_cast<double>(same) / static_cast<double>(live))
                    : std::nullopt;
}

MeasureAgreement compareMeasures(const ComparedMeasures& measures, const Matching& byCorrelation,
                                 const Matching& byInformation, int count, const Progress& progress)
{
    progress.stage("comparing measures");
    MeasureAgreement agreement;
    agreement.differences = largestDifferences(measures, count, progress.part(0, 0.5));
    agreement.changed = otherPartners(measures, byCorrelation, byInformation);
    agreement.sameShare = shareOfSamePartner(byCorrelation, byInformation);
    const auto live = [&](Index units, Side side) {
        return units - static_cast<Index>(measures.dead[side].size());
    };
    agreement.livePairs =
        live(measures.correlation.rows(), Side::A) * live(measures.correlation.cols(), Side::B);
    std::vector<MeasureDifference*> ranked;
    for (MeasureDifference& pair : agreement.differences)
        ranked.push_back(&pair);
    for (OtherPartner& partner : agreement.changed)
        ranked.insert(ranked.end(), {&partner.byCorrelation, &partner.byInformation});
    setRanks(ranked, measures, progress.part(0.5, 1));
    return agreement;
}

} // namespace counterpart::core
