#pragma once

#include "ui/figures/figure_catalogue.h"

namespace counterpart::ui {

// The figures of subspace match, as the catalogue makes them: at the epsilon at which the match
// exceeds that of shuffled inputs most.
std::unique_ptr<FigureSheet> similarityAgainstEpsilonSheet(const FigureInputs& inputs);
std::unique_ptr<FigureSheet> simpleMatchesSheet(const FigureInputs& inputs);

} // namespace counterpart::ui
