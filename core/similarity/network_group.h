#pragma once

#include "core/base/progress.h"
#include "core/similarity/layer_comparison.h"
#include "core/similarity/value_grid.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

struct GroupOptions
{
    ComparisonOptions comparison;
    /// Place of the network to which the units of all others are matched; none: no matching.
    std::optional<int> reference;
};

/// The networks of a group against each other at one layer.
struct GroupLayer
{
    std::string name;
    /// One a measure, [networks x networks]: the row's network is the first one, so that PWCCA has
    /// its weights. The diagonal is what equal layers have, 1 or 0.
    std::vector<ValueGrid> values;
    /// With a reference: for every network, for every unit of the reference its partner (none where
    /// there is none). For the reference itself every unit is its own. Else empty.
    std::vector<Partners> partners;
};

/// Networks compared with each other, layer by layer (Morcos, Raghu, Bengio 2018, figs. 3 and 5).
struct NetworkGroup
{
    std::vector<std::string> networks; ///< names
    std::vector<Measure> measures;
    GroupOptions options;
    std::vector<GroupLayer> layers;
    Index samples = 0; ///< the fewest of any layer
    Index mostSamples = 0;
    Index droppedSamples = 0;
    int passes = 0;      ///< readings, one a layer at least
    Index peakBytes = 0; ///< as planned
    std::vector<std::string> warnings;
    double readSeconds = 0;
    double computeSeconds = 0;

    /// The values of a measure at a layer, or null if it was not asked for.
    const ValueGrid* of(std::size_t layer, Measure measure) const;
};

/// The layer names that all networks have, in the first one's depth order.
std::vector<std::string> commonLayerNames(std::span<const Network* const> networks);

/// Compares at least two networks at the layers named, or at all common ones if none is named. One
/// layer after another is read, of all networks together. Cost and errors: see compareLayers();
/// throws InputError also for a layer that a network does not have, or if there is none in common.
std::shared_ptr<const NetworkGroup> compareGroup(std::span<const Network* const> networks,
                                                 std::vector<std::string> layers,
                                                 const std::vector<Measure>& measures,
                                                 const GroupOptions& options,
                                                 const Progress& progress);

/// How far apart the networks are, [networks x networks] with a diagonal of 0, by distanceOf();
/// symmetric: the mean of (i, j) and (j, i), as clustering needs. None if a value is missing.
std::optional<Matrix> distanceMatrix(const ValueGrid& values, Measure measure, bool isSymmetric);

} // namespace counterpart::core
