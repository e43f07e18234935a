#pragma once

#include "core/base/progress.h"
#include "core/io/activation_source.h"

#include <memory>
#include <vector>

namespace counterpart::core {

/// The inputs of `source` in another order: input i of the result is input order[i] of the source;
/// `order` is a permutation of the source's inputs.
///
/// A window of inputs is read at a time, those that follow one another in the file together and
/// each at most once, and is kept until one beyond it is asked for. Memory: `windowBytes`, 16 MiB
/// more and 12 bytes an input. Cost: a layer of at most `windowBytes` as floats is read once from
/// beginning to end; of a larger one the chunks that hold the inputs of a window are read for each
/// window, which for inputs in random order are all of them. Reading stops at
/// `progress`' checkpoints.
std::unique_ptr<ActivationSource> reordered(std::unique_ptr<ActivationSource> source,
                                            std::vector<InputIndex> order, Progress progress,
                                            Index windowBytes = Index{128} << 20);

} // namespace counterpart::core
