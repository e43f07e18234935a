#pragma once

#include "tests/support/network_files.h"

#include <random>

namespace counterpart::test {

/// Two networks of a layer "fc" of four units, of which correlation and mutual information say
/// different things: unit 0 of B is unit 0 of A; unit 1 of B is the square of unit 1 of A, which is
/// even about 0, so that they do not correlate; the others have nothing to do with one another. The
/// mean of unit i of A is i, but for 0 of unit 1.
inline void writeDisagreeing(NetworkFiles& files)
{
    constexpr int kUnits = 4;
    files.inputs = 600;
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> uniform(-1, 1);
    std::vector<double> a;
    std::vector<double> b;
    for (int input = 0; input < files.inputs; ++input) {
        for (int unit = 0; unit < kUnits; ++unit)
            a.push_back(uniform(random) + (unit == 1 ? 0 : unit));
        const double* row = &a[a.size() - kUnits];
        b.insert(b.end(), {row[0], row[1] * row[1], uniform(random), uniform(random)});
    }
    files.writeOne(files.a(), "net A", a, 2, true);
    files.writeOne(files.b(), "net B", b, 3, true);
}

} // namespace counterpart::test
