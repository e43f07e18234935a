#include "core/similarity/layer_factor.h"

#include <cmath>

namespace counterpart::core {

namespace {

WhitenedLayer whiten(const Matrix& cross, Index live, double tolerance, const Progress& progress)
{
    PrincipalDirections principal = principalDirections(cross, tolerance, progress);
    WhitenedLayer layer{std::move(principal.singular), std::move(principal.directions)};
    layer.basis.array().rowwise() /= layer.singular.transpose().array();
    layer.isWhole = layer.rank() == live;
    return layer;
}

} // namespace

Index keptDirections(const WhitenedLayer& layer, const SvccaKeep& keep)
{
    return keptDirections(PrincipalDirections{layer.singular, {}, 0}, keep);
}

LayerFactor factorise(LayerMoments moments, Index samples, bool wantsBasis, double tolerance,
                      const Progress& progress)
{
    LayerFactor factor;
    factor.units = moments.cross.rows();
    factor.samples = samples;
    factor.inverseScales = Vector::Zero(factor.units);
    for (Index unit = 0; unit < factor.units; ++unit) {
        const double square = moments.cross(unit, unit);
        factor.inverseScales[unit] = square > 0 ? 1 / std::sqrt(square) : 0;
    }
    // Told by their range: rounding leaves dead units some variance, which must count nowhere.
    for (const UnitIndex unit : moments.dead) {
        factor.inverseScales[unit.value] = 0;
        moments.cross.row(unit.value).setZero();
        moments.cross.col(unit.value).setZero();
    }
    factor.trace = moments.cross.trace();
    factor.norm = moments.cross.norm();
    const Index live = factor.units - static_cast<Index>(moments.dead.size());
    if (wantsBasis)
        factor.whitened = whiten(moments.cross, live, tolerance, progress);
    factor.dead = std::move(moments.dead);
    factor.mean = std::move(moments.mean);
    factor.normSquares = moments.normSquares;
    factor.distances = std::move(moments.distances);
    return factor;
}

} // namespace counterpart::core
