#pragma once

#include "core/analysis/cca.h"

#include <optional>

namespace counterpart::core {

/// Whose units give the weights.
enum class PwccaWeights { First, Second, Symmetric };

/// Projection-weighted CCA (Morcos, Raghu, Bengio 2018, section 3): similarities in [0, 1]; the
/// distance of the paper is 1 - similarity.
///
///     alpha_i = sum over units j of |<h_i, z_j>|,   similarity = sum alpha_i rho_i / sum alpha_i
///
/// with the canonical variates h_i and the units z_j of one layer.
struct Pwcca
{
    double a = 0;             ///< weights of the first layer: the paper's
    double b = 0;             ///< weights of the second layer
    double symmetric = 0;     ///< mean of the two
    SidePair<Vector> weights; ///< alpha_i of each layer, made to sum to 1
};

/// Cost: 2 (p² + q²) min(p, q).
Pwcca projectionWeighted(const Cca& cca);

/// What the published code (google/svcca of 2019-02-19) computes, which leaves the whitening out of
/// the directions and adds the means back, so that it depends on the signs of singular vectors
/// (here LAPACK's, as numpy has them); none where that code fails, for a first layer that is larger
/// than the second. `cca` is of `moments`. Cost: 30 p³.
std::optional<double> releasedPwcca(const Cca& cca, const Moments& moments);

} // namespace counterpart::core
