#pragma once

#include "plots/curve_plot.h"
#include "plots/gallery_plot.h"
#include "session/analysis_controller.h"

namespace counterpart::ui {

/// Mean activation of every unit, sorted, a curve for each network (Convergent Learning, fig. 17).
/// On a logarithmic axis units whose mean is not above 0 are left out, which a note says.
plots::CurveContent makeMeanActivations(const session::PairResult& result, bool isLogarithmic);

struct ActiveUnitsOptions
{
    int units = 8;        ///< most and least active ones each, of either network; 1..64
    int cropsPerSide = 3; ///< 1..3

    bool operator==(const ActiveUnitsOptions&) const = default;
};

/// The most and the least active units of both networks with their pictures and means (figs. 18 and
/// 19), those of A above those of B. Units of a column have nothing to do with one another. Dead
/// units are left out. Reads pictures: made for a worker thread.
plots::GalleryContent loadActiveUnits(const session::PairResult& result,
                                      const ActiveUnitsOptions& options,
                                      const core::Progress& progress);

} // namespace counterpart::ui
