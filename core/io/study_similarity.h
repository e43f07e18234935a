#pragma once

#include "core/similarity/dynamics.h"
#include "core/similarity/network_group.h"
#include "core/similarity/similarity_map.h"

#include <memory>
#include <string>

namespace counterpart::core {

/// Comparisons of many layers as JSON texts, so that a study can keep them. Options are not in
/// them: they belong to the key under which such a text is kept. Numbers read back as the same
/// doubles. What is read and is not such a text gives null: it is computed again.
std::string layerMapToText(const LayerMap& map);
std::shared_ptr<const LayerMap> layerMapFromText(const std::string& text,
                                                 const ComparisonOptions& options);

std::string groupToText(const NetworkGroup& group);
std::shared_ptr<const NetworkGroup> groupFromText(const std::string& text,
                                                  const GroupOptions& options);

std::string dynamicsToText(const Dynamics& dynamics);
/// Null also where the text has maps and the options want none, or the other way round.
std::shared_ptr<const Dynamics> dynamicsFromText(const std::string& text,
                                                 const DynamicsOptions& options);

} // namespace counterpart::core
