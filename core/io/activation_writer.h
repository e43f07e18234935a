#pragma once

#include "core/data/network.h"
#include "core/io/hdf5_handle.h"

#include <Eigen/Core>

#include <filesystem>
#include <string>

namespace counterpart::core {

/// What a written layer is called and how it is shaped.
struct WrittenLayer
{
    std::string name;
    Index inputs = 0;
    Index rows = 1, columns = 1; ///< of the map
    Index units = 0;
};

/// Writes a network's file of one layer in the project's layout (formats.md): /activations/<layer>,
/// float32, with its `axes`: NC, NTC for maps of one row, NHWC for others. It is written beside
/// `path` under a temporary name and takes its place in commit(); without that nothing is left.
/// Everything throws Error (Runtime) that names the file where it cannot be written.
class ActivationWriter
{
public:
    ActivationWriter(std::filesystem::path path, WrittenLayer layer);
    ~ActivationWriter();
    ActivationWriter(const ActivationWriter&) = delete;
    ActivationWriter& operator=(const ActivationWriter&) = delete;

    /// An attribute of the file: `model`, `comment`, a number.
    void setAttribute(const std::string& name, const Attribute& value);
    /// Takes over the inputs' ids and labels, if `network` has them and is an HDF5 file.
    void copyInputs(const Network& network);
    /// The inputs that follow, [inputs * positions x units] in (input, row, column) order.
    void append(const Eigen::MatrixXf& block);
    /// All inputs have been appended: the file takes its place.
    void commit();

private:
    [[noreturn]] void fail(const std::string& what) const;

    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    WrittenLayer m_layer;
    Index m_written = 0; ///< inputs
    bool m_isCommitted = false;
    Hdf5Handle m_file;
    Hdf5Handle m_dataset;
};

} // namespace counterpart::core
