#include "core/io/block_fill.h"

#include <cblas.h>

#include <algorithm>

namespace counterpart::core {

namespace {

/// Elements between neighbouring positions where rows follow one another; 0 where they do not.
Index positionStride(const SlabLayout& layout)
{
    if (layout.rows == 1)
        return layout.columnStride;
    if (layout.columns == 1)
        return layout.rowStride;
    return layout.rowStride == layout.columns * layout.columnStride ? layout.columnStride : 0;
}

void transpose(const float* slab, Index samples, Index units, Index sampleStride,
               ActivationSource::Block& block)
{
    const Index rowLength = samples == 1 ? units : sampleStride; // a lone sample has no stride
    cblas_somatcopy(CblasRowMajor, CblasTrans, static_cast<blasint>(samples),
                    static_cast<blasint>(units), 1.0F, slab, static_cast<blasint>(rowLength),
                    block.data(), static_cast<blasint>(block.outerStride()));
}

/// Copies runs of `run` floats: positions of an input, or inputs of a unit.
void copyRuns(const float* slab, const SlabLayout& layout, Index runs, Index run, Index runStride,
              ActivationSource::Block& block)
{
    constexpr Index kUnitsTile = 32; // so that the columns being written stay in the cache
    for (Index tile = 0; tile < layout.units; tile += kUnitsTile) {
        const Index tileEnd = std::min(tile + kUnitsTile, layout.units);
        for (Index i = 0; i < runs; ++i) {
            for (Index unit = tile; unit < tileEnd; ++unit) {
                const float* source = slab + i * runStride + unit * layout.unitStride;
                std::copy_n(source, run, &block(i * run, unit));
            }
        }
    }
}

void gather(const float* slab, const SlabLayout& layout, ActivationSource::Block& block)
{
    for (Index unit = 0; unit < layout.units; ++unit) {
        float* target = &block(0, unit);
        for (Index input = 0; input < layout.inputs; ++input) {
            const float* map = slab + unit * layout.unitStride + input * layout.inputStride;
            for (Index row = 0; row < layout.rows; ++row) {
                for (Index column = 0; column < layout.columns; ++column)
                    *target++ = map[row * layout.rowStride + column * layout.columnStride];
            }
        }
    }
}

} // namespace

void fillBlock(const float* slab, const SlabLayout& layout, ActivationSource::Block block)
{
    const Index positions = layout.positions();
    const Index stride = positions == 1 ? 0 : positionStride(layout);
    if (layout.unitStride == 1 && positions == 1)
        transpose(slab, layout.inputs, layout.units, layout.inputStride, block);
    else if (layout.unitStride == 1 && stride > 0 && layout.inputStride == positions * stride)
        transpose(slab, layout.inputs * positions, layout.units, stride, block);
    else if (layout.inputStride == 1 && positions == 1)
        copyRuns(slab, layout, 1, layout.inputs, 0, block);
    else if (stride == 1)
        copyRuns(slab, layout, layout.inputs, positions, layout.inputStride, block);
    else
        gather(slab, layout, block);
}

} // namespace counterpart::core
