#include "core/io/study_builder.h"

#include "core/io/fingerprint.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace counterpart::core {

namespace {

bool isSameFile(const std::filesystem::path& one, const std::filesystem::path& two)
{
    std::error_code error;
    return std::filesystem::weakly_canonical(one, error) ==
           std::filesystem::weakly_canonical(two, error);
}

/// What `before` knew and `now` does not.
void keepMore(StudyPair& now, const StudyPair& before)
{
    for (const auto& held : before.information) {
        const bool isReplaced = std::ranges::any_of(
            now.information, [&](const auto& other) { return other->options == held->options; });
        if (!isReplaced)
            now.information.push_back(held);
    }
    for (const auto& held : before.matchings) {
        if (std::ranges::find(now.matchings, held.first,
                              &decltype(now.matchings)::value_type::first) == now.matchings.end())
            now.matchings.push_back(held);
    }
    if (!now.doubles)
        now.doubles = before.doubles;
    if (!now.shuffled)
        now.shuffled = before.shuffled;
}

} // namespace

bool isSameReading(const StudyPair& one, const StudyPair& two)
{
    return one.layers == two.layers &&
           isSameReading(one.analysis->options.pass, two.analysis->options.pass);
}

NetId StudyBuilder::addInput(const Network& network)
{
    StudyInput input;
    input.network = std::make_shared<const Network>(network);
    input.fingerprint = fingerprintOf(network.path);
    const auto found = std::ranges::find_if(m_study.inputs, [&](const StudyInput& held) {
        return held.network->group == network.group && isSameFile(held.network->path, network.path);
    });
    const NetId place{static_cast<int>(found - m_study.inputs.begin())};
    if (found == m_study.inputs.end()) {
        m_study.inputs.push_back(std::move(input));
        return place;
    }
    if (!sameContent(found->fingerprint, input.fingerprint))
        dropResultsOf(place);
    input.kept = found->kept;
    *found = std::move(input);
    return place;
}

void StudyBuilder::addPair(StudyPair pair)
{
    const auto found = std::ranges::find_if(
        m_study.pairs, [&](const StudyPair& held) { return isSameReading(held, pair); });
    if (found == m_study.pairs.end()) {
        m_study.pairs.push_back(std::move(pair));
        return;
    }
    keepMore(pair, *found);
    *found = std::move(pair);
}

void StudyBuilder::dropResultsOf(NetId input)
{
    std::erase_if(m_study.pairs, [&](const StudyPair& pair) {
        return pair.layers.a.net == input || pair.layers.b.net == input;
    });
    m_study.reports.clear();
}

} // namespace counterpart::core
