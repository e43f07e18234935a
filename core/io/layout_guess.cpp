#include "core/io/layout_guess.h"

#include "core/base/error.h"
#include "core/io/axes_guess.h"
#include "core/io/input_guess.h"
#include "core/io/layer_candidates.h"
#include "core/io/layer_order.h"
#include "core/io/unit_guess.h"

#include <algorithm>
#include <map>

namespace counterpart::core {

namespace {

/// Makes the network that a candidate describes.
class NetworkMaker
{
public:
    NetworkMaker(const FileContents& contents, const NetworkCandidate& candidate)
        : m_contents(contents),
          m_candidate(candidate),
          m_inputs(commonestLength(contents, candidate))
    {
    }

    Network make(bool several)
    {
        m_network.path = m_contents.path;
        m_network.group = m_candidate.group;
        readAttributes(several);
        makeLayers();
        settleAmbiguousMaps();
        sortLayers(m_contents, m_candidate, m_network.layers, m_network.guesses);
        sayAxes();
        m_network.inputs =
            findInputs(m_contents, m_network.group, m_inputs, m_network.layers, m_network.guesses);
        for (Layer& layer : m_network.layers)
            findUnits(m_contents, m_network.group, layer, m_network.guesses);
        return std::move(m_network);
    }

private:
    void readAttributes(bool several)
    {
        for (const std::string& group : {std::string("/"), m_candidate.group}) {
            const auto entry = m_contents.groups.find(group);
            if (entry == m_contents.groups.end())
                continue;
            for (const auto& [name, value] : entry->second.attributes) {
                if (const auto* const number = std::get_if<double>(&value))
                    m_network.attributes[name] = *number;
                else if (const auto* const text = std::get_if<std::string>(&value))
                    m_network.attributes[name] = *text;
            }
        }
        m_network.name = statedName(several);
    }

    std::string statedName(bool several)
    {
        const auto group = m_contents.groups.find(m_candidate.group);
        if (group != m_contents.groups.end()) {
            for (const char* const attribute : {"model", "name"}) {
                if (auto name = findAttribute<std::string>(group->second.attributes, attribute))
                    return *std::move(name);
            }
        }
        return several && m_candidate.group != "/" ? lastComponent(m_candidate.group)
                                                   : m_contents.path.stem().string();
    }

    void makeLayers()
    {
        std::vector<LayerCandidate> layers;
        std::vector<std::string> others;
        for (const LayerCandidate& candidate : m_candidate.layers) {
            const DatasetEntry& entry = *candidate.entry;
            if (makeLayer(entry, entry.path).inputs() == m_inputs)
                layers.push_back(candidate);
            else if (m_candidate.stated)
                refuseLength(entry);
            else
                others.push_back(entry.path);
        }
        m_candidate.layers = std::move(layers);
        const std::vector<std::string> names = layerNames(m_candidate);
        for (std::size_t i = 0; i < names.size(); ++i)
            m_network.layers.push_back(makeLayer(*m_candidate.layers[i].entry, names[i]));
        sayMisunderstoodAxes();
        if (!m_candidate.stated)
            sayWhichAreLayers(others);
    }

    Layer makeLayer(const DatasetEntry& entry, const std::string& name) const
    {
        if (elementCount(entry.shape).value_or(0) == 0)
            throw InputError(m_contents.path.string() + ": " + entry.path +
                             " holds no sample: its "
                             "shape is " +
                             shapeText(entry.shape) + ".");
        Layer layer;
        layer.name = name;
        layer.dataset = entry.path;
        layer.shape = entry.shape;
        layer.elementType = entry.typeName;
        const auto stated = statedAxes(entry);
        layer.axesGuessed = !stated;
        layer.axes = stated ? *stated : guessAxes(entry.shape, m_inputs).axes;
        findReceptiveField(m_contents, entry, layer);
        return layer;
    }

