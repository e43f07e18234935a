#include "core/similarity/layer_factor.h"

#include <cmath>

namespace counterpart::core {

LayerFactor factorise(LayerMoments moments, Index samples, bool wantsDirections, double tolerance,
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
    if (wantsDirections)
        factor.directions = principalDirections(moments.cross, tolerance, progress);
    factor.dead = std::move(moments.dead);
    factor.mean = std::move(moments.mean);
    return factor;
}

} // namespace counterpart::core
