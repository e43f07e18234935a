#include "core/io/grid_json.h"

namespace counterpart::core {

using Json = nlohmann::json;

std::vector<double> numbersOf(const Vector& values)
{
    return {values.begin(), values.end()};
}

Vector vectorFromJson(const Json& json)
{
    const auto numbers = json.get<std::vector<double>>();
    return Eigen::Map<const Vector>(numbers.data(), static_cast<Index>(numbers.size()));
}

Json gridToJson(const ValueGrid& grid)
{
    Json values = Json::array();
    for (const std::optional<double>& value : grid.values)
        values.push_back(value ? Json(*value) : Json(nullptr));
    return {{"rows", grid.rows},
            {"columns", grid.columns},
            {"values", values},
            {"reasons", grid.reasons}};
}

ValueGrid gridFromJson(const Json& json, std::size_t rows, std::size_t columns)
{
    ValueGrid grid(static_cast<Index>(rows), static_cast<Index>(columns));
    const Json& values = json.at("values");
    const Json& reasons = json.at("reasons");
    if (values.size() != rows * columns || reasons.size() != values.size())
        throw std::invalid_argument("a grid of another size");
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i].is_null())
            grid.values[i] = values[i].get<double>();
        grid.reasons[i] = reasons[i].get<std::string>();
    }
    return grid;
}

Json measuresToJson(const std::vector<Measure>& measures)
{
    Json ids = Json::array();
    for (const Measure measure : measures)
        ids.push_back(cardOf(measure).id);
    return ids;
}

std::vector<Measure> measuresFromJson(const Json& json)
{
    std::vector<Measure> measures;
    for (const Json& id : json) {
        const auto measure = measureFromId(id.get<std::string>());
        if (!measure)
            throw std::invalid_argument("a measure that is not known");
        measures.push_back(*measure);
    }
    return measures;
}

} // namespace counterpart::core
