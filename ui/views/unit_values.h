#pragma once

#include "ui/figures/sided_units.h"

#include <QString>

#include <vector>

namespace counterpart::ui {

/// What is known of one unit or two, of both networks or of one, as an HTML table: how similar they
/// are, and for each its matches and its activation.
QString unitValues(const session::PairResult& result, const std::vector<core::SidedUnit>& units);

} // namespace counterpart::ui
