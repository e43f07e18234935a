#include "core/analysis/correlation.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

constexpr Index kColumnGrain = 16;

/// 1 / sqrt(cross_ii); 0 for dead units.
Vector inverseScales(const Matrix& cross, const std::vector<UnitIndex>& dead)
{
    Vector scales(cross.rows());
    for (Index unit = 0; unit < scales.size(); ++unit) {
        const double square = cross(unit, unit);
        scales[unit] = square > 0 ? 1 / std::sqrt(square) : 0;
    }
    for (const UnitIndex unit : dead)
        scales[unit.value] = 0;
    return scales;
}

Matrix scaled(const Matrix& cross, const Vector& rowScales, const Vector& columnScales)
{
    Matrix result(cross.rows(), cross.cols());
    parallelFor(cross.cols(), kColumnGrain, {}, [&](Index begin, Index end) {
        for (Index j = begin; j < end; ++j) {
            const double scale = columnScales[j];
            for (Index i = 0; i < cross.rows(); ++i)
                result(i, j) = std::clamp(cross(i, j) * (rowScales[i] * scale), -1.0, 1.0);
        }
    });
    return result;
}

std::vector<char> liveFlags(Index units, const std::vector<UnitIndex>& dead)
{
    std::vector<char> isLive(static_cast<std::size_t>(units), 1);
    for (const UnitIndex unit : dead)
        isLive[static_cast<std::size_t>(unit.value)] = 0;
    return isLive;
}

} // namespace

Correlation correlate(const LayerPairStatistics& statistics)
{
    return correlate(statistics.moments, {statistics.profile.a.dead, statistics.profile.b.dead});
}

Correlation correlate(const Moments& moments, const SidePair<std::vector<UnitIndex>>& dead)
{
    Correlation correlation;
    SidePair<Vector> scales;
    correlation.dead = dead;
    for (const Side side : {Side::A, Side::B}) {
        scales[side] = inverseScales(moments.cross[side], correlation.dead[side]);
        Matrix& within = correlation.within[side];
        within = scaled(moments.cross[side], scales[side], scales[side]);
        const std::vector<char> isLive = liveFlags(within.rows(), correlation.dead[side]);
        for (Index unit = 0; unit < within.rows(); ++unit)
            within(unit, unit) = isLive[static_cast<std::size_t>(unit)];
    }
    correlation.between = scaled(moments.crossBetween, scales.a, scales.b);
    return correlation;
}

double Correlation::meanAbsoluteBetween() const
{
    const Index live = (between.rows() - static_cast<Index>(dead.a.size())) *
                       (between.cols() - static_cast<Index>(dead.b.size()));
    return live > 0 ? between.cwiseAbs().sum() / static_cast<double>(live) : 0;
}

std::vector<std::pair<UnitIndex, UnitIndex>> duplicateUnits(const Matrix& within, double tolerance)
{
    std::vector<std::pair<UnitIndex, UnitIndex>> pairs;
    for (Index j = 1; j < within.cols(); ++j) {
        for (Index i = 0; i < j; ++i) {
            if (within(i, j) >= 1 - tolerance)
                pairs.emplace_back(UnitIndex{static_cast<int>(i)}, UnitIndex{static_cast<int>(j)});
        }
    }
    std::ranges::sort(pairs);
    return pairs;
}

} // namespace counterpart::core
