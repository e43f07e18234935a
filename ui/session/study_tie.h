#pragma once

#include "core/io/study.h"
#include "session/pair_moments.h"
#include "session/result_drawer.h"
#include "session/result_store.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace counterpart::session {

/// Where an open network comes from (attached.h). A network that was opened from a study finds the
/// study's results again, whatever its place in the session.
struct StudyTie
{
    /// As it would stand in a study: the file that is meant, and what it was like when it was read.
    core::StudyInput input;
    std::shared_ptr<const core::Study> study{}; ///< null if it was opened from its own file
    core::NetId place{};                        ///< in the study
    std::shared_ptr<ResultDrawer> drawer{};     ///< of the study, or of this file
    bool isMissing = false; ///< the file is not there: the network is the one that the study keeps
    /// The file is another than the study was made of: the network is the one that the study keeps.
    bool isStale = false;
};

/// Null for a network that was not opened by openNetworks(). That of one whose axes were changed
/// since has neither study nor drawer.
const StudyTie* tieOf(const NetworkPtr& network);

/// What the study knows of these layers under these options, or null.
const core::StudyPair* knownPair(const core::SidePair<NetworkPtr>& networks,
                                 const core::SidePair<core::LayerIndex>& layers,
                                 const core::PassOptions& pass);
MatchingPtr knownMatching(const core::StudyPair& pair, const core::MatchingOptions& options);
InformationPtr knownInformation(const core::SidePair<NetworkPtr>& networks,
                                const core::SidePair<core::LayerIndex>& layers,
                                const core::PassOptions& pass,
                                const core::MutualInformationOptions& options);

/// Moments that were read for one view and serve others and the study too: one for each analysis
/// (attached.h). May be used from any thread.
class MomentsDrawer
{
public:
    PairMoments moments() const;
    void keep(const PairMoments& moments);

    /// Held by who reads what is missing: others wait for it, and find then what it kept.
    class Turn
    {
    public:
        /// Throws Cancelled when a stop is asked for while it waits.
        Turn(MomentsDrawer& drawer, const core::Progress& progress);
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        MomentsDrawer& m_drawer;
    };

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_free;
    bool m_isTaken = false; ///< by a turn
    PairMoments m_moments;
};

/// The analysis with an empty drawer, or one that holds what the study knows.
AnalysisPtr withDrawer(AnalysisPtr analysis, const core::StudyPair* known);
/// Null for an analysis that withDrawer() did not give.
MomentsDrawer* drawerOf(const AnalysisPtr& analysis);

} // namespace counterpart::session
