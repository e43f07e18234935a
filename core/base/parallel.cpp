#include "core/base/parallel.h"

#include "core/base/happens_before.h"

#include <cblas.h>
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

namespace counterpart::core {

namespace {
std::unique_ptr<tbb::global_control>& limit()
{
    static std::unique_ptr<tbb::global_control> control;
    return control;
}

/// Calls a function when it goes out of scope.
template <class Call>
struct AtEnd
{
    explicit AtEnd(Call wanted) : call(std::move(wanted)) {}
    ~AtEnd() { call(); }
    AtEnd(const AtEnd&) = delete;
    AtEnd& operator=(const AtEnd&) = delete;

    Call call;
};

} // namespace

void setThreadCount(int count)
{
    const int threads = count > 0 ? count : static_cast<int>(std::thread::hardware_concurrency());
    limit() = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                    static_cast<std::size_t>(threads));
    openblas_set_num_threads(threads);
}

int threadCount()
{
    return static_cast<int>(
        tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism));
}

void parallelFor(Index count, Index grain, const Progress& progress,
                 const std::function<void(Index begin, Index end)>& body)
{
    HappensBefore started;
    HappensBefore ended;
    const AtEnd afterRanges([&] { ended.acquire(); }); // whether they threw or not
    started.release();
    tbb::parallel_for(tbb::blocked_range<Index>(0, count, std::max<Index>(grain, 1)),
                      [&](const tbb::blocked_range<Index>& range) {
                          started.acquire();
                          const AtEnd afterRange([&] { ended.release(); });
                          progress.checkpoint();
                          body(range.begin(), range.end());
                      });
}

} // namespace counterpart::core
