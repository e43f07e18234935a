#include "plots/curve_text.h"

#include "plots/curve_layout.h"

#include <algorithm>
#include <map>

namespace counterpart::plots {

namespace {

bool hasTexts(const Curve& curve)
{
    return std::ranges::any_of(curve.points, [](const auto& point) { return !point.text.empty(); });
}

/// A rank, or the name of a category; of one beyond the names its number.
core::TableCell placeCell(const CurveContent& content, int place)
{
    if (content.categories.empty())
        return std::int64_t{place};
    const auto category = static_cast<std::size_t>(place);
    return category < content.categories.size() ? content.categories[category]
                                                : std::to_string(place);
}

} // namespace

core::DataTable curvesTable(const CurveContent& content)
{
    std::map<int, std::vector<const CurvePoint*>> rows;
    for (std::size_t i = 0; i < content.categories.size(); ++i)
        rows[static_cast<int>(i)];
    const std::string x = content.xTitle.empty() ? "x" : content.xTitle;
    core::DataTable table{
        "values", {content.categories.empty() ? core::integerColumn(x) : core::textColumn(x)}};
    for (std::size_t c = 0; c < content.curves.size(); ++c) {
        const Curve& curve = content.curves[c];
        table.columns.push_back(core::numberColumn(curve.name));
        if (hasTexts(curve))
            table.columns.push_back(core::textColumn(curve.name + ": point"));
        const auto places = placesOf(curve, content);
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto& row = rows[places[i]];
            row.resize(content.curves.size());
            row[c] = &curve.points[i];
        }
    }
    for (auto& [place, row] : rows) {
        std::vector<core::TableCell> cells{placeCell(content, place)};
        row.resize(content.curves.size());
        for (std::size_t c = 0; c < row.size(); ++c) {
            cells.push_back(row[c] ? core::TableCell(row[c]->y) : core::TableCell());
            if (hasTexts(content.curves[c]))
                cells.push_back(row[c] ? core::TableCell(row[c]->text) : core::TableCell());
        }
        table.addRow(cells);
    }
    return table;
}

} // namespace counterpart::plots
