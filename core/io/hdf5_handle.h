#pragma once

#include <hdf5.h>

#include <mutex>
#include <string>

namespace counterpart::core {

/// Held wherever the HDF5 library is used: it is one for the whole process and not safe to use from
/// two threads at once. May be nested. The library prints nothing meanwhile.
class Hdf5Lock
{
public:
    Hdf5Lock();

private:
    std::unique_lock<std::recursive_mutex> m_lock;
};

/// Closes an HDF5 identifier. Empty (false) where opening failed.
class Hdf5Handle
{
public:
    using Close = herr_t (*)(hid_t);

    Hdf5Handle() = default;
    Hdf5Handle(hid_t id, Close close) : m_id(id), m_close(close) {}
    ~Hdf5Handle();
    Hdf5Handle(Hdf5Handle&& other) noexcept;
    Hdf5Handle& operator=(Hdf5Handle&& other) noexcept;

    hid_t get() const { return m_id; }
    explicit operator bool() const { return m_id >= 0; }

private:
    hid_t m_id = -1;
    Close m_close = nullptr;
};

/// What the library says of its last failure, in brackets after a space: " (HDF5: truncated file)".
/// Empty if it says nothing. Ask before the next call.
std::string lastHdf5Error();

} // namespace counterpart::core
