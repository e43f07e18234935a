/// Google Benchmark of the map of every layer of a network against every layer of another, run by
/// side_by_side_similarity.py. COUNTERPART_BENCH_LAYERS is one file of two networks; without it the
/// benchmark is skipped. COUNTERPART_BENCH_MEMORY is the budget of memory in MB, 1024 without.
#include "bench_files.h"

#include "core/io/network_file.h"
#include "core/similarity/similarity_map.h"

#include <benchmark/benchmark.h>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// From opening the file to the four maps.
void layerMap(benchmark::State& state)
{
    const auto file = bench::fileOf("COUNTERPART_BENCH_LAYERS");
    if (!file) {
        state.SkipWithError("COUNTERPART_BENCH_LAYERS is not set");
        return;
    }
    ComparisonOptions options;
    if (const auto megabytes = bench::fileOf("COUNTERPART_BENCH_MEMORY"))
        options.memoryBytes = Index{std::stol(*megabytes)} << 20;
    const std::vector<Measure> measures{Measure::MeanCca, Measure::Svcca, Measure::Pwcca,
                                        Measure::LinearCka};
    for ([[maybe_unused]] const auto iteration : state) {
        const std::vector<Network> networks = describeFile(*file);
        const auto map =
            similarityMap({&networks.at(0), &networks.at(1)}, {}, measures, options, {});
        for (std::size_t i = 0; i < measures.size(); ++i) {
            double sum = 0;
            for (const auto& value : map->values[i].values)
                sum += value.value_or(0);
            state.counters[cardOf(measures[i]).id] =
                sum / static_cast<double>(map->values[i].values.size());
        }
        state.counters["read_seconds"] = map->readSeconds;
        state.counters["compute_seconds"] = map->computeSeconds;
        state.counters["passes"] = map->passes;
        state.counters["planned_mb"] = static_cast<double>(map->peakBytes) / (1 << 20);
    }
}

BENCHMARK(layerMap)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
