#include "core/analysis/linkage_kernels.h"

#include "core/analysis/cpu_dispatch.h"

#include <algorithm>
#include <array>
#include <limits>

namespace counterpart::core {

namespace {

constexpr Index kLanes = 16;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

COUNTERPART_INLINE double largestBody(const double* sums, const double* scales, double scale,
                                      Index count)
{
    std::array<double, kLanes> best;
    best.fill(-kInfinity);
    const Index whole = count - count % kLanes;
    for (Index j = 0; j < whole; j += kLanes) {
        for (Index lane = 0; lane < kLanes; ++lane) {
            const double value = sums[j + lane] * (scales[j + lane] * scale);
            double& most = best[static_cast<std::size_t>(lane)];
            most = value > most ? value : most;
        }
    }
    for (Index j = whole; j < count; ++j) {
        const double value = sums[j] * (scales[j] * scale);
        best[0] = value > best[0] ? value : best[0];
    }
    return *std::ranges::max_element(best);
}

COUNTERPART_INLINE BestLink findBestBody(const double* sums, const double* scales, double scale,
                                         Index count)
{
    const double value = largestBody(sums, scales, scale, count);
    Index place = 0;
    for (; place + kLanes <= count; place += kLanes) {
        int hits = 0;
        for (Index lane = 0; lane < kLanes; ++lane)
            hits += sums[place + lane] * (scales[place + lane] * scale) == value ? 1 : 0;
        if (hits > 0)
            break;
    }
    while (place < count && sums[place] * (scales[place] * scale) != value)
        ++place;
    return place < count ? BestLink{value, place} : BestLink{};
}

COUNTERPART_INLINE void addBody(double* to, const double* from, Index count)
{
    for (Index j = 0; j < count; ++j)
        to[j] += from[j];
}

COUNTERPART_INLINE void raiseBody(double* to, const double* from, double by, Index count)
{
    for (Index j = 0; j < count; ++j) {
        const double value = by + from[j];
        to[j] = value > to[j] ? value : to[j];
    }
}

COUNTERPART_WIDE BestLink findBestWide(const double* sums, const double* scales, double scale,
                                       Index count)
{
    return findBestBody(sums, scales, scale, count);
}

COUNTERPART_WIDE void addWide(double* to, const double* from, Index count)
{
    addBody(to, from, count);
}

COUNTERPART_WIDE void raiseWide(double* to, const double* from, double by, Index count)
{
    raiseBody(to, from, by, count);
}

} // namespace

BestLink findBestLink(const double* sums, const double* scales, double scale, Index count)
{
    return hasWideVectors() ? findBestWide(sums, scales, scale, count)
                            : findBestBody(sums, scales, scale, count);
}

void addTo(double* to, const double* from, Index count)
{
    hasWideVectors() ? addWide(to, from, count) : addBody(to, from, count);
}

void raiseTo(double* to, const double* from, double by, Index count)
{
    hasWideVectors() ? raiseWide(to, from, by, count) : raiseBody(to, from, by, count);
}

} // namespace counterpart::core
