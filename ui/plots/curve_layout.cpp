#include "plots/curve_layout.h"

#include "plots/curve_legend.h"
#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kTitleGap = 8;
constexpr double kAxisTitleGap = 6;
constexpr int kMostRankTicks = 9;
constexpr double kTurn = 40; // degrees

int firstPlace(const CurveContent& content)
{
    return content.categories.empty() ? 1 : 0;
}

/// The last rank or category.
int lastPlace(const CurveContent& content)
{
    int last = content.categories.empty() ? 1 : static_cast<int>(content.categories.size()) - 1;
    for (const auto& curve : content.curves)
        if (!curve.points.empty())
            last = std::max(last, placesOf(curve, content).back());
    return last;
}

/// The content's limits, lowered or raised to a multiple of 0.2 where the data go beyond, with a
/// little air where a curve touches a limit, so that no line is cut along its length.
AxisScale verticalScale(const CurveContent& content)
{
    AxisScale scale{heightOf(content.yLow, content), heightOf(content.yHigh, content), 0, 1};
    double low = scale.high;
    double high = scale.low;
    for (const auto& curve : content.curves)
        for (const auto& point : curve.points) {
            low = std::min(low, heightOf(point.y, content));
            high = std::max(high, heightOf(point.y, content));
        }
    const double unit = std::max(1e-12, 0.2 * (scale.high - scale.low));
    if (low < scale.low)
        scale.low = scale.low - std::ceil((scale.low - low) / unit) * unit;
    if (high > scale.high)
        scale.high = scale.high + std::ceil((high - scale.high) / unit) * unit;
    if (!(scale.high > scale.low))
        scale.high = scale.low + 1;
    const double air = 0.015 * (scale.high - scale.low);
    scale.low -= low <= scale.low + air ? air : 0;
    scale.high += high >= scale.high - air ? air : 0;
    return scale;
}

AxisScale horizontalScale(const CurveContent& content)
{
    const int first = firstPlace(content);
    const int last = lastPlace(content);
    const double air = content.categories.empty() ? std::max(0.5, 0.01 * (last - first)) : 0.5;
    return {first - air, last + air, 0, 1};
}

double widest(const std::vector<std::string>& texts, TextRole role)
{
    double width = 0;
    for (const auto& text : texts)
        width = std::max(width, textWidth(text, role));
    return width;
}

/// Names under the ticks: level if they fit, else turned and elided; only every k-th if even those
/// would touch.
void setCategoryTicks(ChartAxes& axes, const std::vector<std::string>& names, double width,
                      double longestLabel)
{
    const double slot = width / static_cast<double>(names.size());
    const bool isLevel = widest(names, TextRole::Tick) + 8 <= slot;
    axes.xLabelRotation = isLevel ? 0 : kTurn;
    const double height = lineHeight(TextRole::Tick);
    const auto stride = static_cast<std::size_t>(
        isLevel ? 1 : std::max(1.0, std::ceil((height + 2) / std::max(1.0, slot))));
    for (std::size_t i = 0; i < names.size(); i += stride) {
        axes.xTicks.positions.push_back(static_cast<double>(i));
        axes.xTicks.labels.push_back(isLevel ? names[i]
                                             : elided(names[i], TextRole::Tick, longestLabel));
    }
}

/// The content without the texts that are left out.
CurveContent titlesOf(const CurveContent& content)
{
    CurveContent shown;
    if (content.parts.title)
        shown.title = content.title;
    if (content.parts.axes) {
        shown.xTitle = content.xTitle;
        shown.yTitle = content.yTitle;
    }
    return shown;
}

void setHorizontalTicks(ChartAxes& axes, const CurveContent& content, double width)
{
    constexpr double kLabelShare = 0.35; // of the height, at most
    axes.xTicks = {};
    axes.xLabelRotation = 0;
    if (!content.parts.axes)
        return;
    if (!content.categories.empty()) {
        setCategoryTicks(axes, content.categories, width, kLabelShare * axes.sceneHeight);
        return;
    }
    if (content.curves.empty())
        return;
    const int n = lastPlace(content);
    const double label = textWidth(std::to_string(n), TextRole::Tick) + 22;
    axes.xTicks = rankTicks(n, std::min(kMostRankTicks, static_cast<int>(width / label)));
}

/// How far the widest tick label reaches to the left of its tick, and down from the axis.
Size tickLabelReach(const ChartAxes& axes)
{
    const double height = lineHeight(TextRole::Tick);
    const double width = widest(axes.xTicks.labels, TextRole::Tick);
    if (axes.xLabelRotation == 0)
        return {width / 2, height};
    const double turn = axes.xLabelRotation * std::acos(-1.0) / 180;
    return {width * std::cos(turn) + height / 2 * std::sin(turn),
            width * std::sin(turn) + height / 2 * std::cos(turn)};
}

