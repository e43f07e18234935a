#include "core/similarity/layer_set_pass.h"

#include "core/analysis/block_prefetcher.h"
#include "core/analysis/column_kernels.h"
#include "core/analysis/non_finite.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/similarity/drawn_samples.h"
#include "core/similarity/layer_set_products.h"
#include "core/similarity/layer_set_sources.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <mutex>
#include <sstream>

namespace counterpart::core {

namespace {

constexpr Index kColumnGrain = 16;
/// A value of a block: two blocks of float in flight, and the shifted copy in double.
constexpr Index kBytesOfAValue = 2 * sizeof(float) + sizeof(double);

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// One reading of all picks.
class LayerSetPass
{
public:
    LayerSetPass(LayerSetSources sources, std::span<const PlacePair> pairs,
                 const LayerSetOptions& options, const Progress& progress)
        : m_options(options),
          m_progress(progress),
          m_sources(std::move(sources)),
          m_none(withoutUnits(*m_sources.stack)),
          m_products(firstColumns(), pairs, options.countsNorms),
          m_ranges(
              static_cast<std::size_t>(m_sources.stack->units()),
              {std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()})
    {
    }

    LayerSetMoments run();

private:
    std::vector<Index> firstColumns() const;
    void take(SampleBlock& block);
    void takeProducts(LayerSetMoments& result);
    void takeColumn(const SampleBlock& block, Index column);
    void requireUsable() const;
    std::string nonFiniteText() const;
    std::vector<UnitIndex> deadUnits(std::size_t layer) const;

