#include "core/analysis/kmeans_kernels.h"

#include "core/analysis/cpu_dispatch.h"

#include <array>

namespace counterpart::core {

namespace {

/// Sums are made in as many parts whatever the processor, so that they are the same on each.
constexpr Index kLanes = 16;

COUNTERPART_INLINE double distanceAt(const PointDistances& from, Index i)
{
    const double square = from.squares[i] + from.square - 2 * from.products[i];
    return square > from.least ? square : 0;
}

COUNTERPART_INLINE double potentialBody(const PointDistances& from, const double* nearest)
{
    std::array<double, kLanes> sums{};
    const Index whole = from.count - from.count % kLanes;
    for (Index i = 0; i < whole; i += kLanes) {
        for (Index lane = 0; lane < kLanes; ++lane) {
            const double square = distanceAt(from, i + lane);
            sums[static_cast<std::size_t>(lane)] +=
                square < nearest[i + lane] ? square : nearest[i + lane];
        }
    }
    for (Index i = whole; i < from.count; ++i) {
        const double square = distanceAt(from, i);
        sums[0] += square < nearest[i] ? square : nearest[i];
    }
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return total;
}

COUNTERPART_INLINE void addStartBody(const PointDistances& from, int start, double* nearest,
                                     int* labels)
{
    for (Index i = 0; i < from.count; ++i) {
        const double square = distanceAt(from, i);
        labels[i] = square < nearest[i] ? start : labels[i];
        nearest[i] = square < nearest[i] ? square : nearest[i];
    }
}

COUNTERPART_INLINE void takeSmallerBody(const double* sums, double square, double scale,
                                        int cluster, double* best, int* nearest, Index count)
{
    for (Index i = 0; i < count; ++i) {
        const double score = square + scale * sums[i];
        nearest[i] = score < best[i] ? cluster : nearest[i];
        best[i] = score < best[i] ? score : best[i];
    }
}

COUNTERPART_WIDE double potentialWide(const PointDistances& from, const double* nearest)
{
    return potentialBody(from, nearest);
}

COUNTERPART_WIDE void addStartWide(const PointDistances& from, int start, double* nearest,
                                   int* labels)
{
    addStartBody(from, start, nearest, labels);
}

COUNTERPART_WIDE void takeSmallerWide(const double* sums, double square, double scale, int cluster,
                                      double* best, int* nearest, Index count)
{
    takeSmallerBody(sums, square, scale, cluster, best, nearest, count);
}

} // namespace

double potentialWith(const PointDistances& from, const double* nearest)
{
    return hasWideVectors() ? potentialWide(from, nearest) : potentialBody(from, nearest);
}

void addStart(const PointDistances& from, int start, double* nearest, int* labels)
{
    hasWideVectors() ? addStartWide(from, start, nearest, labels)
                     : addStartBody(from, start, nearest, labels);
}

void takeSmaller(const double* sums, double square, double scale, int cluster, double* best,
                 int* nearest, Index count)
{
    hasWideVectors() ? takeSmallerWide(sums, square, scale, cluster, best, nearest, count)
                     : takeSmallerBody(sums, square, scale, cluster, best, nearest, count);
}

} // namespace counterpart::core
