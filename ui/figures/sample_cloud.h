#pragma once

#include "plots/cloud_plot.h"
#include "ui/figures/similarity_figure.h"

namespace counterpart::ui {

/// Some samples in the first three canonical directions of each network, coloured by the labels of
/// the inputs where A's file has some. A sample is the same unit of no layer in both clouds. Reads
/// both layers: for a worker thread.
core::SidePair<plots::CloudContent> loadSampleClouds(const session::PairResult& result,
                                                     const PairSimilarity& similarity,
                                                     const core::Progress& progress);

} // namespace counterpart::ui
