#include "session/analysis_controller.h"

#include <algorithm>
#include <cmath>

namespace counterpart::session {

std::optional<core::UnitRef> PairResult::partner(core::UnitRef unit, MatchKind kind) const
{
    for (const core::Side side : {core::Side::A, core::Side::B}) {
        if (unit.layerRef() != pair[side] || !matching)
            continue;
        const auto place = static_cast<std::size_t>(unit.unit.value);
        if (place >= matching->units[side].size())
            continue; // a unit of another reading, with other positions or axes
        const core::UnitMatch& match = matching->units[side][place];
        const core::UnitIndex found = kind == MatchKind::Semi ? match.semi : match.partner;
        if (found.isValid()) {
            const core::LayerRef layer = pair[core::other(side)];
            return core::UnitRef{layer.net, layer.layer, found};
        }
    }
    return std::nullopt;
}

Units PairResult::completed(const Units& units, MatchKind kind) const
{
    Units both = units;
    if (both.size() == 1) {
        if (const auto found = partner(both.front(), kind))
            both.push_back(*found);
    }
    std::ranges::sort(both, {},
                      [this](const core::UnitRef& unit) { return unit.layerRef() != pair.a; });
    return both;
}

double PairResult::similarity(core::UnitIndex a, core::UnitIndex b) const
{
    if (measure == Measure::Information)
        return information->values.between(a.value, b.value);
    const double r = analysis->correlation.between(a.value, b.value);
    return isSigned ? r : std::abs(r);
}

PairResult byInformation(const PairResult& result)
{
    PairResult other = result;
    other.measure = Measure::Information;
    other.isSigned = false;
    other.matching = MatchingPtr(result.information, &result.information->matching);
    return other;
}

} // namespace counterpart::session
