#pragma once

#include "core/analysis/matching.h"
#include "core/base/progress.h"
#include "core/base/types.h"

#include <optional>
#include <vector>

namespace counterpart::core {

/// Mutual information of a pair of normal variables of that correlation: -1/2 log(1 - r²), nats.
/// |r| < 1.
double informationOfNormalPair(double correlation);

/// The correlation of the normal pair that has this information: sqrt(1 - exp(-2 I)), 0..1; 0 for
/// a negative estimate (Linfoot, An informational measure of correlation, 1957).
double informationalCorrelation(double information);

/// A pair of units, and how far both measures are apart.
struct MeasureDifference
{
    UnitIndex a;
    UnitIndex b;
    double correlation = 0;
    double information = 0;
    /// informationalCorrelation() - |correlation|: positive where the units share more than a
    /// straight line shows, negative where rare values alone correlate.
    double difference = 0;
    /// Among all pairs of live units, from 1 for the largest |correlation| and the largest
    /// information; equal values share a rank. 0 where it was not asked for.
    Index rankByCorrelation = 0;
    Index rankByInformation = 0;
};

/// Both measures of every pair of units of A and B.
struct ComparedMeasures
{
    const Matrix& correlation; ///< p x q
    const Matrix& information; ///< p x q, nats
    const SidePair<std::vector<UnitIndex>>& dead;
};

/// The `count` pairs of live units that differ most, by falling magnitude; ties by rising indices.
/// Cost: p q log(count).
std::vector<MeasureDifference> largestDifferences(const ComparedMeasures& measures, int count,
                                                  const Progress& progress);

/// A unit of A whose best unit of B is another one by information than by correlation.
struct OtherPartner
{
    MeasureDifference byCorrelation;
    MeasureDifference byInformation;
};

/// By falling gain in information, without ranks.
std::vector<OtherPartner> otherPartners(const ComparedMeasures& measures,
                                        const Matching& byCorrelation,
                                        const Matching& byInformation);

/// Share of the live units of A whose best unit of B is the same; none without live units.
std::optional<double> shareOfSamePartner(const Matching& byCorrelation,
                                         const Matching& byInformation);

/// Where correlation and mutual information say different things about a pair of layers.
struct MeasureAgreement
{
    std::vector<MeasureDifference> differences; ///< largest first, with ranks
    std::vector<OtherPartner> changed;          ///< with ranks
    std::optional<double> sameShare;            ///< shareOfSamePartner()
    Index livePairs = 0;
};

/// All of it, with the `count` largest differences. Cost: p q log(count + p).
MeasureAgreement compareMeasures(const ComparedMeasures& measures, const Matching& byCorrelation,
                                 const Matching& byInformation, int count,
                                 const Progress& progress);

} // namespace counterpart::core
