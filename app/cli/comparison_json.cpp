#include "cli/comparison_json.h"

#include "cli/method.h"

namespace counterpart::cli {

using core::Index;

Json gridJson(const core::ValueGrid& grid, std::vector<std::string>& warnings)
{
    Json rows = Json::array();
    for (Index i = 0; i < grid.rows; ++i) {
        Json row = Json::array();
        for (Index j = 0; j < grid.columns; ++j)
            row.push_back(numberOrNull(grid.at(i, j), grid.reason(i, j), warnings));
        rows.push_back(std::move(row));
    }
    return rows;
}

Json matrixJson(const core::Matrix& matrix)
{
    Json rows = Json::array();
    for (Index i = 0; i < matrix.rows(); ++i)
        rows.push_back(numbersJson(matrix.row(i).transpose()));
    return rows;
}

std::string gridText(const std::string& corner, const std::vector<std::string>& rows,
                     const std::vector<std::string>& columns, const core::ValueGrid& grid)
{
    std::vector<TextRow> table{{corner}};
    table.front().insert(table.front().end(), columns.begin(), columns.end());
    for (Index i = 0; i < grid.rows; ++i) {
        table.push_back({rows[static_cast<std::size_t>(i)]});
        for (Index j = 0; j < grid.columns; ++j)
            table.back().push_back(formatted(grid.at(i, j)));
    }
    return formatTable(table, 1);
}

} // namespace counterpart::cli
