#pragma once

#include "core/analysis/cca.h"
#include "core/analysis/matching.h"
#include "core/analysis/pwcca.h"
#include "core/analysis/svcca.h"
#include "core/similarity/layer_factor.h"
#include "core/similarity/measure.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// How layers are compared, once they have been read.
struct MeasureOptions
{
    CcaOptions cca;
    SvccaKeep svcca;
    PwccaWeights pwcca = PwccaWeights::First;
    MatchingOptions matching;
    Index rsaSamples = 1000; ///< at least 3
    SampleDistance rsaDistance = SampleDistance::Euclidean;
    bool keepsCoefficients = true; ///< PairComparison::coefficients
    bool keepsPartners = false;    ///< PairComparison::partners
    bool seesBothSides = true;     ///< MeasuredValue::value of the second layer
};

/// What a measure says of a pair, or why it says nothing.
struct MeasuredValue
{
    /// Seen from the first layer and from the second one: they differ for measures that are not
    /// symmetric. Both or none, but the second one only with MeasureOptions::seesBothSides.
    SidePair<std::optional<double>> value;
    std::string reason; ///< a sentence, where there is no value
};

/// Two layers compared by several measures.
struct PairComparison
{
    std::vector<MeasuredValue> values; ///< one a measure asked for
    Index samples = 0;
    /// Canonical correlations, falling; empty unless a measure needs them.
    Vector coefficients;
    /// Independent units of each layer; 0 unless a measure needs canonical correlations.
    SidePair<Index> ranks;
    /// max(rank of a, rank of b) / (n - 1): the mean of squared canonical correlations of layers
    /// that have nothing to do with each other; 0 where there are no coefficients.
    double nullMeanSquare = 0;
    /// The one-to-one matching, where it was asked for by Measure::Matching and keepsPartners.
    SidePair<Partners> partners;
};

/// `between` is the centred cross-products, [units of first x units of second]; `normProducts` is
/// LayerSetMoments::normProducts, for Measure::DebiasedCka alone. Cost: what the
/// measures take: canonical correlations 2 p q (p + q) + p q min(p, q) + 4/3 min(p, q)³, with PWCCA
/// 5 min(p, q)³ + 2 p q min(p, q) more; matching an assignment; Procrustes 8/3 p q min(p, q); the
/// others p q.
PairComparison comparePair(const LayerFactor& first, const LayerFactor& second,
                           const Matrix& between, double normProducts,
                           const std::vector<Measure>& measures, const MeasureOptions& options,
                           const Progress& progress);

} // namespace counterpart::core
