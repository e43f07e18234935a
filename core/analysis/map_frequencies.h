#pragma once

#include "core/base/types.h"

#include <complex>
#include <vector>

namespace counterpart::core {

using ComplexMatrix = Eigen::MatrixXcd;

/// Rows and columns of a layer's map.
struct MapSize
{
    Index rows = 1, columns = 1;

    Index positions() const { return rows * columns; }
    bool operator==(const MapSize&) const = default;
};

/// A frequency of a two-dimensional Fourier transform, in periods over the map.
struct MapFrequency
{
    Index row = 0, column = 0;
    /// Whether its opposite, whose coefficients are the complex conjugates, is among the common
    /// ones too; only one of the two is listed.
    bool hasOpposite = false;
};

/// The frequencies that maps of both sizes have: -r/2 <= row < r/2 for r = the fewer rows, and so
/// for columns (Raghu et al. 2017, section 3 and appendix D).
std::vector<MapFrequency> commonFrequencies(const MapSize& a, const MapSize& b);

/// The Fourier coefficients of one unit's maps, [positions x inputs] in (row, column) order, at
/// `frequencies`: [inputs x frequencies], not scaled.
ComplexMatrix fourierCoefficients(const Eigen::Ref<const Eigen::MatrixXf>& maps,
                                  const MapSize& size,
                                  const std::vector<MapFrequency>& frequencies);

} // namespace counterpart::core
