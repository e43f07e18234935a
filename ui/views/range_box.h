#pragma once

#include "ui/figures/map_limits.h"

class QComboBox;

namespace counterpart::ui {

/// What the colours of a map run over; the measure's range is chosen.
QComboBox* makeRangeBox();

MapRange rangeOf(const QComboBox& box);

} // namespace counterpart::ui
