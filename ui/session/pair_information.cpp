#include "session/pair_information.h"

namespace counterpart::session {

namespace {
constexpr double kCountShare = 0.95;
}

InformationPtr informationOf(const core::SidePair<const core::Network*>& networks,
                             const core::SidePair<core::LayerIndex>& layers,
                             const core::PassOptions& pass,
                             const core::MutualInformationOptions& options,
                             const core::SidePair<std::vector<core::UnitIndex>>& dead,
                             const core::Progress& progress)
{
    const auto counted = core::analyseMutualInformation(networks, layers, pass, options,
                                                        progress.part(0, kCountShare));
    auto information = std::make_shared<PairInformation>();
    information->options = options;
    information->rows = counted->rows;
    information->constant = counted->constant;
    information->values = counted->values(options.isCorrected);
    progress.stage("matching");
    information->matching =
        core::match(information->values.between, dead, {}, progress.part(kCountShare, 1));
    return information;
}

} // namespace counterpart::session
