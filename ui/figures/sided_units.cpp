#include "ui/figures/sided_units.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace counterpart::ui {

using core::Side;
using core::SidedUnit;

namespace {

/// Element of the matrix that belongs to the two units; none if that is empty.
std::optional<double> elementOf(const core::SidePair<core::Matrix>& within,
                                const core::Matrix& between, const SidedUnit& x, const SidedUnit& y)
{
    const bool isWithin = x.side == y.side;
    const SidedUnit& row = isWithin || x.side == Side::A ? x : y;
    const SidedUnit& column = &row == &x ? y : x;
    const core::Matrix& values = isWithin ? within[x.side] : between;
    if (values.size() == 0)
        return std::nullopt;
    return values(row.unit.value, column.unit.value);
}

} // namespace

std::vector<SidedUnit> sidedUnits(const session::PairResult& result, const session::Units& units)
{
    constexpr std::size_t kMostUnits = 2;
    const bool isOneLayer = result.pair.a == result.pair.b;
    std::vector<SidedUnit> sided;
    for (const core::UnitRef& unit : units) {
        const bool isOfA = unit.layerRef() == result.pair.a;
        if (sided.size() == kMostUnits || (!isOfA && unit.layerRef() != result.pair.b))
            continue;
        const bool isFirst = !isOneLayer || sided.empty();
        const SidedUnit one{isOfA && isFirst ? Side::A : Side::B, unit.unit};
        const bool isHeld = // not where it is a unit of another reading, with other positions
            unit.unit.value < std::ssize(result.analysis->statistics.profile[one.side].units);
        if (isHeld && std::ranges::find(sided, one) == sided.end())
            sided.push_back(one);
    }
    std::ranges::stable_sort(sided, {}, &SidedUnit::side);
    return sided;
}

double correlationOf(const session::PairResult& result, const SidedUnit& x, const SidedUnit& y)
{
    const core::Correlation& correlation = result.analysis->correlation;
    return *elementOf(correlation.within, correlation.between, x, y);
}

std::optional<double> informationOf(const session::PairResult& result, const SidedUnit& x,
                                    const SidedUnit& y)
{
    if (!result.information)
        return std::nullopt;
    const core::PairMatrices& values = result.information->values;
    return elementOf(values.within, values.between, x, y);
}

MeasuredValue similarityOf(const session::PairResult& result, const SidedUnit& x,
                           const SidedUnit& y)
{
    using session::Measure;
    const double r = correlationOf(result, x, y);
    if (result.measure == Measure::AbsoluteCorrelation)
        return {result.measure, std::abs(r)};
    if (result.measure == Measure::Information) {
        if (const auto information = informationOf(result, x, y))
            return {result.measure, *information};
    }
    return {Measure::Correlation, r};
}

} // namespace counterpart::ui
