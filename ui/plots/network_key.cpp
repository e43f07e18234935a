#include "plots/network_key.h"

#include "plots/text_metrics.h"

#include <algorithm>

namespace counterpart::plots {

namespace {
constexpr double kSquare = 9;
constexpr double kGap = 5;
constexpr double kBetween = 16;
} // namespace

void drawNetworkKey(Canvas& canvas, const PlotTheme& theme,
                    const core::SidePair<std::string>& names, const Rect& rect)
{
    const double room = (rect.width - kBetween) / 2 - kSquare - kGap;
    core::SidePair<std::string> shown;
    double width = kBetween;
    for (const auto side : {core::Side::A, core::Side::B}) {
        shown[side] = elided(names[side], TextRole::Tick, room);
        width += kSquare + kGap + textWidth(shown[side], TextRole::Tick);
    }
    double x = std::max(rect.x, rect.x + (rect.width - width) / 2);
    const double middle = rect.y + rect.height / 2;
    for (const auto side : {core::Side::A, core::Side::B}) {
        canvas.fill({x, middle - kSquare / 2, kSquare, kSquare},
                    side == core::Side::A ? theme.networkA : theme.networkB);
        canvas.text({x + kSquare + kGap, middle}, shown[side], {.role = TextRole::Tick});
        x += kSquare + kGap + textWidth(shown[side], TextRole::Tick) + kBetween;
    }
}

} // namespace counterpart::plots
