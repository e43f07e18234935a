#include "core/analysis/cluster_outline.h"

#include <algorithm>

namespace counterpart::core {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Sums of correlations over the pairs of a cluster's members.
struct PairSums
{
    double between = 0;
    SidePair<double> within;
};

/// Adds the pairs that have one member in each of two runs of places.
void addCrossPairs(PairSums& sums, const ClusterOutline& outline, const Correlation& correlation,
                   LeafSpan one, LeafSpan two)
{
    for (int i = one.begin; i < one.end; ++i) {
        const Side side = outline.sideAt(i);
        for (int j = two.begin; j < two.end; ++j) {
            const double value =
                combinedCorrelation(correlation, outline.order[at(i)], outline.order[at(j)]);
            if (outline.sideAt(j) == side)
                sums.within[side] += 2 * value;
            else
                sums.between += value;
        }
    }
}

void measure(OutlineNode& node, const PairSums& sums)
{
    const double a = node.count.a;
    const double b = node.count.b;
    const int networks = (node.count.a > 0 ? 1 : 0) + (node.count.b > 0 ? 1 : 0);
    node.between = networks == 2 ? sums.between / (a * b) : 0;
    const double within =
        (a > 0 ? sums.within.a / (a * a) : 0) + (b > 0 ? sums.within.b / (b * b) : 0);
    node.within = networks > 0 ? within / networks : 0;
}

/// The members as they follow one another in `order`.
std::vector<UnitIndex> inOrder(std::vector<UnitIndex> members, const Order& order)
{
    std::vector<int> places(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        places[at(order[place].value)] = static_cast<int>(place);
    std::ranges::sort(members, {}, [&](UnitIndex unit) { return places[at(unit.value)]; });
    return members;
}

} // namespace

Side ClusterOutline::sideAt(int place) const
{
    return order[at(place)] < units.a ? Side::A : Side::B;
}

UnitIndex ClusterOutline::unitAt(int place) const
{
    const CombinedUnit unit = order[at(place)];
    return UnitIndex{unit < units.a ? unit : unit - units.a};
}

SidePair<std::vector<int>> ClusterOutline::labels(const std::vector<int>& blocks) const
{
    SidePair<std::vector<int>> result{std::vector<int>(at(units.a), -1),
                                      std::vector<int>(at(units.b), -1)};
    for (std::size_t label = 0; label < blocks.size(); ++label) {
        const LeafSpan span = nodes[at(blocks[label])].span;
        for (int place = span.begin; place < span.end; ++place)
            result[sideAt(place)][at(unitAt(place).value)] = static_cast<int>(label);
    }
    return result;
}

ClusterOutline outlineOf(const ClusterTree& tree, const SidePair<Order>* order)
{
    ClusterOutline outline;
    outline.units = tree.units;
    outline.roots = tree.rootNodes();
    for (const ClusterNode& node : tree.nodes)
        outline.nodes.push_back(
            {node.parent,
             node.children,
             {},
             {static_cast<int>(node.members.a.size()), static_cast<int>(node.members.b.size())},
             node.between,
             node.within,
             std::nullopt});
    for (const int leaf : tree.leaves()) {
        const int begin = static_cast<int>(outline.order.size());
        const ClusterNode& node = tree.nodes[at(leaf)];
        for (const Side side : {Side::A, Side::B}) {
            const std::vector<UnitIndex>& members = node.members[side];
            const int first = side == Side::A ? 0 : tree.units.a;
            for (const UnitIndex unit : order ? inOrder(members, (*order)[side]) : members)
                outline.order.push_back(first + unit.value);
        }
        outline.nodes[at(leaf)].span = {begin, static_cast<int>(outline.order.size())};
    }
    // Children come after their parents.
    for (auto node = outline.nodes.rbegin(); node != outline.nodes.rend(); ++node) {
        if (!node->isLeaf())
            node->span = {outline.nodes[at(node->children.front())].span.begin,
                          outline.nodes[at(node->children.back())].span.end};
    }
    return outline;
}

ClusterOutline outlineOf(const Dendrogram& tree, const std::vector<CombinedUnit>& units,
                         const Correlation& correlation)
{
    ClusterOutline outline;
    outline.units = {static_cast<int>(correlation.between.rows()),
                     static_cast<int>(correlation.between.cols())};
    for (const int leaf : tree.order)
        outline.order.push_back(units[at(leaf)]);
    const std::vector<LeafSpan> spans = spansOf(tree);
    const std::vector<int> parents = parentsOf(tree);
    std::vector<PairSums> sums(at(tree.nodes()));
    for (int place = 0; place < tree.nodes(); ++place) {
        OutlineNode node{parents[at(place)], {}, spans[at(place)], {}, 0, 0, std::nullopt};
        PairSums& own = sums[at(place)];
        if (tree.isLeaf(place)) {
            const Side side = outline.sideAt(node.span.begin);
            node.count[side] = 1;
            own.within[side] = combinedCorrelation(correlation, units[at(place)], units[at(place)]);
        } else {
            const Merge& merge = tree.mergeOf(place);
            node.children = {merge.first, merge.second};
            std::ranges::sort(node.children, {}, [&](int n) { return spans[at(n)].begin; });
            node.height = merge.height;
            for (const int child : node.children) {
                const PairSums& part = sums[at(child)];
                own.between += part.between;
                for (const Side side : {Side::A, Side::B}) {
                    own.within[side] += part.within[side];
                    node.count[side] += outline.nodes[at(child)].count[side];
                }
            }
            addCrossPairs(own, outline, correlation, spans[at(merge.first)],
                          spans[at(merge.second)]);
        }
        measure(node, own);
        outline.nodes.push_back(std::move(node));
    }
    if (tree.nodes() > 0)
        outline.roots = {tree.nodes() - 1};
    return outline;
}

} // namespace counterpart::core
