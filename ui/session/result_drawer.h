#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "session/session.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::session {

/// Results of whole networks as texts, for the study and so that none is computed twice. May be
/// used from any thread.
class ResultDrawer
{
public:
    std::optional<std::string> find(const std::string& key) const;
    bool holds(const std::string& key) const;
    void keep(const std::string& key, std::string text);
    std::map<std::string, std::string> all() const;

private:
    mutable std::mutex m_mutex;
    std::map<std::string, std::string> m_texts;
};

/// Where a result of these networks is kept, and under which key: what it is, what the files are
/// like, the axes and how samples are taken. No drawer where one of the networks has no file of its
/// own (its axes were changed), or has another than the study was made of.
struct DrawerPlace
{
    std::shared_ptr<ResultDrawer> drawer;
    std::string key;

    /// Whether something is kept there.
    bool isTaken() const { return drawer && drawer->holds(key); }
};
DrawerPlace drawerPlace(const std::string& kind, const std::vector<NetworkPtr>& networks,
                        const core::PassOptions& pass);

/// The texts of all these networks' drawers.
std::map<std::string, std::string> keptTexts(const std::vector<NetworkPtr>& networks);

} // namespace counterpart::session