    [[noreturn]] void refuseLength(const DatasetEntry& entry) const
    {
        const auto usual = std::ranges::find_if(m_candidate.layers, [&](const auto& candidate) {
            return makeLayer(*candidate.entry, {}).inputs() == m_inputs;
        });
        throw InputError(m_contents.path.string() + ": " + entry.path + " holds " +
                         std::to_string(makeLayer(entry, {}).inputs()) + " samples, but " +
                         usual->entry->path + " holds " + std::to_string(m_inputs) +
                         ". All layers of a network must hold the same samples.");
    }

    void sayMisunderstoodAxes()
    {
        for (const LayerCandidate& candidate : m_candidate.layers) {
            const DatasetEntry& entry = *candidate.entry;
            if (entry.attributes.contains("axes") && !statedAxes(entry))
                m_network.guesses.push_back("The attribute axes of " + entry.path +
                                            " is not understood or does not fit its shape " +
                                            shapeText(entry.shape) + ".");
        }
    }

    void sayWhichAreLayers(const std::vector<std::string>& others)
    {
        const std::vector<Layer>& layers = m_network.layers;
        const std::string taken =
            layers.size() == 1
                ? "the dataset " + layers.front().dataset + " is taken as the layer"
                : "the " + std::to_string(layers.size()) + " datasets that share the length " +
                      std::to_string(m_inputs) + " are taken as layers";
        m_network.guesses.push_back("There is no group /activations: " + taken + ".");
        if (others.empty())
            return;
        std::string list;
        for (const std::string& path : others)
            list += (list.empty() ? "" : ", ") + path;
        m_network.guesses.push_back("Not taken as layers, for they have another length: " + list +
                                    ".");
    }

    /// Where a map's order of axes is in doubt, it is that of the other maps of the file.
    void settleAmbiguousMaps()
    {
        std::vector<AxisOrder> clear;
        for (const Layer& layer : m_network.layers) {
            if (layer.shape.size() == 4 && !isAmbiguous(layer))
                clear.push_back(layer.axes);
        }
        const bool channelsLast =
            !clear.empty() && std::ranges::count(clear, AxisOrder::NHWC) == std::ssize(clear);
        for (Layer& layer : m_network.layers) {
            if (channelsLast && layer.shape.size() == 4 && isAmbiguous(layer))
                layer.axes = AxisOrder::NHWC;
        }
    }

    bool isAmbiguous(const Layer& layer) const
    {
        return layer.axesGuessed && guessAxes(layer.shape, m_inputs).ambiguous;
    }

    void sayAxes()
    {
        std::map<std::string, std::string> layersByReason;
        for (const Layer& layer : m_network.layers) {
            if (!layer.axesGuessed)
                continue;
            const AxesGuess guess = guessAxes(layer.shape, m_inputs);
            const std::string reason =
                guess.axes == layer.axes ? guess.reason : "as the other maps of the file are";
            std::string& names = layersByReason[std::string(toString(layer.axes)) + ", " + reason];
            names += (names.empty() ? "" : ", ") + layer.name;
        }
        for (const auto& [reason, names] : layersByReason)
            m_network.guesses.push_back("Axes not stated: " + names + " taken as " + reason + ".");
    }

    const FileContents& m_contents;
    NetworkCandidate m_candidate;
    Index m_inputs;
    Network m_network;
};

} // namespace

std::vector<Network> guessNetworks(const FileContents& contents)
{
    std::vector<std::string> leftOut;
    const std::vector<NetworkCandidate> candidates = findCandidates(contents, leftOut);
    if (candidates.empty()) {
        throw InputError(contents.path.string() +
                         " holds no layer: a dataset of numbers with two to four axes, the first "
                         "of them the samples, was expected" +
                         (leftOut.empty() ? "." : ". " + leftOut.front()));
    }
    std::vector<Network> networks;
    for (const NetworkCandidate& candidate : candidates) {
        networks.push_back(NetworkMaker(contents, candidate).make(candidates.size() > 1));
        auto& guesses = networks.back().guesses;
        for (const std::string& sentence : leftOut) {
            if (sentence.starts_with(joinPath(candidate.container, "")))
                guesses.push_back(sentence);
        }
    }
    return networks;
}

} // namespace counterpart::core
