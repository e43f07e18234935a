#pragma once

#include "tests/app/cli_process.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/random_activations.h"

#include <string>
#include <vector>

/// Two networks for tests of `analyze`, and what compares numbers.
namespace counterpart::test {

using core::ActivationBlock;
using core::Index;

inline constexpr Index kInputs = 300;
inline constexpr Index kRows = 2;
inline constexpr Index kColumns = 3;
inline constexpr Index kPositions = kRows * kColumns;
inline constexpr Index kUnitsA = 5;
inline constexpr Index kUnitsB = 7;

/// The samples of a map, [inputs * positions x units], in the order of an NCHW dataset.
inline std::vector<double> asChannelsFirst(const ActivationBlock& samples)
{
    std::vector<double> values;
    for (Index input = 0; input < kInputs; ++input)
        for (Index unit = 0; unit < samples.cols(); ++unit)
            for (Index position = 0; position < kPositions; ++position)
                values.push_back(static_cast<double>(samples(input * kPositions + position, unit)));
    return values;
}

inline bool isClose(double actual, double expected, double tolerance = 1e-9)
{
    if (std::abs(actual - expected) <= tolerance)
        return true;
    qWarning("%.17g differs from %.17g", actual, expected);
    return false;
}

/// Files of a layer "conv" with a map, whose causes both share, and a layer "fc" that is the same
/// in both; with ids, axes and receptive fields. Unit 2 of B's conv is minus unit 3 of A's, with
/// noise.
struct TwoNetworks
{
    QString folder, a, b;
    ActivationBlock convA, convB; ///< [inputs * positions x units]

    explicit TwoNetworks(const QString& name);
};

} // namespace counterpart::test
