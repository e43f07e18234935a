#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

#include <functional>
#include <span>
#include <vector>

namespace counterpart::core {

/// Calls body(item) once for every item, on several threads; each thread takes the next one as soon
/// as it is done with its last. With the longest items first no thread has much to do when the
/// others have nothing left. `progress` is checked before every item; an exception of `body` leaves
/// this call.
void forEachInTurn(std::span<const Index> items, const Progress& progress,
                   const std::function<void(Index item)>& body);

/// 0, 1, … costs.size() - 1 by falling cost; the first of equals first.
std::vector<Index> longestFirst(std::span<const double> costs);

} // namespace counterpart::core
