#pragma once

#include "core/similarity/measure.h"
#include "core/similarity/value_grid.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace counterpart::core {

// How results that a study keeps as JSON texts write what they have in common. What is read throws
// nlohmann::json::exception or std::invalid_argument where it is not as it was written.

std::vector<double> numbersOf(const Vector& values);
Vector vectorFromJson(const nlohmann::json& json);

nlohmann::json gridToJson(const ValueGrid& grid);
ValueGrid gridFromJson(const nlohmann::json& json, std::size_t rows, std::size_t columns);

nlohmann::json measuresToJson(const std::vector<Measure>& measures);
std::vector<Measure> measuresFromJson(const nlohmann::json& json);

/// Null where `make` does not find what it looks for.
template <class Result>
std::shared_ptr<Result> resultFromText(const std::string& text,
                                       std::shared_ptr<Result> (*make)(const nlohmann::json& json))
{
    try {
        return make(nlohmann::json::parse(text));
    } catch (const nlohmann::json::exception&) {
        return nullptr;
    } catch (const std::invalid_argument&) {
        return nullptr;
    }
}

} // namespace counterpart::core