/// The rectangle between the axes and the ticks, under a header of this height.
void setArea(ChartAxes& axes, const CurveContent& content, bool hasThreshold, Size size,
             double header)
{
    const double labelHeight = lineHeight(TextRole::Label);
    const CurveContent titles = titlesOf(content);
    const double titleHeight = titles.title.empty() ? 0 : lineHeight(TextRole::Title) + kTitleGap;
    const double top = std::ceil(kMargin + titleHeight + header);
    const double xTitle = titles.xTitle.empty() ? 0 : labelHeight + kAxisTitleGap;
    const double yTitle = titles.yTitle.empty() ? 0 : labelHeight + kAxisTitleGap;
    const auto heightFor = [&](double labels) {
        return std::floor(size.height - top - kMargin - xTitle - labels - kTickLabelOffset);
    };
    const double roughHeight = heightFor(lineHeight(TextRole::Tick));
    const int mostTicks = std::max(3, static_cast<int>(roughHeight / 44));
    axes.yTicks = content.isLogarithmic ? powerTicks(axes.y.low, axes.y.high, mostTicks)
                                        : niceTicks(axes.y.low, axes.y.high, mostTicks);
    if (!content.parts.axes)
        axes.yTicks = {};
    double left =
        std::ceil(kMargin + yTitle + widest(axes.yTicks.labels, TextRole::Tick) + kTickLabelOffset);
    const double right = kMargin + (hasThreshold ? textWidth("0.00", TextRole::Tick) + 8 : 6);
    axes.sceneHeight = size.height;
    axes.hasVerticalGrid = false;
    for (int pass = 0; pass < 2; ++pass) {
        const double width = std::max(20.0, std::floor(size.width - left - right));
        setHorizontalTicks(axes, content, width);
        const Size reach = tickLabelReach(axes);
        axes.area = {left, top, width, std::max(20.0, heightFor(reach.height))};
        spanScales(axes);
        if (axes.xTicks.positions.empty())
            break;
        const double first = axes.x.toPixel(axes.xTicks.positions.front());
        left = std::max(left, std::ceil(left + reach.width - (first - kMargin)));
    }
}

void placeTitles(CurveLayout& layout, const CurveContent& content, Size size)
{
    const Rect& area = layout.axes.area;
    const double labelHeight = lineHeight(TextRole::Label);
    const auto across = [&](const std::string& text, TextRole role, double y) {
        const auto shown = elided(text, role, size.width - 2 * kMargin);
        const double half = textWidth(shown, role) / 2;
        const double x = std::clamp(area.x + area.width / 2, kMargin + half,
                                    std::max(kMargin + half, size.width - kMargin - half));
        return CurveText{{x, y}, shown};
    };
    layout.title =
        across(content.title, TextRole::Title, kMargin + lineHeight(TextRole::Title) / 2);
    layout.xTitle =
        across(content.xTitle, TextRole::Label, size.height - kMargin - labelHeight / 2);
    const double top = content.title.empty() ? kMargin : kMargin + lineHeight(TextRole::Title);
    const double xTitle = content.xTitle.empty() ? 0 : labelHeight + kAxisTitleGap;
    const double bottom = size.height - kMargin - xTitle;
    const auto yTitle = elided(content.yTitle, TextRole::Label, bottom - top);
    const double half = textWidth(yTitle, TextRole::Label) / 2;
    const double y = std::max(area.y + area.height / 2, top + half);
    layout.yTitle = {{kMargin + labelHeight / 2, std::min(y, bottom - half)}, yTitle};
}

void placePoints(CurveLayout& layout, const CurveContent& content)
{
    layout.points.clear();
    for (const auto& curve : content.curves) {
        const auto places = placesOf(curve, content);
        auto& points = layout.points.emplace_back();
        points.reserve(places.size());
        for (std::size_t i = 0; i < places.size(); ++i)
            points.push_back({layout.axes.x.toPixel(places[i]),
                              layout.axes.y.toPixel(heightOf(curve.points[i].y, content))});
    }
}

} // namespace

double heightOf(double y, const CurveContent& content)
{
    return content.isLogarithmic ? std::log10(y) : y;
}

std::vector<int> placesOf(const Curve& curve, const CurveContent& content)
{
    std::vector<int> places;
    places.reserve(curve.points.size());
    int next = firstPlace(content);
    for (const auto& point : curve.points) {
        places.push_back(point.place < 0 ? next : point.place);
        next = places.back() + 1;
    }
    return places;
}

CurveLayout layOutCurves(const CurveContent& content, bool hasThreshold, Size size)
{
    CurveLayout layout;
    layout.axes.x = horizontalScale(content);
    layout.axes.y = verticalScale(content);
    setArea(layout.axes, content, hasThreshold, size, 0);
    placePoints(layout, content);
    if (const double height = placeLegend(layout, content); height > 0) {
        setArea(layout.axes, content, hasThreshold, size, height + kAxisTitleGap);
        placePoints(layout, content);
    }
    placeTitles(layout, titlesOf(content), size);
    return layout;
}

} // namespace counterpart::plots
