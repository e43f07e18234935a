#pragma once

#include "core/analysis/cca.h"
#include "core/analysis/svcca.h"

#include <cstdint>

namespace counterpart::core {

/// Onto what a layer is projected (Raghu et al. 2017, section 3; their third tutorial).
enum class ProjectionKind {
    Svcca,     ///< the first canonical directions among those that SVCCA keeps
    Cca,       ///< the first canonical directions among all
    Principal, ///< the directions of most variance
    Pls,       ///< the first singular vectors of the cross-covariance (partial least squares)
    Active,    ///< the units of the highest mean activation, as a control
    Random     ///< units drawn by the seed, as a control
};

struct ProjectionOptions
{
    ProjectionKind kind = ProjectionKind::Svcca;
    Index count = 20; ///< k, at least 1; fewer are taken where there are fewer
    SvccaKeep keep;
    CcaOptions cca;
    std::uint64_t seed = 0; ///< of the drawn units
};

/// A layer's activations x, of which only k directions are left:
///
///     x' = mean + right left' (x - mean),   left' right = 1 [k x k],
///
/// so that projecting twice is projecting once. For canonical directions left holds the directions
/// and right their scalar products with the units: x' is what the k variates explain of x by least
/// squares over the samples. A weight matrix W that takes x can be replaced by (W right) and left':
/// for m units behind the layer k (m + units) numbers instead of m units (their "model
/// compression").
struct Projection
{
    Vector mean;         ///< [units]
    Matrix left, right;  ///< [units x k]
    double variance = 0; ///< share of the layer's variance that x' has, 0..1

    Index units() const { return mean.size(); }
    Index directions() const { return left.cols(); }
    /// Numbers stored per sample, as a share: k / units.
    double activationRatio() const;
    /// Numbers of both factors over those of W, for as many units behind the layer as it has:
    /// 2 k / units.
    double parameterRatio() const;
    /// Rows of `samples`, [samples x units].
    Matrix apply(const Matrix& samples) const;
};

/// Of layer A; Svcca, Cca and Pls compare it with B. Moments in double. Throws InputError where
/// there is no direction (a constant layer) or no CCA; `names` are for the message.
Projection projection(const Moments& moments, const SidePair<std::string>& names,
                      const ProjectionOptions& options, const Progress& progress);

} // namespace counterpart::core
