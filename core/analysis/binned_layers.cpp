#include "core/analysis/binned_layers.h"

#include "core/analysis/block_prefetcher.h"
#include "core/analysis/column_kernels.h"
#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/non_finite.h"
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <algorithm>

namespace counterpart::core {

namespace {

constexpr double kReadShare = 0.7;

/// Reads the sample of one range of units, and bins it.
class Reading
{
public:
    Reading(ActivationSource& a, ActivationSource& b, const SourceNames& names,
            const PassOptions& pass, Index wanted)
        : m_a(a),
          m_b(b),
          m_names(names),
          m_pass(pass),
          m_selection(a.samples(), wanted, pass.policy.seed)
    {
    }

    Index samples() const { return m_selection.count(); }
    /// Bins the units [first, first + count) of A and B together.
    void bin(Index first, Index count, Binning binning, BinnedLayers& layers,
             const Progress& progress);

private:
    void read(Index first, BinnedLayers& layers, const Progress& progress);
    void refuseNonFinite(const SampleBlock& block);

    ActivationSource& m_a;
    ActivationSource& m_b;
    const SourceNames& m_names;
    const PassOptions& m_pass;
    SampleSelection m_selection;
    ActivationBlock m_values; ///< [samples x units of the range]
};

void Reading::read(Index first, BinnedLayers& layers, const Progress& progress)
{
    SampleReader reader(m_a, m_b, m_selection);
    BlockPrefetcher blocks(reader);
    layers.rows = 0;
    layers.droppedSamples = 0;
    while (SampleBlock* block = blocks.next()) {
        progress.checkpoint();
        if (m_pass.nonFinite == NonFinite::Drop)
            layers.droppedSamples += dropNonFiniteRows(*block);
        else
            refuseNonFinite(*block);
        m_values.middleRows(layers.rows, block->rows()) =
            block->values.block(0, first, block->rows(), m_values.cols());
        layers.rows += block->rows();
        progress.report(static_cast<double>(layers.rows) / static_cast<double>(samples()));
    }
    if (layers.rows < 2)
        throw InputError(m_names.a + " and " + m_names.b + " leave " + std::to_string(layers.rows) +
                         " samples of " + std::to_string(m_a.samples()) +
                         "; mutual information needs at least 2.");
}

void Reading::refuseNonFinite(const SampleBlock& block)
{
    NonFiniteCount found;
    for (Index column = 0; column < block.values.cols(); ++column) {
        const std::span<const float> values(block.values.col(column).data(), block.samples.size());
        const bool isA = column < m_a.units();
        if (!values.empty() && !rangeOf(values).isFinite)
            found.add(countNonFinite(values, block.samples, isA ? Side::A : Side::B,
                                     isA ? column : column - m_a.units()));
    }
    if (found.values > 0)
        throw InputError(nonFiniteMessage(found, m_names, m_a.positions(), m_a.columns()));
}

void Reading::bin(Index first, Index count, Binning binning, BinnedLayers& layers,
                  const Progress& progress)
{
    m_values.resize(samples(), count);
    read(first, layers, progress.part(0, kReadShare));
    parallelFor(count, 1, progress, [&](Index begin, Index end) {
        for (Index column = begin; column < end; ++column) {
            const Index unit = first + column;
            const bool isA = unit < m_a.units();
            const auto place = static_cast<std::size_t>(isA ? unit : unit - m_a.units());
            progress.checkpoint();
            layers.units[isA ? Side::A : Side::B][place] = binByRank(
                {m_values.col(column).data(), static_cast<std::size_t>(layers.rows)}, binning);
        }
    });
}

} // namespace

BinnedLayers binLayers(ActivationSource& a, ActivationSource& b, const SourceNames& names,
                       const PassOptions& pass, Index rows, Binning binning,
                       const Progress& progress, Index mostBytes)
{
    requireComparable(a, b, names);
    const Index limit = pass.policy.maxSamples;
    const Index wanted = rows > 0 && limit > 0 ? std::min(rows, limit) : std::max(rows, limit);
    Reading reading(a, b, names, pass, wanted);
    BinnedLayers layers;
    layers.units.a.resize(static_cast<std::size_t>(a.units()));
    layers.units.b.resize(static_cast<std::size_t>(b.units()));
    const Index units = a.units() + b.units();
    const Index bytesOfAUnit = std::max<Index>(reading.samples(), 1) * Index{sizeof(float)};
    const Index atOnce = std::clamp<Index>(mostBytes / bytesOfAUnit, 1, units);
    for (Index first = 0; first < units; first += atOnce) {
        const Index count = std::min(atOnce, units - first);
        const auto share = [&](Index done) {
            return static_cast<double>(done) / static_cast<double>(units);
        };
        reading.bin(first, count, binning, layers,
                    progress.part(share(first), share(first + count)));
    }
    return layers;
}

} // namespace counterpart::core
