#include "session/study_parts.h"

#include "core/io/study_builder.h"

#include <algorithm>
#include <optional>
#include <set>

namespace counterpart::session {

namespace {

/// The place of the first that `is` what is looked for.
template <class Is>
std::optional<core::NetId> placeOf(const std::vector<NetworkPtr>& networks, Is is)
{
    const auto found = std::ranges::find_if(networks, is);
    if (found == networks.end())
        return std::nullopt;
    return core::NetId{static_cast<int>(found - networks.begin())};
}

std::optional<core::NetId> placeOf(const NetworkPtr& network,
                                   const std::vector<NetworkPtr>& networks)
{
    return placeOf(networks, [&](const NetworkPtr& other) { return other == network; });
}

/// Where an input of a study stands among the networks, if it is still one of them.
std::optional<core::NetId> placeOf(const std::shared_ptr<const core::Study>& study,
                                   core::NetId input, const std::vector<NetworkPtr>& networks)
{
    return placeOf(networks, [&](const NetworkPtr& network) {
        const StudyTie* tie = tieOf(network);
        return tie && tie->study == study && tie->place == input;
    });
}

void takeOver(const std::shared_ptr<const core::Study>& study,
              const std::vector<NetworkPtr>& networks, core::StudyBuilder& builder)
{
    for (core::StudyPair pair : study->pairs) {
        const auto a = placeOf(study, pair.layers.a.net, networks);
        const auto b = placeOf(study, pair.layers.b.net, networks);
        if (!a || !b)
            continue;
        pair.layers.a.net = *a;
        pair.layers.b.net = *b;
        builder.addPair(std::move(pair));
    }
    for (const auto& [name, report] : study->reports) {
        if (!name.starts_with(core::kKeptReport)) // those are in the networks' drawers
            builder.setReport(name, report);
    }
}

core::StudyPair pairOf(const KnownReading& reading, const core::StudyLayers& layers)
{
    core::StudyPair pair;
    pair.layers = layers;
    pair.analysis = reading.analysis;
    for (const auto& [options, matching] : reading.matchings)
        pair.matchings.emplace_back(options, matching);
    for (const InformationPtr& held : reading.information)
        pair.information.push_back(
            std::make_shared<const core::StudyInformation>(core::StudyInformation{
                held->options, held->rows, held->values, held->constant, held->matching}));
    if (const MomentsDrawer* drawer = drawerOf(reading.analysis)) {
        const PairMoments moments = drawer->moments();
        pair.doubles = moments.moments;
        pair.shuffled = moments.shuffled;
    }
    return pair;
}

} // namespace

core::Study studyOf(const StudyParts& parts)
{
    core::Study study;
    std::ranges::transform(parts.networks, std::back_inserter(study.inputs),
                           [](const NetworkPtr& network) { return tieOf(network)->input; });
    study.provenance.seeds["positions"] = parts.seed;
    study.view = parts.view;
    core::StudyBuilder builder(std::move(study));
    std::set<std::shared_ptr<const core::Study>> known;
    for (const NetworkPtr& network : parts.networks) {
        const StudyTie* tie = tieOf(network);
        if (tie && tie->study && known.insert(tie->study).second)
            takeOver(tie->study, parts.networks, builder);
    }
    int number = 0;
    for (const auto& [key, text] : keptTexts(parts.networks))
        builder.setReport(std::string(core::kKeptReport) + std::to_string(number++),
                          key + '\n' + text);
    for (const KnownReading& reading : parts.readings) {
        const auto a = placeOf(reading.networks.a, parts.networks);
        const auto b = placeOf(reading.networks.b, parts.networks);
        if (a && b)
            builder.addPair(pairOf(reading, {{*a, reading.layers.a}, {*b, reading.layers.b}}));
    }
    return std::move(builder.study());
}

} // namespace counterpart::session
