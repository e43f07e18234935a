#pragma once

#include "cli/method_options.h"

#include "core/analysis/layer_pair_analysis.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace counterpart::cli {

/// Keys in the order of formats.md; numbers print so that reading them back gives the same double.
using Json = nlohmann::ordered_json;

/// {"name": "counterpart", "version": …}, the first entry of every document.
Json programJson();

/// One entry of "inputs".
Json inputJson(const core::Network& network);

/// One entry of "pairs". A number that does not exist (the mean over no unit) is null, with its
/// reason in "warnings".
Json pairJson(const core::LayerPairAnalysis& analysis, const std::vector<Method>& methods);

/// The document as text; strings that are not UTF-8 get replacement characters.
std::string toText(const Json& document);

} // namespace counterpart::cli
