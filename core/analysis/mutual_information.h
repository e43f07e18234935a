#pragma once

#include "core/analysis/binned_layers.h"
#include "core/analysis/matching.h"
#include "core/data/network.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace counterpart::core {

struct MutualInformationOptions
{
    Index rows = 60000; ///< samples drawn by the position policy's seed; 0 takes all
    Binning binning = Binning::ZeroAndFivePercent;
    /// Whether values() are corrected for the bias of few samples.
    bool isCorrected = true;
    /// Whether the units of each network are compared with one another too; without, the time of
    /// two equally wide layers is half.
    bool hasWithin = true;

    bool operator==(const MutualInformationOptions&) const = default;
};

/// One number for every pair of units: of one network, and between both.
struct PairMatrices
{
    SidePair<Matrix> within; ///< p x p and q x q, symmetric; empty if not asked for
    Matrix between;          ///< p x q
};

/// Mutual information of every pair of units (Convergent Learning, section 3.1 and footnote 8), in
/// nats, estimated from binned ranks:
///
///     I(X; Y) = sum over a, b of p(a, b) log(p(a, b) / (p(a) p(b))),   0 <= I <= log(21).
///
/// The estimate of independent units is not 0 but (Bxy - Bx - By + 1) / (2 n) to first order, with
/// the numbers of occupied bins; corrected values have that taken off, and may be slightly
/// negative. I(X; X) is the entropy of X. A unit in a single bin has 0 with every other.
struct MutualInformation
{
    MutualInformationOptions options;
    Index rows = 0; ///< samples used
    PairMatrices raw;
    PairMatrices bias;
    SidePair<std::vector<UnitIndex>> constant; ///< units whose values all lie in one bin
    double readSeconds = 0;                    ///< reading and binning
    double countSeconds = 0;

    /// `raw`, less `bias` if so chosen.
    PairMatrices values(bool isCorrected) const;
};

/// From units that are binned already; options.rows and options.binning are not looked at.
/// Cost: rows (p + q)² / 2 increments of a table (rows p q without `within`), done two to four
/// pairs of units at a time and on all threads.
MutualInformation mutualInformation(const BinnedLayers& layers,
                                    const MutualInformationOptions& options,
                                    const Progress& progress);

/// Reads a sample of both layers (as `pass` says which and how) and compares all units.
/// Throws InputError where the inputs cannot be compared.
std::shared_ptr<const MutualInformation>
analyseMutualInformation(const SidePair<const Network*>& networks,
                         const SidePair<LayerIndex>& layers, const PassOptions& pass,
                         const MutualInformationOptions& options, const Progress& progress);

/// Semi-matching and matching on the values as chosen by options.isCorrected; `dead` as in match().
Matching matchByInformation(const MutualInformation& information,
                            const SidePair<std::vector<UnitIndex>>& dead, const Progress& progress);

} // namespace counterpart::core
