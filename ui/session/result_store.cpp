#include "session/result_store.h"

#include <algorithm>
#include <numeric>

namespace counterpart::session {

namespace {

double matrixBytes(const AnalysisPtr& analysis)
{
    const auto& moments = analysis->statistics.moments;
    const double units =
        double(moments.units(core::Side::A)) + double(moments.units(core::Side::B));
    return 2 * 8 * units * units; // cross-products and correlations
}

} // namespace

AnalysisPtr ResultStore::analysis(const ReadingKey& key)
{
    const Entry* entry = use(key);
    return entry ? entry->analysis : nullptr;
}

MatchingPtr ResultStore::matching(const ReadingKey& key, const core::MatchingOptions& options)
{
    const Entry* entry = use(key);
    if (!entry)
        return nullptr;
    const auto found = std::ranges::find(entry->matchings, options,
                                         &std::pair<core::MatchingOptions, MatchingPtr>::first);
    return found == entry->matchings.end() ? nullptr : found->second;
}

void ResultStore::add(const ReadingKey& key, AnalysisPtr analysis)
{
    // The matching that came with the analysis is kept without a copy: it shares its owner.
    MatchingPtr matching(analysis, &analysis->matching);
    const core::MatchingOptions options = analysis->options.matching;
    if (Entry* entry = use(key))
        entry->analysis = std::move(analysis);
    else
        m_entries.push_back({key, std::move(analysis), {}});
    add(key, options, std::move(matching));
    dropOldest();
}

void ResultStore::add(const ReadingKey& key, const core::MatchingOptions& options,
                      MatchingPtr matching)
{
    Entry* entry = use(key);
    if (!entry)
        return;
    std::erase_if(entry->matchings, [&](const auto& held) { return held.first == options; });
    entry->matchings.emplace_back(options, std::move(matching));
}

ResultStore::Entry* ResultStore::use(const ReadingKey& key)
{
    const auto found = std::ranges::find(m_entries, key, &Entry::key);
    if (found == m_entries.end())
        return nullptr;
    std::rotate(found, found + 1, m_entries.end());
    return &m_entries.back();
}

void ResultStore::dropOldest()
{
    const auto held = [this] {
        return std::accumulate(
            m_entries.begin(), m_entries.end(), 0.0,
            [](double sum, const Entry& entry) { return sum + matrixBytes(entry.analysis); });
    };
    while (m_entries.size() > 1 && held() > kBudgetBytes)
        m_entries.erase(m_entries.begin());
}

} // namespace counterpart::session
