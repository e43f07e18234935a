#pragma once

#include "plots/curve_plot.h"
#include "ui/figures/cluster_figure.h"

#include <vector>

namespace counterpart::ui {

/// The smallest eigenvalues with the chosen and the suggested k marked.
plots::CurveContent makeEigengap(const session::PairResult& result,
                                 const core::SpectralEmbedding& embedding, int k);

/// Places of the clusters by falling similarity between the networks; those of one network, which
/// have none, last and by falling similarity within it.
std::vector<std::size_t> bySimilarity(const ShownClusters& clusters);

/// Similarity between and within the networks of every cluster in the order of bySimilarity(), so
/// that a rank is the same cluster in both (A, fig. 16, which sorts each by itself). A cluster of
/// one network has no point between the networks, where the paper draws 0. A point stands for the
/// first unit of each network.
plots::CurveContent makeClusterCurves(const session::PairResult& result,
                                      const ShownClusters& clusters);

} // namespace counterpart::ui
