#include "cli/methods/methods.h"

#include "core/analysis/unit_hierarchy.h"

namespace counterpart::cli {

namespace {

constexpr int kFirst = 5;

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
    report.cells = {std::to_string(hierarchy.tree.merges.size())};
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
    return {"hac",
            {"merges"},
            {choice<HierarchySource>("hac.of",
                                     [](Options& o) -> HierarchySource& { return o.hierarchy; },
                                     {{"mapping", HierarchySource::Mapping},
                                      {"between", HierarchySource::Between},
                                      {"all", HierarchySource::Correlations}})},
            &run,
            false,
            &prepare};
}

} // namespace counterpart::cli
