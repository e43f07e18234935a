#pragma once

#include "core/analysis/layer_pair_analysis.h"
#include "core/analysis/mutual_information.h"
#include "core/data/network.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>

namespace counterpart::core {

class RecordReader;

/// What a study says in words (JSON) of networks, options and readings. The functions that read
/// throw nlohmann's exceptions for what is not as written here; readWords() names file and dataset.

/// Without the path, which depends on where the study is.
nlohmann::json networkToJson(const Network& network);
Network networkFromJson(const nlohmann::json& json);

nlohmann::json passToJson(const PassOptions& pass);
PassOptions passFromJson(const nlohmann::json& json);

nlohmann::json informationToJson(const MutualInformationOptions& options);
MutualInformationOptions informationFromJson(const nlohmann::json& json);

/// Hands the JSON text of a dataset to `take`; what the functions above throw becomes an InputError
/// that names file and dataset.
void readWords(const RecordReader& reader, const std::string& dataset,
               const std::function<void(const nlohmann::json&)>& take);

} // namespace counterpart::core
