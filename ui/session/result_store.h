#pragma once

#include "core/analysis/layer_pair_analysis.h"
#include "session/pair_information.h"
#include "session/session.h"

#include <memory>
#include <vector>

namespace counterpart::session {

using AnalysisPtr = std::shared_ptr<const core::LayerPairAnalysis>;
using MatchingPtr = std::shared_ptr<const core::Matching>;

/// What makes the reading of a layer pair the same reading. The networks are held by pointer: a
/// network whose axes were changed is another one.
struct ReadingKey
{
    core::SidePair<NetworkPtr> networks;
    LayerPair pair;
    core::PositionPolicy policy;
    core::NonFinite nonFinite = core::NonFinite::Refuse;
    core::InputOrder inputOrder = core::InputOrder::AsStored;

    bool operator==(const ReadingKey&) const = default;
};

/// Results of this session, at most kBudgetBytes of matrices; the longest unused leave first.
class ResultStore
{
public:
    static constexpr double kBudgetBytes = 2e9;

    AnalysisPtr analysis(const ReadingKey& key);
    MatchingPtr matching(const ReadingKey& key, const core::MatchingOptions& options);

    InformationPtr information(const ReadingKey& key,
                               const core::MutualInformationOptions& options);

    void add(const ReadingKey& key, AnalysisPtr analysis);
    void add(const ReadingKey& key, const core::MatchingOptions& options, MatchingPtr matching);
    /// Nothing where the reading it belongs to has left.
    void add(const ReadingKey& key, InformationPtr information);
    void clear() { m_entries.clear(); }

private:
    struct Entry
    {
        ReadingKey key;
        AnalysisPtr analysis;
        std::vector<std::pair<core::MatchingOptions, MatchingPtr>> matchings;
        std::vector<InformationPtr> information; ///< under different options
    };
    static double matrixBytes(const Entry& entry);
    Entry* use(const ReadingKey& key);
    void dropOldest();

    std::vector<Entry> m_entries; ///< longest unused first
};

} // namespace counterpart::session
