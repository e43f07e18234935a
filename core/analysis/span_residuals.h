#pragma once

#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// How far target units are from the span of other units, while units are dropped from the span.
///
/// With the normalised products G, the basis B of the span and K = G_BB^-1, the squared relative
/// residual of target t is 1 - G_tB K G_Bt. Dropping b from a basis that holds the whole span adds
/// (K G_Bt)_b² / K_bb to it: no factorisation. Where the span has more units than dimensions, or
/// many units are dropped at once, the rest is factorised anew (pivoted Cholesky).
///
/// A unit within kRankTolerance of the span of the others adds no dimension; residuals are as
/// exact as that, because products square what they are made of.
class SpanResiduals
{
public:
    static constexpr double kRankTolerance = 1e-6;

    /// `products` must outlive this object; the sets are of its rows.
    SpanResiduals(const Matrix& products, std::vector<Index> spanning, std::vector<Index> targets);

    /// Takes units out of the span; those that are not in it are ignored. Cost, for a span of s
    /// units and t targets: s (s + t) for each, at most s² (s / 3 + t).
    void drop(const std::vector<Index>& units);
    /// Distance of the i-th target from the span relative to its norm, 0..1.
    double residual(std::size_t target) const;
    const std::vector<Index>& targets() const { return m_targets; }

private:
    void factorise();
    void remove(Index place);

    const Matrix* m_products;
    std::vector<Index> m_basis;     ///< units, in the order of the rows below
    std::vector<Index> m_redundant; ///< units of the span that add no dimension
    std::vector<Index> m_targets;
    Matrix m_inverse;      ///< K [basis x basis]; only the leading m_basis.size() are in use
    Matrix m_coefficients; ///< K G_BT [basis x targets]
    Vector m_squares;      ///< squared residual of each target
};

} // namespace counterpart::core
