#pragma once

#include "core/io/element_type.h"
#include "core/io/file_contents.h"
#include "core/io/hdf5_handle.h"

#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// An HDF5 file open for reading.
class Hdf5File
{
public:
    /// Throws InputError if the file is missing or damaged.
    explicit Hdf5File(std::filesystem::path path);

    const std::filesystem::path& path() const { return m_path; }
    hid_t id() const { return m_file.get(); }

    /// Opens a dataset. `access` is a dataset access property list. Throws InputError if there is
    /// none of that name.
    Hdf5Handle openDataset(const std::string& dataset, hid_t access = H5P_DEFAULT) const;

    /// Strings of fixed or variable length, ASCII or UTF-8; integers are written as digits. Empty
    /// if the dataset is. Of a dataset of one axis only `most` from `first` on are read.
    /// Throws InputError for any other type.
    std::vector<std::string> readStrings(const std::string& dataset, Index first = 0,
                                         Index most = std::numeric_limits<Index>::max()) const;

    /// The headers of everything in the file; links to elsewhere are followed, broken ones left
    /// out.
    FileContents contents() const;

private:
    std::filesystem::path m_path;
    Hdf5Handle m_file;
};

/// Extents of a dataset; empty for a scalar.
std::vector<Index> hdf5Shape(hid_t dataset);

/// How numbers of that type are read; none unless they are numbers (a bool is an enumeration or a
/// bit field of one byte).
std::optional<ElementType> hdf5ElementType(hid_t type);
/// "float16", "string", "compound", … for messages.
std::string hdf5TypeName(hid_t type);
/// This machine's HDF5 type for elements that are stored as `fileType`.
Hdf5Handle hdf5MemoryType(ElementType type, hid_t fileType);

/// All attributes of an object that are numbers or texts; a single number in an array counts.
Attributes hdf5Attributes(hid_t object);

} // namespace counterpart::core
