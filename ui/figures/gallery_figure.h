#pragma once

#include "plots/gallery_plot.h"
#include "session/analysis_controller.h"

namespace counterpart::ui {

struct GalleryOptions
{
    int pairs = 8;                                      ///< best and worst each, 1..64
    int cropsPerSide = 3;                               ///< 1..3
    session::MatchKind kind = session::MatchKind::Semi; ///< semi as published

    bool operator==(const GalleryOptions&) const = default;
};

/// The best and the worst pairs with their pictures (Convergent Learning, figs. 2 and 9). Dead
/// units are left out. Reads pictures: made for a worker thread.
plots::GalleryContent loadGallery(const session::PairResult& result, const GalleryOptions& options,
                                  const core::Progress& progress);

/// One pair (or one unit, with the other side left empty) with its filters and top nine inputs.
plots::GalleryContent loadPair(const session::PairResult& result, const session::Units& units,
                               const core::Progress& progress);

} // namespace counterpart::ui
