#pragma once

#include "core/similarity/width_study.h"
#include "plots/xy_plot.h"
#include "session/session.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::ui {

/// Distances of networks that are alike in a number, as their width.
struct WidthRequest
{
    std::vector<session::NetworkPtr> networks;
    std::string layer;
    core::Measure measure = core::Measure::Pwcca;
    std::string groupBy;
    std::string against; ///< what the distance is drawn against
    core::PassOptions pass;

    bool operator==(const WidthRequest& other) const;
};

/// The attributes that are numbers in every network: those of which a value is shared by two
/// networks or more, and differs among them, and all that differ.
struct NumberAttributes
{
    std::vector<std::string> shared;
    std::vector<std::string> all;
};
NumberAttributes numberAttributes(const std::vector<session::NetworkPtr>& networks);

/// Those to compare where they share a number: the ones at the end of their training, or all of
/// them, as at equal steps, where these share none.
std::vector<session::NetworkPtr>
comparableNetworks(const std::vector<session::NetworkPtr>& networks);

/// For a worker thread.
std::shared_ptr<const core::WidthStudy> studyWidths(const WidthRequest& request,
                                                    const core::Progress& progress);

/// The mean distance within each value, with the deviation of its pairs (Morcos, Raghu, Bengio
/// 2018, fig. 4).
plots::XyContent makeWidthCurve(const core::WidthStudy& study);

} // namespace counterpart::ui
