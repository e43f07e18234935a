#pragma once

#include <hdf5.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace counterpart::test {

/// An HDF5 file read by the C interface alone, for tests of what was written. Whatever cannot be
/// read is empty.
class ReadHdf5
{
public:
    explicit ReadHdf5(const std::filesystem::path& path)
        : m_file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT))
    {
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    }
    ~ReadHdf5() { H5Fclose(m_file); }
    ReadHdf5(const ReadHdf5&) = delete;
    ReadHdf5& operator=(const ReadHdf5&) = delete;

    bool has(const std::string& object) const
    {
        return H5Oexists_by_name(m_file, object.c_str(), H5P_DEFAULT) > 0;
    }
    std::vector<hsize_t> shape(const std::string& dataset) const
    {
        const hid_t set = H5Dopen2(m_file, dataset.c_str(), H5P_DEFAULT);
        const hid_t space = H5Dget_space(set);
        std::vector<hsize_t> sizes(std::size_t(std::max(0, H5Sget_simple_extent_ndims(space))));
        H5Sget_simple_extent_dims(space, sizes.data(), nullptr);
        H5Sclose(space);
        H5Dclose(set);
        return sizes;
    }
    bool isInteger(const std::string& dataset) const
    {
        const hid_t set = H5Dopen2(m_file, dataset.c_str(), H5P_DEFAULT);
        const hid_t type = H5Dget_type(set);
        const bool isInteger = H5Tget_class(type) == H5T_INTEGER;
        H5Tclose(type);
        H5Dclose(set);
        return isInteger;
    }
    /// Row by row.
    std::vector<double> numbers(const std::string& dataset) const
    {
        std::size_t count = 1;
        for (const hsize_t size : shape(dataset))
            count *= size;
        std::vector<double> values(count);
        const hid_t set = H5Dopen2(m_file, dataset.c_str(), H5P_DEFAULT);
        if (H5Dread(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
            values.clear();
        H5Dclose(set);
        return values;
    }
    /// Of fixed length.
    std::vector<std::string> texts(const std::string& dataset) const
    {
        const hid_t set = H5Dopen2(m_file, dataset.c_str(), H5P_DEFAULT);
        const hid_t type = H5Dget_type(set);
        const std::size_t length = H5Tget_size(type);
        const std::vector<hsize_t> size = shape(dataset);
        std::string bytes(size.empty() ? 0 : std::size_t(size[0]) * length, '\0');
        std::vector<std::string> texts;
        if (H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()) >= 0)
            for (std::size_t at = 0; at < bytes.size(); at += length)
                texts.emplace_back(bytes.substr(at, length).c_str());
        H5Tclose(type);
        H5Dclose(set);
        return texts;
    }
    /// A single text of any length.
    std::string attribute(const std::string& object, const char* name) const
    {
        const hid_t handle =
            H5Aopen_by_name(m_file, object.c_str(), name, H5P_DEFAULT, H5P_DEFAULT);
        const hid_t type = H5Aget_type(handle);
        char* text = nullptr;
        std::string read;
        if (H5Aread(handle, type, &text) >= 0 && text) {
            read = text;
            H5free_memory(text);
        }
        H5Tclose(type);
        H5Aclose(handle);
        return read;
    }

private:
    hid_t m_file;
};

} // namespace counterpart::test
