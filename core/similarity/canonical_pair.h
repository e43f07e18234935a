#pragma once

#include "core/analysis/canonical_triplets.h"
#include "core/analysis/svcca.h"
#include "core/similarity/layer_factor.h"

namespace counterpart::core {

/// Canonical correlations of two whitened layers (Raghu et al. 2017, section 2) and the means that
/// are made of them. The layers must outlive it.
class CanonicalPair
{
public:
    /// `between` is the centred cross-products; `wantsVectors` for weighted(). Cost: see
    /// comparePair().
    CanonicalPair(const WhitenedLayer& first, const WhitenedLayer& second, const Matrix& between,
                  bool wantsVectors, const Progress& progress);

    const Vector& coefficients() const { return m_coefficients; }
    /// The mean over the directions that are kept.
    double svcca(const SvccaKeep& keep, const Progress& progress) const;
    /// Morcos, Raghu, Bengio 2018, section 3, with the weights of one layer.
    double weighted(Side side) const;

private:
    Matrix projections(Side side) const;

    const WhitenedLayer& m_first;
    const WhitenedLayer& m_second;
    bool m_isTall;     ///< the first layer has the longer side of the products
    Matrix m_half;     ///< X'Y (basis of Y) if it is tall, else (basis of X)'X'Y
    Matrix m_products; ///< scalar products of the two orthonormal bases
    CanonicalTriplets m_triplets;
    Vector m_coefficients;
};

} // namespace counterpart::core
