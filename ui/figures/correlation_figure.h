#pragma once

#include "plots/matrix_plot.h"
#include "session/analysis_controller.h"
#include "session/matrix_settings.h"

#include <array>
#include <memory>

namespace counterpart::ui {

/// The four matrices of Convergent Learning, fig. 1, with one pair of colour limits.
struct CorrelationPanels
{
    enum Panel { WithinA, WithinB, Between, Aligned, PanelCount };

    std::array<plots::MatrixContent, PanelCount> content;
    plots::ColourMap map = plots::ColourMap::BlueRed;
    plots::ColourLimits limits;
};

/// Permutes the matrices and builds their pyramids; made for a worker thread. `between` is always
/// shown as the units are numbered; the other three follow the chosen order, `aligned` with each
/// unit of B at the place of its partner (in the paper's order where the choice is Original).
/// Values are those of the measure in force. The full range of mutual information is 0 to the
/// largest value of two different units; a unit's own, its entropy, may lie above.
/// Cost: a few passes over the four matrices.
CorrelationPanels makeCorrelationPanels(const session::PairResult& result,
                                        const session::MatrixLook& look,
                                        const core::Progress& progress);

} // namespace counterpart::ui
