#include "core/similarity/layer_comparison.h"

#include "core/analysis/sequential_blas.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/similarity/comparison_plan.h"
#include "core/similarity/work_queue.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <map>
#include <sstream>

namespace counterpart::core {

namespace {

/// How the time of a pass divides between reading and comparing, and that between factorising the
/// layers and comparing them.
constexpr double kReadShare = 0.5;
constexpr double kFactorShare = 0.3;
/// Matrices of the size of the largest layer that a thread makes while it factorises or compares.
constexpr Index kWorkMatrices = 7;
/// Each holds a file open, of which a process may have 1024.
constexpr std::size_t kMostLayers = 200;

/// Fewer samples than this many times the units, and chance makes coefficients high.
constexpr Index kSamplesAUnit = 5;

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

/// Adds up what several threads have done.
class SharedProgress
{
public:
    SharedProgress(const Progress& progress, std::size_t total)
        : m_progress(progress),
          m_total(static_cast<double>(total))
    {
    }
    void advance() { m_progress.report(static_cast<double>(++m_done) / m_total); }

private:
    const Progress& m_progress;
    double m_total;
    std::atomic<int> m_done = 0;
};

/// Where canonical correlations are high by chance, or partly do not depend on the data at all.
void warnOfFewSamples(LayerComparison& result)
{
    std::size_t forced = 0;
    std::size_t few = 0;
    for (const PairComparison& pair : result.pairs) {
        const bool isForced = pair.ranks.a + pair.ranks.b > result.samples - 1;
        forced += isForced;
        few += !isForced && result.samples < kSamplesAUnit * std::max(pair.ranks.a, pair.ranks.b);
    }
    const auto add = [&](std::size_t pairs, const char* what) {
        if (pairs > 0)
            result.warnings.push_back("In " + std::to_string(pairs) + " of " +
                                      std::to_string(result.pairs.size()) + " pairs of layers " +
                                      what);
    };
    add(forced, "some canonical correlations are 1 whatever the data, because the independent "
                "units of both are more than the samples; PWCCA is then not unique.");
    add(few, "there are fewer than 5 samples for each independent unit: canonical correlations "
             "are high by chance.");
}

std::vector<LayerFactor> factoriseAll(LayerSetMoments& moments, bool needsBasis, double tolerance,
                                      const Progress& progress)
{
    std::vector<LayerFactor> factors(moments.layers.size());
    SharedProgress done(progress, factors.size());
    const Progress quiet = progress.part(0, 0);
    std::vector<double> costs;
    for (const LayerMoments& layer : moments.layers)
        costs.push_back(static_cast<double>(layer.cross.rows()));
    forEachInTurn(longestFirst(costs), progress, [&](Index place) {
        const auto i = static_cast<std::size_t>(place);
        factors[i] =
            factorise(std::move(moments.layers[i]), moments.samples, needsBasis, tolerance, quiet);
        done.advance();
    });
    return factors;
}

/// What comparing each pair takes, up to a factor.
std::vector<double> costsOf(const std::vector<Matrix>& between)
{
    std::vector<double> costs;
    for (const Matrix& products : between)
        costs.push_back(static_cast<double>(products.size()) *
                        static_cast<double>(products.rows() + products.cols()));
    return costs;
}

class Comparison
{
public:
    Comparison(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
               const std::vector<Measure>& measures, const ComparisonOptions& options)
        : m_picks(picks),
          m_pairs(pairs),
          m_measures(measures),
          m_options(options)
    {
        m_result.pairs.resize(pairs.size());
        m_result.samples = std::numeric_limits<Index>::max();
    }

    LayerComparison run(const Progress& progress);

private:
    std::vector<PassPairs> plan();
    void refuse(const PlacePair& pair, PairComparison& comparison) const;
    Index bytesOf(const PassPairs& some) const;
    void requireFits(const PassPairs& pass, Index bytes) const;
    void runPass(const PassPairs& pass, const Progress& progress);
    void note(LayerSetMoments& moments);

