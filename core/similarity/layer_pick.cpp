#include "core/similarity/layer_pick.h"

#include "core/analysis/layer_pair_sources.h"

namespace counterpart::core {

std::string nameOf(const LayerPick& pick)
{
    return sourceName(*pick.network, pick.description());
}

std::string mapText(const Layer& layer)
{
    return std::to_string(layer.rows()) + " x " + std::to_string(layer.columns());
}

} // namespace counterpart::core
