// Tables as CSV and JSON.
#include "core/base/json_text.h"
#include "core/base/number_text.h"
#include "core/io/table_file.h"
#include "core/io/table_parts.h"

#include <cerrno>
#include <ostream>
#include <system_error>

namespace counterpart::core {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

/// Collects text and passes it on in large pieces.
class Pieces
{
public:
    explicit Pieces(std::ostream& out) : m_out(out) {}

    Pieces& operator<<(std::string_view text)
    {
        m_text += text;
        if (m_text.size() >= kPieceBytes)
            flush();
        return *this;
    }
    void flush()
    {
        errno = 0;
        m_out << m_text;
        m_text.clear();
        if (!m_out)
            throw std::system_error(errno != 0 ? errno : EIO, std::generic_category());
    }

private:
    std::ostream& m_out;
    std::string m_text;
};

std::string quoted(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quotes = "\"";
    for (const char c : text)
        quotes += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quotes + '"';
}

template <class T>
std::string csvText(const std::optional<T>& value)
{
    if constexpr (std::is_same_v<T, std::string>)
        return value ? quoted(*value) : std::string();
    else
        return numberText(value);
}

template <class T>
std::string jsonCell(const std::optional<T>& value)
{
    if constexpr (std::is_same_v<T, std::string>)
        return value ? jsonText(Json(*value)) : "null";
    const std::string text = csvText(value);
    return text.empty() ? "null" : text;
}

std::string csvCell(const TableColumn& column, std::size_t row)
{
    return std::visit([row](const auto& held) { return csvText(held[row]); }, column.values);
}

void writeCsvMatrix(Pieces& out, const TableMatrix& matrix, CellProgress& progress)
{
    const std::string& rows = matrix.rows.name;
    const std::string& columns = matrix.columns.name;
    out << quoted(rows == columns ? rows : rows + " \\ " + columns);
    for (std::size_t j = 0; j < matrix.columns.size(); ++j)
        out << "," << csvCell(matrix.columns, j);
    out << "\n";
    for (std::size_t i = 0; i < matrix.rows.size(); ++i) {
        out << csvCell(matrix.rows, i);
        for (std::size_t j = 0; j < matrix.columns.size(); ++j)
            out << "," << csvText(matrix.at(static_cast<Index>(i), static_cast<Index>(j)));
        out << "\n";
        progress.add(matrix.columns.size());
    }
}

void writeCsvColumns(Pieces& out, const DataTable& table, CellProgress& progress)
{
    const std::vector<TableColumn>& columns = table.columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        out << (i > 0 ? "," : "") << quoted(columns[i].name);
    out << "\n";
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            out << (i > 0 ? "," : "") << csvCell(columns[i], row);
        out << "\n";
        progress.add(columns.size());
    }
}

/// Writes one document by the tree of its tables.
class JsonWriter
{
public:
    JsonWriter(std::ostream& out, CellProgress progress) : m_out(out), m_progress(progress) {}

    void write(const TableTree& root, const Provenance* provenance)
    {
        m_out << "{";
        bool isFirst = true;
        if (provenance) {
            key("provenance", 1, isFirst);
            m_out << jsonText(Json::parse(toJson(*provenance)));
        }
        members(root, 1, isFirst);
        m_out << "\n}\n";
        m_out.flush();
    }

private:
    void key(const std::string& name, int depth, bool& isFirst)
    {
        m_out << (isFirst ? "\n" : ",\n") << std::string(static_cast<std::size_t>(depth), ' ')
              << jsonText(Json(name)) << ": ";
        isFirst = false;
    }
    void members(const TableTree& group, int depth, bool& isFirst)
    {
        for (const TableTree& child : group.children) {
            key(child.name, depth, isFirst);
            if (child.table && child.table->matrix && isPlain(*child.table->matrix)) {
                rows(*child.table->matrix, depth);
                continue;
            }
            bool isFirstOfChild = true;
            m_out << "{";
            if (!child.table)
                members(child, depth + 1, isFirstOfChild);
            else if (child.table->matrix)
                namedMatrix(*child.table->matrix, depth + 1, isFirstOfChild);
            else
                columns(child.table->columns, depth + 1, isFirstOfChild);
            m_out << "}";
        }
    }
    void columns(const std::vector<TableColumn>& columns, int depth, bool& isFirst)
    {
        std::set<std::string> taken;
        for (const TableColumn& column : columns) {
            key(freeName(column.name, taken), depth, isFirst);
            list(column);
            m_progress.add(column.size());
        }
    }
    void list(const TableColumn& column)
    {
        m_out << "[";
        std::visit(
            [this](const auto& held) {
                for (std::size_t i = 0; i < held.size(); ++i)
                    m_out << (i > 0 ? ", " : "") << jsonCell(held[i]);
            },
            column.values);
        m_out << "]";
    }
    void namedMatrix(const TableMatrix& matrix, int depth, bool& isFirst)
    {
        key("rows", depth, isFirst);
        list(matrix.rows);
        key("columns", depth, isFirst);
        list(matrix.columns);
        key("values", depth, isFirst);
        rows(matrix, depth);
    }
    void rows(const TableMatrix& matrix, int depth)
    {
        m_out << "[";
        for (std::size_t i = 0; i < matrix.rows.size(); ++i) {
            m_out << (i > 0 ? ",\n" : "\n") << std::string(static_cast<std::size_t>(depth) + 1, ' ')
                  << "[";
            for (std::size_t j = 0; j < matrix.columns.size(); ++j)
                m_out << (j > 0 ? ", " : "")
                      << jsonCell(matrix.at(static_cast<Index>(i), static_cast<Index>(j)));
            m_out << "]";
            m_progress.add(matrix.columns.size());
        }
        m_out << "]";
    }

    Pieces m_out;
    CellProgress m_progress;
};

} // namespace

void writeCsv(std::ostream& out, std::span<const DataTable> tables, const Progress& progress)
{
    Pieces pieces(out);
    CellProgress done(tables, progress);
    for (const DataTable& table : tables) {
        if (tables.size() > 1)
            pieces << (&table == &tables.front() ? "" : "\n") << quoted(table.name) << "\n";
        if (table.matrix)
            writeCsvMatrix(pieces, *table.matrix, done);
        else
            writeCsvColumns(pieces, table, done);
    }
    pieces.flush();
}

void writeJson(std::ostream& out, std::span<const DataTable> tables, const Provenance* provenance,
               const Progress& progress)
{
    JsonWriter(out, CellProgress(tables, progress))
        .write(treeOf(tables, {"provenance"}), provenance);
}

} // namespace counterpart::core
