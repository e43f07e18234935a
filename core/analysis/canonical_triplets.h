#pragma once

#include "core/analysis/singular_values.h"

namespace counterpart::core {

/// The singular values of a matrix of canonical products and the vectors of its shorter side.
struct CanonicalTriplets
{
    Vector values;  ///< min(rows, columns), falling
    Matrix shorter; ///< [min x min]: right vectors of a tall matrix (or a square one), else left
    /// [max x min]: the vectors of the longer side, products * shorter / values; empty unless a
    /// value is too small to divide by.
    Matrix longer;
};

/// Of a matrix whose singular values lie in [0, 1], to about 1e-9: the square roots of the
/// eigenvalues of the smaller of M M' and M' M, in a third of the time of singularTriplets(). Where
/// a value is below 1e-6, which squaring would lose, the decomposition itself is made.
/// Cost: 6 min³ and max min² with vectors; 4/3 min³ and max min² without; 22 min³ more where a
/// value is below 1e-6.
CanonicalTriplets canonicalTriplets(const Matrix& products, const Progress& progress);
Vector canonicalValues(const Matrix& products, const Progress& progress);

/// As singularTriplets(), from canonicalTriplets(). The vectors of both sides are orthonormal to
/// 1e-9; those of a value v are turned by up to about 1e-15 / (v d) where the nearest other value
/// lies d away. Cost: 6 min³ and 3 max min², and as above where a value is small.
SingularTriplets canonicalDirections(const Matrix& products, const Progress& progress);

} // namespace counterpart::core
