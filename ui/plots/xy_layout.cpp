#include "plots/xy_layout.h"

#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kSampleGap = 5;
constexpr double kEntryGap = 16;
constexpr double kTickRoom = 30;
constexpr double kBarShare = 0.8;
constexpr double kMostBarWidth = 48;

/// Sets the entries in rows from the left; returns the height that they take.
double placeLegend(XyLayout& layout, const XyContent& content, Size size)
{
    const auto add = [&](const std::string& text, int series, int band) {
        if (!text.empty())
            layout.legend.push_back({text, series, band, {}});
    };
    for (std::size_t i = 0; content.parts.legend && i < content.series.size(); ++i)
        add(content.series[i].name, static_cast<int>(i), -1);
    for (std::size_t i = 0; content.parts.legend && i < content.bands.size(); ++i)
        add(content.bands[i].name, -1, static_cast<int>(i));
    if (content.parts.legend)
        for (const std::string& note : content.notes)
            add(note, -1, -1);
    const double height = lineHeight(TextRole::Tick) + 3;
    const double right = size.width - kMargin;
    double x = kMargin;
    double y = layout.titleAt.y + (content.parts.title ? lineHeight(TextRole::Title) : 0) + 5;
    const double top = y;
    for (XyLegendEntry& entry : layout.legend) {
        const bool isNote = entry.series < 0 && entry.band < 0;
        const double sample = isNote ? 0 : kXySample + kSampleGap;
        entry.text = elided(entry.text, TextRole::Tick, right - kMargin - sample);
        const double width = sample + textWidth(entry.text, TextRole::Tick);
        if (x > kMargin && x + width > right) {
            x = kMargin;
            y += height;
        }
        entry.rect = {x, y, width, height};
        x += width + kEntryGap;
    }
    return layout.legend.empty() ? 0 : y + height - top;
}

/// Every name, or every few of them.
Ticks nameTicks(const std::vector<std::string>& names, int most)
{
    Ticks ticks;
    const std::size_t step = (names.size() + std::size_t(most) - 1) / std::size_t(most);
    for (std::size_t i = 0; i < names.size(); i += step) {
        ticks.positions.push_back(double(i));
        ticks.labels.push_back(names[i]);
    }
    return ticks;
}

bool hasLabels(const XyContent& content, const XyAxis& axis)
{
    return content.parts.axes && axis.hasLabels;
}

bool hasTitle(const XyContent& content, const XyAxis& axis)
{
    return content.parts.axes && !axis.title.empty();
}

Ticks ticksOf(const XyContent& content, const XyAxis& axis, const AxisScale& scale, double room)
{
    if (!hasLabels(content, axis))
        return {};
    const int most = std::max(3, static_cast<int>(std::abs(scale.length) / room));
    if (!axis.names.empty())
        return nameTicks(axis.names, most);
    return axis.isLogarithmic ? powerTicks(scale.low, scale.high, most)
                              : niceTicks(scale.low, scale.high, most, axis.isWhole ? 1 : 0);
}

double widest(const Ticks& ticks)
{
    double width = 0;
    for (const std::string& label : ticks.labels)
        width = std::max(width, textWidth(label, TextRole::Tick));
    return width;
}

/// Makes a step along x as long as one along y, about the middle.
void equalise(XyLayout& layout)
{
    const double perX = (layout.x.high - layout.x.low) / layout.area.width;
    const double perY = (layout.y.high - layout.y.low) / layout.area.height;
    const double per = std::max(perX, perY);
    const auto widen = [per](AxisScale& scale, double pixels) {
        const double middle = (scale.low + scale.high) / 2;
        scale.low = middle - per * pixels / 2;
        scale.high = middle + per * pixels / 2;
    };
    widen(layout.x, layout.area.width);
    widen(layout.y, layout.area.height);
}

/// The smallest step between the places of bars, in pixels.
double barWidthOf(const XyContent& content, const XyLayout& layout)
{
    double step = 1;
    for (const XySeries& series : content.series) {
        for (std::size_t i = 1; series.style == XyStyle::Bars && i < series.points.size(); ++i)
            step = std::min(step, series.points[i].x - series.points[i - 1].x);
    }
    const double pixels = step / (layout.x.high - layout.x.low) * layout.area.width;
    return std::clamp(pixels * kBarShare, 1.0, kMostBarWidth);
}

AxisScale scaleOf(const XyAxis& axis)
{
    return {axis.low, axis.high > axis.low ? axis.high : axis.low + 1, 0, 1};
}

} // namespace

XyLayout layOutXy(const XyContent& content, bool hasMarker, Size size)
{
    XyLayout layout;
    if (content.parts.title)
        layout.title = elided(content.title, TextRole::Title, size.width - 2 * kMargin);
    layout.titleAt = {size.width / 2, kMargin / 2 + 2};
    const double legend = placeLegend(layout, content, size);
    layout.x = scaleOf(content.x);
    layout.y = scaleOf(content.y);

    const double tick = lineHeight(TextRole::Tick);
    const double label = lineHeight(TextRole::Label);
    const double title = layout.title.empty() ? 0 : lineHeight(TextRole::Title);
    const double top =
        layout.titleAt.y + title + 5 + legend + (hasMarker ? tick + 4 : 0) + tick / 2;
    const double below = 6 + (hasTitle(content, content.x) ? label + 2 : 0) +
                         (hasLabels(content, content.x) ? kTickLabelOffset + tick : 4);
    const double height = std::max(30.0, std::floor(size.height - top - below));
    layout.y.length = -height;
    layout.yTicks = ticksOf(content, content.y, layout.y, kTickRoom);
    const double left =
        6 + (hasTitle(content, content.y) ? label + 4 : 0) +
        (hasLabels(content, content.y) ? widest(layout.yTicks) + kTickLabelOffset : 4);
    const double width = std::max(40.0, std::floor(size.width - left - kMargin - 8));
    layout.area = {std::ceil(left), std::ceil(top), width, height};
    if (content.isEqualScale)
        equalise(layout);
    layout.x.start = layout.area.x;
    layout.x.length = width;
    layout.y.start = layout.area.bottom();
    const Ticks rough = ticksOf(content, content.x, layout.x, kTickRoom);
    layout.xTicks = ticksOf(content, content.x, layout.x, widest(rough) + 14);
    layout.barWidth = barWidthOf(content, layout);
    return layout;
}

} // namespace counterpart::plots
