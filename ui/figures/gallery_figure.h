#pragma once

#include "plots/gallery_plot.h"
#include "ui/figures/sided_units.h"

#include <string>
#include <vector>

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

/// Some units of both networks that are shown together.
struct UnitGroup
{
    std::string title;
    core::SidePair<std::vector<core::UnitIndex>> units;
};

/// A section for every group: its units in the pairs that have the largest sum of correlations, by
/// falling correlation, then those without a partner; at most `mostPairs` of them (Convergent
/// Learning, figs. 13 and 14). Reads pictures: made for a worker thread.
plots::GalleryContent loadGroups(const session::PairResult& result,
                                 const std::vector<UnitGroup>& groups, int mostPairs,
                                 int cropsPerSide, const core::Progress& progress);

/// Two units, of both networks or of one, or one unit alone (above, and nothing below), with
/// their filters and top nine inputs. Reads pictures: made for a worker thread.
plots::GalleryContent loadPair(const session::PairResult& result,
                               const std::vector<core::SidedUnit>& units,
                               const core::Progress& progress);

} // namespace counterpart::ui
