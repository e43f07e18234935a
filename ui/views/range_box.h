#pragma once

#include "ui/figures/map_limits.h"

#include <QString>

class QComboBox;

namespace counterpart::ui {

/// What the colours of a map run over; MapRange::Measure is chosen, which `measure` names where it
/// is not the measure's range.
QComboBox* makeRangeBox(const QString& measure = {});

MapRange rangeOf(const QComboBox& box);

} // namespace counterpart::ui
