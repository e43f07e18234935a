#pragma once

#include "core/data/position_policy.h"

#include <QString>

#include <array>

namespace counterpart::models {

/// Every policy, in the order in which choosers list them.
inline constexpr std::array kPositions{core::Positions::All,     core::Positions::Mean,
                                       core::Positions::Max,     core::Positions::Centre,
                                       core::Positions::Flatten, core::Positions::Resize};

/// In a word: "mean".
QString positionsName(core::Positions positions);
/// What it does: "mean over positions".
QString positionsMeaning(core::Positions positions);

} // namespace counterpart::models
