#include "core/analysis/direction_ends.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/sample_stream.h"
#include "core/analysis/top_samples.h"

#include <algorithm>

namespace counterpart::core {

namespace {

/// A block of float and the sums made of it.
constexpr Index kBytesOfAValue = 2 * sizeof(float);

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
        for (std::vector<TopSample>* samples : {&ends.high, &ends.low})
            countAsStored(*samples, source);
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
    streamSamples(a, b, pass, kBytesOfAValue, progress, [&](SampleBlock& block) {
        if (block.rows() == 0)
            return;
        watchA.take(block, 0);
        watchB.take(block, a.units());
    });
    return {watchA.ends(a), watchB.ends(b)};
}

DirectionSamples sampleDirections(const SidePair<const Network*>& networks,
                                  const SidePair<LayerIndex>& layers, PassOptions pass,
                                  const SidePair<Matrix>& weights, const SidePair<Vector>& mean,
                                  Index most, const Progress& progress)
{
    Index& limit = pass.policy.maxSamples;
    limit = limit > 0 ? std::min(limit, most) : most;
    LayerPairSources sources = openLayerPair(networks, layers, pass, progress);
    ActivationSource& a = *sources.source.a;
    DirectionSamples drawn;
    Index rows = 0;
    for (const Side side : {Side::A, Side::B})
        drawn.values[side].resize(limit, weights[side].cols());
    streamSamples(a, *sources.source.b, pass, kBytesOfAValue, progress, [&](SampleBlock& block) {
        for (const Side side : {Side::A, Side::B}) {
            const Index first = side == Side::A ? 0 : a.units();
            const Matrix centred = block.values.block(0, first, block.rows(), mean[side].size())
                                       .cast<double>()
                                       .rowwise() -
                                   mean[side].transpose();
            drawn.values[side].middleRows(rows, block.rows()) = centred * weights[side];
        }
        for (const Index sample : block.samples)
            drawn.inputs.push_back(
                a.storedInput(InputIndex{static_cast<int>(sample / a.positions())}));
        rows += block.rows();
    });
    for (const Side side : {Side::A, Side::B})
        drawn.values[side].conservativeResize(rows, Eigen::NoChange);
    return drawn;
}

} // namespace counterpart::core
