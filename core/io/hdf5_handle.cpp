#include "core/io/hdf5_handle.h"

#include "core/io/lzf_filter.h"

#include <utility>

namespace counterpart::core {

namespace {

std::recursive_mutex& hdf5Mutex()
{
    static std::recursive_mutex mutex;
    return mutex;
}

herr_t keepInnermost(unsigned depth, const H5E_error2_t* error, void* data)
{
    if (depth == 0 && error->desc)
        *static_cast<std::string*>(data) = error->desc;
    return 0;
}

} // namespace

Hdf5Lock::Hdf5Lock() : m_lock(hdf5Mutex())
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    registerLzfFilter();
}

Hdf5Handle::~Hdf5Handle()
{
    if (m_id >= 0) {
        const Hdf5Lock lock;
        m_close(m_id);
    }
}

Hdf5Handle::Hdf5Handle(Hdf5Handle&& other) noexcept
    : m_id(std::exchange(other.m_id, -1)),
      m_close(other.m_close)
{
}

Hdf5Handle& Hdf5Handle::operator=(Hdf5Handle&& other) noexcept
{
    std::swap(m_id, other.m_id);
    std::swap(m_close, other.m_close);
    return *this;
}

std::string lastHdf5Error()
{
    std::string innermost;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keepInnermost, &innermost);
    return innermost.empty() ? innermost : " (HDF5: " + innermost + ")";
}

} // namespace counterpart::core
