// Tables as HDF5.
#include "core/base/error.h"
#include "core/io/hdf5_record.h"
#include "core/io/table_file.h"
#include "core/io/table_parts.h"

#include <algorithm>
#include <limits>

namespace counterpart::core {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

class Hdf5TableWriter
{
public:
    Hdf5TableWriter(hid_t file, const std::filesystem::path& path, CellProgress progress)
        : m_writer(file, path),
          m_progress(progress)
    {
    }

    void members(const TableTree& group, const std::string& place)
    {
        for (const TableTree& child : group.children) {
            const std::string path = place + '/' + child.name;
            if (!child.table)
                members(child, path);
            else if (!child.table->matrix)
                columns(child.table->columns, path);
            else if (isPlain(*child.table->matrix))
                cells(*child.table->matrix, path);
            else
                namedMatrix(*child.table->matrix, path);
        }
    }

    /// A text of any length, which fixed lengths above 64 KB are not allowed to be.
    void attribute(const std::string& object, const char* name, const std::string& text)
    {
        const Hdf5Lock lock;
        const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
        H5Tset_size(type.get(), H5T_VARIABLE);
        H5Tset_cset(type.get(), H5T_CSET_UTF8);
        const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
        const Hdf5Handle made(H5Acreate_by_name(m_writer.file(), object.c_str(), name, type.get(),
                                                space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                              H5Aclose);
        const char* const characters = text.c_str();
        if (!made || H5Awrite(made.get(), type.get(), &characters) < 0)
            m_writer.fail(object + ", attribute " + name);
    }

private:
    void columns(const std::vector<TableColumn>& columns, const std::string& place)
    {
        std::set<std::string> taken{"columns"};
        std::vector<std::string> links;
        for (const TableColumn& column : columns) {
            std::string link = column.name;
            std::ranges::replace(link, '/', '_');
            links.push_back(freeName(link, taken));
            const std::string path = place + '/' + links.back();
            values(column, path);
            if (links.back() != column.name)
                attribute(path, "name", column.name);
            m_progress.add(column.size());
        }
        m_writer.write(place + "/columns", links);
    }
    void values(const TableColumn& column, const std::string& path)
    {
        if (const auto* texts = std::get_if<TableColumn::Texts>(&column.values)) {
            std::vector<std::string> written;
            written.reserve(texts->size());
            for (const auto& text : *texts)
                written.push_back(text.value_or(std::string()));
            m_writer.write(path, written);
        } else if (const auto* whole = std::get_if<TableColumn::Integers>(&column.values)) {
            const bool isFull =
                std::ranges::all_of(*whole, [](const auto& number) { return number.has_value(); });
            if (isFull)
                numbers<std::int64_t>(*whole, path, 0);
            else
                numbers(*whole, path, kMissing);
        } else {
            numbers(std::get<TableColumn::Numbers>(column.values), path, kMissing);
        }
    }
    template <class Stored, class Held>
    void numbers(const std::vector<std::optional<Held>>& held, const std::string& path,
                 Stored missing)
    {
        std::vector<Stored> written;
        written.reserve(held.size());
        for (const auto& number : held)
            written.push_back(number ? static_cast<Stored>(*number) : missing);
        m_writer.write(path, {static_cast<Index>(written.size())},
                       std::span<const Stored>(written));
    }
    void namedMatrix(const TableMatrix& matrix, const std::string& place)
    {
        cells(matrix, place + "/values");
        for (const auto& [name, headings] :
             {std::pair("/rows", &matrix.rows), std::pair("/columns", &matrix.columns)}) {
            values(*headings, place + name);
            attribute(place + name, "name", headings->name);
        }
    }

    void cells(const TableMatrix& matrix, const std::string& path)
    {
        m_writer.writeRows(path, static_cast<Index>(matrix.rows.size()),
                           static_cast<Index>(matrix.columns.size()),
                           [&](Index row, std::span<double> values) {
                               Index column = 0;
                               for (double& value : values)
                                   value = matrix.at(row, column++).value_or(kMissing);
                               m_progress.add(values.size());
                           });
    }

    RecordWriter m_writer;
    CellProgress m_progress;
};

} // namespace

void writeHdf5(const std::filesystem::path& path, std::span<const DataTable> tables,
               const Provenance* provenance, const Progress& progress)
{
    const auto require = [&](bool isDone) {
        if (!isDone)
            throw Error(ErrorKind::Runtime,
                        path.string() + " cannot be written" + lastHdf5Error() + '.');
    };
    const Hdf5Handle file = [&] {
        const Hdf5Lock lock;
        return Hdf5Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT),
                          H5Fclose);
    }();
    require(bool(file));
    Hdf5TableWriter writer(file.get(), path, CellProgress(tables, progress));
    writer.members(treeOf(tables), "");
    if (provenance)
        writer.attribute("/", "provenance", toJson(*provenance));
    const Hdf5Lock lock;
    require(H5Fflush(file.get(), H5F_SCOPE_GLOBAL) >= 0);
}

} // namespace counterpart::core
