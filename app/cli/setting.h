#pragma once

#include "cli/json.h"

#include "core/analysis/layer_pair_analysis.h"
#include "core/analysis/mutual_information.h"
#include "core/analysis/pwcca.h"
#include "core/analysis/rsa.h"
#include "core/analysis/sparse_mapping.h"
#include "core/analysis/spectral_clustering.h"
#include "core/analysis/subspace_match.h"
#include "core/analysis/svcca.h"
#include "core/analysis/unit_hierarchy.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace counterpart::cli {

struct SubspaceOptions
{
    std::vector<double> epsilons{0.1, 0.15, 0.2, 0.25, 0.3, 0.5};
    bool isCentred = false;
    core::ZeroUnits zeros = core::ZeroUnits::Exclude;
    bool isSampled = false; ///< the published draws instead of every sample
    bool hasNull = true;    ///< also with the inputs of B shuffled
};

/// Everything that `--set METHOD.OPTION=VALUE` and the sample options choose.
struct Options
{
    core::AnalysisOptions analysis;
    core::MutualInformationOptions information;
    core::MappingOptions mapping;
    double mappingHeldOut = core::kHeldOutShare;
    std::vector<double> replicaLambdas; ///< none: no replica
    core::HierarchySource hierarchy = core::HierarchySource::Mapping;
    core::SpectralOptions spectral;
    core::ClusterOptions clusters;
    core::CcaOptions cca;
    bool isCcaChecked = false;    ///< also by the direct route
    core::Index ccaNullDraws = 0; ///< of coefficients by chance
    core::SvccaKeep svcca;
    core::PwccaWeights pwccaWeights = core::PwccaWeights::First;
    SubspaceOptions subspace;
    core::Index rsaSamples = 1000;
    core::SampleDistance rsaDistance = core::SampleDistance::Euclidean;
    core::Index stabilityFolds = 10;
    core::Index stabilityResamples = 200;
    bool isForStudy = false; ///< also count what only a study keeps: information within networks
};

/// One option of a method: its name and values are a contract (formats.md).
struct Setting
{
    std::string name;                                            ///< "matching.signed"
    std::string values;                                          ///< "true or false", default first
    std::function<bool(Options&, const std::string& value)> set; ///< false: not such a value
    std::function<Json(const Options&)> value;                   ///< for the record
};

/// Where a setting keeps its value.
template <class T>
using Place = T& (*)(Options&);

/// A setting with named values, the default first.
template <class T>
Setting choice(std::string name, Place<T> place, std::vector<std::pair<std::string, T>> choices)
{
    std::string values;
    for (std::size_t i = 0; i < choices.size(); ++i)
        values += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i].first;
    return {std::move(name), std::move(values),
            [place, choices](Options& options, const std::string& value) {
                for (const auto& [text, meaning] : choices) {
                    if (text == value) {
                        place(options) = meaning;
                        return true;
                    }
                }
                return false;
            },
            [place, choices](Options options) -> Json {
                for (const auto& [text, meaning] : choices) {
                    if (meaning == place(options))
                        return text;
                }
                return nullptr;
            }};
}

/// true or false, recorded as such.
Setting flag(std::string name, Place<bool> place);

/// A number between `low` and `high`.
Setting number(std::string name, Place<double> place, double low, double high);
Setting wholeNumber(std::string name, Place<core::Index> place, core::Index low, core::Index high);

/// Numbers between `low` and `high` with commas between them, at least one. `byDefault` tells what
/// the default is where it is no list.
Setting numberList(std::string name, Place<std::vector<double>> place, double low, double high,
                   const std::string& byDefault = {});

/// The whole text as a number; nothing for any other text.
std::optional<double> parseNumber(const std::string& text);

} // namespace counterpart::cli
