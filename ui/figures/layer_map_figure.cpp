#include "ui/figures/layer_map_figure.h"

#include "core/io/study_similarity.h"
#include "session/kept_result.h"
#include "ui/figures/comparison_request.h"

#include <algorithm>

namespace counterpart::ui {

using core::Side;

namespace {

plots::MapAxis axisOf(const LayerMapRequest& request, const core::LayerMap& map, Side side)
{
    plots::MapAxis axis;
    axis.title = request.networks[side]->name;
    axis.names = map.layers[side];
    for (const core::LayerIndex layer : map.indices[side])
        axis.refs.push_back({request.nets[side], layer, {}});
    axis.side = side;
    return axis;
}

} // namespace

bool LayerMapRequest::operator==(const LayerMapRequest& other) const
{
    return networks == other.networks && nets == other.nets && isSameReading(pass, other.pass);
}

session::DrawerPlace placeOf(const LayerMapRequest& request)
{
    return session::drawerPlace("layer-map", {request.networks.a, request.networks.b},
                                request.pass);
}

std::shared_ptr<const core::LayerMap> makeLayerMap(const LayerMapRequest& request,
                                                   const core::Progress& progress)
{
    const core::ComparisonOptions options = comparisonOptions(request.pass);
    return session::keptOrMade(
        placeOf(request),
        [&](const std::string& text) { return core::layerMapFromText(text, options); },
        [&] {
            return core::similarityMap({request.networks.a.get(), request.networks.b.get()}, {},
                                       allMeasures(), options, progress);
        },
        &core::layerMapToText);
}

plots::MapContent layerMapContent(const LayerMapRequest& request, const core::LayerMap& map,
                                  core::Measure measure, MapRange range)
{
    const core::MeasureCard& card = core::cardOf(measure);
    plots::MapContent content;
    content.title = std::string(card.title) + " of every layer pair";
    content.valueName = card.title;
    content.rows = axisOf(request, map, Side::A);
    content.columns = axisOf(request, map, Side::B);
    if (const core::ValueGrid* grid = map.of(measure)) {
        content.values = grid->values;
        content.reasons = grid->reasons;
    }
    content.limits = mapLimits(measure, content.values, range);
    return content;
}

} // namespace counterpart::ui
