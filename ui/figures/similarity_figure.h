#pragma once

#include "core/analysis/bartlett_test.h"
#include "core/analysis/cca.h"
#include "core/analysis/cca_null.h"
#include "models/measure_value_model.h"
#include "plots/gallery_plot.h"
#include "plots/xy_plot.h"
#include "session/pair_moments.h"

#include <memory>
#include <optional>
#include <vector>

namespace counterpart::ui {

/// Everything that compares two layers as a whole.
struct PairSimilarity
{
    session::PairMoments read;
    std::optional<core::Cca> cca; ///< none where it would not depend on the data
    QString refusal;              ///< why there is none
    core::Vector shuffled;        ///< coefficients with the inputs of B shuffled
    core::CcaNullBand chance;     ///< of independent layers
    int chanceDraws = 0;
    core::BartlettTest bartlett;
    std::vector<models::MeasureRow> measures;
};

using PairSimilarityPtr = std::shared_ptr<const PairSimilarity>;

// For worker threads.
PairSimilarity measurePair(const session::PairResult& result, const session::PairMoments& read,
                           const core::Progress& progress);

/// The canonical coefficients by rank, with the line of shuffled inputs, the band of independent
/// layers, and the number of significant ones.
plots::XyContent makeCoefficients(const session::PairResult& result,
                                  const PairSimilarity& similarity);

/// A pair of canonical directions.
struct DirectionRequest
{
    PairSimilarityPtr similarity;
    core::Index direction = 0;

    bool operator==(const DirectionRequest&) const = default;
};

/// A unit and its part in a canonical direction.
struct CarryingUnit
{
    core::UnitRef unit;
    double correlation = 0; ///< with the variate
    double weight = 0;      ///< in the variate, of the unit at deviation 1
};

/// 1 or -1: which way a direction is looked along, so that the unit of A that carries it most
/// correlates with it above 0.
double directionSign(const PairSimilarity& similarity, core::Index direction);

/// The units of one side by falling |correlation| with the variate; dead units are left out.
std::vector<CarryingUnit> carryingUnits(const session::PairResult& result,
                                        const PairSimilarity& similarity, core::Index direction,
                                        core::Side side);

/// The inputs at both ends of both directions, and the units that carry them. Reads both layers,
/// and pictures: for a worker thread.
plots::GalleryContent loadDirection(const session::PairResult& result,
                                    const DirectionRequest& request,
                                    const core::Progress& progress);

} // namespace counterpart::ui
