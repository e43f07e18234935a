#include "plots/dendrogram_plot.h"

#include "plots/canvas.h"
#include "plots/chart_axes.h"
#include "plots/network_key.h"
#include "plots/text_metrics.h"
#include "plots/text_table.h"
#include "plots/ticks.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kBarHeight = 7;
constexpr double kBarGap = 3;
constexpr double kCutReach = 6;
constexpr double kTickLength = 4;
constexpr double kTickGap = 3;
constexpr double kTickRoom = 44;
constexpr double kLinkWidth = 1;
constexpr double kMarkHeight = 6;
constexpr double kChosenHeight = 3;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

struct DendrogramPlot::State
{
    DendrogramContent content;
    std::vector<core::LeafSpan> spans;
    std::vector<double> middles; ///< of each node, in places
    std::vector<int> clusters;   ///< at the cut
    std::optional<TreeCut> cut;
    core::LeafSpan chosen;
    PlotTheme theme = lightTheme();
    Size size{420, 300};
    Highlight highlight;
    Rect area;
    AxisScale y; ///< of heights
    Ticks ticks;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    bool isEmpty() const { return content.tree.leaves == 0; }
    void index();
    void findClusters();
    void layOut();
    double xOf(double place) const { return area.x + place * area.width / content.tree.leaves; }
    double yOf(int node) const
    {
        return content.tree.isLeaf(node) ? area.bottom()
                                         : y.toPixel(content.tree.mergeOf(node).height);
    }
    int clusterAt(int place) const;
    void paint(Canvas canvas) const;
    void paintAxis(Canvas& canvas) const;
    void paintLinks(Canvas& canvas) const;
    void paintLeaves(Canvas& canvas) const;
    void paintMarks(Canvas& canvas, const std::vector<core::UnitRef>& units, Colour colour) const;
    void paintCut(Canvas& canvas) const;
};

void DendrogramPlot::State::index()
{
    const core::Dendrogram& tree = content.tree;
    spans = core::spansOf(tree);
    middles.assign(at(tree.nodes()), 0);
    for (int node = 0; node < tree.nodes(); ++node) {
        if (tree.isLeaf(node))
            middles[at(node)] = spans[at(node)].begin + 0.5;
        else
            middles[at(node)] =
                (middles[at(tree.mergeOf(node).first)] + middles[at(tree.mergeOf(node).second)]) /
                2;
    }
    findClusters();
}

void DendrogramPlot::State::findClusters()
{
    const core::Dendrogram& tree = content.tree;
    clusters.clear();
    if (cut && tree.leaves > 0)
        clusters = core::cutAtCount(tree, std::clamp(cut->clusters, 1, tree.leaves));
}

void DendrogramPlot::State::layOut()
{
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
    const double label = lineHeight(TextRole::Label);
    const double tick = lineHeight(TextRole::Tick);
    const double left = 6 + label + 4 + textWidth("−0.00", TextRole::Tick) + kTickGap + kTickLength;
    const double top = kMargin / 2 + lineHeight(TextRole::Title) + 6;
    const double bottom = kBarGap + kBarHeight + kChosenHeight + 3 + tick + 6;
    area = {left, top, std::max(1.0, size.width - left - kMargin),
            std::max(1.0, size.height - top - bottom)};
    double low = 0;
    double high = 1;
    if (!content.tree.merges.empty()) {
        high = content.tree.merges.front().height;
        low = content.tree.merges.back().height;
    }
    const double margin = high > low ? (high - low) * 0.06 : 0.5;
    // The most similar at the bottom, next to the leaves.
    y = {high + margin, low - margin, area.bottom(), -area.height};
    const int most = std::clamp(static_cast<int>(area.height / kTickRoom) + 1, 3, 9);
    ticks = niceTicks(low - margin, high + margin, most);
}

int DendrogramPlot::State::clusterAt(int place) const
{
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const core::LeafSpan span = spans[at(clusters[i])];
        if (place >= span.begin && place < span.end)
            return static_cast<int>(i);
    }
    return -1;
}

