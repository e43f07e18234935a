#include "session/result_store.h"

#include <algorithm>
#include <numeric>

namespace counterpart::session {

double ResultStore::matrixBytes(const Entry& entry)
{
    const auto& moments = entry.analysis->statistics.moments;
    const double units =
        double(moments.units(core::Side::A)) + double(moments.units(core::Side::B));
    // Cross-products of all samples and of folds, correlations, each estimate of the information.
    const std::size_t matrices =
        2 + entry.analysis->statistics.folds.size() + entry.information.size();
    return double(matrices) * 8 * units * units;
}

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

InformationPtr ResultStore::information(const ReadingKey& key,
                                        const core::MutualInformationOptions& options)
{
    const Entry* entry = use(key);
    if (!entry)
        return nullptr;
    const auto found = std::ranges::find_if(
        entry->information, [&](const InformationPtr& held) { return held->options == options; });
    return found == entry->information.end() ? nullptr : *found;
}

void ResultStore::add(const ReadingKey& key, InformationPtr information)
{
    Entry* entry = use(key);
    if (!entry)
        return;
    std::erase_if(entry->information, [&](const InformationPtr& held) {
        return held->options == information->options;
    });
    entry->information.push_back(std::move(information));
    dropOldest();
}

void ResultStore::add(const ReadingKey& key, AnalysisPtr analysis)
{
    // The matching that came with the analysis is kept without a copy: it shares its owner.
    MatchingPtr matching(analysis, &analysis->matching);
    const core::MatchingOptions options = analysis->options.matching;
    if (Entry* entry = use(key))
        entry->analysis = std::move(analysis);
    else
        m_entries.push_back({key, std::move(analysis), {}, {}});
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
            [](double sum, const Entry& entry) { return sum + matrixBytes(entry); });
    };
    while (m_entries.size() > 1 && held() > kBudgetBytes)
        m_entries.erase(m_entries.begin());
}

} // namespace counterpart::session
