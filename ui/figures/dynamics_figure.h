#pragma once

#include "core/similarity/dynamics.h"
#include "core/similarity/sequence_time.h"
#include "plots/map_plot.h"
#include "plots/xy_plot.h"
#include "session/result_drawer.h"
#include "session/session.h"
#include "ui/figures/map_limits.h"
#include "ui/figures/training_runs.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::ui {

/// What the dynamics of a run depend on.
struct DynamicsRequest
{
    std::vector<session::NetworkPtr> networks; ///< the checkpoints
    std::vector<core::NetId> nets;             ///< their places in the session
    core::PassOptions pass; ///< policy, values that are not finite, order of the inputs

    bool operator==(const DynamicsRequest& other) const;
};

/// Of a run of these networks, read by default.
DynamicsRequest requestOf(const core::TrainingRun& run,
                          const std::vector<session::NetworkPtr>& networks);
/// Where its answer is kept.
session::DrawerPlace placeOf(const DynamicsRequest& request);

/// A run against its last checkpoint.
struct RunDynamics
{
    std::vector<std::size_t> order; ///< places in the request, in the order of training
    std::shared_ptr<const core::Dynamics> values;
};

/// Every layer of every checkpoint against every layer of the last one, by every measure. For a
/// worker thread.
std::shared_ptr<const RunDynamics> followTraining(const DynamicsRequest& request,
                                                  const core::Progress& progress);

/// Along which axis checkpoints stand.
enum class StepAxis { Even, Steps };

/// One curve a layer, its distance to itself at the end, against the steps (Raghu et al. 2017,
/// app. fig. 3; Morcos, Raghu, Bengio 2018, fig. 6). With a level of similarity, a line there, and
/// the point of each layer named from which on it could be frozen.
plots::XyContent makeTrainingCurves(const DynamicsRequest& request, const RunDynamics& run,
                                    core::Measure measure, StepAxis axis,
                                    std::optional<double> settledLevel = {});
/// "Layers could be frozen: conv1 from epoch 8, …; conv3 not before the end": advice only (Raghu et
/// al. 2017, section 4.2), by a measure that is a similarity.
std::string freezingText(const RunDynamics& run, core::Measure measure, double level);
/// Where checkpoint `step` stands along that axis.
double placeOf(const RunDynamics& run, std::size_t step, StepAxis axis);

/// Layers of one checkpoint against layers of the last one (Raghu et al. 2017, fig. 4).
plots::MapContent makeCheckpointMap(const DynamicsRequest& request, const RunDynamics& run,
                                    core::Measure measure, std::size_t step,
                                    MapRange range = MapRange::Measure);

/// A recurrent layer: outputs at each place of a period of tokens against those at the last one.
struct SequenceRequest
{
    session::NetworkPtr network;
    std::string layer;
    int period = 20;
    core::PassOptions pass;

    bool operator==(const SequenceRequest& other) const;
};

/// Where its answer is kept.
session::DrawerPlace placeOf(const SequenceRequest& request);

/// Whether the layer has steps of a sequence.
bool isSequence(const core::Layer& layer);

std::shared_ptr<const core::SequenceTime> followSequence(const SequenceRequest& request,
                                                         const core::Progress& progress);
/// Distances by mean CCA and by the controls (Morcos, Raghu, Bengio 2018, fig. A3).
plots::XyContent makeSequenceCurves(const SequenceRequest& request,
                                    const core::SequenceTime& sequence);

} // namespace counterpart::ui
