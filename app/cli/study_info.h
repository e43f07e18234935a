#pragma once

#include "core/io/study.h"

#include <nlohmann/json.hpp>

#include <string>

namespace counterpart::cli {

/// What a study holds, as `info` prints it, from its words alone.
std::string studyText(const std::string& path, const core::Study& study);
/// The same as JSON.
nlohmann::ordered_json studyJson(const std::string& path, const core::Study& study);

} // namespace counterpart::cli