    const LayerSetOptions& m_options;
    const Progress& m_progress;
    LayerSetSources m_sources;
    std::unique_ptr<ActivationSource> m_none;
    LayerSetProducts m_products;
    std::optional<DrawnSamples> m_drawn;
    std::vector<ColumnRange> m_ranges; ///< of every column
    std::mutex m_nonFiniteMutex;
    NonFiniteCount m_nonFinite; ///< its units are columns of the stack
    Index m_dropped = 0;
};

std::vector<Index> LayerSetPass::firstColumns() const
{
    std::vector<Index> first;
    for (std::size_t place = 0; place <= m_sources.stack->size(); ++place)
        first.push_back(m_sources.stack->firstColumn(place));
    return first;
}

LayerSetMoments LayerSetPass::run()
{
    LayerSetMoments result;
    const PositionPolicy& policy = m_options.policy;
    SampleSelection selection(m_sources.stack->samples(), policy.maxSamples, policy.seed);
    const auto total = static_cast<double>(selection.count());
    if (m_options.distanceSamples > 0)
        m_drawn.emplace(selection.count(), m_options.distanceSamples, policy.seed,
                        m_sources.stack->units());
    SampleReader reader(*m_sources.stack, *m_none, std::move(selection), kBytesOfAValue);
    {
        BlockPrefetcher blocks(reader);
        Index seen = 0;
        while (SampleBlock* block = blocks.next()) {
            m_progress.checkpoint();
            const auto start = Clock::now();
            seen += block->rows();
            take(*block);
            result.computeSeconds += secondsSince(start);
            m_progress.report(static_cast<double>(seen) / total);
        }
    }
    requireUsable();
    takeProducts(result);
    result.droppedSamples = m_dropped;
    result.warnings = std::move(m_sources.warnings);
    result.readSeconds = reader.seconds();
    m_progress.report(1);
    return result;
}

void LayerSetPass::takeProducts(LayerSetMoments& result)
{
    m_products.finish(m_progress);
    result.samples = m_products.samples();
    result.between = m_products.takeBetween();
    if (m_options.countsNorms)
        result.normProducts = m_products.normProducts(result.between);
    std::vector<Matrix> within = m_products.takeWithin();
    for (std::size_t layer = 0; layer < within.size(); ++layer) {
        m_progress.checkpoint();
        const double norms =
            m_options.countsNorms ? m_products.normSquares(layer, within[layer]) : 0;
        result.layers.push_back(
            {m_products.mean(layer), std::move(within[layer]), deadUnits(layer), norms, Vector()});
        if (m_drawn)
            result.layers.back().distances =
                m_drawn->distances(m_sources.stack->firstColumn(layer),
                                   m_sources.stack->firstColumn(layer + 1), m_options.distance);
    }
}

void LayerSetPass::take(SampleBlock& block)
{
    if (m_drawn)
        m_drawn->choose(block);
    if (m_options.nonFinite == NonFinite::Drop)
        m_dropped += dropNonFiniteRows(block);
    if (block.rows() == 0)
        return;
    m_products.startBlock(block);
    parallelFor(block.values.cols(), kColumnGrain, m_progress, [&](Index begin, Index end) {
        for (Index column = begin; column < end; ++column)
            takeColumn(block, column);
    });
    if (m_nonFinite.values > 0)
        return;
    m_products.multiply(block, m_progress);
    if (m_drawn)
        m_drawn->keep(block);
}

void LayerSetPass::takeColumn(const SampleBlock& block, Index column)
{
    const std::span<const float> values(block.values.col(column).data(), block.samples.size());
    const ColumnRange range = rangeOf(values);
    if (!range.isFinite) {
        const NonFiniteCount count = countNonFinite(values, block.samples, Side::A, column);
        const std::lock_guard lock(m_nonFiniteMutex);
        m_nonFinite.add(count);
        return;
    }
    ColumnRange& whole = m_ranges[static_cast<std::size_t>(column)];
    whole.minimum = std::min(whole.minimum, range.minimum);
    whole.maximum = std::max(whole.maximum, range.maximum);
    m_products.centre(block, column);
}

void LayerSetPass::requireUsable() const
{
    if (m_nonFinite.values > 0)
        throw NonFiniteError(nonFiniteText());
    if (m_products.samples() >= 2)
        return;
    std::ostringstream text;
    text << m_sources.names.front() << " and the layers read with it leave " << m_products.samples()
         << " of " << m_sources.stack->samples() << " samples";
    if (m_dropped > 0)
        text << " after " << m_dropped << " with a NaN or an infinity were dropped";
    text << "; a comparison needs at least 2.";
    throw InputError(text.str());
}

std::string LayerSetPass::nonFiniteText() const
{
    const NonFinitePlace& first = m_nonFinite.first.value();
    const StackedSource& stack = *m_sources.stack;
    const std::size_t place = stack.placeOf(first.unit);
    const ActivationSource& source = stack.source(place);
    const Index positions = source.positions();
    const InputIndex input{static_cast<int>(first.sample / positions)};
    std::ostringstream text;
    text << m_sources.names[place] << " holds a NaN or an infinity at input "
         << source.storedInput(input).value;
    if (positions > 1) {
        const Index position = first.sample % positions;
        text << ", row " << position / source.columns() << ", column "
             << position % source.columns();
    }
    const Index unit = first.unit - stack.firstColumn(place);
    text << ", unit " << m_sources.storedUnit(place, unit) << "; in all layers together "
         << m_nonFinite.values << (m_nonFinite.values == 1 ? " value is" : " values are")
         << " not finite. Correct the file, or drop the samples that hold such values.";
    return text.str();
}

std::vector<UnitIndex> LayerSetPass::deadUnits(std::size_t layer) const
{
    std::vector<UnitIndex> dead;
    const Index first = m_sources.stack->firstColumn(layer);
    for (Index column = first; column < m_sources.stack->firstColumn(layer + 1); ++column) {
        const ColumnRange& range = m_ranges[static_cast<std::size_t>(column)];
        if (range.minimum == range.maximum)
            dead.push_back(UnitIndex{static_cast<int>(column - first)});
    }
    return dead;
}

} // namespace

LayerSetMoments layerSetMoments(LayerSetSources sources, std::span<const PlacePair> pairs,
                                const LayerSetOptions& options, const Progress& progress)
{
    return LayerSetPass(std::move(sources), pairs, options, progress).run();
}

LayerSetMoments layerSetMoments(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                                const LayerSetOptions& options, const Progress& progress)
{
    return layerSetMoments(openLayerSet(picks, options, progress), pairs, options, progress);
}

Moments LayerSetMoments::pairMoments(std::span<const PlacePair> pairs, std::size_t place) const
{
    const LayerMoments& first = layers[static_cast<std::size_t>(pairs[place].first)];
    const LayerMoments& second = layers[static_cast<std::size_t>(pairs[place].second)];
    return {samples,
            {first.mean, second.mean},
            {first.cross, second.cross},
            between[place],
            Precision::Double};
}

} // namespace counterpart::core
