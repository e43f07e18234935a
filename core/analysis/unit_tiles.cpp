#include "core/analysis/unit_tiles.h"

namespace counterpart::core {

std::vector<Index> tileBounds(Index count, Index most)
{
    const Index tiles = (count + most - 1) / most;
    std::vector<Index> bounds{0};
    for (Index tile = 0; tile < tiles; ++tile)
        bounds.push_back(count * (tile + 1) / tiles);
    return bounds;
}

} // namespace counterpart::core
