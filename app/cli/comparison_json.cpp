#include "cli/comparison_json.h"

#include "cli/method.h"
#include "cli/output.h"

#include "core/similarity/layer_comparison.h"

#include <map>
#include <set>

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

std::string samplesText(Index fewest, Index most, Index inputs)
{
    const std::string text = core::sampleCountText(fewest, most) + " samples";
    return fewest == inputs && most == inputs ? text
                                              : text + " of " + std::to_string(inputs) + " inputs";
}

std::string titleOf(core::Measure measure)
{
    const core::MeasureCard& card = cardOf(measure);
    std::string title = card.title;
    const char* const kind = card.isDistance ? "distance" : "similarity";
    if (title.ends_with(')'))
        return title.substr(0, title.size() - 1) + ", " + kind + ')';
    return title + " (" + kind + ')';
}

std::vector<std::string> missingValues(const core::ValueGrid& grid,
                                       const std::vector<std::string>& rows,
                                       const std::vector<std::string>& columns)
{
    constexpr std::size_t kMostSentences = 3;
    std::map<std::string, int> counts;
    std::vector<std::string> reasons;
    std::vector<std::string> sentences;
    for (Index i = 0; i < grid.rows; ++i) {
        for (Index j = 0; j < grid.columns; ++j) {
            const std::string& reason = grid.reason(i, j);
            if (grid.at(i, j) || counts[reason]++ > 0)
                continue;
            reasons.push_back(reason);
            sentences.push_back(rows[static_cast<std::size_t>(i)] + " with " +
                                columns[static_cast<std::size_t>(j)]);
        }
    }
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        const int more = counts[reasons[i]] - 1;
        sentences[i] +=
            (more > 0 ? " and " + std::to_string(more) + " more (-)" : " (-)") + ": " + reasons[i];
    }
    if (sentences.size() > kMostSentences) {
        const std::size_t left = sentences.size() - kMostSentences;
        sentences.resize(kMostSentences);
        sentences.push_back(std::to_string(left) + " more reasons of missing values (-) are in the "
                                                   "JSON.");
    }
    return sentences;
}

void warnOfMissingValues(const std::vector<core::ValueGrid>& grids,
                         const std::vector<std::string>& rows,
                         const std::vector<std::string>& columns)
{
    std::set<std::string> warned;
    for (const core::ValueGrid& grid : grids) {
        for (const std::string& sentence : missingValues(grid, rows, columns)) {
            if (warned.insert(sentence).second)
                warn(sentence);
        }
    }
}

} // namespace counterpart::cli
