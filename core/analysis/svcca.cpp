#include "core/analysis/svcca.h"

#include "core/analysis/canonical_triplets.h"

#include <algorithm>

namespace counterpart::core {

Index keptDirections(const PrincipalDirections& layer, const SvccaKeep& keep)
{
    if (keep.rule == SvccaKeep::Rule::Count)
        return std::min(keep.count, layer.rank());
    const Vector weights = keep.rule == SvccaKeep::Rule::Variance
                               ? Vector(layer.singular.cwiseAbs2())
                               : layer.singular;
    const double wanted = keep.share * weights.sum();
    double sum = 0;
    Index kept = 0;
    while (kept < layer.rank() && sum < wanted)
        sum += weights[kept++];
    return kept;
}

Svcca svcca(const Cca& cca, const SvccaKeep& keep, const Progress& progress)
{
    Svcca result;
    result.kept = {keptDirections(cca.layer.a, keep), keptDirections(cca.layer.b, keep)};
    // The bases are ordered by singular value: what is kept is a corner of the products.
    result.coefficients =
        canonicalValues(cca.between.topLeftCorner(result.kept.a, result.kept.b), progress)
            .cwiseMin(1.0);
    return result;
}

} // namespace counterpart::core
