#include "core/analysis/joint_histogram.h"

#include "core/analysis/column_kernels.h"
#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/mutual_information.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace counterpart::core {

namespace {

constexpr double kReadShare = 0.9;

ValueRange rangeFor(std::span<const float> values, const std::optional<ValueRange>& given)
{
    if (given && given->low < given->high)
        return *given;
    const ColumnRange range = rangeOf(values);
    const auto low = static_cast<double>(range.minimum);
    const auto high = static_cast<double>(range.maximum);
    return low < high ? ValueRange{low, high} : ValueRange{low - 0.5, low + 0.5};
}

/// -1 outside of the range.
int binOf(double value, const ValueRange& range, int bins)
{
    if (value < range.low || value > range.high)
        return -1;
    const double share = (value - range.low) / (range.high - range.low);
    return std::min(static_cast<int>(share * bins), bins - 1);
}

/// Pearson's, in two passes.
std::optional<double> correlationOf(std::span<const float> x, std::span<const float> y)
{
    const auto count = static_cast<double>(x.size());
    const double meanX = sumOf(x) / count;
    const double meanY = sumOf(y) / count;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double dx = static_cast<double>(x[i]) - meanX;
        const double dy = static_cast<double>(y[i]) - meanY;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    const ColumnRange rangeX = rangeOf(x);
    const ColumnRange rangeY = rangeOf(y);
    if (rangeX.minimum == rangeX.maximum || rangeY.minimum == rangeY.maximum || !(xx * yy > 0))
        return std::nullopt;
    return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

void setInformation(JointHistogram& histogram, std::span<const float> x, std::span<const float> y,
                    Binning binning)
{
    BinnedLayers layers;
    layers.rows = static_cast<Index>(x.size());
    layers.units = {{binByRank(x, binning)}, {binByRank(y, binning)}};
    MutualInformationOptions options;
    options.hasWithin = false;
    const MutualInformation information = mutualInformation(layers, options, {});
    histogram.information = information.raw.between(0, 0);
    histogram.informationBias = information.bias.between(0, 0);
}

} // namespace

Index countAt(const CellCounts& counts, double share)
{
    std::vector<Index> occupied;
    for (const Index count : counts.reshaped()) {
        if (count > 0)
            occupied.push_back(count);
    }
    if (occupied.empty())
        return 1;
    const auto place = std::min(
        occupied.size() - 1,
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(occupied.size() - 1))));
    std::ranges::nth_element(occupied, occupied.begin() + static_cast<std::ptrdiff_t>(place));
    return occupied[place];
}

JointHistogram countJointly(std::span<const float> x, std::span<const float> y,
                            const UnitPair& pair, const JointHistogramOptions& options)
{
    assert(x.size() == y.size() && !x.empty());
    JointHistogram histogram;
    histogram.pair = pair;
    histogram.rows = static_cast<Index>(x.size());
    histogram.rangeX = rangeFor(x, pair.rangeX);
    histogram.rangeY = rangeFor(y, pair.rangeY);
    histogram.counts = CellCounts::Zero(options.bins, options.bins);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const int column = binOf(static_cast<double>(x[i]), histogram.rangeX, options.bins);
        const int row = binOf(static_cast<double>(y[i]), histogram.rangeY, options.bins);
        if (column < 0 || row < 0)
            ++histogram.outside;
        else
            ++histogram.counts(column, row);
    }
    histogram.correlation = correlationOf(x, y);
    setInformation(histogram, x, y, options.binning);
    return histogram;
}

std::span<const float> JointSample::column(const SidedUnit& unit) const
{
    return m_columns.column((unit.side == Side::A ? 0 : m_unitsOfA) + unit.unit.value);
}

JointHistogram JointSample::count(const UnitPair& pair, const JointHistogramOptions& options) const
{
    return countJointly(column(pair.x), column(pair.y), pair, options);
}

JointSample readJointSample(const SidePair<const Network*>& networks,
                            const SidePair<LayerIndex>& layers, const PassOptions& pass, Index rows,
                            const Progress& progress)
{
    const LayerPairSources sources = openLayerPair(networks, layers, pass, progress);
    const Index unitsOfA = sources.source.a->units();
    std::vector<Index> all(static_cast<std::size_t>(unitsOfA + sources.source.b->units()));
    std::iota(all.begin(), all.end(), Index{0});
    progress.stage("reading a sample");
    return {readSampledColumns(*sources.source.a, *sources.source.b, sources.names, pass, rows, all,
                               progress),
            unitsOfA};
}

std::vector<JointHistogram>
jointHistograms(const SidePair<const Network*>& networks, const SidePair<LayerIndex>& layers,
                const std::vector<UnitPair>& pairs, const PassOptions& pass,
                const JointHistogramOptions& options, const Progress& progress)
{
    const LayerPairSources sources = openLayerPair(networks, layers, pass, progress);
    const Index unitsOfA = sources.source.a->units();
    std::vector<Index> columns;
    for (const UnitPair& pair : pairs) {
        for (const SidedUnit& unit : {pair.x, pair.y})
            columns.push_back((unit.side == Side::A ? 0 : unitsOfA) + unit.unit.value);
    }
    progress.stage("reading two units");
    const SampledColumns sampled =
        readSampledColumns(*sources.source.a, *sources.source.b, sources.names, pass, options.rows,
                           columns, progress.part(0, kReadShare));
    std::vector<JointHistogram> histograms;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        progress.checkpoint();
        histograms.push_back(countJointly(sampled.column(static_cast<Index>(2 * i)),
                                          sampled.column(static_cast<Index>(2 * i + 1)), pairs[i],
                                          options));
    }
    progress.report(1);
    return histograms;
}

} // namespace counterpart::core
