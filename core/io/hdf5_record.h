#pragma once

#include "core/base/types.h"
#include "core/io/hdf5_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

/// Extents of a dataset as it is expected; kAnyExtent leaves one open.
using Extents = std::vector<Index>;
inline constexpr Index kAnyExtent = -1;

/// Writes named arrays into an HDF5 file; groups on the way are made. Numbers keep their type and
/// are little-endian, matrices are row-major, a text is one UTF-8 string of fixed length. Throws
/// Error (Runtime) that names the file and the dataset where it cannot be written.
class RecordWriter
{
public:
    /// `shown` is the file's name in messages. Neither is owned.
    RecordWriter(hid_t file, std::filesystem::path shown) : m_file(file), m_shown(std::move(shown))
    {
    }

    void write(const std::string& dataset, const std::string& text);
    void write(const std::string& dataset, const std::vector<std::string>& texts);
    void write(const std::string& dataset, const Matrix& matrix);
    void write(const std::string& dataset, const Vector& vector);
    template <class T>
    void write(const std::string& dataset, const Extents& extents, std::span<const T> values);
    /// A matrix of doubles whose rows are asked for one after the other; some MB are held at once.
    void writeRows(const std::string& dataset, Index rows, Index columns,
                   const std::function<void(Index row, std::span<double> values)>& fill);

    hid_t file() const { return m_file; }
    [[noreturn]] void fail(const std::string& dataset) const;

private:
    void writeRaw(const std::string& dataset, const Extents& extents, hid_t stored, hid_t memory,
                  const void* values);

    hid_t m_file;
    std::filesystem::path m_shown;
};

/// Reads what RecordWriter wrote. Everything is checked before memory is taken: each function
/// throws InputError that names file and dataset, what was found and what was expected.
class RecordReader
{
public:
    explicit RecordReader(const Hdf5File& file) : m_file(file) {}

    bool has(const std::string& object) const;
    /// Names of a group's members, in the order of their names; none if there is no such group.
    std::vector<std::string> members(const std::string& group) const;

    std::string text(const std::string& dataset) const;
    std::vector<std::string> texts(const std::string& dataset, Index count) const;
    /// Finite numbers.
    Matrix matrix(const std::string& dataset, Index rows, Index columns) const;
    Vector vector(const std::string& dataset, Index size) const;
    /// Any numbers of the type T, in row-major order. `extents` gets what was found.
    template <class T>
    std::vector<T> numbers(const std::string& dataset, Extents& extents) const;
    template <class T>
    std::vector<T> numbers(const std::string& dataset, const Extents& extents) const
    {
        Extents found = extents;
        return numbers<T>(dataset, found);
    }

    /// Throws InputError about a dataset: "FILE: DATASET <what>".
    [[noreturn]] void refuse(const std::string& dataset, const std::string& what) const;

private:
    Hdf5Handle open(const std::string& dataset, Extents& extents, ElementType type) const;

    const Hdf5File& m_file;
};

} // namespace counterpart::core
