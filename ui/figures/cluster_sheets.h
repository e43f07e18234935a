#pragma once

#include "ui/figures/figure_catalogue.h"

namespace counterpart::ui {

/// The figures of clusters as the catalogue draws them: with as many clusters as the eigengap
/// suggests, or as positive similarities leave. Numbers are those of Convergent Learning.
std::unique_ptr<FigureSheet> hierarchySheet(const FigureInputs& inputs);     ///< fig. 7
std::unique_ptr<FigureSheet> clustersSheet(const FigureInputs& inputs);      ///< fig. 12
std::unique_ptr<FigureSheet> eigengapSheet(const FigureInputs& inputs);      ///< of fig. 12's graph
std::unique_ptr<FigureSheet> membersSheet(const FigureInputs& inputs);       ///< figs. 13 and 14
std::unique_ptr<FigureSheet> splitClustersSheet(const FigureInputs& inputs); ///< fig. 15
std::unique_ptr<FigureSheet> similaritySheet(const FigureInputs& inputs);    ///< fig. 16

} // namespace counterpart::ui
