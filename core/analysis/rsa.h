#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

#include <optional>

namespace counterpart::core {

/// How far two samples are apart in a layer.
enum class SampleDistance {
    Euclidean,
    Correlation ///< 1 - the correlation of the two samples' activations over the units
};

/// Representational similarity analysis (Kriegeskorte, Mur, Bandettini 2008): how much the
/// distances between all pairs of samples in one layer correlate with those in the other, -1..1;
/// none if the distances of a layer are all equal, or for fewer than 3 samples.
struct Rsa
{
    Index samples = 0;
    std::optional<double> pearson;
    std::optional<double> spearman; ///< of the ranks; equal distances share their mean rank
};

/// Layers of the same samples, [samples x units]. A sample whose units are all equal correlates 0
/// with every other. Cost, for n samples: n² (p + q) and n² log n operations; memory 24 n² bytes.
Rsa compareDistances(const Matrix& a, const Matrix& b, SampleDistance distance,
                     const Progress& progress);

/// The correlation of two lists of distances (Pearson); none where those of a list are all equal.
std::optional<double> distanceCorrelation(const Vector& a, const Vector& b);

/// The distances of samples j < i at place i (i - 1) / 2 + j.
Vector sampleDistances(Matrix layer, SampleDistance distance);

} // namespace counterpart::core