void DendrogramPlot::State::paintAxis(Canvas& canvas) const
{
    const std::string title = elided(content.title, TextRole::Title, size.width - kMargin);
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
    const std::string text = "cut at " + fixed(cut->height, 3) + ": " +
                             std::to_string(clusters.size()) +
                             (clusters.size() == 1 ? " cluster" : " clusters");
    const double width = textWidth(text, TextRole::Tick) + 8;
    const double height = lineHeight(TextRole::Tick) + 2;
    const bool isAbove = at - height - 2 > area.y;
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

DendrogramPlot::DendrogramPlot() : m_state(std::make_unique<State>())
{
    m_state->scene->AddItem(m_state->item);
    m_state->item->onPaint = [state = m_state.get()](vtkContext2D& context) {
        state->paint(Canvas(context, state->theme, state->size.height));
    };
}

DendrogramPlot::~DendrogramPlot() = default;

void DendrogramPlot::setContent(DendrogramContent content)
{
    m_state->content = std::move(content);
    m_state->index();
    m_state->layOut();
}

void DendrogramPlot::setCut(std::optional<TreeCut> cut)
{
    m_state->cut = cut;
    m_state->findClusters();
}

void DendrogramPlot::setChosen(core::LeafSpan span)
{
    m_state->chosen = span;
}

bool DendrogramPlot::isOnCut(Point point) const
{
    const State& s = *m_state;
    return s.cut && !s.isEmpty() && point.x >= s.area.x && point.x <= s.area.right() &&
           std::abs(point.y - s.y.toPixel(std::clamp(s.cut->height, s.y.high, s.y.low))) <=
               kCutReach;
}

double DendrogramPlot::heightAt(Point point) const
{
    const AxisScale& y = m_state->y;
    return std::clamp(y.toValue(point.y), y.high, y.low);
}

void DendrogramPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
}

void DendrogramPlot::setPixelRatio(double) {}

void DendrogramPlot::setSize(Size size)
{
    m_state->size = size;
    m_state->layOut();
}

Size DendrogramPlot::minimumSize() const
{
    return {320, 220};
}

Size DendrogramPlot::preferredSize() const
{
    return {560, 380};
}

std::vector<ScenePlacement> DendrogramPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

void DendrogramPlot::setHighlight(const Highlight& highlight)
{
    m_state->highlight = highlight;
}

std::optional<PlotHit> DendrogramPlot::hitAt(Point point) const
{
    const State& s = *m_state;
    const double below = s.area.bottom() + kBarGap + kBarHeight;
    if (s.isEmpty() || point.x < s.area.x || point.x >= s.area.right() || point.y < s.area.y ||
        point.y >= below)
        return std::nullopt;
    const int place =
        std::clamp(static_cast<int>((point.x - s.area.x) / s.area.width * s.content.tree.leaves), 0,
                   s.content.tree.leaves - 1);
    const PlacedUnit& leaf = s.content.leaves[at(s.content.tree.order[at(place)])];
    PlotHit hit{{leaf.unit},
                s.content.names[leaf.side] + '[' + std::to_string(leaf.unit.unit.value) + ']'};
    const int cluster = s.clusterAt(place);
    if (cluster >= 0)
        hit.text += "   cluster of " + std::to_string(s.spans[at(s.clusters[at(cluster)])].size()) +
                    " units";
    return hit;
}

std::string DendrogramPlot::dataAsText() const
{
    const core::Dendrogram& tree = m_state->content.tree;
    const auto nameOf = [&](int node) {
        if (!tree.isLeaf(node))
            return "merge " + std::to_string(node - tree.leaves + 1);
        const PlacedUnit& leaf = m_state->content.leaves[at(node)];
        return m_state->content.names[leaf.side] + '[' + std::to_string(leaf.unit.unit.value) + ']';
    };
    TextTable table;
    for (const char* header : {"merge", "first", "second", "similarity", "units"})
        table.add(header);
    table.endRow();
    for (int node = tree.leaves; node < tree.nodes(); ++node) {
        const core::Merge& merge = tree.mergeOf(node);
        table.add(std::to_string(node - tree.leaves + 1));
        table.add(nameOf(merge.first));
        table.add(nameOf(merge.second));
        table.add(plainNumber(merge.height));
        table.add(std::to_string(merge.size));
        table.endRow();
    }
    return table.text();
}

} // namespace counterpart::plots
