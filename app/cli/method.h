#pragma once

#include "cli/setting.h"
#include "cli/text_table.h"

#include "core/analysis/layer_pair_analysis.h"
#include "core/base/progress.h"
#include "core/io/study.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::cli {

/// What a method works on: one layer pair and what the pass over its samples gave.
struct MethodInput
{
    core::SidePair<const core::Network*> networks;
    core::SidePair<core::LayerIndex> layers;
    const core::LayerPairAnalysis& analysis;
    const Options& options;
    /// What a study knows of this reading already; null without one.
    const core::StudyPair* known = nullptr;
};

/// What a study keeps of a method because it takes long to find again.
struct KeptResults
{
    std::shared_ptr<const core::StudyInformation> information; ///< or null
    std::shared_ptr<const core::Moments> shuffled;             ///< or null
};

/// What a method says of one layer pair.
struct MethodReport
{
    Json json;                         ///< the value of the method's key
    TextRow cells;                     ///< below the method's headers; "-" for no number
    std::vector<std::string> warnings; ///< reasons of the numbers that are null
    std::vector<std::string> notes;    ///< sentences for below the table
    std::optional<double> seconds;     ///< if it differs from the time of run()
    KeptResults kept{};
};

/// A method of `analyze`. To add one, write methods/<name>_method.cpp and name it in method_table.
struct Method
{
    std::string name;
    TextRow headers;               ///< of its columns in the table
    std::vector<Setting> settings; ///< "<name>.option", in the order of the help
    MethodReport (*run)(const MethodInput& input, const core::Progress& progress);
    /// Whether it runs where no methods are named: it takes no more than the one pass.
    bool isCheap = false;
    /// What it wants of the pass, set before the samples are read.
    void (*prepare)(Options& options) = nullptr;
    /// Throws UsageError where the options do not suit a pair of layers; before samples are read.
    void (*check)(const core::SidePair<const core::Layer*>& layers,
                  const Options& options) = nullptr;
    /// What its columns say, for the help; empty where the headers do.
    std::string columns{};
};

/// Four decimals, or "-".
std::string formatted(const std::optional<double>& number);

} // namespace counterpart::cli
