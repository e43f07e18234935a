#include "tests/support/temporary_filter.h"

#include <hdf5.h>

#include <atomic>
#include <cstddef>
#include <stdexcept>

namespace counterpart::test {

namespace {

std::atomic<int> s_expanded{0};

std::size_t countExpanded(unsigned flags, std::size_t, const unsigned*, std::size_t bytes,
                          std::size_t*, void**)
{
    if (flags & H5Z_FLAG_REVERSE)
        ++s_expanded;
    return bytes;
}

} // namespace

TemporaryFilter::TemporaryFilter()
{
    const H5Z_class2_t filter{H5Z_CLASS_T_VERS, kNumber,      1, 1, kName, nullptr,
                              nullptr,          countExpanded};
    if (H5Zregister(&filter) < 0)
        throw std::runtime_error("The test's filter cannot be registered");
    s_expanded = 0;
}

TemporaryFilter::~TemporaryFilter()
{
    H5Zunregister(kNumber);
}

int TemporaryFilter::expanded()
{
    return s_expanded;
}

} // namespace counterpart::test
