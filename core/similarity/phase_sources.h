#pragma once

#include "core/io/activation_source.h"

#include <memory>
#include <vector>

namespace counterpart::core {

/// The samples of `source` dealt out in turn to `period` layers: layer j has those whose number
/// within the input's positions, or among the inputs where an input has one position, is j modulo
/// `period`; incomplete periods are left out. One input and position of a layer is one sample.
/// storedInput() of a sample is the input that it is from.
/// When all are read for the same inputs one after another, the source is read once.
std::vector<std::unique_ptr<ActivationSource>> dealtOut(std::unique_ptr<ActivationSource> source,
                                                        Index period);

} // namespace counterpart::core
