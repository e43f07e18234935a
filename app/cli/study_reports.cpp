#include "cli/study_reports.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

namespace counterpart::cli {

using core::DataTable;
using core::numberColumn;
using core::TableCell;
using core::textColumn;
using Json = nlohmann::json;

namespace {

Json reportOf(const core::Study& study, const std::string& command)
{
    const auto found = study.reports.find(command);
    if (found == study.reports.end())
        throw core::InputError("the study holds no results of " + command +
                               "; expected one made by counterpart-cli " + command + " --out");
    const Json report = Json::parse(found->second, nullptr, false);
    if (!report.is_object())
        throw core::InputError("the study's results of " + command + " are damaged");
    return report;
}

TableCell cellOf(const Json& value)
{
    return value.is_number() ? TableCell(value.get<double>()) : TableCell();
}

/// A grid of numbers as rows of (row, column, value) with the measure before them.
void addGrid(DataTable& table, const std::string& measure, const Json& grid, const Json& rows,
             const Json& columns)
{
    for (std::size_t i = 0; i < grid.size() && i < rows.size(); ++i) {
        for (std::size_t j = 0; j < grid[i].size() && j < columns.size(); ++j) {
            const auto name = [](const Json& text) {
                return text.is_string() ? text.get<std::string>() : text.dump();
            };
            table.addRow({measure, name(rows[i]), name(columns[j]), cellOf(grid[i][j])});
        }
    }
}

} // namespace

std::vector<DataTable> layerMapTables(const core::Study& study)
{
    const Json report = reportOf(study, "similarity");
    DataTable table{"layer_map",
                    {textColumn("measure"), textColumn("layer_a"), textColumn("layer_b"),
                     numberColumn("value")}};
    const Json measures = report.value("measures", Json::object());
    for (const auto& [measure, grid] : measures.items())
        addGrid(table, measure, grid, report.value("layers_a", Json::array()),
                report.value("layers_b", Json::array()));
    return {table};
}

std::vector<DataTable> dynamicsTables(const core::Study& study)
{
    const Json report = reportOf(study, "dynamics");
    Json steps = Json::array();
    const Json checkpoints = report.value("checkpoints", Json::array());
    for (const Json& checkpoint : checkpoints)
        steps.push_back(checkpoint.value("step", Json()));
    DataTable table{
        "dynamics",
        {textColumn("measure"), textColumn("layer"), textColumn("step"), numberColumn("value")}};
    const Json measures = report.value("measures", Json::object());
    for (const auto& [measure, grid] : measures.items())
        addGrid(table, measure, grid, report.value("layers", Json::array()), steps);
    return {table};
}

std::vector<DataTable> groupTables(const core::Study& study)
{
    const Json report = reportOf(study, "group");
    Json names = Json::array();
    const Json networks = report.value("inputs", Json::array());
    for (const Json& input : networks)
        names.push_back(input.value("model", Json()));
    DataTable table{"group",
                    {textColumn("measure"), textColumn("network_a"), textColumn("network_b"),
                     numberColumn("value")}};
    const Json layers = report.value("layers", Json::array());
    for (const Json& layer : layers) {
        const Json measures = layer.value("measures", Json::object());
        for (const auto& [measure, values] : measures.items())
            addGrid(table, layer.value("layer", "") + ' ' + measure,
                    values.value("values", Json::array()), names, names);
    }
    return {table};
}

} // namespace counterpart::cli
