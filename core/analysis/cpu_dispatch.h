#pragma once

/// Inner loops are written once, as force-inlined functions of plain arrays, and compiled twice:
/// for the processor that every build must run on and, in a function marked COUNTERPART_WIDE, for
/// AVX2. The choice is made at run time by hasWideVectors(). (GCC's target_clones would do the same
/// by itself, but its resolvers run before the sanitizers' start-up and crash there.)
#if defined(__x86_64__) && defined(__GNUC__)
#define COUNTERPART_WIDE __attribute__((target("avx2,fma")))
#else
#define COUNTERPART_WIDE
#endif
#define COUNTERPART_INLINE __attribute__((always_inline)) inline

namespace counterpart::core {

inline bool hasWideVectors()
{
#if defined(__x86_64__) && defined(__GNUC__)
    static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return has;
#else
    return false;
#endif
}

} // namespace counterpart::core
