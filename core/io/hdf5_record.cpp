#include "core/io/hdf5_record.h"

#include "core/base/error.h"
#include "core/io/shape.h"

#include <algorithm>
#include <array>

namespace counterpart::core {

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// How a type of numbers is stored, and what it is in memory.
template <class T>
struct NumberType;
template <>
struct NumberType<double>
{
    static hid_t stored() { return H5T_IEEE_F64LE; }
    static hid_t memory() { return H5T_NATIVE_DOUBLE; }
    static constexpr ElementType kType = ElementType::Float64;
};
template <>
struct NumberType<float>
{
    static hid_t stored() { return H5T_IEEE_F32LE; }
    static hid_t memory() { return H5T_NATIVE_FLOAT; }
    static constexpr ElementType kType = ElementType::Float32;
};
template <>
struct NumberType<std::int32_t>
{
    static hid_t stored() { return H5T_STD_I32LE; }
    static hid_t memory() { return H5T_NATIVE_INT32; }
    static constexpr ElementType kType = ElementType::Int32;
};
template <>
struct NumberType<std::int64_t>
{
    static hid_t stored() { return H5T_STD_I64LE; }
    static hid_t memory() { return H5T_NATIVE_INT64; }
    static constexpr ElementType kType = ElementType::Int64;
};

Hdf5Handle textType(std::size_t length)
{
    Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(type.get(), std::max<std::size_t>(length, 1));
    H5Tset_cset(type.get(), H5T_CSET_UTF8);
    H5Tset_strpad(type.get(), H5T_STR_NULLPAD);
    return type;
}

Hdf5Handle spaceOf(const Extents& extents)
{
    if (extents.empty())
        return {H5Screate(H5S_SCALAR), H5Sclose};
    const std::vector<hsize_t> sizes(extents.begin(), extents.end());
    return {H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose};
}

Hdf5Handle groupsOnTheWay()
{
    Hdf5Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
    H5Pset_create_intermediate_group(links.get(), 1);
    return links;
}

std::string expectedText(const Extents& extents)
{
    std::string text;
    for (const Index extent : extents)
        text += (text.empty() ? "" : ", ") + (extent < 0 ? "any" : std::to_string(extent));
    return '(' + text + ')';
}

bool fits(const Extents& found, const Extents& expected)
{
    return std::ranges::equal(found, expected, [](Index one, Index wanted) {
        return wanted == kAnyExtent || one == wanted;
    });
}

herr_t noteName(hid_t, const char* name, const H5L_info_t*, void* names)
{
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

} // namespace

void RecordWriter::fail(const std::string& dataset) const
{
    throw Error(ErrorKind::Runtime,
                m_shown.string() + ": " + dataset + " cannot be written" + lastHdf5Error());
}

void RecordWriter::writeRaw(const std::string& dataset, const Extents& extents, hid_t stored,
                            hid_t memory, const void* values)
{
    const Hdf5Lock lock;
    const Hdf5Handle space = spaceOf(extents);
    const Hdf5Handle handle(H5Dcreate2(m_file, dataset.c_str(), stored, space.get(),
                                       groupsOnTheWay().get(), H5P_DEFAULT, H5P_DEFAULT),
                            H5Dclose);
    const bool isEmpty = !values || std::ranges::find(extents, 0) != extents.end();
    if (!handle ||
        (!isEmpty && H5Dwrite(handle.get(), memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0))
        fail(dataset);
}

void RecordWriter::write(const std::string& dataset, const std::string& text)
{
    const Hdf5Lock lock;
    const Hdf5Handle type = textType(text.size());
    writeRaw(dataset, {}, type.get(), type.get(), text.c_str());
}

void RecordWriter::write(const std::string& dataset, const std::vector<std::string>& texts)
{
    std::size_t longest = 1;
    for (const std::string& text : texts)
        longest = std::max(longest, text.size());
    std::string padded;
    for (const std::string& text : texts)
        padded += text + std::string(longest - text.size(), '\0');
    const Hdf5Lock lock;
    const Hdf5Handle type = textType(longest);
    writeRaw(dataset, {static_cast<Index>(texts.size())}, type.get(), type.get(), padded.data());
}

void RecordWriter::write(const std::string& dataset, const Matrix& matrix)
{
    const RowMajor rows = matrix;
    writeRaw(dataset, {matrix.rows(), matrix.cols()}, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE,
             rows.data());
}

void RecordWriter::write(const std::string& dataset, const Vector& vector)
{
    writeRaw(dataset, {vector.size()}, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, vector.data());
}

template <class T>
void RecordWriter::write(const std::string& dataset, const Extents& extents,
                         std::span<const T> values)
{
    writeRaw(dataset, extents, NumberType<T>::stored(), NumberType<T>::memory(), values.data());
}

void RecordWriter::writeRows(const std::string& dataset, Index rows, Index columns,
                             const std::function<void(Index, std::span<double>)>& fill)
{
    constexpr Index kBlockCells = Index{1} << 20;
    writeRaw(dataset, {rows, columns}, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, nullptr);
    const Index step = std::max<Index>(1, kBlockCells / std::max<Index>(1, columns));
    std::vector<double> block;
    for (Index row = 0; row < rows && columns > 0; row += step) {
        const Index count = std::min(step, rows - row);
        block.resize(static_cast<std::size_t>(count * columns));
        for (Index i = 0; i < count; ++i)
            fill(row + i, std::span(block).subspan(static_cast<std::size_t>(i * columns),
                                                   static_cast<std::size_t>(columns)));
        const Hdf5Lock lock;
        const Hdf5Handle handle(H5Dopen2(m_file, dataset.c_str(), H5P_DEFAULT), H5Dclose);
        const Hdf5Handle space(H5Dget_space(handle.get()), H5Sclose);
        const std::array<hsize_t, 2> start{static_cast<hsize_t>(row), 0};
        const std::array<hsize_t, 2> size{static_cast<hsize_t>(count),
                                          static_cast<hsize_t>(columns)};
        const Hdf5Handle memory = spaceOf({count, columns});
        if (H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(),
                                nullptr) < 0 ||
            H5Dwrite(handle.get(), H5T_NATIVE_DOUBLE, memory.get(), space.get(), H5P_DEFAULT,
                     block.data()) < 0)
            fail(dataset);
    }
}

template void RecordWriter::write(const std::string&, const Extents&, std::span<const double>);
template void RecordWriter::write(const std::string&, const Extents&, std::span<const float>);
template void RecordWriter::write(const std::string&, const Extents&,
                                  std::span<const std::int32_t>);
template void RecordWriter::write(const std::string&, const Extents&,
                                  std::span<const std::int64_t>);

void RecordReader::refuse(const std::string& dataset, const std::string& what) const
{
    throw InputError(m_file.path().string() + ": " + dataset + ' ' + what);
}

bool RecordReader::has(const std::string& object) const
{
    const Hdf5Lock lock;
    for (std::size_t end = object.find('/', 1);; end = object.find('/', end + 1)) {
        if (H5Lexists(m_file.id(), object.substr(0, end).c_str(), H5P_DEFAULT) <= 0)
            return false;
        if (end == std::string::npos)
            return true;
    }
}

std::vector<std::string> RecordReader::members(const std::string& group) const
{
    std::vector<std::string> names;
    if (!has(group))
        return names;
    const Hdf5Lock lock;
    const Hdf5Handle handle(H5Gopen2(m_file.id(), group.c_str(), H5P_DEFAULT), H5Gclose);
    if (!handle ||
        H5Literate(handle.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, noteName, &names) < 0)
        refuse(group, "is no group whose members can be listed" + lastHdf5Error() + ".");
    return names;
}

Hdf5Handle RecordReader::open(const std::string& dataset, Extents& extents, ElementType type) const
{
    Hdf5Handle handle = m_file.openDataset(dataset);
    const Hdf5Handle stored(H5Dget_type(handle.get()), H5Tclose);
    if (hdf5ElementType(stored.get()) != type)
        refuse(dataset,
               "holds " + hdf5TypeName(stored.get()) + "; expected " + toString(type) + '.');
    const Extents found = hdf5Shape(handle.get());
    if (!fits(found, extents))
        refuse(dataset,
               "has the shape " + shapeText(found) + "; expected " + expectedText(extents) + '.');
    const std::optional<Index> count = elementCount(found);
    if (!count || H5Dget_storage_size(handle.get()) <
                      static_cast<hsize_t>(*count) * H5Tget_size(stored.get()))
        refuse(dataset, "has the shape " + shapeText(found) + ", but not that many numbers.");
    extents = found;
    return handle;
}

std::string RecordReader::text(const std::string& dataset) const
{
    const std::vector<std::string> found = m_file.readStrings(dataset);
    if (found.size() != 1)
        refuse(dataset, "holds " + std::to_string(found.size()) + " texts; expected one.");
    return found.front();
}

std::vector<std::string> RecordReader::texts(const std::string& dataset, Index count) const
{
    std::vector<std::string> found = m_file.readStrings(dataset);
    if (static_cast<Index>(found.size()) != count)
        refuse(dataset, "holds " + std::to_string(found.size()) + " texts; expected " +
                            std::to_string(count) + '.');
    return found;
}

template <class T>
std::vector<T> RecordReader::numbers(const std::string& dataset, Extents& extents) const
{
    const Hdf5Lock lock;
    const Hdf5Handle handle = open(dataset, extents, NumberType<T>::kType);
    std::vector<T> values(static_cast<std::size_t>(*elementCount(extents)));
    if (!values.empty() && H5Dread(handle.get(), NumberType<T>::memory(), H5S_ALL, H5S_ALL,
                                   H5P_DEFAULT, values.data()) < 0)
        refuse(dataset, "cannot be read" + lastHdf5Error() + '.');
    return values;
}

template std::vector<double> RecordReader::numbers(const std::string&, Extents&) const;
template std::vector<float> RecordReader::numbers(const std::string&, Extents&) const;
template std::vector<std::int32_t> RecordReader::numbers(const std::string&, Extents&) const;
template std::vector<std::int64_t> RecordReader::numbers(const std::string&, Extents&) const;

Matrix RecordReader::matrix(const std::string& dataset, Index rows, Index columns) const
{
    const std::vector<double> values = numbers<double>(dataset, Extents{rows, columns});
    Matrix matrix = Eigen::Map<const RowMajor>(values.data(), rows, columns);
    if (!matrix.allFinite())
        refuse(dataset, "holds values that are not finite; expected finite numbers.");
    return matrix;
}

Vector RecordReader::vector(const std::string& dataset, Index size) const
{
    const std::vector<double> values = numbers<double>(dataset, Extents{size});
    Vector vector = Eigen::Map<const Vector>(values.data(), size);
    if (!vector.allFinite())
        refuse(dataset, "holds values that are not finite; expected finite numbers.");
    return vector;
}

} // namespace counterpart::core
