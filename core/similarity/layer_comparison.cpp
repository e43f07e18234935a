#include "core/similarity/layer_comparison.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/similarity/comparison_plan.h"
#include "core/similarity/moment_comparison.h"
#include "core/similarity/pair_warnings.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <sstream>

namespace counterpart::core {

namespace {

/// How the time of a pass divides between reading and comparing.
constexpr double kReadShare = 0.5;
/// Matrices of the size of the largest layer that a thread makes while it factorises or compares.
constexpr Index kWorkMatrices = 7;

using Clock = std::chrono::steady_clock;

/// Some of the picks and pairs, renumbered.
struct PassWork
{
    std::vector<LayerPick> picks;
    std::vector<PlacePair> pairs;
};

PassWork workOf(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                const PassPairs& some)
{
    PassWork work;
    std::map<int, int> renumbered;
    for (const std::size_t place : some) {
        for (const int pick : {pairs[place].first, pairs[place].second})
            renumbered.try_emplace(pick, 0);
    }
    for (auto& [pick, number] : renumbered) {
        number = static_cast<int>(work.picks.size());
        work.picks.push_back(picks[static_cast<std::size_t>(pick)]);
    }
    for (const std::size_t place : some)
        work.pairs.push_back(
            {renumbered.at(pairs[place].first), renumbered.at(pairs[place].second)});
    return work;
}

class Comparison
{
public:
    Comparison(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
               const std::vector<Measure>& measures, const ComparisonOptions& options)
        : m_picks(picks),
          m_pairs(pairs),
          m_measures(measures),
          m_options(options),
          m_samples(samplesFor(measures, options))
    {
        m_result.pairs.resize(pairs.size());
        m_result.samples = std::numeric_limits<Index>::max();
    }

    LayerComparison run(const Progress& progress);

private:
    const LayerPick& pick(int place) const { return m_picks[static_cast<std::size_t>(place)]; }
    std::string nameOfPair(std::size_t pair) const;
    std::vector<PassPairs> plan();
    std::map<std::pair<Index, Index>, PassPairs> pairsByMap();
    void refuse(std::size_t pair, const std::string& reason);
    Index bytesOf(const PassPairs& some) const;
    void leaveOutWhatDoesNotFit(std::vector<PassPairs>& passes);
    void runPass(const PassPairs& pass, const Progress& progress);
    void note(LayerSetMoments& moments);

