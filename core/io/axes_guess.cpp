#include "core/io/axes_guess.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <utility>

namespace counterpart::core {

namespace {

/// The meaning of an axis by its name: N inputs, C units, T steps, H rows, W columns; or '?'.
char meaning(std::string name)
{
    struct Synonyms
    {
        char letter;
        std::vector<std::string> names;
    };
    static const std::array kSynonyms{
        Synonyms{'N', {"n", "b", "batch", "sample", "input", "image", "example"}},
        Synonyms{'C', {"c", "d", "f", "k", "channel", "unit", "feature", "neuron", "dim"}},
        Synonyms{'T', {"t", "l", "s", "time", "step", "token", "position", "sequence"}},
        Synonyms{'H', {"h", "y", "row", "height"}}, Synonyms{'W', {"w", "x", "column", "width"}}};
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name.size() > 1 && name.ends_with('s'))
        name.pop_back();
    for (const Synonyms& synonyms : kSynonyms) {
        if (std::ranges::find(synonyms.names, name) != synonyms.names.end())
            return synonyms.letter;
    }
    return '?';
}

/// "N,C,H,W" and "batch channel" are several names, "NCHW" is one letter an axis.
std::vector<std::string> axisNames(const std::string& text)
{
    std::vector<std::string> names;
    std::string name;
    bool separated = false;
    for (const char c : text + ",") {
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') {
            name += c;
        } else if (!name.empty()) {
            separated = separated || !names.empty();
            names.push_back(std::exchange(name, {}));
        }
    }
    if (separated || names.empty())
        return names;
    std::vector<std::string> letters;
    for (const char c : names.front())
        letters.emplace_back(1, c);
    return letters;
}

std::optional<AxisOrder> orderOf(const std::vector<std::string>& names)
{
    std::string letters;
    for (const std::string& name : names)
        letters += meaning(name);
    return axisOrderFromString(letters);
}

AxesGuess guessMap(const std::vector<Index>& shape)
{
    const bool last = shape[1] == shape[2] && shape[3] != shape[1];  // N S S C
    const bool first = shape[2] == shape[3] && shape[1] != shape[2]; // N C S S
    if (last)
        return {AxisOrder::NHWC, false, "because axes 1 and 2 are equal"};
    if (first)
        return {AxisOrder::NCHW, false, "because axes 2 and 3 are equal"};
    return {AxisOrder::NCHW, true, "though NHWC fits as well"};
}

} // namespace

std::optional<AxisOrder> statedAxes(const DatasetEntry& entry)
{
    std::optional<AxisOrder> axes;
    for (const char* const attribute : {"axes", "DIMENSION_LABELS"}) {
        if (const auto text = findAttribute<std::string>(entry.attributes, attribute))
            axes = orderOf(axisNames(*text));
        else if (const auto names =
                     findAttribute<std::vector<std::string>>(entry.attributes, attribute))
            axes = orderOf(names->size() == 1 ? axisNames(names->front()) : *names);
        if (axes && fits(*axes, entry.shape))
            return axes;
    }
    return std::nullopt;
}

AxesGuess guessAxes(const std::vector<Index>& shape, Index inputs)
{
    if (shape.size() == 4)
        return guessMap(shape);
    if (shape.size() == 3)
        return {AxisOrder::NTD, true, "though NDT fits as well"};
    if (shape[0] != inputs && shape[1] == inputs)
        return {AxisOrder::CN, false,
                "transposed, because the second axis has the length of the inputs"};
    return {AxisOrder::NC, false, "the first axis being the inputs"};
}

bool fits(AxisOrder axes, const std::vector<Index>& shape)
{
    return std::strlen(toString(axes)) == shape.size();
}

} // namespace counterpart::core
