#include "core/analysis/combined_units.h"

#include "core/analysis/live_units.h"
#include "core/base/parallel.h"

namespace counterpart::core {

namespace {
constexpr Index kColumnGrain = 16;
}

std::vector<CombinedUnit> liveUnits(const Correlation& correlation)
{
    const Index unitsA = correlation.between.rows();
    std::vector<CombinedUnit> live;
    for (const Index unit : liveUnits(unitsA, correlation.dead.a))
        live.push_back(static_cast<CombinedUnit>(unit));
    for (const Index unit : liveUnits(correlation.between.cols(), correlation.dead.b))
        live.push_back(static_cast<CombinedUnit>(unitsA + unit));
    return live;
}

double combinedCorrelation(const Correlation& correlation, CombinedUnit i, CombinedUnit j)
{
    const int a = static_cast<int>(correlation.between.rows());
    if (i < a)
        return j < a ? correlation.within.a(i, j) : correlation.between(i, j - a);
    return j < a ? correlation.between(j, i - a) : correlation.within.b(i - a, j - a);
}

Matrix combinedCorrelation(const Correlation& correlation, const std::vector<CombinedUnit>& units)
{
    const auto n = static_cast<Index>(units.size());
    Matrix values(n, n);
    parallelFor(n, kColumnGrain, {}, [&](Index begin, Index end) {
        for (Index j = begin; j < end; ++j) {
            for (Index i = 0; i < n; ++i)
                values(i, j) = combinedCorrelation(correlation, units[static_cast<std::size_t>(i)],
                                                   units[static_cast<std::size_t>(j)]);
        }
    });
    return values;
}

} // namespace counterpart::core