    std::span<const LayerPick> m_picks;
    std::span<const PlacePair> m_pairs;
    const std::vector<Measure>& m_measures;
    const ComparisonOptions& m_options;
    LayerSetOptions m_samples;
    LayerComparison m_result;
};

LayerComparison Comparison::run(const Progress& progress)
{
    const std::vector<PassPairs> passes = plan();
    for (const PassPairs& pass : passes)
        m_result.peakBytes = std::max(m_result.peakBytes, bytesOf(pass));
    const auto count = static_cast<double>(passes.size());
    for (std::size_t i = 0; i < passes.size(); ++i)
        runPass(passes[i],
                progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count));
    m_result.passes = static_cast<int>(passes.size());
    addWarnings(m_result.warnings, fewSamplesWarnings(m_result.pairs, [this](std::size_t pair) {
                    return nameOfPair(pair);
                }));
    if (passes.empty())
        m_result.samples = 0;
    progress.report(1);
    return std::move(m_result);
}

std::string Comparison::nameOfPair(std::size_t pair) const
{
    return nameOf(pick(m_pairs[pair].first)) + " with " + nameOf(pick(m_pairs[pair].second));
}

std::vector<PassPairs> Comparison::plan()
{
    const auto bytes = [this](const PassPairs& some) { return bytesOf(some); };
    std::vector<PassPairs> passes;
    for (auto& [map, some] : pairsByMap())
        std::ranges::copy(planPasses(m_pairs, some, m_options.memoryBytes, bytes),
                          std::back_inserter(passes));
    leaveOutWhatDoesNotFit(passes);
    return passes;
}

/// Where positions are samples, pairs of equal maps go together, or of maps that are resized
/// equally; the others are refused.
std::map<std::pair<Index, Index>, PassPairs> Comparison::pairsByMap()
{
    std::map<std::pair<Index, Index>, PassPairs> byMap;
    for (std::size_t place = 0; place < m_pairs.size(); ++place) {
        const Layer& first = pick(m_pairs[place].first).description();
        const Layer& second = pick(m_pairs[place].second).description();
        const bool isAlike = first.rows() == second.rows() && first.columns() == second.columns();
        if (!takesEveryPosition(m_samples.policy.positions))
            byMap[{1, 1}].push_back(place);
        else if (isAlike || m_samples.policy.positions == Positions::Resize)
            byMap[{std::min(first.rows(), second.rows()),
                   std::min(first.columns(), second.columns())}]
                .push_back(place);
        else
            refuse(place, "The maps have " + mapText(first) + " and " + mapText(second) +
                              " positions, which cannot be paired; choose positions mean, max, "
                              "centre or resize.");
    }
    return byMap;
}

void Comparison::refuse(std::size_t pair, const std::string& reason)
{
    m_result.pairs[pair].values.assign(m_measures.size(), {{}, reason});
}

Index Comparison::bytesOf(const PassPairs& some) const
{
    const PassWork work = workOf(m_picks, m_pairs, some);
    if (work.picks.size() > kMostLayers)
        return std::numeric_limits<Index>::max();
    Index largest = 0;
    for (const LayerPick& one : work.picks)
        largest = std::max(largest, unitsOf(one, m_samples.policy.positions));
    const Index workers = std::min<Index>(threadCount(), static_cast<Index>(work.pairs.size()));
    return layerSetBytes(work.picks, work.pairs, m_samples) +
           workers * kWorkMatrices * largest * largest * Index{sizeof(double)};
}

/// A pass beyond the budget is of one pair.
void Comparison::leaveOutWhatDoesNotFit(std::vector<PassPairs>& passes)
{
    std::size_t refused = 0;
    std::string first;
    std::erase_if(passes, [&](const PassPairs& pass) {
        const Index bytes = bytesOf(pass);
        if (bytes <= m_options.memoryBytes)
            return false;
        const std::string reason =
            overBudgetText("Comparing " + nameOfPair(pass.front()), bytes, m_options.memoryBytes);
        for (const std::size_t pair : pass)
            refuse(pair, reason);
        first = refused++ == 0 ? reason : first;
        return true;
    });
    if (refused == 0)
        return;
    if (passes.empty())
        throw UsageError(first);
    m_result.warnings.push_back(
        first +
        (refused > 1 ? " " + std::to_string(refused - 1) + " more pairs do not fit either." : ""));
}

void Comparison::runPass(const PassPairs& pass, const Progress& progress)
{
    const PassWork work = workOf(m_picks, m_pairs, pass);
    progress.stage("reading " + std::to_string(work.picks.size()) + " layers");
    LayerSetMoments moments =
        layerSetMoments(work.picks, work.pairs, m_samples, progress.part(0, kReadShare));
    note(moments);
    const auto start = Clock::now();
    progress.stage("comparing layers");
    std::vector<PairComparison> comparisons =
        compareMoments(std::move(moments), work.pairs, m_measures, m_options.measures,
                       progress.part(kReadShare, 1));
    for (std::size_t i = 0; i < pass.size(); ++i)
        m_result.pairs[pass[i]] = std::move(comparisons[i]);
    m_result.computeSeconds += std::chrono::duration<double>(Clock::now() - start).count();
}

void Comparison::note(LayerSetMoments& moments)
{
    m_result.samples = std::min(m_result.samples, moments.samples);
    m_result.mostSamples = std::max(m_result.mostSamples, moments.samples);
    m_result.droppedSamples = std::max(m_result.droppedSamples, moments.droppedSamples);
    m_result.readSeconds += moments.readSeconds;
    m_result.computeSeconds += moments.computeSeconds;
    addWarnings(m_result.warnings, moments.warnings);
}

} // namespace

LayerSetOptions samplesFor(const std::vector<Measure>& measures, const ComparisonOptions& options)
{
    LayerSetOptions samples = options.samples;
    samples.countsNorms = std::ranges::count(measures, Measure::DebiasedCka) > 0;
    if (std::ranges::count(measures, Measure::Rsa) > 0) {
        samples.distanceSamples = options.measures.rsaSamples;
        samples.distance = options.measures.rsaDistance;
    }
    return samples;
}

LayerComparison compareLayers(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                              const std::vector<Measure>& measures,
                              const ComparisonOptions& options, const Progress& progress)
{
    return Comparison(picks, pairs, measures, options).run(progress);
}

std::string sampleCountText(Index fewest, Index most)
{
    const std::string text = std::to_string(fewest);
    return most > fewest ? text + " to " + std::to_string(most) : text;
}

} // namespace counterpart::core
