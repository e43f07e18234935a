#pragma once

#include "cli/json.h"

#include "core/base/progress.h"
#include "core/similarity/classical_scaling.h"
#include "core/similarity/group_statistics.h"
#include "core/similarity/network_group.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::cli {

/// What is told of a group besides the distances.
struct GroupReportOptions
{
    std::string by;                  ///< attribute; empty: no comparison by it
    std::vector<std::string> labels; ///< its text for every network
    bool isSymmetric = true;
    int clusters = 5;
};

/// One layer by one measure.
struct GroupReport
{
    std::string layer;
    core::Measure measure;
    const core::ValueGrid* values = nullptr;
    std::optional<core::Matrix> distances; ///< none if a pair cannot be compared
    std::vector<core::LabelDistances> byLabel;
    core::LabelContrast contrast; ///< likewise
    core::NetworkClusters clusters;
    core::ScaledPoints scaled;
};

/// Every layer by every measure; clusters, coordinates and label means are of symmetric distances.
/// `group` must outlive the reports.
std::vector<GroupReport> reportsOn(const core::NetworkGroup& group,
                                   const GroupReportOptions& options,
                                   const core::Progress& progress);

Json groupReportJson(const GroupReport& report, std::vector<std::string>& warnings);
std::string groupReportText(const GroupReport& report, const core::NetworkGroup& group);

} // namespace counterpart::cli
