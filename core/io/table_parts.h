#pragma once

#include "core/base/progress.h"
#include "core/io/data_table.h"

#include <set>
#include <span>
#include <string>
#include <vector>

// What the writers of tables share.
namespace counterpart::core {

/// A name that no other has: "r", "r (2)", …
std::string freeName(const std::string& name, std::set<std::string>& taken);

/// The tables by their groups, in the order of first appearance: what HDF5 and JSON are written by.
struct TableTree
{
    std::string name;                 ///< empty: the root
    const DataTable* table = nullptr; ///< null: a group
    std::vector<TableTree> children;
};

/// `reserved` names are given to no member of the root.
TableTree treeOf(std::span<const DataTable> tables, std::set<std::string> reserved = {});

/// Says how many of all cells are written, and stops there.
class CellProgress
{
public:
    CellProgress(std::span<const DataTable> tables, const Progress& progress);
    void add(std::size_t cells);

private:
    const Progress& m_progress;
    double m_all = 0;
    double m_done = 0;
};

} // namespace counterpart::core
