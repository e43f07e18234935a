#include "ui/figures/network_labels.h"

#include "core/similarity/network_attributes.h"
#include "ui/figures/comparison_request.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace counterpart::ui {

namespace {

/// Numbers by their value, texts as they are met.
NetworkLabels labelsOf(const std::vector<session::NetworkPtr>& networks, const std::string& name)
{
    NetworkLabels labels{name, {}, {}, true};
    std::vector<std::string> texts;
    std::map<double, std::string> numbers;
    for (const session::NetworkPtr& network : networks) {
        const auto found = network->attributes.find(name);
        if (found == network->attributes.end()) {
            texts.emplace_back();
            continue;
        }
        texts.push_back(core::attributeText(found->second));
        if (const double* number = std::get_if<double>(&found->second))
            numbers.emplace(*number, texts.back());
        else
            labels.isOrdered = false;
    }
    if (labels.isOrdered) {
        for (const auto& [number, text] : numbers)
            labels.names.push_back(text);
    } else {
        for (const std::string& text : texts) {
            if (!text.empty() && std::ranges::find(labels.names, text) == labels.names.end())
                labels.names.push_back(text);
        }
    }
    for (const std::string& text : texts) {
        const auto place = std::ranges::find(labels.names, text);
        labels.category.push_back(
            place == labels.names.end() ? -1 : static_cast<int>(place - labels.names.begin()));
    }
    if (labels.isOrdered) {
        std::vector<double> different;
        for (const auto& [number, text] : numbers)
            different.push_back(number);
        labels.names = core::shortTexts(different);
    }
    return labels;
}

/// Ranges of a number that hardly two networks share; none where it groups them as it is.
std::optional<NetworkLabels> rangesOf(const std::vector<session::NetworkPtr>& networks,
                                      const std::string& name)
{
    const std::vector<const core::Network*> pointers = pointersTo(networks);
    const auto numbers = core::numbersIn(pointers, name);
    if (!numbers)
        return std::nullopt;
    const std::vector<std::string> texts = core::attributeGroups(pointers, name);
    if (texts == core::attributeLabels(pointers, name))
        return std::nullopt;
    std::map<double, std::string> byNumber;
    for (std::size_t i = 0; i < texts.size(); ++i)
        byNumber.emplace((*numbers)[i], texts[i]);
    NetworkLabels labels{name, {}, {}, true};
    for (const auto& [number, text] : byNumber) {
        if (labels.names.empty() || labels.names.back() != text)
            labels.names.push_back(text);
    }
    for (const std::string& text : texts)
        labels.category.push_back(
            static_cast<int>(std::ranges::find(labels.names, text) - labels.names.begin()));
    return labels;
}

} // namespace

std::vector<NetworkLabels> distinguishing(const std::vector<session::NetworkPtr>& networks)
{
    std::set<std::string> names;
    for (const session::NetworkPtr& network : networks) {
        for (const auto& [name, value] : network->attributes)
            names.insert(name);
    }
    std::vector<NetworkLabels> found;
    for (const std::string& name : names) {
        std::optional<NetworkLabels> ranges = rangesOf(networks, name);
        NetworkLabels labels = ranges ? std::move(*ranges) : labelsOf(networks, name);
        const std::size_t count = labels.names.size();
        if (count > 1 && (labels.isOrdered || count < networks.size()))
            found.push_back(std::move(labels));
    }
    // Those that part the networks into the fewest groups first.
    std::ranges::stable_sort(found, {},
                             [](const NetworkLabels& labels) { return labels.names.size(); });
    return found;
}

} // namespace counterpart::ui
