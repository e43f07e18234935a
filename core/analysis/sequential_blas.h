#pragma once

namespace counterpart::core {

/// While one of these lives, every BLAS call of the process runs on the thread that makes it, so
/// that parallelFor() can share work out by itself. May be nested, and held by several threads.
class SequentialBlas
{
public:
    SequentialBlas();
    ~SequentialBlas();
    SequentialBlas(const SequentialBlas&) = delete;
    SequentialBlas& operator=(const SequentialBlas&) = delete;
};

} // namespace counterpart::core
