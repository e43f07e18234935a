#include "core/io/data_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace counterpart::core {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

/// A finite number that is all of the text.
std::optional<double> numberIn(std::string_view text)
{
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() ||
        !std::isfinite(value))
        return std::nullopt;
    return value;
}

bool areNumbers(const TableColumn::Texts& cells)
{
    const auto isEmpty = [](const std::string& cell) { return cell.empty(); };
    return !std::ranges::all_of(cells, isEmpty) &&
           std::ranges::all_of(cells, [&](const std::string& cell) {
               return cell.empty() || numberIn(cell).has_value();
           });
}

TableColumn columnOf(std::string name, TableColumn::Texts cells)
{
    if (!areNumbers(cells))
        return {std::move(name), std::move(cells)};
    TableColumn::Numbers numbers;
    numbers.reserve(cells.size());
    for (const std::string& cell : cells)
        numbers.push_back(numberIn(cell));
    return {std::move(name), std::move(numbers)};
}

std::string csvCell(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string csvCell(const std::optional<double>& number)
{
    if (!number)
        return {};
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), *number);
    return {digits.data(), written.ptr};
}

Json jsonValues(const TableColumn& column)
{
    Json values = Json::array();
    if (const auto* texts = std::get_if<TableColumn::Texts>(&column.values)) {
        for (const std::string& text : *texts)
            values.push_back(text);
        return values;
    }
    for (const auto& number : std::get<TableColumn::Numbers>(column.values))
        values.push_back(number ? Json(*number) : Json());
    return values;
}

} // namespace

DataTable tableFromText(std::string name, const std::string& text)
{
    std::vector<std::string_view> lines = split(text, '\n');
    if (!lines.empty() && lines.back().empty())
        lines.pop_back();
    DataTable table{std::move(name), {}};
    if (lines.empty())
        return table;
    const std::vector<std::string_view> header = split(lines.front(), '\t');
    std::vector<TableColumn::Texts> cells(header.size());
    for (std::size_t line = 1; line < lines.size(); ++line) {
        const std::vector<std::string_view> row = split(lines[line], '\t');
        for (std::size_t column = 0; column < cells.size(); ++column)
            cells[column].emplace_back(column < row.size() ? row[column] : std::string_view());
    }
    for (std::size_t column = 0; column < cells.size(); ++column)
        table.columns.push_back(columnOf(std::string(header[column]), std::move(cells[column])));
    return table;
}

std::string tablesAsCsv(std::span<const DataTable> tables)
{
    std::string csv;
    for (const DataTable& table : tables) {
        if (tables.size() > 1)
            csv += (csv.empty() ? "" : "\r\n") + csvCell(table.name) + "\r\n";
        const auto addLine = [&](const auto& cellOf) {
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                csv += (i > 0 ? "," : "") + cellOf(table.columns[i]);
            csv += "\r\n";
        };
        addLine([](const TableColumn& column) { return csvCell(column.name); });
        for (std::size_t row = 0; row < table.rows(); ++row)
            addLine([row](const TableColumn& column) {
                return std::visit([row](const auto& held) { return csvCell(held[row]); },
                                  column.values);
            });
    }
    return csv;
}

std::string tablesAsJson(std::span<const DataTable> tables, const Provenance* provenance)
{
    Json json;
    if (provenance)
        json["provenance"] = Json::parse(toJson(*provenance));
    json["tables"] = Json::array();
    for (const DataTable& table : tables) {
        Json columns = Json::array();
        for (const TableColumn& column : table.columns)
            columns.push_back({{"name", column.name}, {"values", jsonValues(column)}});
        json["tables"].push_back({{"name", table.name}, {"columns", columns}});
    }
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace counterpart::core
