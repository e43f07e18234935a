#include "cli/study_inputs.h"

#include "core/base/error.h"
#include "core/io/study_file.h"

#include <algorithm>

namespace counterpart::cli {

using Layers = core::SidePair<core::LayerIndex>;

namespace {

Layers layersOf(const core::StudyPair& pair)
{
    return {pair.layers.a.layer, pair.layers.b.layer};
}

} // namespace

StudyInputs::StudyInputs(const std::string& path) : m_path(path)
{
    std::error_code error;
    if (std::filesystem::exists(path, error) && !core::isStudy(path))
        throw core::UsageError("B is required: " + path +
                               " is no study; expected two networks, or a study alone");
    m_study = core::readStudy(path, {});
    if (m_study.pairs.empty())
        throw core::InputError(path + " is a study that compares no layers; expected one made by "
                                      "analyze --out or saved in the window.");
    const core::StudyPair& first = m_study.pairs.front();
    m_inputs = {first.layers.a.net, first.layers.b.net};
    std::erase_if(m_study.pairs, [&](const core::StudyPair& pair) {
        return pair.layers.a.net != m_inputs.a || pair.layers.b.net != m_inputs.b;
    });
}

core::SidePair<ChosenNetwork> StudyInputs::networks() const
{
    const auto network = [&](core::NetId input) -> ChosenNetwork {
        return {*m_study.inputs[static_cast<std::size_t>(input.value)].network, {}};
    };
    return {network(m_inputs.a), network(m_inputs.b)};
}

std::vector<Layers> StudyInputs::pairs(const LayerChoice& choice) const
{
    std::vector<Layers> pairs;
    if (choice.layers.empty() && choice.pairs.empty()) {
        for (const core::StudyPair& pair : m_study.pairs) {
            if (std::ranges::find(pairs, layersOf(pair)) == pairs.end())
                pairs.push_back(layersOf(pair));
        }
        return pairs;
    }
    pairs = chooseLayerPairs(networks(), choice);
    std::ranges::for_each(pairs, [&](const Layers& pair) { known(pair); });
    return pairs;
}

const core::StudyPair& StudyInputs::known(const Layers& layers) const
{
    const auto found = std::ranges::find(m_study.pairs, layers, layersOf);
    if (found != m_study.pairs.end())
        return *found;
    std::string names;
    for (const core::StudyPair& pair : m_study.pairs)
        names +=
            (names.empty() ? "" : ", ") + pair.analysis->layer.a + ':' + pair.analysis->layer.b;
    const core::SidePair<ChosenNetwork> both = networks();
    throw core::InputError(m_path + " does not compare " + both.a.network.layer(layers.a).name +
                           " with " + both.b.network.layer(layers.b).name +
                           "; it compares: " + names);
}

void StudyInputs::requireReading(const core::PassOptions& pass) const
{
    if (!core::isSameReading(pass, {}))
        throw core::UsageError("--positions, --max-samples, --seed, moments.nonfinite and "
                               "moments.order: " +
                               m_path +
                               " was read already; expected the two networks, to read "
                               "them otherwise");
}

core::StudyPair studyPair(const core::StudyLayers& layers,
                          std::shared_ptr<const core::LayerPairAnalysis> analysis,
                          const KeptResults& kept)
{
    core::StudyPair pair;
    pair.layers = layers;
    pair.analysis = std::move(analysis);
    if (kept.information)
        pair.information.push_back(kept.information);
    pair.shuffled = kept.shuffled;
    return pair;
}

} // namespace counterpart::cli
