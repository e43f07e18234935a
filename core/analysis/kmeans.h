#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

#include <cstdint>
#include <vector>

namespace counterpart::core {

struct KMeansOptions
{
    int clusters = 2;        ///< from 1
    int restarts = 20;       ///< from 1
    int maxIterations = 300; ///< of one restart
    std::uint64_t seed = 0;
};

struct KMeans
{
    std::vector<int> labels; ///< 0..clusters - 1 by the lowest point; one of each point
    int clusters = 0;        ///< of which none is empty
    double inertia = 0;      ///< sum of squared distances of the points to their cluster's mean
    int iterations = 0;      ///< of the best restart
};

/// Lloyd's k-means from greedy k-means++ starts (Arthur, Vassilvitskii 2007, with 2 + ln k trials a
/// centre); the restart of least inertia is kept. `points` is [n x dimensions].
///
/// Works on the points' inner products, in which the distance to a cluster's mean is a sum over its
/// members: an iteration costs n (moved points) + n k instead of n k dimensions, and a centre of
/// the start n. A cluster that loses all its points takes the one that is farthest from its mean.
/// Points whose squared distance is below 1e-12 of the total (1e-20 of that about the origin) count
/// as the same, and there are fewer clusters than asked for when there are fewer points that
/// differ. Restarts run on several threads; the same seed gives the same labels, whatever the
/// number of threads.
///
/// Cost: n² dimensions + restarts x iterations x n k; memory n².
KMeans kMeans(const Matrix& points, const KMeansOptions& options, const Progress& progress);

} // namespace counterpart::core
