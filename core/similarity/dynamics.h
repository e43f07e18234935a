#pragma once

#include "core/base/progress.h"
#include "core/similarity/checkpoints.h"
#include "core/similarity/layer_comparison.h"
#include "core/similarity/value_grid.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

struct DynamicsOptions
{
    ComparisonOptions comparison;
    /// Also every layer of each checkpoint against every layer of the reference.
    bool hasMaps = false;
};

/// How a network becomes what it is: the layers of its checkpoints against those of the last one,
/// or of another network (Raghu et al. 2017, fig. 4; Morcos, Raghu, Bengio 2018, figs. 1, 6).
struct Dynamics
{
    std::vector<std::string> checkpoints; ///< names, in the order of training
    std::vector<double> steps;
    std::string stepName; ///< Checkpoints::stepName
    std::string reference;
    std::vector<std::string> layers;
    std::vector<Measure> measures;
    DynamicsOptions options;
    /// One a measure, [layers x checkpoints]: the layer of the checkpoint, seen first, against the
    /// same layer of the reference.
    std::vector<ValueGrid> curves;
    /// Canonical correlations, falling, of layer l at checkpoint t at place l * checkpoints + t;
    /// empty vectors unless a measure needs them.
    std::vector<Vector> coefficients;
    /// One a measure and checkpoint, [layers x layers], rows the checkpoint's: measure m at
    /// checkpoint t is maps[m][t]. Empty unless asked for.
    std::vector<std::vector<ValueGrid>> maps;
    Index samples = 0; ///< the fewest of any pair of layers
    Index mostSamples = 0;
    Index droppedSamples = 0;
    int passes = 0;
    Index peakBytes = 0;
    std::vector<std::string> warnings;
    double readSeconds = 0;
    double computeSeconds = 0;

    std::string textOf(std::size_t checkpoint) const; ///< as Checkpoints::textOf()
    /// The curves of a measure, or null if it was not asked for.
    const ValueGrid* of(Measure measure) const;
};

/// Compares the layers named, or all that every checkpoint and the reference have. Cost and errors:
/// see compareLayers(); throws InputError also for a layer that is not there.
std::shared_ptr<const Dynamics>
compareDynamics(const Checkpoints& checkpoints, const Network& reference,
                std::vector<std::string> layers, const std::vector<Measure>& measures,
                const DynamicsOptions& options, const Progress& progress);

/// From which step on a layer hardly changes.
struct FreezeAdvice
{
    std::string layer;
    /// Place of the first checkpoint from which on all of them are at least `level` alike to the
    /// reference; none if the last is not.
    std::optional<int> settled;
    /// The same, but not before any lower layer: what is frozen needs frozen layers below it. None
    /// at the last, after which nothing is trained.
    std::optional<int> freeze;
};

/// When layers could be frozen, from lower to higher ones (Raghu et al. 2017, section 4.2): advice,
/// to be tried with the network itself, which similarity cannot replace. `level`: above 0, up to 1,
/// on a measure that is a similarity and was asked for. A missing value counts as not alike.
std::vector<FreezeAdvice> freezeAdvice(const Dynamics& dynamics, Measure measure, double level);

} // namespace counterpart::core
