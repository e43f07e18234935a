#include "core/io/data_table.h"

#include "core/base/error.h"
#include "core/io/hdf5_handle.h"

#include <algorithm>
#include <limits>
#include <set>

namespace counterpart::core {

namespace {

void require(bool isDone, const char* what)
{
    if (!isDone)
        throw Error(ErrorKind::Runtime,
                    std::string("a table as HDF5 cannot be made: ") + what + lastHdf5Error());
}

Hdf5Handle textType()
{
    Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(type.get(), H5T_VARIABLE);
    H5Tset_cset(type.get(), H5T_CSET_UTF8);
    return type;
}

std::vector<const char*> pointersTo(const std::vector<std::string>& texts)
{
    std::vector<const char*> pointers;
    pointers.reserve(texts.size());
    for (const std::string& text : texts)
        pointers.push_back(text.c_str());
    return pointers;
}

/// An empty list is stored as no elements.
Hdf5Handle spaceOf(std::size_t count)
{
    const hsize_t size = count;
    return {H5Screate_simple(1, &size, nullptr), H5Sclose};
}

void writeAttribute(hid_t object, const char* name, const std::vector<std::string>& texts,
                    bool isScalar)
{
    const Hdf5Handle type = textType();
    const Hdf5Handle space =
        isScalar ? Hdf5Handle(H5Screate(H5S_SCALAR), H5Sclose) : spaceOf(texts.size());
    const Hdf5Handle attribute(
        H5Acreate2(object, name, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    const std::vector<const char*> pointers = pointersTo(texts);
    require(attribute &&
                (texts.empty() || H5Awrite(attribute.get(), type.get(), pointers.data()) >= 0),
            name);
}

void writeColumn(hid_t group, const std::string& name, const TableColumn& column)
{
    const auto* texts = std::get_if<TableColumn::Texts>(&column.values);
    const Hdf5Handle type = texts ? textType() : Hdf5Handle(H5Tcopy(H5T_IEEE_F64LE), H5Tclose);
    const Hdf5Handle space = spaceOf(column.size());
    const Hdf5Handle dataset(H5Dcreate2(group, name.c_str(), type.get(), space.get(), H5P_DEFAULT,
                                        H5P_DEFAULT, H5P_DEFAULT),
                             H5Dclose);
    require(bool(dataset), name.c_str());
    if (column.size() == 0)
        return;
    if (texts) {
        const std::vector<const char*> pointers = pointersTo(*texts);
        require(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                         pointers.data()) >= 0,
                name.c_str());
        return;
    }
    std::vector<double> numbers;
    for (const auto& number : std::get<TableColumn::Numbers>(column.values))
        numbers.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
    require(H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                     numbers.data()) >= 0,
            name.c_str());
}

/// A name of a link that no other has: "r", "r (2)", …
std::string linkName(const std::string& name, std::set<std::string>& taken)
{
    std::string base = name.empty() || name == "." ? "unnamed" : name;
    std::replace(base.begin(), base.end(), '/', '_');
    std::string free = base;
    for (int n = 2; !taken.insert(free).second; ++n)
        free = base + " (" + std::to_string(n) + ")";
    return free;
}

void writeTable(hid_t file, const std::string& name, const DataTable& table)
{
    const Hdf5Handle group(H5Gcreate2(file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                           H5Gclose);
    require(bool(group), name.c_str());
    std::set<std::string> taken;
    std::vector<std::string> links;
    for (const TableColumn& column : table.columns) {
        links.push_back(linkName(column.name, taken));
        writeColumn(group.get(), links.back(), column);
    }
    writeAttribute(group.get(), "columns", links, false);
}

} // namespace

std::string tablesAsHdf5(std::span<const DataTable> tables, const Provenance* provenance)
{
    constexpr std::size_t kIncrement = 1u << 20;
    const Hdf5Lock lock;
    const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    H5Pset_fapl_core(access.get(), kIncrement, false); // in memory, never on the disk
    const Hdf5Handle file(H5Fcreate("tables.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access.get()),
                          H5Fclose);
    require(bool(file), "no memory");
    std::set<std::string> taken;
    for (const DataTable& table : tables)
        writeTable(file.get(), linkName(table.name, taken), table);
    if (provenance)
        writeAttribute(file.get(), "provenance", {toJson(*provenance)}, true);
    require(H5Fflush(file.get(), H5F_SCOPE_GLOBAL) >= 0, "no memory");
    const ssize_t size = H5Fget_file_image(file.get(), nullptr, 0);
    require(size > 0, "no memory");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    require(H5Fget_file_image(file.get(), bytes.data(), bytes.size()) == size, "no memory");
    return bytes;
}

} // namespace counterpart::core
