#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/similarity/checkpoints.h"
#include "core/similarity/layer_comparison.h"
#include "core/similarity/measure.h"
#include "session/session.h"

#include <string>
#include <vector>

namespace counterpart::ui {

core::ComparisonOptions comparisonOptions(const core::PassOptions& pass);

/// For core, which does not own what it compares.
std::vector<const core::Network*> pointersTo(const std::vector<session::NetworkPtr>& networks);
/// Those with a layer of that name.
std::vector<session::NetworkPtr> networksWith(const std::string& layer,
                                              std::vector<session::NetworkPtr> networks);
/// A layer that all of them have: the preferred one, else the first; empty if there is none.
std::string sharedLayer(const std::vector<session::NetworkPtr>& networks,
                        const std::string& preferred);
/// The networks in the order of training.
core::Checkpoints orderedCheckpoints(const std::vector<session::NetworkPtr>& networks);

/// All of core::measureCards(), in their order.
std::vector<core::Measure> allMeasures();

} // namespace counterpart::ui
