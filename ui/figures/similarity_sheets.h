#pragma once

#include "ui/figures/figure_catalogue.h"

namespace counterpart::ui {

// The figures of the similarity of layers as wholes, as the catalogue makes them.
std::unique_ptr<FigureSheet> coefficientsSheet(const FigureInputs& inputs);
/// Mean CCA, SVCCA, PWCCA and linear CKA of every layer pair, a panel each.
std::unique_ptr<FigureSheet> layerMapSheet(const FigureInputs& inputs);
/// The first pair of canonical directions.
std::unique_ptr<FigureSheet> directionSheet(const FigureInputs& inputs);

/// Samples in the first three canonical directions of each network.
std::unique_ptr<FigureSheet> samplesSheet(const FigureInputs& inputs);

} // namespace counterpart::ui
