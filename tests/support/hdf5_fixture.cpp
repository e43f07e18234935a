#include "tests/support/hdf5_fixture.h"

#include <hdf5.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace counterpart::test {

namespace {

/// Fails where HDF5 does.
template <class T>
T must(T result, const char* what)
{
    if (result < 0)
        throw std::runtime_error(std::string("HDF5 fixture: ") + what + " failed");
    return result;
}

class Id
{
public:
    Id(hid_t id, herr_t (*close)(hid_t), const char* what) : m_id(must(id, what)), m_close(close) {}
    ~Id() { m_close(m_id); }
    Id(const Id&) = delete;
    Id& operator=(const Id&) = delete;
    operator hid_t() const { return m_id; }

private:
    hid_t m_id;
    herr_t (*m_close)(hid_t);
};

hid_t makeHalf(H5T_order_t order)
{
    const hid_t type = H5Tcopy(H5T_IEEE_F32LE);
    H5Tset_fields(type, 15, 10, 5, 0, 10);
    H5Tset_ebias(type, 15);
    H5Tset_precision(type, 16);
    H5Tset_size(type, 2);
    H5Tset_order(type, order);
    return type;
}

hid_t makeBool()
{
    const hid_t type = H5Tenum_create(H5T_NATIVE_INT8);
    const signed char no = 0, yes = 1;
    H5Tenum_insert(type, "FALSE", &no);
    H5Tenum_insert(type, "TRUE", &yes);
    return type;
}

hid_t storedType(Stored stored)
{
    switch (stored) {
    case Stored::Float16:
        return makeHalf(H5T_ORDER_LE);
    case Stored::Float16BigEndian:
        return makeHalf(H5T_ORDER_BE);
    case Stored::Bool:
        return makeBool();
    case Stored::Float32:
        return H5Tcopy(H5T_IEEE_F32LE);
    case Stored::Float32BigEndian:
        return H5Tcopy(H5T_IEEE_F32BE);
    case Stored::Float64:
        return H5Tcopy(H5T_IEEE_F64LE);
    case Stored::Int8:
        return H5Tcopy(H5T_STD_I8LE);
    case Stored::UInt8:
        return H5Tcopy(H5T_STD_U8LE);
    case Stored::Int16:
        return H5Tcopy(H5T_STD_I16LE);
    case Stored::UInt16:
        return H5Tcopy(H5T_STD_U16LE);
    case Stored::Int32:
        return H5Tcopy(H5T_STD_I32LE);
    case Stored::UInt32:
        return H5Tcopy(H5T_STD_U32LE);
    case Stored::Int64:
        return H5Tcopy(H5T_STD_I64LE);
    case Stored::UInt64:
        return H5Tcopy(H5T_STD_U64LE);
    case Stored::Int32BigEndian:
        return H5Tcopy(H5T_STD_I32BE);
    }
    throw std::runtime_error("HDF5 fixture: unknown type");
}

hid_t makeSpace(const std::vector<std::int64_t>& shape)
{
    const std::vector<hsize_t> extents(shape.begin(), shape.end());
    return H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr);
}

hid_t stringType(Text text, const std::vector<std::string>& strings)
{
    const hid_t type = H5Tcopy(H5T_C_S1);
    if (text == Text::VariableUtf8 || text == Text::VariableAscii) {
        H5Tset_size(type, H5T_VARIABLE);
        H5Tset_cset(type, text == Text::VariableUtf8 ? H5T_CSET_UTF8 : H5T_CSET_ASCII);
        return type;
    }
    std::size_t longest = 1;
    for (const std::string& string : strings)
        longest = std::max(longest, string.size());
    H5Tset_size(type, longest);
    H5Tset_strpad(type, text == Text::FixedNullPadded ? H5T_STR_NULLPAD : H5T_STR_SPACEPAD);
    return type;
}

