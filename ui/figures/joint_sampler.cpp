#include "ui/figures/joint_sampler.h"

#include "ui/figures/joint_figure.h"

#include <algorithm>

namespace counterpart::ui {

namespace {

core::Index sampleBytes(const session::PairResult& result, core::Index rows)
{
    const core::Index samples = result.analysis->samples();
    const core::Matrix& between = result.analysis->correlation.between;
    return (rows > 0 ? std::min(rows, samples) : samples) * (between.rows() + between.cols()) *
           static_cast<core::Index>(sizeof(float));
}

} // namespace

std::shared_ptr<const core::JointSample> JointSampler::sampleOf(const session::PairResult& result,
                                                                core::Index rows,
                                                                const core::Progress& progress)
{
    const std::lock_guard lock(m_mutex); // a second job waits for what the first one reads
    if (m_sample && m_rows == rows && m_analysis.lock() == result.analysis)
        return m_sample;
    m_sample = nullptr;
    m_sample = std::make_shared<const core::JointSample>(core::readJointSample(
        {result.networks.a.get(), result.networks.b.get()},
        {result.pair.a.layer, result.pair.b.layer}, result.analysis->options.pass, rows, progress));
    m_analysis = result.analysis;
    m_rows = rows;
    return m_sample;
}

plots::DensityContent JointSampler::count(const session::PairResult& result,
                                          const core::UnitPair& pair,
                                          const core::JointHistogramOptions& options,
                                          const core::Progress& progress)
{
    if (sampleBytes(result, options.rows) > kMostBytes)
        return loadJointHistograms(result, {pair}, options, false, progress).front();
    const auto sample = sampleOf(result, options.rows, progress);
    progress.checkpoint();
    return makeJointHistogram(result, sample->count(pair, options), false);
}

} // namespace counterpart::ui
