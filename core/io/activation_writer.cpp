#include "core/io/activation_writer.h"

#include "core/base/error.h"

#include <cassert>
#include <system_error>
#include <vector>

#include <unistd.h>

namespace counterpart::core {

namespace {

std::vector<hsize_t> extents(const WrittenLayer& layer, Index inputs)
{
    const auto size = [](Index count) { return static_cast<hsize_t>(count); };
    if (layer.rows * layer.columns == 1)
        return {size(inputs), size(layer.units)};
    if (layer.rows == 1)
        return {size(inputs), size(layer.columns), size(layer.units)};
    return {size(inputs), size(layer.rows), size(layer.columns), size(layer.units)};
}

std::string axesOf(const WrittenLayer& layer)
{
    if (layer.rows * layer.columns == 1)
        return "NC";
    return layer.rows == 1 ? "NTC" : "NHWC";
}

/// False if the library refused.
bool writeText(hid_t object, const std::string& name, const std::string& text)
{
    const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(type.get(), text.empty() ? 1 : text.size());
    H5Tset_cset(type.get(), H5T_CSET_UTF8);
    const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
    const Hdf5Handle attribute(
        H5Acreate2(object, name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT),
        H5Aclose);
    const std::string padded = text.empty() ? std::string(1, '\0') : text;
    return attribute && H5Awrite(attribute.get(), type.get(), padded.data()) >= 0;
}

bool writeNumber(hid_t object, const std::string& name, double number)
{
    const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
    const Hdf5Handle attribute(
        H5Acreate2(object, name.c_str(), H5T_NATIVE_DOUBLE, space.get(), H5P_DEFAULT, H5P_DEFAULT),
        H5Aclose);
    return attribute && H5Awrite(attribute.get(), H5T_NATIVE_DOUBLE, &number) >= 0;
}

} // namespace

ActivationWriter::ActivationWriter(std::filesystem::path path, WrittenLayer layer)
    : m_path(std::move(path)),
      m_temporary(m_path.string() + '.' + std::to_string(getpid()) + ".part"),
      m_layer(std::move(layer))
{
    const Hdf5Lock lock;
    m_file = Hdf5Handle(H5Fcreate(m_temporary.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT),
                        H5Fclose);
    if (!m_file)
        fail("cannot be made");
    const Hdf5Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
    H5Pset_create_intermediate_group(links.get(), 1);
    const std::vector<hsize_t> shape = extents(m_layer, m_layer.inputs);
    const Hdf5Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
                           H5Sclose);
    m_dataset =
        Hdf5Handle(H5Dcreate2(m_file.get(), ("/activations/" + m_layer.name).c_str(),
                              H5T_IEEE_F32LE, space.get(), links.get(), H5P_DEFAULT, H5P_DEFAULT),
                   H5Dclose);
    if (!m_dataset || !writeText(m_dataset.get(), "axes", axesOf(m_layer)))
        fail("cannot hold /activations/" + m_layer.name);
}

ActivationWriter::~ActivationWriter()
{
    const Hdf5Lock lock;
    m_dataset = {};
    m_file = {};
    std::error_code ignored;
    if (!m_isCommitted)
        std::filesystem::remove(m_temporary, ignored);
}

void ActivationWriter::setAttribute(const std::string& name, const Attribute& value)
{
    const Hdf5Lock lock;
    const bool isDone = std::holds_alternative<double>(value)
                            ? writeNumber(m_file.get(), name, std::get<double>(value))
                            : writeText(m_file.get(), name, std::get<std::string>(value));
    if (!isDone)
        fail("cannot hold the attribute " + name);
}

void ActivationWriter::copyInputs(const Network& network)
{
    const Hdf5Lock lock;
    if (H5Fis_hdf5(network.path.c_str()) <= 0)
        return;
    const Hdf5Handle from(H5Fopen(network.path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
    const Hdf5Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
    H5Pset_create_intermediate_group(links.get(), 1);
    const auto copy = [&](const std::optional<std::string>& dataset, const char* to) {
        if (dataset && from &&
            H5Ocopy(from.get(), dataset->c_str(), m_file.get(), to, H5P_DEFAULT, links.get()) < 0)
            fail(std::string("cannot hold ") + to);
    };
    copy(network.inputs.ids, "/inputs/id");
    copy(network.inputs.labels, "/inputs/label");
    copy(network.inputs.labelNames, "/inputs/label_names");
}

void ActivationWriter::append(const Eigen::MatrixXf& block)
{
    const Index positions = m_layer.rows * m_layer.columns;
    const Index inputs = block.rows() / positions;
    assert(block.cols() == m_layer.units && block.rows() == inputs * positions);
    assert(m_written + inputs <= m_layer.inputs);
    const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> values = block;
    const Hdf5Lock lock;
    const std::vector<hsize_t> count = extents(m_layer, inputs);
    std::vector<hsize_t> start(count.size(), 0);
    start[0] = static_cast<hsize_t>(m_written);
    const Hdf5Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                            H5Sclose);
    const Hdf5Handle file(H5Dget_space(m_dataset.get()), H5Sclose);
    if (H5Sselect_hyperslab(file.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                            nullptr) < 0 ||
        H5Dwrite(m_dataset.get(), H5T_NATIVE_FLOAT, memory.get(), file.get(), H5P_DEFAULT,
                 values.data()) < 0)
        fail("cannot be written");
    m_written += inputs;
}

void ActivationWriter::commit()
{
    assert(m_written == m_layer.inputs);
    {
        const Hdf5Lock lock;
        if (H5Fflush(m_file.get(), H5F_SCOPE_GLOBAL) < 0)
            fail("cannot be written");
        m_dataset = {};
        m_file = {};
    }
    std::error_code error;
    std::filesystem::rename(m_temporary, m_path, error);
    if (error)
        throw Error(ErrorKind::Runtime, m_path.string() + " cannot be written: " + error.message());
    m_isCommitted = true;
}

void ActivationWriter::fail(const std::string& what) const
{
    const std::string reason = lastHdf5Error();
    std::error_code ignored;
    std::filesystem::remove(m_temporary, ignored);
    throw Error(ErrorKind::Runtime, m_path.string() + ' ' + what + reason);
}

} // namespace counterpart::core
