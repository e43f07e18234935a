#pragma once

#include "cli/layer_choice.h"
#include "cli/method.h"

#include "core/io/study.h"

#include <string>
#include <vector>

namespace counterpart::cli {

/// A study given in place of two networks: its first two inputs that were compared, and what is
/// known of their layers.
class StudyInputs
{
public:
    /// Throws UsageError where `path` is no study (a second network is missing then), InputError
    /// where the study is damaged or compares no layers.
    explicit StudyInputs(const std::string& path);

    core::SidePair<ChosenNetwork> networks() const;
    /// The pairs of layers that are known, or those of them that were chosen. Throws InputError for
    /// a pair that the study does not know.
    std::vector<core::SidePair<core::LayerIndex>> pairs(const LayerChoice& choice) const;
    const core::StudyPair& known(const core::SidePair<core::LayerIndex>& layers) const;
    /// Throws UsageError if samples are asked for otherwise than by default: the study says how
    /// they were read.
    void requireReading(const core::PassOptions& pass) const;

    const core::Study& study() const { return m_study; }

private:
    std::string m_path;
    core::Study m_study;
    core::SidePair<core::NetId> m_inputs;
};

/// What a study takes over of a pair.
core::StudyPair studyPair(const core::StudyLayers& layers,
                          std::shared_ptr<const core::LayerPairAnalysis> analysis,
                          const KeptResults& kept);

} // namespace counterpart::cli
