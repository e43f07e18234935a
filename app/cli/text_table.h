#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace counterpart::cli {

using TextRow = std::vector<std::string>;

/// The rows as aligned columns, two spaces apart; the first row is the header. The first
/// `textColumns` columns are set flush left, those behind them flush right.
std::string formatTable(const std::vector<TextRow>& rows, std::size_t textColumns);

} // namespace counterpart::cli
