#pragma once

#include "ui/figures/figure_catalogue.h"

namespace counterpart::ui {

// The figures of several networks, as the catalogue makes them: by PWCCA, at the chosen layer of
// the first network, by the attribute that parts the networks into the fewest groups.
std::unique_ptr<FigureSheet> groupDistancesSheet(const FigureInputs& inputs);
std::unique_ptr<FigureSheet> networkClustersSheet(const FigureInputs& inputs);
std::unique_ptr<FigureSheet> networkPlaneSheet(const FigureInputs& inputs);
std::unique_ptr<FigureSheet> networkCloudSheet(const FigureInputs& inputs);

// Of the first run of checkpoints among the networks.
std::unique_ptr<FigureSheet> dynamicsSheet(const FigureInputs& inputs);
/// A panel a checkpoint.
std::unique_ptr<FigureSheet> checkpointMapsSheet(const FigureInputs& inputs);

} // namespace counterpart::ui
