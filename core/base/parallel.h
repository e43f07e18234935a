#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

#include <functional>

namespace counterpart::core {

/// Limits every parallel computation of this process, BLAS included, to `count` threads; 0 means
/// as many as the machine has. Call it once, before anything is computed.
void setThreadCount(int count);
int threadCount();

/// Calls body(begin, end) for disjoint ranges that cover [0, count), on several threads, each range
/// at least `grain` long (the last may be shorter). An exception of body leaves this call.
/// `progress` is checked before every range.
void parallelFor(Index count, Index grain, const Progress& progress,
                 const std::function<void(Index begin, Index end)>& body);

} // namespace counterpart::core
