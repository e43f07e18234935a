#pragma once

#include "ui/figures/figure_catalogue.h"

namespace counterpart::ui {

// The figures of several networks, as the catalogue makes them: by PWCCA, at the chosen layer of
// the first network, by the attribute that parts the networks into the fewest groups.
std::unique_ptr<FigureSheet> groupDistancesSheet(const FigureInputs& inputs);
std::unique_ptr<FigureSheet> networkClustersSheet(const FigureInputs& inputs);
std::unique_ptr<FigureSheet> networkPlaneSheet(const FigureInputs& inputs);
std::unique_ptr<FigureSheet> networkCloudSheet(const FigureInputs& inputs);

std::string whyNoGroup(const FigureInputs& inputs);
std::string whyNoWidths(const FigureInputs& inputs);
/// By the width, or else by the first number that networks share.
std::unique_ptr<FigureSheet> widthSheet(const FigureInputs& inputs);

} // namespace counterpart::ui
