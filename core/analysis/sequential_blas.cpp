#include "core/analysis/sequential_blas.h"

#include <cblas.h>

#include <mutex>

namespace counterpart::core {

namespace {
std::mutex mutex;
int holders = 0;
int threadsBefore = 1;
} // namespace

SequentialBlas::SequentialBlas()
{
    const std::lock_guard lock(mutex);
    if (holders++ == 0) {
        threadsBefore = openblas_get_num_threads();
        openblas_set_num_threads(1);
    }
}

SequentialBlas::~SequentialBlas()
{
    const std::lock_guard lock(mutex);
    if (--holders == 0)
        openblas_set_num_threads(threadsBefore);
}

} // namespace counterpart::core
