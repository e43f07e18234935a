#include "cli/methods/methods.h"

#include "core/analysis/unit_hierarchy.h"

#include <algorithm>

namespace counterpart::cli {

namespace {

constexpr int kFirst = 5;

/// "17~12 0.9954, 23~8 0.9910": a unit of A, one of B, and the similarity at which they joined.
std::string pairsText(const std::vector<core::UnitMerge>& pairs)
{
    std::string text;
    for (const core::UnitMerge& pair : pairs)
        text += (text.empty() ? "" : ", ") + std::to_string(pair.a.value) + '~' +
                std::to_string(pair.b.value) + ' ' + formatted(pair.height);
    return text;
}

void addText(MethodReport& report, const core::UnitHierarchy& hierarchy, int unitsA)
{
    const core::Dendrogram& tree = hierarchy.tree;
    auto pairs = core::firstPairs(hierarchy, unitsA, tree.leaves);
    std::erase_if(pairs, [](const core::UnitMerge& pair) { return pair.height <= 0; });
    const auto heightOf = [&](std::size_t place) {
        return formatted(tree.merges.empty() ? std::nullopt
                                             : std::optional(tree.merges[place].height));
    };
    const auto positive = std::ranges::count_if(
        tree.merges, [](const core::Merge& merge) { return merge.height > 0; });
    report.cells = {std::to_string(tree.merges.size()), heightOf(0),
                    heightOf(std::max<std::size_t>(tree.merges.size(), 1) - 1),
                    std::to_string(pairs.size()),
                    std::to_string(static_cast<std::ptrdiff_t>(tree.leaves) - positive)};
    pairs.resize(std::min<std::size_t>(pairs.size(), kFirst));
    report.notes.push_back(pairs.empty() ? "no unit of A joins one of B at a similarity above 0"
                                         : "joined first (A~B, similarity): " + pairsText(pairs));
}

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const core::Correlation& correlation = input.analysis.correlation;
    const core::UnitHierarchy hierarchy =
        core::joinUnits(input.analysis.statistics, correlation, input.options.hierarchy,
                        input.options.mapping, progress);
    Json first = Json::array();
    for (const core::UnitMerge& pair :
         core::firstPairs(hierarchy, static_cast<int>(correlation.between.rows()), kFirst))
        first.push_back({pair.a.value, pair.b.value, pair.height});
    Json merges = Json::array();
    for (const core::Merge& merge : hierarchy.tree.merges)
        merges.push_back({merge.first, merge.second, merge.height, merge.size});
    Json order = Json::array();
    for (const int leaf : hierarchy.tree.order)
        order.push_back(hierarchy.units[static_cast<std::size_t>(leaf)]);
    MethodReport report;
    report.json = {{"merges", merges.size()},
                   {"first", std::move(first)},
                   {"leaves", hierarchy.units},
                   {"tree", std::move(merges)},
                   {"order", std::move(order)}};
    addText(report, hierarchy, static_cast<int>(correlation.between.rows()));
    return report;
}

void prepare(Options& options)
{
    if (options.hierarchy == core::HierarchySource::Mapping)
        holdOutInputs(options);
}

} // namespace

Method hierarchyMethod()
{
    using core::HierarchySource;
    Method method{"hac",
                  {"merges", "first at", "last at", "A~B pairs", "trees above 0"},
                  {choice<HierarchySource>(
                      "hac.of", [](Options& o) -> HierarchySource& { return o.hierarchy; },
                      {{"mapping", HierarchySource::Mapping},
                       {"between", HierarchySource::Between},
                       {"all", HierarchySource::Correlations}})},
                  &run,
                  false,
                  &prepare};
    method.columns =
        "merges of the tree; similarity (hac.of) at which the first two units join, and "
        "at which the last two clusters do; units of A that join one of B before "
        "anything else, at a similarity above 0; clusters left by the merges above 0";
    return method;
}

} // namespace counterpart::cli
