#pragma once

#include "core/data/layer.h"
#include "core/io/activation_source.h"
#include "core/io/block_fill.h"
#include "core/io/tensor_reader.h"

#include <memory>
#include <vector>

namespace counterpart::core {

/// Which axis of a dataset means what; -1 where there is none.
struct AxisPlaces
{
    int inputs = 0;
    int units = -1;
    int rows = -1;
    int columns = -1;
};
AxisPlaces axisPlaces(AxisOrder axes);

/// The activations of a layer at every position, from any reader and any order of axes.
class SlabSource : public ActivationSource
{
public:
    /// The reader's shape is that of the axes, cut along the inputs.
    SlabSource(std::unique_ptr<TensorReader> reader, AxisOrder axes);

    Index inputs() const override { return m_inputs; }
    Index units() const override { return m_units; }
    Index positions() const override { return m_rows * m_columns; }
    Index columns() const override { return m_columns; }
    void read(Index firstInput, Index inputCount, Block block) override;

private:
    void fill(const Slab& slab, Index inputCount, Block block);
    SlabLayout layout(const std::vector<Index>& strides, Index inputCount) const;

    std::unique_ptr<TensorReader> m_reader;
    AxisPlaces m_places;
    Index m_inputs, m_units, m_rows, m_columns;
    std::vector<float> m_packed;
};

} // namespace counterpart::core
