#include "core/io/result_table.h"

#include "core/base/error.h"
#include "core/io/hdf5_record.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <system_error>

#include <unistd.h>

namespace counterpart::core {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::array kFormats{TableFormat::Csv, TableFormat::Hdf5, TableFormat::Json};

std::string numberText(double number)
{
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), end};
}

std::string quoted(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quotes = "\"";
    for (const char c : text)
        quotes += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quotes + '"';
}

struct CellText
{
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return numberText(number); }
    std::string operator()(const std::string& text) const { return quoted(text); }
};

struct CellJson
{
    Json operator()(std::monostate) const { return nullptr; }
    template <class T>
    Json operator()(const T& value) const
    {
        return value;
    }
};

std::string matrixText(const Matrix& matrix)
{
    std::string text = "unit";
    for (Index column = 0; column < matrix.cols(); ++column)
        text += ',' + std::to_string(column);
    text += '\n';
    for (Index row = 0; row < matrix.rows(); ++row) {
        text += std::to_string(row);
        for (Index column = 0; column < matrix.cols(); ++column)
            text += ',' + numberText(matrix(row, column));
        text += '\n';
    }
    return text;
}

Json matrixJson(const Matrix& matrix)
{
    Json rows = Json::array();
    for (Index row = 0; row < matrix.rows(); ++row) {
        const Vector values = matrix.row(row);
        rows.push_back(std::vector<double>(values.begin(), values.end()));
    }
    return rows;
}

Json columnsJson(const ResultTable& table)
{
    Json json = Json::object();
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        Json values = Json::array();
        for (const auto& row : table.rows)
            values.push_back(std::visit(CellJson{}, row[column]));
        json[table.columns[column]] = std::move(values);
    }
    return json;
}

/// A column as whole numbers if it holds nothing else, as numbers (NaN for none), or as texts.
void writeColumn(RecordWriter& writer, const std::string& dataset, const ResultTable& table,
                 std::size_t column)
{
    const auto holds = [&](auto isKind) {
        return std::ranges::all_of(table.rows,
                                   [&](const auto& row) { return isKind(row[column]); });
    };
    const auto isWhole = [](const ResultCell& cell) {
        return std::holds_alternative<std::int64_t>(cell);
    };
    const auto isNumber = [](const ResultCell& cell) {
        return !std::holds_alternative<std::string>(cell);
    };
    const auto rows = static_cast<Index>(table.rows.size());
    if (holds(isWhole)) {
        std::vector<std::int64_t> values;
        for (const auto& row : table.rows)
            values.push_back(std::get<std::int64_t>(row[column]));
        writer.write(dataset, {rows}, std::span<const std::int64_t>(values));
    } else if (holds(isNumber)) {
        std::vector<double> values;
        for (const auto& row : table.rows) {
            const ResultCell& cell = row[column];
            const auto* whole = std::get_if<std::int64_t>(&cell);
            const auto* number = std::get_if<double>(&cell);
            values.push_back(whole ? static_cast<double>(*whole) : number ? *number : NAN);
        }
        writer.write(dataset, {rows}, std::span<const double>(values));
    } else {
        std::vector<std::string> texts;
        for (const auto& row : table.rows) {
            const auto* text = std::get_if<std::string>(&row[column]);
            texts.push_back(text ? *text : std::visit(CellText{}, row[column]));
        }
        writer.write(dataset, texts);
    }
}

void writeTables(hid_t file, const std::filesystem::path& path,
                 const std::vector<ResultTable>& tables)
{
    RecordWriter writer(file, path);
    for (const ResultTable& table : tables) {
        if (table.matrix)
            writer.write('/' + table.name, *table.matrix);
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            writeColumn(writer, '/' + table.name + '/' + table.columns[column], table, column);
    }
}

} // namespace

const char* toString(TableFormat format)
{
    return format == TableFormat::Csv ? "csv" : format == TableFormat::Hdf5 ? "h5" : "json";
}

std::optional<TableFormat> tableFormatFromString(const std::string& name)
{
    const auto found = std::ranges::find_if(
        kFormats, [&](TableFormat format) { return name == toString(format); });
    return found == kFormats.end() ? std::nullopt : std::optional(*found);
}

std::string csvText(const ResultTable& table)
{
    if (table.matrix)
        return matrixText(*table.matrix);
    std::string text;
    for (const std::string& column : table.columns)
        text += (text.empty() ? "" : ",") + quoted(column);
    text += '\n';
    for (const auto& row : table.rows) {
        for (std::size_t column = 0; column < row.size(); ++column)
            text += (column == 0 ? "" : ",") + std::visit(CellText{}, row[column]);
        text += '\n';
    }
    return text;
}

std::string jsonText(const std::vector<ResultTable>& tables)
{
    Json document = Json::object();
    for (const ResultTable& table : tables) {
        Json* place = &document;
        std::istringstream names(table.name);
        for (std::string name; std::getline(names, name, '/');)
            place = &(*place)[name];
        *place = table.matrix ? matrixJson(*table.matrix) : columnsJson(table);
    }
    return document.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

void writeHdf5(const std::filesystem::path& path, const std::vector<ResultTable>& tables)
{
    const std::string temporary = path.string() + '.' + std::to_string(::getpid()) + ".part";
    try {
        const Hdf5Lock lock;
        const Hdf5Handle file(H5Fcreate(temporary.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT),
                              H5Fclose);
        if (!file)
            throw Error(ErrorKind::Runtime,
                        path.string() + " cannot be written" + lastHdf5Error() + '.');
        writeTables(file.get(), path, tables);
        if (H5Fflush(file.get(), H5F_SCOPE_GLOBAL) < 0)
            throw Error(ErrorKind::Runtime,
                        path.string() + " cannot be written" + lastHdf5Error() + '.');
    } catch (...) {
        std::remove(temporary.c_str());
        throw;
    }
    std::error_code error;
    std::filesystem::rename(temporary, path, error);
    if (error) {
        std::remove(temporary.c_str());
        throw Error(ErrorKind::Runtime, path.string() + " cannot be written: " + error.message());
    }
}

} // namespace counterpart::core
