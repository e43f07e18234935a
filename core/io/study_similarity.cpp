#include "core/io/study_similarity.h"

#include "core/base/json_text.h"
#include "core/io/grid_json.h"

namespace counterpart::core {

using Json = nlohmann::json;

namespace {

Json toJson(const std::vector<ValueGrid>& grids)
{
    Json list = Json::array();
    for (const ValueGrid& grid : grids)
        list.push_back(gridToJson(grid));
    return list;
}

Json toJson(const std::vector<Vector>& lists)
{
    Json cells = Json::array();
    for (const Vector& cell : lists)
        cells.push_back(numbersOf(cell));
    return cells;
}

std::vector<Vector> listsFrom(const Json& json)
{
    std::vector<Vector> lists;
    for (const Json& cell : json)
        lists.push_back(vectorFromJson(cell));
    return lists;
}

/// What both results tell of their making.
template <class Result>
Json making(const Result& result)
{
    return {{"samples", result.samples},
            {"most_samples", result.mostSamples},
            {"dropped", result.droppedSamples},
            {"passes", result.passes},
            {"peak_bytes", result.peakBytes},
            {"warnings", result.warnings},
            {"read_seconds", result.readSeconds},
            {"measures", measuresToJson(result.measures)},
            {"compute_seconds", result.computeSeconds}};
}

template <class Result>
void takeMaking(const Json& json, Result& result)
{
    result.samples = json.at("samples");
    result.mostSamples = json.value("most_samples", result.samples); // not in older studies
    result.droppedSamples = json.at("dropped");
    result.passes = json.at("passes");
    result.peakBytes = json.at("peak_bytes");
    result.warnings = json.at("warnings").template get<std::vector<std::string>>();
    result.readSeconds = json.at("read_seconds");
    result.computeSeconds = json.at("compute_seconds");
    result.measures = measuresFromJson(json.at("measures"));
}

std::vector<int> placesOf(const std::vector<LayerIndex>& layers)
{
    std::vector<int> places;
    for (const LayerIndex layer : layers)
        places.push_back(layer.value);
    return places;
}

void takeSide(const Json& json, Side side, LayerMap& map)
{
    map.layers[side] = json.at("layers").get<std::vector<std::string>>();
    for (const int place : json.at("places").get<std::vector<int>>())
        map.indices[side].push_back({place});
    if (map.indices[side].size() != map.layers[side].size())
        throw std::invalid_argument("layers without places");
}

std::shared_ptr<LayerMap> mapFrom(const Json& json)
{
    auto map = std::make_shared<LayerMap>();
    takeMaking(json, *map);
    takeSide(json.at("a"), Side::A, *map);
    takeSide(json.at("b"), Side::B, *map);
    const std::size_t rows = map->layers.a.size();
    const std::size_t columns = map->layers.b.size();
    for (const Json& grid : json.at("values"))
        map->values.push_back(gridFromJson(grid, rows, columns));
    map->coefficients = listsFrom(json.at("coefficients"));
    map->nullMeanSquare = json.at("null_mean_square").get<std::vector<double>>();
    if (map->values.size() != map->measures.size() || map->coefficients.size() != rows * columns ||
        map->nullMeanSquare.size() != rows * columns)
        throw std::invalid_argument("a map that is not whole");
    return map;
}

std::shared_ptr<NetworkGroup> groupFrom(const Json& json)
{
    auto group = std::make_shared<NetworkGroup>();
    takeMaking(json, *group);
    group->networks = json.at("networks").get<std::vector<std::string>>();
    const std::size_t count = group->networks.size();
    for (const Json& layer : json.at("layers")) {
        GroupLayer taken;
        taken.name = layer.at("name");
        for (const Json& grid : layer.at("values"))
            taken.values.push_back(gridFromJson(grid, count, count));
        for (const Json& partners : layer.at("partners")) {
            taken.partners.emplace_back();
            for (const Json& unit : partners)
                taken.partners.back().push_back({unit.get<int>()});
        }
        if (taken.values.size() != group->measures.size())
            throw std::invalid_argument("a layer that is not whole");
        group->layers.push_back(std::move(taken));
    }
    return group;
}

std::shared_ptr<Dynamics> dynamicsFrom(const Json& json)
{
    auto run = std::make_shared<Dynamics>();
    takeMaking(json, *run);
    run->checkpoints = json.at("checkpoints").get<std::vector<std::string>>();
    run->steps = json.at("steps").get<std::vector<double>>();
    run->stepName = json.at("step_name");
    run->reference = json.at("reference");
    run->layers = json.at("layers").get<std::vector<std::string>>();
    const std::size_t layers = run->layers.size();
    const std::size_t checkpoints = run->checkpoints.size();
    for (const Json& grid : json.at("curves"))
        run->curves.push_back(gridFromJson(grid, layers, checkpoints));
    run->coefficients = listsFrom(json.at("coefficients"));
    for (const Json& measure : json.at("maps")) {
        run->maps.emplace_back();
        for (const Json& grid : measure)
            run->maps.back().push_back(gridFromJson(grid, layers, layers));
        if (run->maps.back().size() != checkpoints)
            throw std::invalid_argument("maps that are not whole");
    }
    const std::size_t measures = run->measures.size();
    if (run->curves.size() != measures || run->steps.size() != checkpoints ||
        run->coefficients.size() != layers * checkpoints ||
        (!run->maps.empty() && run->maps.size() != measures))
        throw std::invalid_argument("a run that is not whole");
    return run;
}

} // namespace

std::string layerMapToText(const LayerMap& map)
{
    Json json = making(map);
    json["a"] = {{"layers", map.layers.a}, {"places", placesOf(map.indices.a)}};
    json["b"] = {{"layers", map.layers.b}, {"places", placesOf(map.indices.b)}};
    json["values"] = toJson(map.values);
    json["coefficients"] = toJson(map.coefficients);
    json["null_mean_square"] = map.nullMeanSquare;
    return jsonText(json);
}

std::shared_ptr<const LayerMap> layerMapFromText(const std::string& text,
                                                 const ComparisonOptions& options)
{
    const std::shared_ptr<LayerMap> map = resultFromText(text, &mapFrom);
    if (map)
        map->options = options;
    return map;
}

std::string groupToText(const NetworkGroup& group)
{
    Json json = making(group);
    json["networks"] = group.networks;
    json["layers"] = Json::array();
    for (const GroupLayer& layer : group.layers) {
        Json one{{"name", layer.name}, {"values", Json::array()}, {"partners", Json::array()}};
        for (const ValueGrid& grid : layer.values)
            one["values"].push_back(gridToJson(grid));
        for (const Partners& partners : layer.partners) {
            Json units = Json::array();
            for (const UnitIndex unit : partners)
                units.push_back(unit.value);
            one["partners"].push_back(std::move(units));
        }
        json["layers"].push_back(std::move(one));
    }
    return jsonText(json);
}

std::shared_ptr<const NetworkGroup> groupFromText(const std::string& text,
                                                  const GroupOptions& options)
{
    const std::shared_ptr<NetworkGroup> group = resultFromText(text, &groupFrom);
    if (group)
        group->options = options;
    return group;
}

std::string dynamicsToText(const Dynamics& dynamics)
{
    Json json = making(dynamics);
    json["checkpoints"] = dynamics.checkpoints;
    json["steps"] = dynamics.steps;
    json["step_name"] = dynamics.stepName;
    json["reference"] = dynamics.reference;
    json["layers"] = dynamics.layers;
    json["curves"] = toJson(dynamics.curves);
    json["coefficients"] = toJson(dynamics.coefficients);
    json["maps"] = Json::array();
    for (const std::vector<ValueGrid>& grids : dynamics.maps)
        json["maps"].push_back(toJson(grids));
    return jsonText(json);
}

std::shared_ptr<const Dynamics> dynamicsFromText(const std::string& text,
                                                 const DynamicsOptions& options)
{
    const std::shared_ptr<Dynamics> dynamics = resultFromText(text, &dynamicsFrom);
    if (!dynamics || dynamics->maps.empty() == options.hasMaps)
        return nullptr;
    dynamics->options = options;
    return dynamics;
}

} // namespace counterpart::core
