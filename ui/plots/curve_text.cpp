#include "plots/curve_text.h"

#include "plots/curve_layout.h"
#include "plots/text_table.h"

#include <algorithm>
#include <map>

namespace counterpart::plots {

namespace {

bool hasTexts(const Curve& curve)
{
    return std::ranges::any_of(curve.points, [](const auto& point) { return !point.text.empty(); });
}

} // namespace

std::string curvesAsText(const CurveContent& content)
{
    std::map<int, std::vector<const CurvePoint*>> rows;
    for (std::size_t i = 0; i < content.categories.size(); ++i)
        rows[static_cast<int>(i)];
    TextTable table;
    table.add(content.xTitle.empty() ? "x" : content.xTitle);
    for (std::size_t c = 0; c < content.curves.size(); ++c) {
        const auto& curve = content.curves[c];
        table.add(curve.name);
        if (hasTexts(curve))
            table.add(curve.name + ": point");
        const auto places = placesOf(curve, content);
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto& row = rows[places[i]];
            row.resize(content.curves.size());
            row[c] = &curve.points[i];
        }
    }
    table.endRow();
    for (auto& [place, row] : rows) {
        const auto category = static_cast<std::size_t>(place);
        table.add(category < content.categories.size() ? content.categories[category]
                                                       : std::to_string(place));
        row.resize(content.curves.size());
        for (std::size_t c = 0; c < row.size(); ++c) {
            table.add(row[c] ? plainNumber(row[c]->y) : "");
            if (hasTexts(content.curves[c]))
                table.add(row[c] ? row[c]->text : "");
        }
        table.endRow();
    }
    return table.text();
}

} // namespace counterpart::plots