/// The strings as H5Dwrite and H5Awrite want them: pointers, or characters side by side.
class StringBuffer
{
public:
    StringBuffer(const std::vector<std::string>& strings, hid_t type)
    {
        if (H5Tis_variable_str(type) > 0) {
            for (const std::string& string : strings)
                m_pointers.push_back(string.c_str());
            return;
        }
        const char padding = H5Tget_strpad(type) == H5T_STR_SPACEPAD ? ' ' : '\0';
        const std::size_t length = H5Tget_size(type);
        m_characters.assign(strings.size() * length, padding);
        for (std::size_t i = 0; i < strings.size(); ++i)
            std::memcpy(m_characters.data() + i * length, strings[i].data(), strings[i].size());
    }

    const void* data() const
    {
        return m_pointers.empty() ? static_cast<const void*>(m_characters.data())
                                  : static_cast<const void*>(m_pointers.data());
    }

private:
    std::vector<const char*> m_pointers;
    std::vector<char> m_characters;
};

} // namespace

struct Hdf5Fixture::Impl
{
    Impl(const std::filesystem::path& path, bool trackOrder, std::uint64_t userBlock)
        : track(trackOrder),
          links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "link properties"),
          file(create(path, trackOrder, userBlock), H5Fclose, "creating the file")
    {
        H5Pset_create_intermediate_group(links, 1);
    }

    static hid_t create(const std::filesystem::path& path, bool trackOrder, std::uint64_t userBlock)
    {
        const Id properties(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "file properties");
        if (trackOrder)
            H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
        H5Pset_userblock(properties, userBlock);
        return H5Fcreate(path.c_str(), H5F_ACC_TRUNC, properties, H5P_DEFAULT);
    }

    hid_t createDataset(const std::string& dataset, hid_t type, hid_t space, hid_t properties) const
    {
        makeParents(dataset);
        return H5Dcreate2(file, dataset.c_str(), type, space, links, properties, H5P_DEFAULT);
    }

    void makeParents(const std::string& path) const
    {
        for (auto slash = path.find('/', 1); slash != std::string::npos;
             slash = path.find('/', slash + 1))
            makeGroup(path.substr(0, slash));
    }

    void makeGroup(const std::string& path) const
    {
        if (H5Lexists(file, path.c_str(), H5P_DEFAULT) > 0)
            return;
        const Id properties(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "group properties");
        if (track)
            H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
        H5Gclose(must(H5Gcreate2(file, path.c_str(), links, properties, H5P_DEFAULT), "group"));
    }

    void setAttribute(const std::string& object, const std::string& name, hid_t type, hid_t space,
                      const void* value) const
    {
        const Id target(H5Oopen(file, object.c_str(), H5P_DEFAULT), H5Oclose, "opening an object");
        const Id attribute(H5Acreate2(target, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose, "creating an attribute");
        must(H5Awrite(attribute, type, value), "writing an attribute");
    }

    bool track;
    Id links;
    Id file;
};

Hdf5Fixture::Hdf5Fixture(const std::filesystem::path& path, bool trackOrder,
                         std::uint64_t userBlock)
    : m_impl(std::make_unique<Impl>(path, trackOrder, userBlock))
{
}

Hdf5Fixture::~Hdf5Fixture() = default;

void Hdf5Fixture::write(const std::string& dataset, const Shape& shape,
                        std::span<const double> values, Stored stored, const Storage& storage)
{
    const Id type(storedType(stored), H5Tclose, "type");
    const Id space(makeSpace(shape), H5Sclose, "space");
    const Id properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "dataset properties");
    if (!storage.chunk.empty()) {
        const std::vector<hsize_t> chunk(storage.chunk.begin(), storage.chunk.end());
        must(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), "chunks");
    }
    if (storage.shuffle)
        must(H5Pset_shuffle(properties), "shuffle");
    if (storage.gzip >= 0)
        must(H5Pset_deflate(properties, static_cast<unsigned>(storage.gzip)), "gzip");
    if (storage.filter >= 0)
        must(H5Pset_filter(properties, storage.filter, H5Z_FLAG_MANDATORY, 0, nullptr), "filter");
    const Id target(m_impl->createDataset(dataset, type, space, properties), H5Dclose, "dataset");
    if (values.empty())
        return;
    if (stored == Stored::Bool) {
        std::vector<signed char> bytes(values.size());
        std::ranges::transform(values, bytes.begin(), [](double v) { return v != 0 ? 1 : 0; });
        must(H5Dwrite(target, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), "writing");
        return;
    }
    must(H5Dwrite(target, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
         "writing");
}

