#pragma once

#include "core/data/network.h"

#include <nlohmann/json.hpp>

#include <string>

namespace counterpart::cli {

/// What a network's file holds, as `info` prints it.
std::string networkText(const core::Network& network);

/// The same as JSON; datasets that the file does not have are null.
nlohmann::ordered_json networkJson(const core::Network& network);

} // namespace counterpart::cli
