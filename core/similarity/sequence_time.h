#pragma once

#include "core/base/progress.h"
#include "core/similarity/layer_comparison.h"
#include "core/similarity/value_grid.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::core {

inline constexpr Index kPublishedPeriod = 20; ///< tokens (Morcos, Raghu, Bengio 2018, app. A.3)

struct SequenceTimeOptions
{
    ComparisonOptions comparison;    ///< its policy of positions does not apply
    Index period = kPublishedPeriod; ///< tokens; at least 2
};

/// The published period, or a whole sequence where that is shorter.
Index usualPeriod(const Layer& layer);

/// How the outputs of a recurrent layer change along a sequence (Morcos, Raghu, Bengio 2018, app.
/// A.3): with O_j the outputs at the tokens whose number is j modulo the period, each O_j against
/// the last one, sample k of one with sample k of the other.
struct SequenceTime
{
    std::string layer;
    SequenceTimeOptions options;
    std::vector<Measure> measures;
    ValueGrid values;  ///< [measures x period]
    Index samples = 0; ///< of every O_j: whole periods
    std::vector<std::string> warnings;
};

/// Tokens are counted through each input's steps where the layer has some (NTD), and through the
/// inputs where it has none; what is left of an incomplete period is left out. The layer is read
/// once. Throws InputError where there is no complete period, UsageError for a period below 2 or
/// beyond the budget of memory.
std::shared_ptr<const SequenceTime> sequenceTime(const Network& network, const std::string& layer,
                                                 const std::vector<Measure>& measures,
                                                 const SequenceTimeOptions& options,
                                                 const Progress& progress);

} // namespace counterpart::core
