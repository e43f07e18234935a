#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace counterpart::test {

/// How numbers are stored; the values given are doubles, converted by HDF5.
enum class Stored {
    Float16,
    Float32,
    Float64,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16BigEndian,
    Float32BigEndian,
    Int32BigEndian,
    Bool ///< an enumeration of FALSE and TRUE in a byte, as h5py writes
};

/// How a dataset is laid out. Contiguous unless chunks are given.
struct Storage
{
    std::vector<std::int64_t> chunk; ///< one extent an axis
    int gzip = -1;                   ///< 0..9; -1 without
    bool shuffle = false;
    int filter = -1; ///< number of another filter, which must be registered
};

enum class Text { VariableUtf8, VariableAscii, FixedNullPadded, FixedSpacePadded };

/// Writes a small HDF5 file for a test; missing groups are made. Throws if HDF5
/// refuses: a broken fixture must not look like a passed test.
class Hdf5Fixture
{
public:
    using Shape = std::vector<std::int64_t>;

    /// Replaces `path`. With `trackOrder` all groups remember the order in which members are made.
    explicit Hdf5Fixture(const std::filesystem::path& path, bool trackOrder = false,
                         std::uint64_t userBlock = 0);
    ~Hdf5Fixture();
    Hdf5Fixture(const Hdf5Fixture&) = delete;
    Hdf5Fixture& operator=(const Hdf5Fixture&) = delete;

    /// Writes numbers in row-major order.
    void write(const std::string& dataset, const Shape& shape, std::span<const double> values,
               Stored stored = Stored::Float32, const Storage& storage = {});
    /// The same for any values.
    template <class T>
    void write(const std::string& dataset, const Shape& shape, const std::vector<T>& values,
               Stored stored = Stored::Float32, const Storage& storage = {})
    {
        const std::vector<double> doubles(values.begin(), values.end());
        write(dataset, shape, std::span<const double>(doubles), stored, storage);
    }
    /// Writes ready chunks, for example such as another program compressed: (offset, bytes).
    void writeChunks(const std::string& dataset, const Shape& shape, const Shape& chunk,
                     Stored stored, int filter, std::span<const unsigned> filterParameters,
                     const std::vector<std::pair<Shape, std::vector<unsigned char>>>& chunks);
    void writeStrings(const std::string& dataset, const std::vector<std::string>& strings,
                      Text text = Text::VariableUtf8);
    void makeGroup(const std::string& group);
    void makeHardLink(const std::string& target, const std::string& link);
    void makeSoftLink(const std::string& target, const std::string& link);

    /// Attributes of an object; "/" is the file.
    void setAttribute(const std::string& object, const std::string& name, double value);
    void setAttribute(const std::string& object, const std::string& name, int value);
    void setAttribute(const std::string& object, const std::string& name, const std::string& value,
                      Text text = Text::VariableUtf8);
    void setAttribute(const std::string& object, const std::string& name,
                      const std::vector<std::string>& values);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace counterpart::test
