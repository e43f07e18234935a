#include "core/analysis/mapping_data.h"

#include "core/analysis/live_units.h"

#include <cmath>

namespace counterpart::core {

namespace {

/// Of the variance over all samples: what rounding leaves of a unit that does not vary.
constexpr double kNoVariance = 1e-10;

SidePair<std::vector<UnitIndex>> deadUnits(const Moments& training, const Moments& all,
                                           const LayerPairStatistics& statistics)
{
    SidePair<std::vector<UnitIndex>> dead;
    for (const Side side : {Side::A, Side::B}) {
        for (Index unit = 0; unit < all.units(side); ++unit) {
            const UnitIndex index{static_cast<int>(unit)};
            const double left = training.cross[side](unit, unit);
            if (statistics.profile[side].isDead(index) ||
                left <= kNoVariance * all.cross[side](unit, unit))
                dead[side].push_back(index);
        }
    }
    return dead;
}

/// 1 / sigma; 0 for dead units.
Vector inverseDeviations(const Moments& moments, Side side, const std::vector<UnitIndex>& dead)
{
    Vector scales = moments.variance(side).cwiseSqrt().cwiseInverse();
    for (const UnitIndex unit : dead)
        scales[unit.value] = 0;
    return scales;
}

HeldOutMoments heldOutMoments(const Moments& heldOut, const Moments& training,
                              const SidePair<std::vector<UnitIndex>>& dead)
{
    const double n = static_cast<double>(heldOut.samples);
    SidePair<Vector> scales;
    SidePair<Vector> shift;
    for (const Side side : {Side::A, Side::B}) {
        scales[side] = inverseDeviations(training, side, dead[side]);
        shift[side] = heldOut.mean[side] - training.mean[side];
    }
    const auto standardised = [&](const Matrix& cross, Side rows, Side columns) -> Matrix {
        return scales[rows].asDiagonal() * (cross / n + shift[rows] * shift[columns].transpose()) *
               scales[columns].asDiagonal();
    };
    HeldOutMoments result;
    result.samples = heldOut.samples;
    for (const Side side : {Side::A, Side::B})
        result.within[side] = standardised(heldOut.cross[side], side, side);
    result.mean = {scales.a.cwiseProduct(shift.a), scales.b.cwiseProduct(shift.b)};
    result.between = standardised(heldOut.crossBetween, Side::A, Side::B);
    return result;
}

void describe(MappingData& data, const Moments& training)
{
    data.samples = training.samples;
    data.mean = training.mean;
    for (const Side side : {Side::A, Side::B})
        data.deviation[side] = training.variance(side).cwiseSqrt();
}

} // namespace

std::vector<UnitIndex> MappingData::live(Side side) const
{
    std::vector<UnitIndex> result;
    for (const Index unit : liveUnits(units(side), training.dead[side]))
        result.push_back(UnitIndex{static_cast<int>(unit)});
    return result;
}

double MappingData::penaltyOfLambda(double lambda) const
{
    return lambda *
           std::sqrt(static_cast<double>(units(Side::A)) * static_cast<double>(units(Side::B)));
}

double MappingData::largestPenalty() const
{
    return training.between.size() > 0 ? training.between.cwiseAbs().maxCoeff() : 0;
}

MappingData mappingData(const LayerPairStatistics& statistics, std::size_t fold)
{
    MappingData data;
    const auto fitToAll = [&](const char* why) {
        describe(data, statistics.moments);
        data.training = correlate(statistics);
        data.whyNoHeldOut = why;
        return data;
    };
    if (fold >= statistics.folds.size())
        return fitToAll("No samples were held out: every sample was fitted to.");
    const Moments& heldOut = statistics.folds[fold];
    if (heldOut.samples == 0)
        return fitToAll("There are too few inputs to hold any out: every sample was fitted to.");
    const Moments training = without(statistics.moments, heldOut);
    if (training.samples < 2)
        return fitToAll("Too few inputs would be left to fit to: every sample was fitted to.");
    const auto dead = deadUnits(training, statistics.moments, statistics);
    describe(data, training);
    data.training = correlate(training, dead);
    data.heldOut = heldOutMoments(heldOut, training, dead);
    return data;
}

} // namespace counterpart::core
