#include "core/similarity/layer_pick.h"

namespace counterpart::core {

std::string nameOf(const LayerPick& pick)
{
    return pick.network->path.filename().string() + ", " + pick.description().dataset;
}

std::string mapText(const Layer& layer)
{
    return std::to_string(layer.rows()) + " x " + std::to_string(layer.columns());
}

} // namespace counterpart::core
