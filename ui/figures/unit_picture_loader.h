#pragma once

#include "core/data/unit_place.h"
#include "plots/gallery_plot.h"
#include "session/analysis_controller.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace counterpart::ui {

/// Reads what the file of one side holds of some units: names, filters, and the inputs that drive
/// them most, each once. For a worker thread.
class UnitPictureLoader
{
public:
    /// `units` are those that load() will be asked for; an invalid one is none.
    UnitPictureLoader(const session::PairResult& result, core::Side side,
                      const std::vector<core::UnitIndex>& units, int crops);

    /// With "ref 4" as a note where the unit stands for unit 4 of the reference network.
    plots::UnitPictures load(core::UnitIndex unit) const;

private:
    core::UnitPlace placeOf(core::UnitIndex unit, core::MapPosition sampled = {}) const;
    std::span<const core::TopSample> topSamples(core::UnitIndex unit) const;
    void readInputs(const std::vector<core::UnitIndex>& units);

    const core::Network& m_network;
    const core::Layer& m_layer;
    core::LayerRef m_ref;
    core::Side m_side;
    session::ReferencePtr m_reference; ///< null without a reference network
    core::Positions m_positions;
    const core::LayerProfile& m_profile;
    int m_crops;
    std::vector<core::Picture> m_unitPictures;
    std::vector<std::string> m_names;
    std::map<core::InputIndex, core::Picture> m_inputs;
};

} // namespace counterpart::ui
