#pragma once

#include "core/io/activation_source.h"

#include <memory>

namespace counterpart::core {

/// The maps of a source averaged down to `rows` x `columns` positions, neither more than there are:
/// position (r, c) is the mean over the part [r h / rows, (r + 1) h / rows) x [c w / columns, ...)
/// of a map of h x w, a position that lies in it in part weighed by that part (area averaging).
/// Gives `source` back where its maps have that size. A NaN stays visible in the mean.
std::unique_ptr<ActivationSource> resizedMaps(std::unique_ptr<ActivationSource> source, Index rows,
                                              Index columns);

} // namespace counterpart::core
