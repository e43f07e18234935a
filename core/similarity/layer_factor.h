#pragma once

#include "core/analysis/principal_directions.h"
#include "core/similarity/layer_set_pass.h"

#include <optional>

namespace counterpart::core {

/// What the comparison of a layer with many others needs of it, made once.
struct LayerFactor
{
    Index units = 0;
    Index samples = 0;
    std::vector<UnitIndex> dead;
    Vector mean;
    Vector inverseScales; ///< 1 / sqrt(cross_ii); 0 for dead units
    double trace = 0;     ///< of the centred cross-products
    double norm = 0;      ///< their Frobenius norm
    /// The singular value decomposition of the centred layer; none unless it was wanted.
    std::optional<PrincipalDirections> directions;
};

/// Takes the cross-products over, and lets go of them. Cost: 9 units³ for directions, else units².
LayerFactor factorise(LayerMoments moments, Index samples, bool wantsDirections, double tolerance,
                      const Progress& progress);

} // namespace counterpart::core
