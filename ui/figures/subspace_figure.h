#pragma once

#include "core/analysis/subspace_match.h"
#include "plots/xy_plot.h"
#include "session/pair_moments.h"
#include "ui/figures/gallery_figure.h"

#include <memory>
#include <vector>

namespace counterpart::ui {

/// How units are taken for subspace match.
struct SubspaceRequest
{
    std::shared_ptr<const session::PairMoments> read;
    core::ZeroUnits zeros = core::ZeroUnits::Exclude;
    bool isCentred = false; ///< not as published

    bool operator==(const SubspaceRequest&) const = default;
};

/// Maximum matches of a layer pair over a grid of epsilons, with the control.
struct SubspaceCurves
{
    core::UnitProducts products;
    std::vector<core::SubspaceMatch> matches; ///< by rising epsilon
    std::vector<core::SubspaceMatch> null;    ///< with the inputs of B in a random order
    std::optional<double> largestEpsilon;     ///< at which the whole layers match
    core::ZeroUnits zeros = core::ZeroUnits::Exclude;
    bool isCentred = false;
    core::Index samples = 0;

    /// The step up to epsilon 0.5, as far as is published, at which the match exceeds the control
    /// most; a larger one where nothing matches up to there.
    std::size_t suggestedStep() const;
    /// The step whose epsilon is nearest.
    std::size_t nearestStep(double epsilon) const;
};

using SubspaceCurvesPtr = std::shared_ptr<const SubspaceCurves>;

/// The simple matches of the maximum match at a step: for each of its units one in the order of the
/// units and `randomOrders` more.
struct SimpleRequest
{
    SubspaceCurvesPtr curves;
    std::size_t step = 0;
    int randomOrders = 0;

    const core::SubspaceMatch& maximum() const { return curves->matches.at(step); }
    bool operator==(const SimpleRequest&) const = default;
};

struct SimpleMatchList
{
    SimpleRequest of;
    core::SimpleMatches simple;
};

// For worker threads.
SubspaceCurves matchSubspaces(const SubspaceRequest& request, const core::Progress& progress);
SimpleMatchList findSimpleMatches(const SimpleRequest& request, const core::Progress& progress);

/// Whether simple matches are found in about a second, so that nobody need ask for them.
bool isQuick(const SimpleRequest& request);

/// The similarity of the maximum match against epsilon, and the control's.
plots::XyContent makeSimilarityAgainstEpsilon(const session::PairResult& result,
                                              const SubspaceCurves& curves);
/// How many simple matches there are of each size.
plots::XyContent makeSimpleSizes(const session::PairResult& result, const SimpleMatchList& list);

/// The units of one match.
UnitGroup groupOf(const core::UnitProducts& products, const core::UnitSet& match,
                  const std::string& title);
/// The same as units of the layers of the pair, A's first.
session::Units unitsOf(const core::UnitProducts& products, const core::UnitSet& match,
                       const session::LayerPair& pair);

} // namespace counterpart::ui
