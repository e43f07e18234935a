#include "plots/dendrogram_state.h"
#include "plots/network_key.h"
#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kLinkWidth = 1;
constexpr double kMarkHeight = 6;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

std::string heightText(double height)
{
    constexpr double kLeastOfThreeDecimals = 1e-3;
    if (height == 0 || std::abs(height) >= kLeastOfThreeDecimals)
        return fixed(height, 3);
    constexpr double kRoundsToTen = 9.95;
    double exponent = std::floor(std::log10(std::abs(height)));
    if (std::abs(height) >= kRoundsToTen * std::pow(10.0, exponent))
        ++exponent;
    return fixed(height / std::pow(10.0, exponent), 1) + "e" + fixed(exponent, 0);
}

void DendrogramPlot::State::paintAxis(Canvas& canvas) const
{
    const std::string title =
        elided(content.parts.title ? content.title : "", TextRole::Title, size.width - kMargin);
    const double half = textWidth(title, TextRole::Title) / 2;
    const double middle =
        std::min(area.x + area.width / 2, std::max(half, size.width - kMargin / 2 - half));
    canvas.text({middle, kMargin / 2}, title,
                {.role = TextRole::Title,
                 .horizontal = HorizontalAlign::Centre,
                 .vertical = VerticalAlign::Top});
    canvas.line({area.x, area.y}, {area.x, area.bottom()}, theme.faint, kAxisWidth);
    for (std::size_t i = 0; i < ticks.positions.size(); ++i) {
        const double at = y.toPixel(ticks.positions[i]);
        canvas.line({area.x - kTickLength, at}, {area.x, at}, theme.faint, kAxisWidth);
        canvas.text({area.x - kTickLength - kTickGap, at}, ticks.labels[i],
                    {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});
    }
    if (!content.parts.axes)
        return;
    canvas.text(
        {6, area.y + area.height / 2}, elided(content.heightTitle, TextRole::Label, area.height),
        {.horizontal = HorizontalAlign::Centre, .vertical = VerticalAlign::Top, .rotation = 90});
}

void DendrogramPlot::State::paintLinks(Canvas& canvas) const
{
    const core::Dendrogram& tree = content.tree;
    for (int node = tree.nodes() - 1; node >= tree.leaves; --node) {
        const core::Merge& merge = tree.mergeOf(node);
        const bool isMade = !cut || node < tree.nodes() + 1 - cut->clusters;
        const Colour colour = isMade ? theme.foreground : theme.faint;
        const double top = yOf(node);
        const double one = xOf(middles[at(merge.first)]);
        const double two = xOf(middles[at(merge.second)]);
        canvas.line({one, yOf(merge.first)}, {one, top}, colour, kLinkWidth);
        canvas.line({two, yOf(merge.second)}, {two, top}, colour, kLinkWidth);
        canvas.line({one, top}, {two, top}, colour, kLinkWidth);
    }
}

void DendrogramPlot::State::paintLeaves(Canvas& canvas) const
{
    const core::Dendrogram& tree = content.tree;
    const auto sideAt = [&](int place) { return content.leaves[at(tree.order[at(place)])].side; };
    for (int begin = 0; begin < tree.leaves;) {
        int end = begin + 1;
        while (end < tree.leaves && sideAt(end) == sideAt(begin))
            ++end;
        canvas.fill({xOf(begin), area.bottom() + kBarGap, xOf(end) - xOf(begin), kBarHeight},
                    sideAt(begin) == core::Side::A ? theme.networkA : theme.networkB);
        begin = end;
    }
    if (chosen.size() > 0) {
        const double from = xOf(chosen.begin);
        const double width = std::max(2.0, xOf(chosen.end) - from);
        canvas.fill({from, area.bottom() + kBarGap + kBarHeight, width, kChosenHeight},
                    theme.current);
    }
}

void DendrogramPlot::State::paintMarks(Canvas& canvas, const std::vector<core::UnitRef>& units,
                                       Colour colour) const
{
    for (std::size_t leaf = 0; leaf < content.leaves.size(); ++leaf) {
        if (std::ranges::find(units, content.leaves[leaf].unit) == units.end())
            continue;
        const double x = xOf(middles[leaf]);
        const double tip = area.bottom() + kBarGap;
        const Point points[]{{x, tip + 1}, {x - 4, tip - kMarkHeight}, {x + 4, tip - kMarkHeight}};
        canvas.polygon(points, colour);
    }
}

void DendrogramPlot::State::paintCut(Canvas& canvas) const
{
    const double at = y.toPixel(std::clamp(cut->height, y.high, y.low));
    canvas.line({area.x, at}, {area.right(), at}, theme.threshold, 1.5, true);
    const std::string text = "cut at " + heightText(cut->height) + ": " +
                             std::to_string(clusters.size()) +
                             (clusters.size() == 1 ? " cluster" : " clusters");
    const double width = textWidth(text, TextRole::Tick) + 8;
    const double height = lineHeight(TextRole::Tick) + 2;
    const bool isAbove = at - height - 2 > area.y - kTitleGap; // else it hides links
    const Rect box{area.right() - width, isAbove ? at - height - 2 : at + 2, width, height};
    canvas.fill(box, theme.background);
    canvas.text({box.x + 4, box.y + height / 2}, text,
                {.role = TextRole::Tick, .colour = theme.threshold});
}

void DendrogramPlot::State::paint(Canvas canvas) const
{
    if (isEmpty())
        return;
    paintAxis(canvas);
    paintLinks(canvas);
    paintLeaves(canvas);
    drawNetworkKey(canvas, theme, content.names,
                   {area.x, area.bottom() + kBarGap + kBarHeight + kChosenHeight + 3, area.width,
                    lineHeight(TextRole::Tick)});
    if (cut)
        paintCut(canvas);
    paintMarks(canvas, highlight.selected, theme.selected);
    paintMarks(canvas, highlight.current, theme.current);
    paintMarks(canvas, highlight.hover, theme.hover);
}

} // namespace counterpart::plots
