#include "core/io/position_source.h"

#include <algorithm>
#include <cassert>

namespace counterpart::core {

namespace {

/// Reads a few inputs of the underlying source at a time and reduces each to one sample.
class PositionSource : public ActivationSource
{
public:
    PositionSource(std::unique_ptr<ActivationSource> source, Positions policy)
        : m_source(std::move(source)),
          m_policy(policy)
    {
    }

    Index inputs() const override { return m_source->inputs(); }
    Index units() const override
    {
        return m_source->units() * (m_policy == Positions::Flatten ? m_source->positions() : 1);
    }
    Index positions() const override { return 1; }
    Index columns() const override { return 1; }

    void read(Index firstInput, Index inputCount, Block block) override
    {
        assert(block.rows() == inputCount && block.cols() == units());
        constexpr Index kElements = Index{1} << 20;
        const Index perInput = m_source->units() * m_source->positions();
        const Index step = std::clamp<Index>(kElements / perInput, 1, inputCount);
        for (Index done = 0; done < inputCount; done += step) {
            const Index count = std::min(step, inputCount - done);
            m_maps.resize(count * m_source->positions(), m_source->units());
            m_source->read(firstInput + done, count, m_maps);
            reduce(count, block.middleRows(done, count));
        }
    }

private:
    /// The positions of one unit, [positions x inputs].
    using Maps = Eigen::Map<const Eigen::MatrixXf>;

    void reduce(Index count, Block block) const
    {
        const Index positions = m_source->positions();
        for (Index unit = 0; unit < m_source->units(); ++unit) {
            const Maps maps(m_maps.col(unit).data(), positions, count);
            switch (m_policy) {
            case Positions::Mean:
                block.col(unit) = maps.cast<double>().colwise().mean().transpose().cast<float>();
                break;
            case Positions::Max:
                for (Index i = 0; i < count; ++i)
                    block(i, unit) = maps.col(i).maxCoeff<Eigen::PropagateNaN>();
                break;
            case Positions::Centre:
                block.col(unit) = maps.row(centre()).transpose();
                break;
            case Positions::Flatten:
                block.middleCols(unit * positions, positions) = maps.transpose();
                break;
            case Positions::All:
            case Positions::Resize:
                break;
            }
        }
    }

    Index centre() const
    {
        const Index columns = m_source->columns();
        const Index rows = m_source->positions() / columns;
        return rows / 2 * columns + columns / 2;
    }

    std::unique_ptr<ActivationSource> m_source;
    Positions m_policy;
    ActivationBlock m_maps;
};

} // namespace

std::unique_ptr<ActivationSource> withPositions(std::unique_ptr<ActivationSource> source,
                                                Positions positions)
{
    if (takesEveryPosition(positions) || source->positions() == 1)
        return source;
    return std::make_unique<PositionSource>(std::move(source), positions);
}

} // namespace counterpart::core
