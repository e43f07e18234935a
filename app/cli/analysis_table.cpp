#include "cli/analysis_table.h"

#include <array>
#include <cstdio>
#include <optional>

namespace counterpart::cli {

using core::LayerPairAnalysis;

namespace {

constexpr double kThreshold = 0.5;

std::string formatted(std::optional<double> number)
{
    if (!number)
        return "-";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4f", *number);
    return text.data();
}

std::string bothCounts(std::size_t a, std::size_t b, const char* between)
{
    return std::to_string(a) + between + std::to_string(b);
}

TextRow headersOf(Method method)
{
    switch (method) {
    case Method::Correlation:
        return {"mean |c|"};
    case Method::Matching:
        return {"semi-matching", "matching", "overlap", "below 0.5", "mutual best"};
    case Method::Activations:
        return {"mean act. A", "mean act. B"};
    }
    return {};
}

TextRow cellsOf(Method method, const LayerPairAnalysis& analysis)
{
    const core::Matching& matching = analysis.matching;
    const core::SidePair<core::Vector>& mean = analysis.statistics.moments.mean;
    switch (method) {
    case Method::Correlation:
        return {formatted(matching.matchingMean
                              ? std::optional(analysis.correlation.meanAbsoluteBetween())
                              : std::nullopt)};
    case Method::Matching:
        return {formatted(matching.semiMean), formatted(matching.matchingMean),
                formatted(matching.overlap), formatted(shareBelow(matching, kThreshold)),
                std::to_string(matching.mutualBest().size())};
    case Method::Activations:
        return {formatted(mean.a.mean()), formatted(mean.b.mean())};
    }
    return {};
}

void append(TextRow& row, const TextRow& cells)
{
    row.insert(row.end(), cells.begin(), cells.end());
}

} // namespace

TextRow analysisHeader(const std::vector<Method>& methods)
{
    TextRow header{"layer A", "layer B", "units", "dead", "samples"};
    for (const Method method : methods)
        append(header, headersOf(method));
    return header;
}

TextRow analysisRow(const LayerPairAnalysis& analysis, const std::vector<Method>& methods)
{
    const auto& profile = analysis.statistics.profile;
    const auto& dead = analysis.correlation.dead;
    TextRow row{analysis.layer.a, analysis.layer.b,
                bothCounts(profile.a.units.size(), profile.b.units.size(), " x "),
                bothCounts(dead.a.size(), dead.b.size(), " + "),
                std::to_string(analysis.samples())};
    for (const Method method : methods)
        append(row, cellsOf(method, analysis));
    return row;
}

} // namespace counterpart::cli
