#include "core/io/hdf5_file.h"

#include "core/base/error.h"

namespace counterpart::core {

namespace {

/// Lets files on read-only and network disks be opened where locks do not work.
Hdf5Handle fileAccess()
{
    Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
#if H5_VERSION_GE(1, 10, 7)
    H5Pset_file_locking(access.get(), true, true);
#endif
    return access;
}

} // namespace

Hdf5File::Hdf5File(std::filesystem::path path) : m_path(std::move(path))
{
    const Hdf5Lock lock;
    const Hdf5Handle access = fileAccess();
    m_file = Hdf5Handle(H5Fopen(m_path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose);
    if (!m_file) {
        throw InputError(m_path.string() +
                         " is an HDF5 file that cannot be opened: it is damaged, "
                         "cut short, or being written" +
                         lastHdf5Error() + ".");
    }
}

Hdf5Handle Hdf5File::openDataset(const std::string& dataset, hid_t access) const
{
    const Hdf5Lock lock;
    Hdf5Handle handle(H5Dopen2(m_file.get(), dataset.c_str(), access), H5Dclose);
    if (!handle) {
        throw InputError(m_path.string() + " has no dataset " + dataset + " that can be opened" +
                         lastHdf5Error() + ".");
    }
    return handle;
}

} // namespace counterpart::core