void Hdf5Fixture::writeChunks(
    const std::string& dataset, const Shape& shape, const Shape& chunk, Stored stored, int filter,
    std::span<const unsigned> filterParameters,
    const std::vector<std::pair<Shape, std::vector<unsigned char>>>& chunks)
{
    const Id type(storedType(stored), H5Tclose, "type");
    const Id space(makeSpace(shape), H5Sclose, "space");
    const Id properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "dataset properties");
    const std::vector<hsize_t> extents(chunk.begin(), chunk.end());
    must(H5Pset_chunk(properties, static_cast<int>(extents.size()), extents.data()), "chunks");
    must(H5Pset_filter(properties, filter, H5Z_FLAG_OPTIONAL, filterParameters.size(),
                       filterParameters.data()),
         "filter");
    const Id target(m_impl->createDataset(dataset, type, space, properties), H5Dclose, "dataset");
    for (const auto& [offset, bytes] : chunks) {
        const std::vector<hsize_t> place(offset.begin(), offset.end());
        must(H5Dwrite_chunk(target, H5P_DEFAULT, 0, place.data(), bytes.size(), bytes.data()),
             "writing a chunk");
    }
}

void Hdf5Fixture::writeStrings(const std::string& dataset, const std::vector<std::string>& strings,
                               Text text)
{
    const Id type(stringType(text, strings), H5Tclose, "string type");
    const Id space(makeSpace({static_cast<std::int64_t>(strings.size())}), H5Sclose, "space");
    const Id target(m_impl->createDataset(dataset, type, space, H5P_DEFAULT), H5Dclose, "dataset");
    const StringBuffer buffer(strings, type);
    must(H5Dwrite(target, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer.data()), "writing strings");
}

void Hdf5Fixture::makeGroup(const std::string& group)
{
    m_impl->makeParents(group);
    m_impl->makeGroup(group);
}

void Hdf5Fixture::makeHardLink(const std::string& target, const std::string& link)
{
    must(H5Lcreate_hard(m_impl->file, target.c_str(), m_impl->file, link.c_str(), m_impl->links,
                        H5P_DEFAULT),
         "hard link");
}

void Hdf5Fixture::makeSoftLink(const std::string& target, const std::string& link)
{
    must(H5Lcreate_soft(target.c_str(), m_impl->file, link.c_str(), m_impl->links, H5P_DEFAULT),
         "soft link");
}

void Hdf5Fixture::setAttribute(const std::string& object, const std::string& name, double value)
{
    const Id space(H5Screate(H5S_SCALAR), H5Sclose, "space");
    m_impl->setAttribute(object, name, H5T_NATIVE_DOUBLE, space, &value);
}

void Hdf5Fixture::setAttribute(const std::string& object, const std::string& name, int value)
{
    const Id space(H5Screate(H5S_SCALAR), H5Sclose, "space");
    m_impl->setAttribute(object, name, H5T_NATIVE_INT, space, &value);
}

void Hdf5Fixture::setAttribute(const std::string& object, const std::string& name,
                               const std::string& value, Text text)
{
    const Id type(stringType(text, {value}), H5Tclose, "string type");
    const Id space(H5Screate(H5S_SCALAR), H5Sclose, "space");
    m_impl->setAttribute(object, name, type, space, StringBuffer({value}, type).data());
}

void Hdf5Fixture::setAttribute(const std::string& object, const std::string& name,
                               const std::vector<std::string>& values)
{
    const Id type(stringType(Text::VariableUtf8, values), H5Tclose, "string type");
    const Id space(makeSpace({static_cast<std::int64_t>(values.size())}), H5Sclose, "space");
    m_impl->setAttribute(object, name, type, space, StringBuffer(values, type).data());
}

} // namespace counterpart::test
