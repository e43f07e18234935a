/// Google Benchmark of clustering, run by side_by_side_clusters.py. COUNTERPART_BENCH_WEIGHTS is a
/// symmetric matrix (bench_files.h); without it they are skipped.
#include "bench_files.h"

#include "core/analysis/hierarchical_clustering.h"
#include "core/analysis/spectral_clustering.h"

#include <benchmark/benchmark.h>

using namespace counterpart;
using namespace counterpart::core;

namespace {

std::optional<Matrix> input(benchmark::State& state)
{
    const auto path = bench::fileOf("COUNTERPART_BENCH_WEIGHTS");
    std::optional<Matrix> matrix = path ? bench::readSquare(*path) : std::nullopt;
    if (!matrix)
        state.SkipWithError("COUNTERPART_BENCH_WEIGHTS is not set, or cannot be read");
    return matrix;
}

/// Without the optimal leaf order, as scipy's linkage().
void linkage(benchmark::State& state)
{
    const std::optional<Matrix> similarity = input(state);
    if (!similarity)
        return;
    for ([[maybe_unused]] const auto iteration : state) {
        const Dendrogram tree = averageLinkage(*similarity, {.optimallyOrdered = 0}, {});
        double sum = 0;
        for (const Merge& merge : tree.merges)
            sum += merge.height;
        state.counters["sum"] = sum;
    }
}

void leafOrder(benchmark::State& state)
{
    const std::optional<Matrix> similarity = input(state);
    if (!similarity)
        return;
    const Index leaves = std::min<Index>(similarity->rows(), 2000);
    for ([[maybe_unused]] const auto iteration : state)
        averageLinkage(similarity->topLeftCorner(leaves, leaves), {}, {});
}

/// The first half of the units are A's.
Correlation correlationOf(const Matrix& combined)
{
    const Index half = combined.rows() / 2;
    Correlation result;
    result.within = {combined.topLeftCorner(half, half), combined.bottomRightCorner(half, half)};
    result.between = combined.topRightCorner(half, half);
    return result;
}

/// What scikit-learn's SpectralClustering does: the embedding and k-means, nothing split.
void spectral(benchmark::State& state)
{
    const std::optional<Matrix> combined = input(state);
    if (!combined)
        return;
    const Correlation correlation = correlationOf(*combined);
    for ([[maybe_unused]] const auto iteration : state) {
        const SpectralEmbedding embedding =
            embedUnits(correlation, {.laplacian = Laplacian::Symmetric, .maxClusters = 100}, {});
        const UnitClusters clusters =
            clusterUnits(embedding, correlation, {.clusters = 100, .alpha = 1}, {});
        state.counters["k"] = clusters.k;
    }
}

/// Another k on 2 x 384 units, as while the slider is dragged: must stay well below 100 ms.
void dragClusters(benchmark::State& state)
{
    const std::optional<Matrix> combined = input(state);
    if (!combined)
        return;
    Matrix part(768, 768);
    part.topLeftCorner(384, 384) = combined->topLeftCorner(384, 384);
    part.topRightCorner(384, 384) = combined->topRightCorner(384, 384);
    part.bottomLeftCorner(384, 384) = combined->bottomLeftCorner(384, 384);
    part.bottomRightCorner(384, 384) = combined->bottomRightCorner(384, 384);
    const Correlation correlation = correlationOf(part);
    const SpectralEmbedding embedding = embedUnits(correlation, {}, {});
    for ([[maybe_unused]] const auto iteration : state)
        clusterUnits(embedding, correlation, {.clusters = static_cast<int>(state.range(0))}, {});
}

BENCHMARK(linkage)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(leafOrder)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(spectral)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(dragClusters)
    ->Arg(10)
    ->Arg(40)
    ->Arg(100)
    ->Arg(160)
    ->Iterations(3)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
