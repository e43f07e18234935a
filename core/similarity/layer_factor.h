#pragma once

#include "core/analysis/svcca.h"
#include "core/similarity/layer_set_pass.h"

#include <optional>

namespace counterpart::core {

/// What canonical correlations need of a layer X = U S V' (centred, thin).
struct WhitenedLayer
{
    Vector singular;     ///< S: [rank], falling, positive
    Matrix basis;        ///< V S^-1: [units x rank]; X times it is U, which is orthonormal
    bool isWhole = true; ///< no direction was dropped but those of dead units

    Index rank() const { return singular.size(); }
};

/// How many directions SVCCA keeps of a layer.
Index keptDirections(const WhitenedLayer& layer, const SvccaKeep& keep);

/// What the comparison of a layer with many others needs of it, made once.
struct LayerFactor
{
    Index units = 0;
    Index samples = 0;
    std::vector<UnitIndex> dead;
    Vector mean;
    Vector inverseScales;                  ///< 1 / sqrt(cross_ii); 0 for dead units
    double trace = 0;                      ///< of the centred cross-products
    double norm = 0;                       ///< their Frobenius norm
    double normSquares = 0;                ///< LayerMoments::normSquares
    Vector distances;                      ///< LayerMoments::distances
    std::optional<WhitenedLayer> whitened; ///< none unless it was wanted
};

/// Takes the cross-products over, and lets go of them. Cost: 9 units³ for the basis, else units².
LayerFactor factorise(LayerMoments moments, Index samples, bool wantsBasis, double tolerance,
                      const Progress& progress);

} // namespace counterpart::core
