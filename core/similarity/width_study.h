#pragma once

#include "core/base/progress.h"
#include "core/similarity/layer_comparison.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

struct WidthStudyOptions
{
    ComparisonOptions comparison;
    Measure measure = Measure::Pwcca;
    std::string groupBy; ///< number attribute whose values make the groups, as "width"
    std::string against; ///< number attribute to hold against the distance; empty: groupBy
    /// Units drawn from every network's layer, so that widths are compared at one size; 0: as many
    /// as the narrowest has.
    Index units = 0;
    std::uint64_t seed = 0; ///< of the draw
};

/// The networks of one value of the attribute.
struct WidthPoint
{
    double value = 0;   ///< of `groupBy`
    double against = 0; ///< mean of `against`
    int networks = 0;
    int pairs = 0;
    double mean = 0;      ///< distance
    double deviation = 0; ///< of the pairs' distances, divided by their number
};

/// Whether wider (or better) networks of a group lie nearer to each other (Morcos, Raghu, Bengio
/// 2018, fig. 4).
struct WidthStudy
{
    WidthStudyOptions options; ///< with `units` and `against` as they were used
    std::string layer;
    std::vector<WidthPoint> points; ///< by rising value; values of a single network are left out
    /// Pearson's correlation of `against` with the mean distance over the points; none for fewer
    /// than three points.
    std::optional<double> correlation;
    Index samples = 0;
    std::vector<std::string> warnings;
};

/// Symmetrised distances within each value of the attribute, at one layer. Only networks of one
/// value are read together. Throws InputError where an attribute is missing or no number, where no
/// value has two networks or a layer has fewer units than asked for, or a pair has no value, and
/// what compareLayers() throws.
std::shared_ptr<const WidthStudy> studyWidth(std::span<const Network* const> networks,
                                             const std::string& layer, WidthStudyOptions options,
                                             const Progress& progress);

} // namespace counterpart::core
