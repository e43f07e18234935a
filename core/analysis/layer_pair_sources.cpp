#include "core/analysis/layer_pair_sources.h"

#include "core/base/error.h"
#include "core/io/input_identity.h"
#include "core/io/network_file.h"
#include "core/io/reordered_source.h"
#include "core/io/resized_source.h"

#include <algorithm>
#include <sstream>

namespace counterpart::core {

namespace {

std::string mapText(const Layer& layer)
{
    return std::to_string(layer.rows()) + " x " + std::to_string(layer.columns());
}

/// Positions can only be paired where the maps are alike.
void requireEqualMaps(const SourceNames& names, const SidePair<const Layer*>& layers,
                      Positions positions)
{
    const bool isAlike =
        layers.a->rows() == layers.b->rows() && layers.a->columns() == layers.b->columns();
    if (positions != Positions::All || isAlike)
        return;
    std::ostringstream text;
    text << names.a << " has maps of " << mapText(*layers.a) << " positions and " << names.b
         << " of " << mapText(*layers.b)
         << ", which cannot be paired position by position; choose positions resize, mean, "
            "max or centre.";
    throw InputError(text.str());
}

/// Both with the fewer rows and the fewer columns.
void resizeMaps(SidePair<std::unique_ptr<ActivationSource>>& sources,
                const SidePair<const Layer*>& layers)
{
    const Index rows = std::min(layers.a->rows(), layers.b->rows());
    const Index columns = std::min(layers.a->columns(), layers.b->columns());
    for (const Side side : {Side::A, Side::B})
        sources[side] = resizedMaps(std::move(sources[side]), rows, columns);
}

InputIdentity pairableInputs(const Network& a, const Network& b, InputOrder order)
{
    InputIdentity identity = compareInputs(a, b);
    if (identity.kind == InputIdentity::Kind::Different)
        throw InputError(identity.message);
    if (identity.kind == InputIdentity::Kind::Reordered && order == InputOrder::AsStored)
        throw InputError(identity.message, Remedy::ReorderInputs);
    return identity;
}

} // namespace

std::string sourceName(const Network& network, const Layer& layer)
{
    const std::string file = network.path.filename().string();
    return network.path.extension() == ".npy" ? file : file + ", " + layer.dataset;
}

LayerPairSources openLayerPair(const SidePair<const Network*>& networks,
                               const SidePair<LayerIndex>& layers, const PassOptions& pass,
                               const Progress& progress)
{
    const Positions positions = pass.policy.positions;
    const SidePair<const Layer*> layer{&networks.a->layer(layers.a), &networks.b->layer(layers.b)};
    LayerPairSources sources;
    sources.names = {sourceName(*networks.a, *layer.a), sourceName(*networks.b, *layer.b)};
    sources.identity = pairableInputs(*networks.a, *networks.b, pass.inputOrder);
    requireEqualMaps(sources.names, layer, positions);
    sources.source.a = openActivations(*networks.a, layers.a, positions);
    sources.source.b = openActivations(*networks.b, layers.b, positions);
    if (positions == Positions::Resize)
        resizeMaps(sources.source, layer);
    if (sources.identity.kind == InputIdentity::Kind::Reordered)
        sources.source.b =
            reordered(std::move(sources.source.b), inputOrder(*networks.a, *networks.b), progress);
    return sources;
}

void requireComparable(const ActivationSource& a, const ActivationSource& b,
                       const SourceNames& names)
{
    std::ostringstream text;
    if (a.inputs() != b.inputs())
        text << names.a << " holds " << a.inputs() << " inputs, but " << names.b << " holds "
             << b.inputs() << "; both layers must have seen the same inputs.";
    else if (a.positions() != b.positions())
        text << names.a << " has " << a.positions() << " positions an input, but " << names.b
             << " has " << b.positions()
             << "; choose positions resize, mean, max or centre to compare them.";
    else if (a.samples() < 2)
        text << names.a << " and " << names.b << " hold " << a.samples()
             << (a.samples() == 1 ? " sample" : " samples") << "; a correlation needs at least 2.";
    if (!text.str().empty())
        throw InputError(text.str());
}

} // namespace counterpart::core
