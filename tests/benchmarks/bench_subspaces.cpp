/// Google Benchmark of CCA and subspace match from the file on, run by side_by_side_subspaces.py.
/// COUNTERPART_BENCH_LAYERS is as for bench_core.cpp; without it they are skipped.
#include "bench_files.h"

#include "core/analysis/cca.h"
#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/pwcca.h"
#include "core/analysis/subspace_match.h"
#include "core/analysis/svcca.h"
#include "core/io/network_file.h"

#include <benchmark/benchmark.h>

#include <chrono>

using namespace counterpart;
using namespace counterpart::core;

namespace {

const std::vector<double> kEpsilons{0.15, 0.2, 0.25, 0.3, 0.5};

/// The moments in double of the file's two layers, from opening it on; none if it is not set.
std::optional<Moments> moments(benchmark::State& state)
{
    const auto file = bench::fileOf("COUNTERPART_BENCH_LAYERS");
    if (!file) {
        state.SkipWithError("COUNTERPART_BENCH_LAYERS is not set");
        return std::nullopt;
    }
    const std::vector<Network> networks = describeFile(*file);
    const auto a = openActivations(networks.at(0), LayerIndex{0}, Positions::All);
    const auto b = openActivations(networks.at(1), LayerIndex{0}, Positions::All);
    PassOptions options = withMomentsOnly({}); // as computeMoments(), with the seconds
    options.precision = Precision::Double;
    LayerPairStatistics statistics = computeStatistics(*a, *b, {"a", "b"}, options, {});
    state.counters["read_seconds"] = statistics.readSeconds;
    state.counters["compute_seconds"] = statistics.computeSeconds;
    return std::move(statistics.moments);
}

class Stopwatch
{
public:
    double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// CCA, SVCCA of 99 % of the variance, PWCCA.
void canonical(benchmark::State& state)
{
    for ([[maybe_unused]] const auto iteration : state) {
        const std::optional<Moments> found = moments(state);
        if (!found)
            return;
        const Stopwatch watch;
        const Cca cca = canonicalCorrelation(*found, {"a", "b"}, {}, {});
        state.counters["cca_seconds"] = watch.seconds();
        const Svcca kept = svcca(cca, {}, {});
        const Pwcca pwcca = projectionWeighted(cca);
        state.counters["after_seconds"] = watch.seconds();
        state.counters["cca"] = cca.mean();
        state.counters["svcca"] = kept.mean();
        state.counters["pwcca"] = pwcca.a;
    }
}

void maximumMatches(benchmark::State& state)
{
    for ([[maybe_unused]] const auto iteration : state) {
        const std::optional<Moments> found = moments(state);
        if (!found)
            return;
        const Stopwatch watch;
        double sum = 0;
        for (const SubspaceMatch& match :
             subspaceMatches(unitProducts(*found, false), kEpsilons, ZeroUnits::Code, {}))
            sum += match.similarity.value_or(0);
        state.counters["match_seconds"] = watch.seconds();
        state.counters["sum"] = sum;
    }
}

BENCHMARK(canonical)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(maximumMatches)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
