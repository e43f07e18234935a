#include "core/analysis/cka.h"

#include "core/analysis/singular_values.h"

#include <algorithm>
#include <cmath>

namespace counterpart::core {

LinearSimilarity linearSimilarity(const Moments& moments, const Progress& progress)
{
    const SidePair<double> trace{moments.cross.a.trace(), moments.cross.b.trace()};
    if (!(trace.a > 0) || !(trace.b > 0))
        return {};
    LinearSimilarity result;
    result.cka = std::min(1.0, moments.crossBetween.squaredNorm() /
                                   (moments.cross.a.norm() * moments.cross.b.norm()));
    const double nuclear = singularValues(moments.crossBetween, progress).sum();
    result.procrustes = std::min(1.0, nuclear / std::sqrt(trace.a * trace.b));
    result.procrustesDistance = std::sqrt(std::max(0.0, trace.a + trace.b - 2 * nuclear));
    return result;
}

} // namespace counterpart::core
