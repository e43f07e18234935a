#include "core/analysis/unit_products.h"

#include "core/analysis/double_moments.h"

#include <cmath>

namespace counterpart::core {

namespace {

/// A sum of squares below this share of the largest is rounding (subspace_match.py drops norms of
/// 1e-16 and less).
constexpr double kZeroShare = 1e-30;

} // namespace

UnitProducts unitProducts(const Moments& moments, bool isCentred)
{
    requireDouble(moments, "Subspace match");
    const Index p = moments.units(Side::A);
    const Index q = moments.units(Side::B);
    UnitProducts result{{p, q}, Matrix(p + q, p + q), {}};
    Matrix& all = result.products;
    all.topLeftCorner(p, p) = moments.cross.a;
    all.bottomRightCorner(q, q) = moments.cross.b;
    all.topRightCorner(p, q) = moments.crossBetween;
    all.bottomLeftCorner(q, p) = moments.crossBetween.transpose();
    if (!isCentred) {
        Vector mean(p + q);
        mean << moments.mean.a, moments.mean.b;
        all.noalias() += static_cast<double>(moments.samples) * mean * mean.transpose();
    }
    const double smallest = kZeroShare * all.diagonal().maxCoeff();
    Vector scale(p + q);
    for (Index unit = 0; unit < p + q; ++unit) {
        const double square = all(unit, unit);
        const bool isZero = !(square > smallest);
        scale[unit] = isZero ? 0 : 1 / std::sqrt(square);
        if (isZero)
            result.zero.push_back(unit);
    }
    all = scale.asDiagonal() * all * scale.asDiagonal();
    return result;
}

} // namespace counterpart::core
