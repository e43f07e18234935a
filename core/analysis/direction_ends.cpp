#include "core/analysis/direction_ends.h"

#include "core/analysis/block_prefetcher.h"
#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/non_finite.h"
#include "core/analysis/sample_reader.h"
#include "core/analysis/top_samples.h"

#include <algorithm>

namespace counterpart::core {

namespace {

/// One direction of one layer over the samples as they stream by.
class DirectionWatch
{
public:
    DirectionWatch(const Vector& weights, const Vector& mean, int count, Index positions)
        : m_weights(weights.cast<float>()),
          m_offset(static_cast<float>(weights.dot(mean))),
          m_high(count, positions),
          m_low(count, positions)
    {
    }

    void take(const SampleBlock& block, Index firstColumn)
    {
        Eigen::VectorXf values =
            block.values.block(0, firstColumn, block.rows(), m_weights.size()) * m_weights;
        values.array() -= m_offset;
        add(m_high, values, block);
        values = -values;
        add(m_low, values, block);
    }

    DirectionEnds ends(const ActivationSource& source) const
    {
        DirectionEnds ends{m_high.samples(source.columns()), m_low.samples(source.columns())};
        for (TopSample& sample : ends.low)
            sample.value = -sample.value;
        for (std::vector<TopSample>* samples : {&ends.high, &ends.low}) {
            for (TopSample& sample : *samples)
                sample.input = source.storedInput(sample.input);
        }
        return ends;
    }

private:
    static void add(TopSamples& top, const Eigen::VectorXf& values, const SampleBlock& block)
    {
        top.add({values.data(), static_cast<std::size_t>(values.size())}, values.maxCoeff(),
                block.samples);
    }

    Eigen::VectorXf m_weights;
    float m_offset;
    TopSamples m_high;
    TopSamples m_low;
};

} // namespace

SidePair<DirectionEnds> findDirectionEnds(const SidePair<const Network*>& networks,
                                          const SidePair<LayerIndex>& layers,
                                          const PassOptions& pass, const SidePair<Vector>& weights,
                                          const SidePair<Vector>& mean, int count,
                                          const Progress& progress)
{
    LayerPairSources sources = openLayerPair(networks, layers, pass, progress);
    ActivationSource& a = *sources.source.a;
    ActivationSource& b = *sources.source.b;
    DirectionWatch watchA(weights.a, mean.a, count, a.positions());
    DirectionWatch watchB(weights.b, mean.b, count, b.positions());
    SampleSelection selection(a.samples(), pass.policy.maxSamples, pass.policy.seed);
    const double total = static_cast<double>(std::max<Index>(selection.count(), 1));
    SampleReader reader(a, b, std::move(selection));
    BlockPrefetcher blocks(reader);
    Index seen = 0;
    while (SampleBlock* block = blocks.next()) {
        progress.checkpoint();
        seen += block->rows();
        dropNonFiniteRows(*block);
        if (block->rows() > 0) {
            watchA.take(*block, 0);
            watchB.take(*block, a.units());
        }
        progress.report(static_cast<double>(seen) / total);
    }
    return {watchA.ends(a), watchB.ends(b)};
}

} // namespace counterpart::core
