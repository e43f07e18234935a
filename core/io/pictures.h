#pragma once

#include "core/data/network.h"

#include <cstdint>
#include <span>
#include <vector>

namespace counterpart::core {

/// A picture, row by row from the top, three bytes (red, green, blue) a pixel. Empty if width is 0.
struct Picture
{
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    bool isEmpty() const { return width == 0; }
};

/// The pictures of these probe inputs, in the same order; empty pictures where the file has none.
/// Grey and alpha datasets come back as RGB. Reads only what is asked for.
std::vector<Picture> readInputPictures(const Network& network, std::span<const InputIndex> inputs);

/// One picture a unit, or none: the filters of the layer, [units x channels x h x w], each scaled
/// to its own range around 0 = mid-grey (three channels as RGB, any other number as the mean over
/// channels in grey); or the optimised pictures that the file holds for its units.
std::vector<Picture> readUnitPictures(const Network& network, LayerIndex layer);

/// The part of `picture` that a position sees: `receptiveField` at (row, column) of the map, grey
/// where the field leaves the picture (Convergent Learning, fig. 2). The whole picture where the
/// layer states no receptive field.
Picture cropReceptiveField(const Picture& picture, const Layer& layer, int row, int column);

} // namespace counterpart::core
