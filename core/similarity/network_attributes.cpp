#include "core/similarity/network_attributes.h"

#include "core/base/error.h"
#include "core/io/data_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

namespace counterpart::core {

namespace {

std::string attributeNames(const Network& network)
{
    std::string names;
    for (const auto& [name, value] : network.attributes)
        names += (names.empty() ? "" : ", ") + name;
    return names.empty() ? "none" : names;
}

const Attribute& requireAttribute(const Network& network, const std::string& name)
{
    const auto found = network.attributes.find(name);
    if (found == network.attributes.end())
        throw InputError(network.path.string() + " has no attribute \"" + name +
                         "\"; its attributes are " + attributeNames(network) + ".");
    return found->second;
}

/// The cells of a line; a cell in quotation marks may hold commas, and "" stands for one mark.
std::vector<std::string> cellsOf(const std::string& line)
{
    std::vector<std::string> cells(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && isQuoted && i + 1 < line.size() && line[i + 1] == '"')
            cells.back() += line[i++];
        else if (line[i] == '"')
            isQuoted = !isQuoted;
        else if (line[i] == ',' && !isQuoted)
            cells.emplace_back();
        else if (line[i] != '\r')
            cells.back() += line[i];
    }
    for (std::string& cell : cells) {
        cell.erase(0, cell.find_first_not_of(' '));
        cell.erase(cell.find_last_not_of(' ') + 1);
    }
    return cells;
}

Attribute attributeOf(const std::string& text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size() && std::isfinite(number))
        return number;
    return text;
}

struct Table
{
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> lines;
};

Table readTable(const std::filesystem::path& path)
{
    std::ifstream file(path);
    if (!file)
        throw InputError(path.string() + " cannot be read; expected a table of attributes.");
    Table table;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        std::vector<std::string> cells = cellsOf(line);
        if (cells.size() == 1 && cells.front().empty())
            continue;
        if (table.header.empty()) {
            table.header = std::move(cells);
            continue;
        }
        if (cells.size() != table.header.size())
            throw InputError(path.string() + ", line " + std::to_string(number) + ": found " +
                             std::to_string(cells.size()) + " values, expected " +
                             std::to_string(table.header.size()) + " as in the header.");
        table.lines.push_back(std::move(cells));
    }
    if (table.header.size() < 2)
        throw InputError(path.string() +
                         " has no header of at least two names: the column of the networks, and "
                         "an attribute.");
    return table;
}

} // namespace

namespace {

/// The range of each number, of 4 that hold about as many numbers each; equal ones stay together.
std::vector<std::string> rangesOf(const std::vector<double>& numbers)
{
    constexpr std::size_t kRanges = 4;
    std::vector<double> sorted = numbers;
    std::ranges::sort(sorted);
    const auto rangeOf = [&](double number) {
        const auto place = std::ranges::lower_bound(sorted, number) - sorted.begin();
        return static_cast<std::size_t>(place) * kRanges / sorted.size();
    };
    std::array<std::string, kRanges> names;
    for (std::size_t range = 0; range < kRanges; ++range) {
        const auto isOutside = [&](double number) { return rangeOf(number) != range; };
        std::vector<double> inside;
        std::ranges::remove_copy_if(sorted, std::back_inserter(inside), isOutside);
        if (!inside.empty())
            names[range] = attributeText(inside.front()) + " to " + attributeText(inside.back());
    }
    std::vector<std::string> labels;
    for (const double number : numbers)
        labels.push_back(names[rangeOf(number)]);
    return labels;
}

} // namespace

bool isNamed(const Network& network, const std::string& name)
{
    return name == network.path.string() || name == network.path.filename().string() ||
           name == network.path.stem().string() || name == network.name;
}

std::string attributeText(const Attribute& attribute)
{
    if (const auto* const text = std::get_if<std::string>(&attribute))
        return *text;
    return numberText(std::get<double>(attribute));
}

std::vector<std::string> attributeLabels(std::span<const Network* const> networks,
                                         const std::string& name)
{
    std::vector<std::string> labels;
    for (const Network* network : networks)
        labels.push_back(attributeText(requireAttribute(*network, name)));
    return labels;
}

std::vector<double> attributeNumbers(std::span<const Network* const> networks,
                                     const std::string& name)
{
    std::vector<double> numbers;
    for (const Network* network : networks) {
        const Attribute& attribute = requireAttribute(*network, name);
        if (!std::holds_alternative<double>(attribute))
            throw InputError(network->path.string() + ": the attribute \"" + name + "\" is \"" +
                             std::get<std::string>(attribute) + "\"; expected a number.");
        numbers.push_back(std::get<double>(attribute));
    }
    return numbers;
}

std::vector<std::string> attributeGroups(std::span<const Network* const> networks,
                                         const std::string& name)
{
    constexpr std::size_t kMostGroups = 8;
    std::vector<std::string> labels = attributeLabels(networks, name);
    const std::set<std::string> different(labels.begin(), labels.end());
    if (different.size() <= kMostGroups)
        return labels;
    const bool areNumbers = std::ranges::all_of(networks, [&](const Network* network) {
        return std::holds_alternative<double>(network->attributes.at(name));
    });
    if (areNumbers)
        return rangesOf(attributeNumbers(networks, name));
    if (different.size() == networks.size())
        throw InputError("The attribute \"" + name + "\" is another text in each of the " +
                         std::to_string(networks.size()) +
                         " networks; expected one that several of them share.");
    return labels;
}

std::vector<std::string> commonAttributes(std::span<const Network* const> networks)
{
    std::vector<std::string> names;
    if (networks.empty())
        return names;
    for (const auto& [name, value] : networks.front()->attributes) {
        if (std::ranges::all_of(networks, [&key = name](const Network* network) {
                return network->attributes.contains(key);
            }))
            names.push_back(name);
    }
    return names;
}

std::vector<std::string> importAttributes(const std::filesystem::path& table,
                                          std::span<Network> networks)
{
    const Table read = readTable(table);
    for (Network& network : networks) {
        const auto line = std::ranges::find_if(
            read.lines, [&](const auto& cells) { return isNamed(network, cells.front()); });
        if (line == read.lines.end())
            throw InputError(table.string() + " names no network \"" +
                             network.path.filename().string() + "\" in its column \"" +
                             read.header.front() + "\".");
        for (std::size_t i = 1; i < line->size(); ++i) {
            if (!(*line)[i].empty())
                network.attributes[read.header[i]] = attributeOf((*line)[i]);
        }
    }
    return {read.header.begin() + 1, read.header.end()};
}

} // namespace counterpart::core
