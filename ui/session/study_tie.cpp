#include "session/study_tie.h"

#include "session/attached.h"

#include <algorithm>
#include <chrono>

namespace counterpart::session {

namespace {

using DrawerPtr = std::shared_ptr<MomentsDrawer>;

std::shared_ptr<const PairInformation> toSession(const core::StudyInformation& known)
{
    return std::make_shared<const PairInformation>(
        PairInformation{known.options, known.rows, known.values, known.matching, known.constant});
}

} // namespace

const StudyTie* tieOf(const NetworkPtr& network)
{
    return attachedTo<StudyTie>(network);
}

const core::StudyPair* knownPair(const core::SidePair<NetworkPtr>& networks,
                                 const core::SidePair<core::LayerIndex>& layers,
                                 const core::PassOptions& pass)
{
    const StudyTie* a = tieOf(networks.a);
    const StudyTie* b = tieOf(networks.b);
    if (!a || !b || !a->study || a->study != b->study)
        return nullptr;
    const core::StudyLayers wanted{{a->place, layers.a}, {b->place, layers.b}};
    const auto found = std::ranges::find_if(a->study->pairs, [&](const core::StudyPair& pair) {
        return pair.layers == wanted && core::isSameReading(pair.analysis->options.pass, pass);
    });
    return found == a->study->pairs.end() ? nullptr : &*found;
}

MatchingPtr knownMatching(const core::StudyPair& pair, const core::MatchingOptions& options)
{
    if (pair.analysis->options.matching == options)
        return {pair.analysis, &pair.analysis->matching};
    for (const auto& [other, matching] : pair.matchings) {
        if (other == options)
            return matching;
    }
    return nullptr;
}

InformationPtr knownInformation(const core::SidePair<NetworkPtr>& networks,
                                const core::SidePair<core::LayerIndex>& layers,
                                const core::PassOptions& pass,
                                const core::MutualInformationOptions& options)
{
    const core::StudyPair* pair = knownPair(networks, layers, pass);
    if (!pair)
        return nullptr;
    for (const auto& known : pair->information) {
        if (known->options == options)
            return toSession(*known);
    }
    return nullptr;
}

PairMoments MomentsDrawer::moments() const
{
    const std::lock_guard lock(m_mutex);
    return m_moments;
}

void MomentsDrawer::keep(const PairMoments& moments)
{
    const std::lock_guard lock(m_mutex);
    m_moments = moments;
}

MomentsDrawer::Turn::Turn(MomentsDrawer& drawer, const core::Progress& progress) : m_drawer(drawer)
{
    constexpr std::chrono::milliseconds kBetweenLooks{50};
    std::unique_lock lock(drawer.m_mutex);
    while (drawer.m_isTaken) {
        progress.checkpoint();
        drawer.m_free.wait_for(lock, kBetweenLooks);
    }
    drawer.m_isTaken = true;
}

MomentsDrawer::Turn::~Turn()
{
    {
        const std::lock_guard lock(m_drawer.m_mutex);
        m_drawer.m_isTaken = false;
    }
    m_drawer.m_free.notify_one();
}

AnalysisPtr withDrawer(AnalysisPtr analysis, const core::StudyPair* known)
{
    auto drawer = std::make_shared<MomentsDrawer>();
    if (known)
        drawer->keep({known->doubles, known->shuffled});
    return attach(std::move(analysis), DrawerPtr(std::move(drawer)));
}

MomentsDrawer* drawerOf(const AnalysisPtr& analysis)
{
    const DrawerPtr* drawer = attachedTo<DrawerPtr>(analysis);
    return drawer ? drawer->get() : nullptr;
}

} // namespace counterpart::session
