#pragma once

#include "core/analysis/moments.h"
#include "core/base/progress.h"

#include <optional>

namespace counterpart::core {

/// Similarities of whole layers from their centred cross-products, in [0, 1]; none if a layer has
/// no unit that varies.
struct LinearSimilarity
{
    /// Centred kernel alignment, biased (Kornblith et al. 2019, eq. 3):
    /// |Cxy|² / (|Cxx| |Cyy|) in Frobenius norms.
    std::optional<double> cka;
    /// Orthogonal Procrustes: |Cxy|_* / sqrt(tr Cxx tr Cyy), the largest correlation of the whole
    /// that a rotation of the units reaches (nuclear norm).
    std::optional<double> procrustes;
    /// Distance of the layers after the best rotation (Ding, Denain, Steinhardt 2021):
    /// sqrt(tr Cxx + tr Cyy - 2 |Cxy|_*), in the units of the activations times sqrt(samples).
    std::optional<double> procrustesDistance;
};

/// Cost: 8/3 p q min(p, q) operations, whatever the number of samples.
LinearSimilarity linearSimilarity(const Moments& moments, const Progress& progress);

} // namespace counterpart::core
