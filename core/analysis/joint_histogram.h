#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/rank_binning.h"
#include "core/analysis/sampled_columns.h"
#include "core/data/network.h"

#include <Eigen/Core>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace counterpart::core {

/// A unit of one of the two compared layers.
struct SidedUnit
{
    Side side = Side::A;
    UnitIndex unit;

    bool operator==(const SidedUnit&) const = default;
};

struct ValueRange
{
    double low = 0;
    double high = 0;

    bool operator==(const ValueRange&) const = default;
};

/// Two units whose activations are counted together: of both networks, or of one.
struct UnitPair
{
    SidedUnit x;
    SidedUnit y;
    std::optional<ValueRange> rangeX; ///< none: from the smallest to the largest sampled value
    std::optional<ValueRange> rangeY;

    bool operator==(const UnitPair&) const = default;
};

struct JointHistogramOptions
{
    int bins = 64;      ///< 1..1024, of either axis
    Index rows = 60000; ///< as MutualInformationOptions::rows
    Binning binning = Binning::ZeroAndFivePercent;

    bool operator==(const JointHistogramOptions&) const = default;
};

/// Numbers of samples in the cells of a plane.
using CellCounts = Eigen::Matrix<Index, Eigen::Dynamic, Eigen::Dynamic>;

/// The count that `share` (0..1) of the cells that are not empty do not exceed; at least 1.
Index countAt(const CellCounts& counts, double share);

/// How often two units had which activations together (Convergent Learning, figure 8).
struct JointHistogram
{
    UnitPair pair;
    ValueRange rangeX; ///< of the cells; low < high even for a constant unit
    ValueRange rangeY;
    CellCounts counts; ///< [bin of x, bin of y]; a bin holds its lower edge, the last one both
    Index rows = 0;
    Index outside = 0; ///< samples beyond a given range
    /// Of the counted samples: all of them where there are no more than were asked for. None if a
    /// unit never changes.
    std::optional<double> correlation;
    double information = 0; ///< mutual information by rank bins in nats, not corrected
    double informationBias = 0;
};

/// Reads the sample once and counts every pair. Memory: rows values a pair.
/// Throws InputError where the layers cannot be compared.
std::vector<JointHistogram>
jointHistograms(const SidePair<const Network*>& networks, const SidePair<LayerIndex>& layers,
                const std::vector<UnitPair>& pairs, const PassOptions& pass,
                const JointHistogramOptions& options, const Progress& progress);

/// The sample of all units of two layers, from which any pair is counted without reading again.
class JointSample
{
public:
    JointSample(SampledColumns columns, Index unitsOfA)
        : m_columns(std::move(columns)),
          m_unitsOfA(unitsOfA)
    {
    }

    /// What jointHistograms() says of this pair for the rows that were read.
    JointHistogram count(const UnitPair& pair, const JointHistogramOptions& options) const;

private:
    std::span<const float> column(const SidedUnit& unit) const;

    SampledColumns m_columns; ///< of A's units, then B's
    Index m_unitsOfA;
};

/// Memory: 4 bytes a row and unit of both layers. Throws as jointHistograms().
JointSample readJointSample(const SidePair<const Network*>& networks,
                            const SidePair<LayerIndex>& layers, const PassOptions& pass, Index rows,
                            const Progress& progress);

/// One pair's, from values that are there already; both spans are equally long and not empty.
JointHistogram countJointly(std::span<const float> x, std::span<const float> y,
                            const UnitPair& pair, const JointHistogramOptions& options);

} // namespace counterpart::core
