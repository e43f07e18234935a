#include "core/similarity/layer_pick.h"

namespace counterpart::core {

std::string nameOf(const LayerPick& pick)
{
    return pick.network->path.filename().string() + ", " + pick.description().dataset;
}

} // namespace counterpart::core
