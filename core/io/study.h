#pragma once

#include "core/analysis/layer_pair_analysis.h"
#include "core/analysis/mutual_information.h"
#include "core/data/network.h"
#include "core/data/provenance.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace counterpart::core {

/// A network that a study speaks of.
struct StudyInput
{
    /// Where it was when the study was saved, seen from where the study is now: `path` is the file
    /// beside the study if there is one, else the absolute path of that time.
    std::shared_ptr<const Network> network;
    Fingerprint fingerprint; ///< what its file was like when it was read
    /// The same network read from the study itself: its pictures, ids, labels and filters as far as
    /// the study holds them, and no activations.
    std::shared_ptr<const Network> kept;
};

/// Mutual information of a pair of layers under some options.
struct StudyInformation
{
    MutualInformationOptions options;
    Index rows = 0; ///< samples used
    PairMatrices values;
    SidePair<std::vector<UnitIndex>> constant;
    Matching matching;
};

/// Which layers of which inputs (places in Study::inputs).
using StudyLayers = SidePair<LayerRef>;

/// All that is known of one reading of a pair of layers.
struct StudyPair
{
    StudyLayers layers;
    std::shared_ptr<const LayerPairAnalysis> analysis;
    /// Matchings under other options than the analysis'.
    std::vector<std::pair<MatchingOptions, std::shared_ptr<const Matching>>> matchings;
    std::vector<std::shared_ptr<const StudyInformation>> information;
    /// In double precision, where the analysis' are not; may be null.
    std::shared_ptr<const Moments> doubles;
    /// With the inputs of B shuffled (null_model.h); may be null.
    std::shared_ptr<const Moments> shuffled;
};

/// What a study holds (formats.md): everything computed, without the activations.
struct Study
{
    std::vector<StudyInput> inputs;
    std::vector<StudyPair> pairs;
    /// Results that are JSON texts, by what made them: "analyze", "similarity", …; those that begin
    /// with kKeptReport are the window's own: a key, a line break, a text.
    std::map<std::string, std::string> reports;
    /// Options, seeds and versions; its inputs are those above.
    Provenance provenance;
    std::string view; ///< JSON text: what the window showed; empty if never shown
};

inline constexpr std::string_view kKeptReport = "kept.";

} // namespace counterpart::core
