#include "core/similarity/network_attributes.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
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

/// A fraction in so many significant digits, unless that is no shorter.
std::string shortText(double number, int digits)
{
    std::string all = attributeText(number);
    if (number == std::floor(number))
        return all;
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                   std::chars_format::general, digits);
    const std::string shorter(text.data(), end.ptr);
    return shorter.size() < all.size() ? shorter : all;
}

constexpr std::size_t kMostRanges = 4;

/// The range of each number, of 4 that hold about as many numbers each, or of fewer that hold two
/// or more; equal ones stay together.
std::vector<std::string> rangesOf(const std::vector<double>& numbers)
{
    const std::size_t ranges = std::clamp<std::size_t>(numbers.size() / 2, 1, kMostRanges);
    std::vector<double> sorted = numbers;
    std::ranges::sort(sorted);
    const auto rangeOf = [&](double number) {
        const auto place = std::ranges::lower_bound(sorted, number) - sorted.begin();
        return static_cast<std::size_t>(place) * ranges / sorted.size();
    };
    const std::vector<std::string> texts = shortTexts(sorted);
    std::map<double, std::string> textOf;
    for (std::size_t i = 0; i < sorted.size(); ++i)
        textOf.emplace(sorted[i], texts[i]);
    std::array<std::string, kMostRanges> names;
    for (std::size_t range = 0; range < ranges; ++range) {
        const auto isOutside = [&](double number) { return rangeOf(number) != range; };
        std::vector<double> inside;
        std::ranges::remove_copy_if(sorted, std::back_inserter(inside), isOutside);
        if (!inside.empty())
            names[range] = textOf.at(inside.front()) + " to " + textOf.at(inside.back());
    }
    std::vector<std::string> labels;
    for (const double number : numbers)
        labels.push_back(names[rangeOf(number)]);
    return labels;
}

} // namespace

bool isNamed(const Network& network, const std::string& name)
{
    if (name == network.path.string() || name == network.path.filename().string() ||
        name == network.path.stem().string() || name == network.name)
        return true;
    const auto isFile = [&network](const std::string& path) {
        std::error_code absent;
        return std::filesystem::equivalent(path, network.path, absent);
    };
    const std::size_t separator = name.rfind("::");
    return isFile(name) || (separator != std::string::npos && isFile(name.substr(0, separator)) &&
                            '/' + name.substr(separator + 2) == network.group);
}

std::size_t requireNamed(std::span<const Network* const> networks, const std::string& name,
                         const std::string& option)
{
    const auto found = std::ranges::find_if(
        networks, [&name](const Network* network) { return isNamed(*network, name); });
    if (found != networks.end())
        return static_cast<std::size_t>(found - networks.begin());
    std::string names;
    for (const Network* network : networks)
        names += (names.empty() ? "\"" : ", \"") + network->name + '"';
    throw UsageError(option + ": there is no network \"" + name +
                     "\"; expected the file of a network given, or one of the names " + names);
}

std::string attributeText(const Attribute& attribute)
{
    if (const auto* const text = std::get_if<std::string>(&attribute))
        return *text;
    return numberText(std::get<double>(attribute));
}

std::vector<std::string> shortTexts(const std::vector<double>& numbers)
{
    constexpr int kFewest = 4;
    const std::size_t different = std::set<double>(numbers.begin(), numbers.end()).size();
    std::vector<std::string> texts;
    for (int digits = kFewest; digits <= std::numeric_limits<double>::max_digits10; ++digits) {
        texts.clear();
        for (const double number : numbers)
            texts.push_back(shortText(number, digits));
        if (std::set<std::string>(texts.begin(), texts.end()).size() == different)
            break;
    }
    return texts;
}

std::vector<std::string> attributeLabels(std::span<const Network* const> networks,
                                         const std::string& name)
{
    if (const auto numbers = numbersIn(networks, name))
        return shortTexts(*numbers);
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

std::optional<std::vector<double>> numbersIn(std::span<const Network* const> networks,
                                             const std::string& name)
{
    std::vector<double> numbers;
    for (const Network* network : networks) {
        const auto found = network->attributes.find(name);
        if (found == network->attributes.end() || !std::holds_alternative<double>(found->second))
            return std::nullopt;
        numbers.push_back(std::get<double>(found->second));
    }
    return numbers;
}

std::vector<std::string> attributeGroups(std::span<const Network* const> networks,
                                         const std::string& name)
{
    constexpr std::size_t kMostGroups = 8;
    std::vector<std::string> labels = attributeLabels(networks, name);
    const std::set<std::string> different(labels.begin(), labels.end());
    const bool isQuantity = name != "seed"; // whose numbers are names
    const auto numbers = isQuantity ? numbersIn(networks, name) : std::nullopt;
    const bool areFew = different.size() <= kMostGroups || !isQuantity;
    // Of one network there is nothing to compare within a value.
    const auto alone = std::ranges::count_if(labels, [&labels](const std::string& label) {
        return std::ranges::count(labels, label) == 1;
    });
    const bool areAlone =
        numbers && networks.size() >= 4 && 2 * static_cast<std::size_t>(alone) > networks.size();
    if (areFew && !areAlone)
        return labels;
    if (numbers)
        return rangesOf(*numbers);
    if (different.size() == networks.size())
        throw InputError("The attribute \"" + name + "\" is another text in each of the " +
                         std::to_string(networks.size()) +
                         " networks; expected one that several of them share.");
    return labels;
}

std::string groupingRemark(std::span<const Network* const> networks, const std::string& name)
{
    const auto count = [](const std::vector<std::string>& texts) {
        return std::set<std::string>(texts.begin(), texts.end()).size();
    };
    if (networks.size() < 2 || count(attributeLabels(networks, name)) < networks.size())
        return {};
    const std::size_t groups = count(attributeGroups(networks, name));
    const std::string remark = name + ": every network has another value, ";
    if (groups == networks.size())
        return remark + "so that it groups nothing.";
    return remark + "so that " + std::to_string(groups) + " ranges of it are compared.";
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