    std::span<const LayerPick> m_picks;
    std::span<const PlacePair> m_pairs;
    const std::vector<Measure>& m_measures;
    const ComparisonOptions& m_options;
    LayerComparison m_result;
};

LayerComparison Comparison::run(const Progress& progress)
{
    const std::vector<PassPairs> passes = plan();
    for (const PassPairs& pass : passes) {
        const Index bytes = bytesOf(pass);
        requireFits(pass, bytes);
        m_result.peakBytes = std::max(m_result.peakBytes, bytes);
    }
    const auto count = static_cast<double>(passes.size());
    for (std::size_t i = 0; i < passes.size(); ++i)
        runPass(passes[i],
                progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count));
    m_result.passes = static_cast<int>(passes.size());
    warnOfFewSamples(m_result);
    if (passes.empty())
        m_result.samples = 0;
    progress.report(1);
    return std::move(m_result);
}

/// Pairs of equal maps go together where positions are samples; the others are refused.
std::vector<PassPairs> Comparison::plan()
{
    const auto bytes = [this](const PassPairs& some) { return bytesOf(some); };
    std::map<std::pair<Index, Index>, PassPairs> byMap;
    for (std::size_t place = 0; place < m_pairs.size(); ++place) {
        const Layer& first = m_picks[static_cast<std::size_t>(m_pairs[place].first)].description();
        const Layer& second =
            m_picks[static_cast<std::size_t>(m_pairs[place].second)].description();
        const bool isAlike = first.rows() == second.rows() && first.columns() == second.columns();
        if (m_options.samples.policy.positions != Positions::All)
            byMap[{1, 1}].push_back(place);
        else if (isAlike)
            byMap[{first.rows(), first.columns()}].push_back(place);
        else
            refuse(m_pairs[place], m_result.pairs[place]);
    }
    std::vector<PassPairs> passes;
    for (auto& [map, some] : byMap)
        std::ranges::copy(planPasses(m_pairs, some, m_options.memoryBytes, bytes),
                          std::back_inserter(passes));
    return passes;
}

void Comparison::refuse(const PlacePair& pair, PairComparison& comparison) const
{
    const Layer& first = m_picks[static_cast<std::size_t>(pair.first)].description();
    const Layer& second = m_picks[static_cast<std::size_t>(pair.second)].description();
    std::ostringstream text;
    text << "The maps have " << first.rows() << " x " << first.columns() << " and " << second.rows()
         << " x " << second.columns()
         << " positions, which cannot be paired; choose positions mean, max or centre.";
    comparison.values.assign(m_measures.size(), {{}, text.str()});
}

Index Comparison::bytesOf(const PassPairs& some) const
{
    const Positions positions = m_options.samples.policy.positions;
    const PassWork work = workOf(m_picks, m_pairs, some);
    Index largest = 0;
    for (const LayerPick& pick : work.picks)
        largest = std::max(largest, unitsOf(pick, positions));
    const Index workers = std::min<Index>(threadCount(), static_cast<Index>(work.pairs.size()));
    if (work.picks.size() > kMostLayers)
        return std::numeric_limits<Index>::max();
    return layerSetBytes(work.picks, work.pairs, positions) +
           workers * kWorkMatrices * largest * largest * Index{sizeof(double)};
}

void Comparison::requireFits(const PassPairs& pass, Index bytes) const
{
    if (pass.size() > 1 || bytes <= m_options.memoryBytes)
        return;
    const PlacePair& pair = m_pairs[pass.front()];
    throw UsageError("Comparing " + nameOf(m_picks[static_cast<std::size_t>(pair.first)]) +
                     " with " + nameOf(m_picks[static_cast<std::size_t>(pair.second)]) + " takes " +
                     std::to_string((bytes >> 20) + 1) + " MB; found a budget of " +
                     std::to_string(m_options.memoryBytes >> 20) + " MB (memory).");
}

void Comparison::runPass(const PassPairs& pass, const Progress& progress)
{
    const PassWork work = workOf(m_picks, m_pairs, pass);
    progress.stage("reading " + std::to_string(work.picks.size()) + " layers");
    LayerSetMoments moments =
        layerSetMoments(work.picks, work.pairs, m_options.samples, progress.part(0, kReadShare));
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
    m_result.droppedSamples = std::max(m_result.droppedSamples, moments.droppedSamples);
    m_result.readSeconds += moments.readSeconds;
    m_result.computeSeconds += moments.computeSeconds;
    for (std::string& warning : moments.warnings) {
        if (std::ranges::find(m_result.warnings, warning) == m_result.warnings.end())
            m_result.warnings.push_back(std::move(warning));
    }
}

} // namespace

std::vector<PairComparison> compareMoments(LayerSetMoments moments,
                                           std::span<const PlacePair> pairs,
                                           const std::vector<Measure>& measures,
                                           const MeasureOptions& options, const Progress& progress)
{
    const SequentialBlas sequential;
    const bool needsBasis =
        std::ranges::any_of(measures, [](Measure measure) { return cardOf(measure).needsCca; });
    const std::vector<LayerFactor> factors =
        factoriseAll(moments, needsBasis, options.cca.tolerance, progress.part(0, kFactorShare));
    const Progress comparing = progress.part(kFactorShare, 1);
    SharedProgress done(comparing, pairs.size());
    const Progress quiet = progress.part(kFactorShare, kFactorShare);
    std::vector<PairComparison> comparisons(pairs.size());
    forEachInTurn(longestFirst(costsOf(moments.between)), progress, [&](Index place) {
        const auto i = static_cast<std::size_t>(place);
        comparisons[i] = comparePair(factors[static_cast<std::size_t>(pairs[i].first)],
                                     factors[static_cast<std::size_t>(pairs[i].second)],
                                     moments.between[i], measures, options, quiet);
        done.advance();
    });
    return comparisons;
}

LayerComparison compareLayers(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                              const std::vector<Measure>& measures,
                              const ComparisonOptions& options, const Progress& progress)
{
    return Comparison(picks, pairs, measures, options).run(progress);
}

} // namespace counterpart::core
