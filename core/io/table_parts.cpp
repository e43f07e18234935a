#include "core/io/table_parts.h"

#include <algorithm>
#include <sstream>

namespace counterpart::core {

namespace {

TableTree& groupIn(TableTree& tree, const std::string& name)
{
    const auto found = std::ranges::find_if(
        tree.children, [&](const TableTree& child) { return !child.table && child.name == name; });
    if (found != tree.children.end())
        return *found;
    tree.children.push_back({name, nullptr, {}});
    return tree.children.back();
}

} // namespace

std::string freeName(const std::string& name, std::set<std::string>& taken)
{
    const std::string base = name.empty() || name == "." ? "unnamed" : name;
    std::string free = base;
    for (int n = 2; !taken.insert(free).second; ++n)
        free = base + " (" + std::to_string(n) + ')';
    return free;
}

TableTree treeOf(std::span<const DataTable> tables, std::set<std::string> reserved)
{
    TableTree root;
    for (const DataTable& table : tables) {
        std::vector<std::string> path;
        std::istringstream names(table.name);
        for (std::string name; std::getline(names, name, '/');)
            path.push_back(name.empty() || name == "." ? "unnamed" : name);
        if (path.empty())
            path.emplace_back("unnamed");
        TableTree* group = &root;
        for (std::size_t i = 0; i + 1 < path.size(); ++i)
            group = &groupIn(*group, path[i]);
        std::set<std::string> taken = group == &root ? reserved : std::set<std::string>();
        for (const TableTree& child : group->children)
            taken.insert(child.name);
        group->children.push_back({freeName(path.back(), taken), &table, {}});
    }
    return root;
}

CellProgress::CellProgress(std::span<const DataTable> tables, const Progress& progress)
    : m_progress(progress)
{
    for (const DataTable& table : tables)
        m_all +=
            static_cast<double>(table.rows()) *
            static_cast<double>(table.matrix ? table.matrix->columns.size() : table.columns.size());
}

void CellProgress::add(std::size_t cells)
{
    m_progress.checkpoint();
    m_done += static_cast<double>(cells);
    if (m_all > 0)
        m_progress.report(m_done / m_all);
}

} // namespace counterpart::core
