#include "core/analysis/binned_layers.h"

#include "core/analysis/sampled_columns.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <numeric>

namespace counterpart::core {

namespace {

constexpr double kReadShare = 0.7;

} // namespace

BinnedLayers binLayers(ActivationSource& a, ActivationSource& b, const SourceNames& names,
                       const PassOptions& pass, Index rows, Binning binning,
                       const Progress& progress, Index mostBytes)
{
    BinnedLayers layers;
    layers.units.a.resize(static_cast<std::size_t>(a.units()));
    layers.units.b.resize(static_cast<std::size_t>(b.units()));
    const Index units = a.units() + b.units();
    const Index bytesOfAUnit =
        std::max<Index>(sampleCount(a, pass, rows), 1) * Index{sizeof(float)};
    const Index atOnce = std::clamp<Index>(mostBytes / bytesOfAUnit, 1, units);
    for (Index first = 0; first < units; first += atOnce) {
        std::vector<Index> columns(static_cast<std::size_t>(std::min(atOnce, units - first)));
        std::iota(columns.begin(), columns.end(), first);
        const auto count = static_cast<Index>(columns.size());
        const Progress share =
            progress.part(static_cast<double>(first) / static_cast<double>(units),
                          static_cast<double>(first + count) / static_cast<double>(units));
        const SampledColumns sampled =
            readSampledColumns(a, b, names, pass, rows, columns, share.part(0, kReadShare));
        layers.rows = sampled.rows;
        layers.droppedSamples = sampled.droppedSamples;
        parallelFor(count, 1, progress, [&](Index begin, Index end) {
            for (Index i = begin; i < end; ++i) {
                progress.checkpoint();
                const Index unit = first + i;
                const Side side = unit < a.units() ? Side::A : Side::B;
                const Index place = side == Side::A ? unit : unit - a.units();
                layers.units[side][static_cast<std::size_t>(place)] =
                    binByRank(sampled.column(i), binning);
            }
        });
        share.report(1);
    }
    return layers;
}

} // namespace counterpart::core
