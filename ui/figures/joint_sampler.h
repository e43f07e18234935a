#pragma once

#include "core/analysis/joint_histogram.h"
#include "plots/density_plot.h"
#include "session/analysis_controller.h"

#include <memory>
#include <mutex>

namespace counterpart::ui {

/// Counts how often two units had which activations together, pair after pair: keeps the sample of
/// the last two layers, so that walking through their pairs reads them once. Layers whose sample is
/// larger than kMostBytes are read anew for each pair. Used by jobs: any thread.
class JointSampler
{
public:
    static constexpr core::Index kMostBytes = core::Index{128} << 20;

    plots::DensityContent count(const session::PairResult& result, const core::UnitPair& pair,
                                const core::JointHistogramOptions& options,
                                const core::Progress& progress);

private:
    std::shared_ptr<const core::JointSample>
    sampleOf(const session::PairResult& result, core::Index rows, const core::Progress& progress);

    std::mutex m_mutex;
    std::weak_ptr<const core::LayerPairAnalysis> m_analysis; ///< what the sample was read for
    core::Index m_rows = 0;
    std::shared_ptr<const core::JointSample> m_sample;
};

} // namespace counterpart::ui
