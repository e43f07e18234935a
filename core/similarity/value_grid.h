#pragma once

#include "core/base/types.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// Numbers in rows and columns, some of which may not exist.
struct ValueGrid
{
    Index rows = 0;
    Index columns = 0;
    std::vector<std::optional<double>> values; ///< row by row
    std::vector<std::string> reasons;          ///< why a value does not exist; empty where it does

    ValueGrid() = default;
    ValueGrid(Index rowCount, Index columnCount)
        : rows(rowCount),
          columns(columnCount),
          values(static_cast<std::size_t>(rowCount * columnCount)),
          reasons(values.size())
    {
    }

    std::size_t place(Index row, Index column) const
    {
        return static_cast<std::size_t>(row * columns + column);
    }
    const std::optional<double>& at(Index row, Index column) const
    {
        return values[place(row, column)];
    }
    const std::string& reason(Index row, Index column) const { return reasons[place(row, column)]; }
    void set(Index row, Index column, std::optional<double> value, std::string reason = {})
    {
        values[place(row, column)] = value;
        reasons[place(row, column)] = std::move(reason);
    }
};

} // namespace counterpart::core
