#include "cli/methods/methods.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/rsa.h"
#include "core/analysis/sampled_columns.h"

#include <numeric>

namespace counterpart::cli {

using core::SampleDistance;

namespace {

constexpr core::Index kMostSamples = 20'000;
/// What reading takes of the time.
constexpr double kReadShare = 0.5;

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const core::PassOptions& pass = input.analysis.options.pass;
    core::LayerPairSources sources =
        core::openLayerPair(input.networks, input.layers, pass, progress);
    const core::Index p = sources.source.a->units();
    const core::Index q = sources.source.b->units();
    std::vector<core::Index> columns(static_cast<std::size_t>(p + q));
    std::iota(columns.begin(), columns.end(), core::Index{0});
    const core::SampledColumns sampled =
        readSampledColumns(*sources.source.a, *sources.source.b, sources.names, pass,
                           input.options.rsaSamples, columns, progress.part(0, kReadShare));
    const core::Matrix values = sampled.values.topRows(sampled.rows).cast<double>();
    const core::Rsa rsa =
        core::compareDistances(values.leftCols(p), values.rightCols(q), input.options.rsaDistance,
                               progress.part(kReadShare, 1));

    MethodReport report;
    const auto value = [&](const std::optional<double>& number) {
        return numberOrNull(number,
                            "RSA is null: it needs at least 3 samples that do not all lie at one "
                            "distance from one another",
                            report.warnings);
    };
    report.json = {{"samples", rsa.samples},
                   {"pearson", value(rsa.pearson)},
                   {"spearman", value(rsa.spearman)}};
    report.cells = {formatted(rsa.pearson), formatted(rsa.spearman)};
    return report;
}

} // namespace

Method rsaMethod()
{
    Method method{"rsa",
                  {"RSA", "RSA ranks"},
                  {wholeNumber(
                       "rsa.samples", [](Options& o) -> core::Index& { return o.rsaSamples; }, 3,
                       kMostSamples),
                   choice<SampleDistance>(
                       "rsa.distance", [](Options& o) -> SampleDistance& { return o.rsaDistance; },
                       {{"euclidean", SampleDistance::Euclidean},
                        {"correlation", SampleDistance::Correlation}})},
                  &run};
    method.columns = "correlation (Pearson) of the distances between rsa.samples samples in A with "
                     "those in B; the same of their ranks (Spearman)";
    return method;
}

} // namespace counterpart::cli
