#include "core/io/layer_candidates.h"

#include "core/io/axes_guess.h"
#include "core/io/input_guess.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace counterpart::core {

namespace {

constexpr std::string_view kStatedContainer = "activations";
constexpr std::array<std::string_view, 7> kUsualContainers{
    "layers", "features", "acts", "hidden_states", "representations", "embeddings", "outputs"};
constexpr std::array<std::string_view, 7> kUsualEnds{"activations", "activation", "acts", "values",
                                                     "features",    "output",     "data"};
constexpr std::array<std::string_view, 8> kNotLayers{"weight", "weights", "filter", "filters",
                                                     "kernel", "kernels", "bias",   "biases"};

template <class Names>
bool isAmong(const Names& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

bool canBeLayer(const DatasetEntry& entry)
{
    return entry.type && entry.shape.size() >= 2 && entry.shape.size() <= 4;
}

/// True for what is about inputs or units, or is a weight, where the layout is a stranger's.
bool isSomethingElse(const DatasetEntry& entry, const std::vector<std::string>& path)
{
    const bool reserved = std::any_of(path.begin(), path.end() - 1, [](const std::string& name) {
        return name == "inputs" || name == "units";
    });
    const std::string& last = path.back();
    return reserved || looksLikePictures(entry) ||
           isAmong(kNotLayers, std::string_view(last).substr(last.rfind('.') + 1));
}

std::string joined(const std::vector<std::string>& path, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += "/" + path[i];
    return text.empty() ? "/" : text;
}

NetworkCandidate& networkOf(std::vector<NetworkCandidate>& networks, const std::string& group,
                            const std::string& container, bool stated)
{
    const auto found = std::ranges::find(networks, group, &NetworkCandidate::group);
    if (found != networks.end())
        return *found;
    return networks.emplace_back(NetworkCandidate{group, container, stated, {}});
}

void add(std::vector<NetworkCandidate>& networks, const DatasetEntry& entry,
         const std::vector<std::string>& path, std::size_t containerPlace, bool stated)
{
    const bool contained = containerPlace < path.size();
    const std::size_t nameBegin = contained ? containerPlace + 1 : 0;
    NetworkCandidate& network = networkOf(networks, contained ? joined(path, containerPlace) : "/",
                                          contained ? joined(path, nameBegin) : "/", stated);
    network.layers.push_back(
        {&entry, {path.begin() + static_cast<std::ptrdiff_t>(nameBegin), path.end()}});
}

/// The place of the first group in the path that the predicate likes; the path's length if none.
template <class Predicate>
std::size_t groupPlace(const std::vector<std::string>& path, Predicate likes)
{
    const auto found = std::find_if(path.begin(), path.end() - 1, likes);
    return static_cast<std::size_t>(found == path.end() - 1 ? path.end() - path.begin()
                                                            : found - path.begin());
}

/// The lengths that may be the number of inputs: the stated one, or the first and, of two axes, the
/// second.
std::vector<Index> possibleLengths(const DatasetEntry& entry)
{
    if (const auto axes = statedAxes(entry)) {
        const auto place = std::string_view(toString(*axes)).find('N');
        return {entry.shape[place]};
    }
    if (entry.shape.size() == 2)
        return entry.shape;
    return {entry.shape.front()};
}

} // namespace

std::vector<NetworkCandidate> findCandidates(const FileContents& contents,
                                             std::vector<std::string>& leftOut)
{
    std::vector<NetworkCandidate> stated;
    std::vector<NetworkCandidate> guessed;
    for (const DatasetEntry& entry : contents.datasets) {
        const std::vector<std::string> path = pathComponents(entry.path);
        const std::size_t own =
            groupPlace(path, [](const std::string& name) { return name == kStatedContainer; });
        if (own < path.size()) {
            if (canBeLayer(entry))
                add(stated, entry, path, own, true);
            else
                leftOut.push_back(entry.path + " is not a layer: it holds " + entry.typeName + " " +
                                  shapeText(entry.shape) +
                                  ", and numbers with two to four axes were expected.");
        } else if (canBeLayer(entry) && !isSomethingElse(entry, path)) {
            const std::size_t usual = groupPlace(
                path, [](const std::string& name) { return isAmong(kUsualContainers, name); });
            add(guessed, entry, path, usual, false);
        }
    }
    return stated.empty() ? guessed : stated;
}

Index commonestLength(const FileContents& contents, const NetworkCandidate& network)
{
    const auto votes = [&](Index length) {
        int either = 0, first = 0, lists = 0;
        for (const LayerCandidate& layer : network.layers) {
            const std::vector<Index> possible = possibleLengths(*layer.entry);
            first += possible.front() == length;
            either += std::ranges::find(possible, length) != possible.end();
        }
        for (const DatasetEntry& entry : contents.datasets) {
            const bool list = entry.shape.size() == 1 || looksLikePictures(entry);
            lists += list && entry.shape[0] == length;
        }
        return std::tuple(either, lists, first, length);
    };
    Index best = possibleLengths(*network.layers.front().entry).front();
    for (const LayerCandidate& layer : network.layers) {
        for (const Index length : possibleLengths(*layer.entry)) {
            if (votes(length) > votes(best))
                best = length;
        }
    }
    return best;
}

std::vector<std::string> layerNames(const NetworkCandidate& network)
{
    std::vector<std::vector<std::string>> names;
    for (const LayerCandidate& layer : network.layers)
        names.push_back(layer.name);
    const auto allLongAndAlike = [&](auto component) {
        return std::ranges::all_of(names, [&](const auto& name) {
            return name.size() > 1 && component(name) == component(names.front());
        });
    };
    const auto first = [](const auto& name) { return name.front(); };
    const auto last = [](const auto& name) { return name.back(); };
    const bool several = names.size() > 1;
    while (!network.stated && allLongAndAlike(last) &&
           (several || isAmong(kUsualEnds, names.front().back())))
        std::ranges::for_each(names, [](auto& name) { name.pop_back(); });
    while (!network.stated && several && allLongAndAlike(first))
        std::ranges::for_each(names, [](auto& name) { name.erase(name.begin()); });

    std::vector<std::string> dotted;
    for (const auto& name : names) {
        std::string text = name.front();
        for (std::size_t i = 1; i < name.size(); ++i)
            text += "." + name[i];
        dotted.push_back(std::move(text));
    }
    return dotted;
}

} // namespace counterpart::core
