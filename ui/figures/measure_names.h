#pragma once

#include "session/analysis_controller.h"

#include <string>

namespace counterpart::ui {

/// "r", "|r|", "MI".
std::string measureSymbol(session::Measure measure);

/// "correlation", "|correlation|", "mutual information".
std::string measureName(session::Measure measure);

/// The name with its unit, where it has one: "mutual information (nats)".
std::string measureTitle(session::Measure measure);

/// What no value is above, in whole hundredths: 1, or the entropy of 21 equal bins rounded up.
double highestOf(session::Measure measure);

} // namespace counterpart::ui
