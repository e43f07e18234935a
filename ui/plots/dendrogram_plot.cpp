#include "plots/dendrogram_plot.h"

#include "plots/dendrogram_state.h"
#include "plots/network_key.h"
#include "plots/plot_tables.h"
#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kCutReach = 6;
constexpr double kTickRoom = 44;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

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
    const FigureParts& parts = content.parts;
    const double left =
        parts.axes ? 6 + label + 4 + textWidth("−0.00", TextRole::Tick) + kTickGap + kTickLength
                   : kMargin;
    const double title = parts.title ? lineHeight(TextRole::Title) : 0;
    const double top = kMargin / 2 + title + kTitleGap;
    const double bottom = kBarGap + kBarHeight + kChosenHeight + 3 + (parts.legend ? tick : 0) + 6;
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
    ticks = parts.axes ? niceTicks(low - margin, high + margin, most) : Ticks();
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
    content.parts = m_state->content.parts;
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

void DendrogramPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

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

bool DendrogramPlot::isEmpty() const
{
    return m_state->content.leaves.empty();
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
    const double below = s.area.bottom() + State::kBarGap + State::kBarHeight;
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

TableMaker DendrogramPlot::tables() const
{
    const core::Dendrogram& tree = m_state->content.tree;
    const auto nameOf = [&](int node) {
        if (!tree.isLeaf(node))
            return "merge " + std::to_string(node - tree.leaves + 1);
        const PlacedUnit& leaf = m_state->content.leaves[at(node)];
        return m_state->content.names[leaf.side] + '[' + std::to_string(leaf.unit.unit.value) + ']';
    };
    core::DataTable table{"values",
                          {core::integerColumn("merge"), core::textColumn("first"),
                           core::textColumn("second"), core::numberColumn("similarity"),
                           core::integerColumn("units")}};
    for (int node = tree.leaves; node < tree.nodes(); ++node) {
        const core::Merge& merge = tree.mergeOf(node);
        table.addRow({std::int64_t{node - tree.leaves + 1}, nameOf(merge.first),
                      nameOf(merge.second), merge.height, std::int64_t{merge.size}});
    }
    return madeTables({table});
}

} // namespace counterpart::plots
