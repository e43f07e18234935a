#include "core/similarity/pair_warnings.h"

#include <algorithm>

namespace counterpart::core {

namespace {

/// Fewer samples than this many times the units, and chance makes coefficients high.
constexpr Index kSamplesAUnit = 5;

bool isForced(const PairComparison& pair)
{
    return pair.ranks.a + pair.ranks.b > std::max<Index>(pair.samples - 1, 0);
}

bool isFew(const PairComparison& pair)
{
    return !isForced(pair) && pair.samples < kSamplesAUnit * std::max(pair.ranks.a, pair.ranks.b);
}

} // namespace

void addWarnings(std::vector<std::string>& warnings, const std::vector<std::string>& more)
{
    for (const std::string& warning : more) {
        if (std::ranges::find(warnings, warning) == warnings.end())
            warnings.push_back(warning);
    }
}

std::vector<std::string>
fewSamplesWarnings(std::span<const PairComparison> pairs,
                   const std::function<std::string(std::size_t pair)>& nameOfPair)
{
    std::vector<std::string> warnings;
    const auto add = [&](bool (*isTrue)(const PairComparison&), const char* what) {
        const auto first = std::ranges::find_if(pairs, isTrue);
        if (first == pairs.end())
            return;
        const auto count = std::ranges::count_if(pairs, isTrue);
        warnings.push_back(nameOfPair(static_cast<std::size_t>(first - pairs.begin())) +
                           (count > 1 ? " and " + std::to_string(count - 1) + " more of " +
                                            std::to_string(pairs.size()) + " pairs"
                                      : std::string()) +
                           ": " + what);
    };
    add(&isForced, "some canonical correlations are 1 whatever the data, because the independent "
                   "units of both layers are more than the samples; PWCCA is then not unique.");
    add(&isFew, "there are fewer than 5 samples for each independent unit: canonical correlations "
                "are high by chance.");
    return warnings;
}

} // namespace counterpart::core
