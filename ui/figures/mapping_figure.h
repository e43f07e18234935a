#pragma once

#include "core/analysis/mapping_order.h"
#include "core/analysis/sparse_mapping.h"
#include "core/io/pictures.h"
#include "plots/mapping_graph_plot.h"
#include "plots/matrix_plot.h"
#include "plots/path_plot.h"
#include "session/analysis_controller.h"
#include "session/matrix_settings.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::ui {

/// How the two columns of a mapping graph are ordered; by reference where the pair has one, else as
/// numbered.
enum class GraphOrder { FewCrossings, BesidePredictors, AsNumbered, Reference };

/// A mapping along its path of penalties with the orders of its units for every step, so that
/// moving to another penalty computes nothing but the picture.
struct MappingSteps
{
    struct Orders
    {
        core::MappingOrder fewCrossings;
        core::MappingOrder besidePredictors;
    };

    core::SparseMapping mapping;
    std::vector<Orders> orders; ///< one a fit of the path
    std::size_t tradeOff = 0;   ///< the fit of SparseMapping::tradeOff()
    std::string whyNoHeldOut;   ///< a sentence, or empty

    const core::MappingFit& fit(std::size_t step) const { return mapping.path.at(step); }
};

/// The path that the window and figures show: 40 penalties, or 12 where there are more than a
/// million pairs of units.
core::MappingOptions mappingOptions(const session::PairResult& result, core::Side from);

/// Made for a worker thread. Cost: mapSparsely(), and for each step a matching of the units.
MappingSteps makeMappingSteps(const session::PairResult& result,
                              const core::MappingOptions& options, const core::Progress& progress);

/// One a unit, null where the file holds none; reads the files.
using UnitPictureList = std::vector<std::shared_ptr<const core::Picture>>;
core::SidePair<UnitPictureList> loadUnitPictures(const session::PairResult& result,
                                                 const core::Progress& progress);

plots::MappingGraphContent makeMappingGraph(const session::PairResult& result,
                                            const MappingSteps& steps, std::size_t step,
                                            GraphOrder order,
                                            const core::SidePair<UnitPictureList>& pictures);

/// The weights (Convergent Learning, fig. 6), units of A in rows and of B in columns.
struct MappingMatrices
{
    plots::MatrixContent raw; ///< as numbered
    /// Each unit beside the one that predicts it most; by reference where the look says so.
    plots::MatrixContent permuted;
    plots::ColourMap map = plots::ColourMap::BlueRed;
    plots::ColourLimits limits; ///< symmetric about 0
};
MappingMatrices makeMappingMatrices(const session::PairResult& result, const MappingSteps& steps,
                                    std::size_t step, const session::MatrixLook& look,
                                    const core::Progress& progress);

plots::PathContent makeMappingPath(const session::PairResult& result, const MappingSteps& steps);

/// "R² 0.83, held out 0.80, 3 predictors" of a target.
std::string targetNote(const core::MappingFit& fit, core::UnitIndex target);

/// The units that a unit has a weight with: predictors of a target, targets of a predictor; by
/// falling magnitude.
struct LinkedUnit
{
    core::UnitRef unit;
    double weight = 0;
};
std::vector<LinkedUnit> linkedUnits(const session::PairResult& result,
                                    const core::SparseMapping& mapping, const core::MappingFit& fit,
                                    core::UnitRef unit);

} // namespace counterpart::ui
