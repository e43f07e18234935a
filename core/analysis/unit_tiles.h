#pragma once

#include "core/base/types.h"

#include <cblas.h>

#include <vector>

namespace counterpart::core {

/// Matrices of products of units are worked off in tiles of at most this many rows and columns.
inline constexpr Index kTileUnits = 256;

/// The bounds of `count` units cut into equal tiles of at most `most`: one more than there are
/// tiles, 0 first.
std::vector<Index> tileBounds(Index count, Index most = kTileUnits);

/// A size as BLAS wants it.
inline blasint asBlas(Index value)
{
    return static_cast<blasint>(value);
}

} // namespace counterpart::core
