#include "core/similarity/canonical_pair.h"

#include "core/analysis/matrix_product.h"

namespace counterpart::core {

CanonicalPair::CanonicalPair(const WhitenedLayer& first, const WhitenedLayer& second,
                             const Matrix& between, bool wantsVectors, const Progress& progress)
    : m_first(first),
      m_second(second),
      m_isTall(first.rank() >= second.rank()),
      m_half(m_isTall ? product(between, second.basis) : transposedProduct(first.basis, between)),
      m_products(m_isTall ? transposedProduct(first.basis, m_half) : product(m_half, second.basis))
{
    if (wantsVectors)
        m_triplets = canonicalTriplets(m_products, progress);
    else
        m_triplets.values = canonicalValues(m_products, progress);
    m_coefficients = m_triplets.values.cwiseMin(1.0);
}

double CanonicalPair::svcca(const SvccaKeep& keep, const Progress& progress) const
{
    const Index a = keptDirections(m_first, keep);
    const Index b = keptDirections(m_second, keep);
    if (a == m_products.rows() && b == m_products.cols())
        return coefficients().mean();
    return canonicalValues(m_products.topLeftCorner(a, b), progress).cwiseMin(1.0).mean();
}

double CanonicalPair::weighted(Side side) const
{
    const Vector weights = projections(side).cwiseAbs().colwise().sum().transpose();
    return weights.dot(m_coefficients) / weights.sum();
}

/// The scalar products of a layer's units with its canonical variates, X'U L = V S L. Those of
/// the longer side are L = M R / rho with the products M and the shorter side's vectors R, so
/// that V S L = V V'X'Y (basis of Y) R / rho, in which V V' does nothing if no direction of X
/// was dropped.
Matrix CanonicalPair::projections(Side side) const
{
    const WhitenedLayer& layer = side == Side::A ? m_first : m_second;
    const bool isShorter = (side == Side::B) == m_isTall;
    const auto toUnits = [&](const Matrix& vectors) {
        return product(layer.basis, layer.singular.cwiseAbs2().asDiagonal() * vectors);
    };
    if (isShorter)
        return toUnits(m_triplets.shorter);
    if (m_triplets.longer.size() > 0)
        return toUnits(m_triplets.longer);
    const Matrix vectors = m_triplets.shorter * m_triplets.values.cwiseInverse().asDiagonal();
    const Matrix& factor = layer.isWhole ? m_half : m_products;
    const Matrix made = m_isTall ? product(factor, vectors) : transposedProduct(factor, vectors);
    return layer.isWhole ? made : toUnits(made);
}

} // namespace counterpart::core
