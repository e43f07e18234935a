#pragma once

#include "core/analysis/joint_histogram.h"
#include "session/analysis_controller.h"

#include <optional>
#include <vector>

namespace counterpart::ui {

/// Those of the units that the compared layers hold, each once and at most two: A's before B's.
/// Where both are the same layer, the first unit is A's and the second one B's.
std::vector<core::SidedUnit> sidedUnits(const session::PairResult& result,
                                        const session::Units& units);

/// The correlation of two units, of one network or of both: -1..1.
double correlationOf(const session::PairResult& result, const core::SidedUnit& x,
                     const core::SidedUnit& y);

/// Their mutual information in nats, if it was counted.
std::optional<double> informationOf(const session::PairResult& result, const core::SidedUnit& x,
                                    const core::SidedUnit& y);

/// A value with the measure that it is of.
struct MeasuredValue
{
    session::Measure measure = session::Measure::Correlation;
    double value = 0;
};

/// By the measure in force, or the correlation where that was not counted within a network.
MeasuredValue similarityOf(const session::PairResult& result, const core::SidedUnit& x,
                           const core::SidedUnit& y);

} // namespace counterpart::ui
