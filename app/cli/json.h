#pragma once

#include "core/base/types.h"
#include "core/data/network.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace counterpart::cli {

/// Keys in the order of formats.md; numbers print so that reading them back gives the same double.
using Json = nlohmann::ordered_json;

/// {"name": "counterpart", "version": …}, the first entry of every document.
Json programJson();

/// One entry of "inputs".
Json inputJson(const core::Network& network);

/// Units as their indices, -1 for none.
Json unitsJson(const std::vector<core::UnitIndex>& units);

Json numbersJson(const core::Vector& numbers);

/// The number, or null with `reason` added to `warnings` once.
Json numberOrNull(const std::optional<double>& number, const std::string& reason,
                  std::vector<std::string>& warnings);

/// The document as text; strings that are not UTF-8 get replacement characters.
std::string toText(const Json& document);

} // namespace counterpart::cli
