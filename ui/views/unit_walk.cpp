#include "ui/views/unit_walk.h"

#include "session/analysis_controller.h"
#include "session/selection.h"

#include <algorithm>

namespace counterpart::ui {

namespace {

struct Step
{
    core::Side side;
    int by;
};

std::optional<Step> stepOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return Step{core::Side::B, -1};
    case Qt::Key_Right:
        return Step{core::Side::B, +1};
    case Qt::Key_Up:
        return Step{core::Side::A, -1};
    case Qt::Key_Down:
        return Step{core::Side::A, +1};
    default:
        return std::nullopt;
    }
}

} // namespace

bool walkUnits(const ViewContext& context, int key)
{
    const session::PairResult& result = context.controller.current();
    const std::optional<Step> step = stepOf(key);
    if (!result || !step)
        return false;
    core::SidePair<int> unit{0, 0};
    for (const core::UnitRef& current : context.selection.current()) {
        for (const core::Side side : {core::Side::A, core::Side::B}) {
            if (context.session.isOn(side, current))
                unit[side] = current.unit.value;
        }
    }
    unit[step->side] += step->by;
    session::Units units;
    for (const core::Side side : {core::Side::A, core::Side::B}) {
        const int last = static_cast<int>(result.matching->units[side].size()) - 1;
        unit[side] = std::clamp(unit[side], 0, last);
        units.push_back(
            {result.pair[side].net, result.pair[side].layer, core::UnitIndex{unit[side]}});
    }
    context.selection.setHover({}); // the pointer rests elsewhere
    context.selection.setCurrent(units);
    return true;
}

} // namespace counterpart::ui
