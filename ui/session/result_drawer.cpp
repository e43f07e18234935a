#include "session/result_drawer.h"

#include "session/study_tie.h"

#include <sstream>

namespace counterpart::session {

std::optional<std::string> ResultDrawer::find(const std::string& key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_texts.find(key);
    return found == m_texts.end() ? std::nullopt : std::optional(found->second);
}

bool ResultDrawer::holds(const std::string& key) const
{
    const std::lock_guard lock(m_mutex);
    return m_texts.contains(key);
}

void ResultDrawer::keep(const std::string& key, std::string text)
{
    const std::lock_guard lock(m_mutex);
    m_texts[key] = std::move(text);
}

std::map<std::string, std::string> ResultDrawer::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_texts;
}

DrawerPlace drawerPlace(const std::string& kind, const std::vector<NetworkPtr>& networks,
                        const core::PassOptions& pass)
{
    std::ostringstream key;
    key << kind << ' ' << toString(pass.policy.positions) << ' ' << pass.policy.maxSamples << ' '
        << pass.policy.seed << ' ' << (pass.nonFinite == core::NonFinite::Drop ? "drop" : "refuse")
        << ' ' << (pass.inputOrder == core::InputOrder::ById ? "by-id" : "as-stored");
    for (const NetworkPtr& network : networks) {
        const StudyTie* tie = tieOf(network);
        if (!tie || tie->isStale || !tie->drawer)
            return {};
        key << ' ' << std::hex << tie->input.fingerprint.hash << ' ' << tie->input.network->group;
        for (const core::Layer& layer : network->layers)
            key << ' ' << toString(layer.axes);
    }
    return networks.empty() ? DrawerPlace{}
                            : DrawerPlace{tieOf(networks.front())->drawer, key.str()};
}

std::map<std::string, std::string> keptTexts(const std::vector<NetworkPtr>& networks)
{
    std::map<std::string, std::string> texts;
    for (const NetworkPtr& network : networks) {
        const StudyTie* tie = tieOf(network);
        if (tie && tie->drawer)
            texts.merge(tie->drawer->all());
    }
    return texts;
}

} // namespace counterpart::session
