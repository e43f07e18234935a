#pragma once

#include "core/base/progress.h"
#include "core/similarity/layer_comparison.h"
#include "core/similarity/value_grid.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::core {

/// How much each layer knows of each class (Raghu et al. 2017, section 4.3 and fig. 6): the
/// canonical correlation of the layer, cut to the directions that MeasureOptions::svcca keeps, with
/// the logit of the class alone:
///
///     rho = |W'c| / sqrt(c'c),   W the orthonormal basis of what is kept, c the centred logit.
///
/// At one position an input this is the constant term of the comparison over all positions: a lower
/// bound of it.
struct ClassSensitivity
{
    std::vector<std::string> layers;
    std::string logits;               ///< name of the layer of the logits
    std::vector<std::string> classes; ///< by label names where they fit, else by number
    ValueGrid values;                 ///< [layers x classes], 0 to 1
    Index samples = 0;
    std::vector<std::string> warnings;
};

/// Without layers all are taken; without a name of the logits the last layer is. Throws InputError
/// for a layer that is not there, and what compareLayers() throws of files and memory.
std::shared_ptr<const ClassSensitivity>
classSensitivity(const Network& network, std::vector<std::string> layers, std::string logits,
                 const ComparisonOptions& options, const Progress& progress);

} // namespace counterpart::core
