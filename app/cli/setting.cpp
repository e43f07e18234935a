#include "cli/setting.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>

namespace counterpart::cli {

namespace {

std::string shown(double number)
{
    std::ostringstream text;
    text << number;
    return text.str();
}

std::string range(const char* what, double low, double high)
{
    const std::string from = std::string(what) + " from " + shown(low);
    return high < std::numeric_limits<double>::max() ? from + " to " + shown(high) : from + " on";
}

std::optional<double> parseWithin(const std::string& text, double low, double high)
{
    const auto number = parseNumber(text);
    return number && *number >= low && *number <= high ? number : std::nullopt;
}

/// The default of a place, as text for the help.
template <class T>
T defaultOf(Place<T> place)
{
    Options options;
    return place(options);
}

} // namespace

std::optional<double> parseNumber(const std::string& text)
{
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || !std::isfinite(number))
        return std::nullopt;
    return number;
}

Setting flag(std::string name, Place<bool> place)
{
    Setting setting =
        defaultOf(place) ? choice<bool>(std::move(name), place, {{"true", true}, {"false", false}})
                         : choice<bool>(std::move(name), place, {{"false", false}, {"true", true}});
    setting.value = [place](Options options) -> Json { return place(options); };
    return setting;
}

Setting number(std::string name, Place<double> place, double low, double high)
{
    return {std::move(name), shown(defaultOf(place)) + " or a " + range("number", low, high),
            [=](Options& options, const std::string& value) {
                const auto parsed = parseWithin(value, low, high);
                if (parsed)
                    place(options) = *parsed;
                return parsed.has_value();
            },
            [place](Options options) -> Json { return place(options); }};
}

Setting wholeNumber(std::string name, Place<core::Index> place, core::Index low, core::Index high)
{
    const auto lowest = static_cast<double>(low);
    const double highest = high == std::numeric_limits<core::Index>::max()
                               ? std::numeric_limits<double>::max()
                               : static_cast<double>(high);
    return {std::move(name),
            std::to_string(defaultOf(place)) + " or a " + range("whole number", lowest, highest),
            [=](Options& options, const std::string& value) {
                core::Index parsed = 0;
                const char* const end = value.data() + value.size();
                const auto [stop, error] = std::from_chars(value.data(), end, parsed);
                const bool isValid =
                    error == std::errc{} && stop == end && parsed >= low && parsed <= high;
                if (isValid)
                    place(options) = parsed;
                return isValid;
            },
            [place](Options options) -> Json { return place(options); }};
}

Setting numberList(std::string name, Place<std::vector<double>> place, double low, double high,
                   const std::string& byDefault)
{
    std::string usual = byDefault;
    for (const double number : defaultOf(place))
        usual += (usual.empty() ? "" : ",") + shown(number);
    return {std::move(name),
            usual + " or " + range("numbers", low, high) + " with commas between them",
            [=](Options& options, const std::string& value) {
                std::vector<double> numbers;
                std::istringstream parts(value + ',');
                for (std::string part; std::getline(parts, part, ',');) {
                    const auto parsed = parseWithin(part, low, high);
                    if (!parsed)
                        return false;
                    numbers.push_back(*parsed);
                }
                place(options) = std::move(numbers);
                return true;
            },
            [place](Options options) -> Json { return place(options); }};
}

} // namespace counterpart::cli
