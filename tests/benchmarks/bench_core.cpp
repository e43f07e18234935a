/// Google Benchmark of the costly steps of core. The inputs are files, so that side_by_side.py can
/// give the same ones to numpy and scipy:
///   COUNTERPART_BENCH_LAYERS   one HDF5 file with two networks of one layer each
///   COUNTERPART_BENCH_WEIGHTS  a square matrix of float64, column by column, nothing else
///   COUNTERPART_BENCH_MAPPING  as COUNTERPART_BENCH_LAYERS, for the sparse mapping
/// Without them those benchmarks are skipped.
#include "bench_files.h"

#include "core/analysis/assignment.h"
#include "core/analysis/correlation.h"
#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/mutual_information.h"
#include "core/analysis/sparse_mapping.h"
#include "core/io/network_file.h"

#include <benchmark/benchmark.h>
#include <cblas.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr Index kUnits = 2048; // of both networks together
constexpr Index kSamples = 50000;

/// From opening the file to the three correlation matrices.
void correlation(benchmark::State& state, std::optional<Precision> precision)
{
    const auto file = bench::fileOf("COUNTERPART_BENCH_LAYERS");
    if (!file) {
        state.SkipWithError("COUNTERPART_BENCH_LAYERS is not set");
        return;
    }
    PassOptions options;
    options.precision = precision;
    for ([[maybe_unused]] const auto iteration : state) {
        const std::vector<Network> networks = describeFile(*file);
        const auto a = openActivations(networks.at(0), LayerIndex{0}, Positions::All);
        const auto b = openActivations(networks.at(1), LayerIndex{0}, Positions::All);
        const LayerPairStatistics statistics = computeStatistics(*a, *b, {"a", "b"}, options, {});
        const Correlation result = correlate(statistics);
        state.counters["mean_abs_between"] = result.meanAbsoluteBetween();
        state.counters["read_seconds"] = statistics.readSeconds;
        state.counters["compute_seconds"] = statistics.computeSeconds;
        state.counters["is_double"] = statistics.moments.precision == Precision::Double;
    }
}

/// Mutual information of all units of both layers, from opening the file to the matrix.
void information(benchmark::State& state)
{
    const auto file = bench::fileOf("COUNTERPART_BENCH_LAYERS");
    if (!file) {
        state.SkipWithError("COUNTERPART_BENCH_LAYERS is not set");
        return;
    }
    MutualInformationOptions options;
    options.hasWithin = false;
    for ([[maybe_unused]] const auto iteration : state) {
        const std::vector<Network> networks = describeFile(*file);
        const auto result = analyseMutualInformation(
            {&networks.at(0), &networks.at(1)}, {LayerIndex{0}, LayerIndex{0}}, {}, options, {});
        state.counters["rows"] = static_cast<double>(result->rows);
        state.counters["mean_raw"] = result->raw.between.mean();
        state.counters["read_seconds"] = result->readSeconds;
        state.counters["count_seconds"] = result->countSeconds;
    }
}

void assignment(benchmark::State& state)
{
    const auto path = bench::fileOf("COUNTERPART_BENCH_WEIGHTS");
    if (!path) {
        state.SkipWithError("COUNTERPART_BENCH_WEIGHTS is not set");
        return;
    }
    const std::optional<Matrix> input = bench::readSquare(*path);
    if (!input) {
        state.SkipWithError("COUNTERPART_BENCH_WEIGHTS cannot be read");
        return;
    }
    const Matrix& weights = *input;
    const Index units = weights.rows();
    for ([[maybe_unused]] const auto iteration : state) {
        const std::vector<UnitIndex> columns = assignMaximum(weights);
        double total = 0;
        for (Index i = 0; i < units; ++i)
            total += weights(i, columns[static_cast<std::size_t>(i)].value);
        state.counters["total"] = total;
    }
}

/// The statistics of the file's two layers; made before the clock runs.
MappingData readMapping(benchmark::State& state, const char* variable)
{
    const auto file = bench::fileOf(variable);
    if (!file) {
        state.SkipWithError("COUNTERPART_BENCH_MAPPING is not set");
        return {};
    }
    const std::vector<Network> networks = describeFile(*file);
    const auto a = openActivations(networks.at(0), LayerIndex{0}, Positions::All);
    const auto b = openActivations(networks.at(1), LayerIndex{0}, Positions::All);
    return mappingData(computeStatistics(*a, *b, {"a", "b"}, {}, {}));
}

/// Every target along the default path of 20 penalties.
void lassoPath(benchmark::State& state)
{
    const MappingData data = readMapping(state, "COUNTERPART_BENCH_MAPPING");
    for ([[maybe_unused]] const auto iteration : state) {
        const SparseMapping mapping = mapSparsely(data, {}, {});
        double objective = 0;
        double kkt = 0;
        for (const MappingFit& fit : mapping.path) {
            const double size = fit.weights.coeffs().abs().sum();
            objective +=
                fit.training->loss * static_cast<double>(fit.weights.cols()) + fit.penalty * size;
            kkt = std::max(kkt, fit.kkt);
        }
        state.counters["objective"] = objective;
        state.counters["kkt"] = kkt;
        state.counters["nonzeros"] = mapping.path.back().meanNonzeros;
    }
}

/// A penalty halfway between two of the path, from the nearest fit: what dragging the slider costs.
void lassoStep(benchmark::State& state)
{
    const MappingData data = readMapping(state, "COUNTERPART_BENCH_MAPPING");
    if (data.samples == 0)
        return;
    const SparseMapping mapping = mapSparsely(data, {}, {});
    const std::size_t place = mapping.path.size() * static_cast<std::size_t>(state.range(0)) / 4;
    const double penalty = std::sqrt(mapping.path[place].penalty * mapping.path[place - 1].penalty);
    for ([[maybe_unused]] const auto iteration : state)
        benchmark::DoNotOptimize(
            mapSparsely(data, Side::A, penalty, *mapping.nearest(penalty), {}).meanNonzeros);
}

/// The machine's limit: one symmetric rank-k update of the benchmark's size, from memory.
void plainSingle(benchmark::State& state)
{
    const ActivationBlock values = ActivationBlock::Random(kSamples, kUnits);
    ActivationBlock product(kUnits, kUnits);
    for ([[maybe_unused]] const auto iteration : state)
        cblas_ssyrk(CblasColMajor, CblasUpper, CblasTrans, kUnits, kSamples, 1, values.data(),
                    kSamples, 0, product.data(), kUnits);
}

void plainDouble(benchmark::State& state)
{
    const Matrix values = Matrix::Random(kSamples, kUnits);
    Matrix product(kUnits, kUnits);
    for ([[maybe_unused]] const auto iteration : state)
        cblas_dsyrk(CblasColMajor, CblasUpper, CblasTrans, kUnits, kSamples, 1, values.data(),
                    kSamples, 0, product.data(), kUnits);
}

BENCHMARK_CAPTURE(correlation, as_chosen, std::nullopt)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(correlation, in_double, Precision::Double)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(information)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(assignment)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(lassoPath)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(lassoStep)->DenseRange(1, 3)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(plainSingle)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(plainDouble)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
