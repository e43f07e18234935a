#include "cli/json.h"

#include "core/base/json_text.h"
#include "core/base/version.h"

#include <algorithm>
#include <cmath>

namespace counterpart::cli {

Json programJson()
{
    return {{"name", "counterpart"}, {"version", core::version()}};
}

Json inputJson(const core::Network& network)
{
    return {{"path", network.path.string()},
            {"model", network.name},
            {"samples", network.inputs.count}};
}

Json unitsJson(const std::vector<core::UnitIndex>& units)
{
    Json values = Json::array();
    for (const core::UnitIndex unit : units)
        values.push_back(unit.value);
    return values;
}

Json numbersJson(const core::Vector& numbers)
{
    return std::vector<double>(numbers.begin(), numbers.end());
}

Json numberOrNull(const std::optional<double>& number, const std::string& reason,
                  std::vector<std::string>& warnings)
{
    if (number && std::isfinite(*number))
        return *number;
    if (std::ranges::find(warnings, reason) == warnings.end())
        warnings.push_back(reason);
    return nullptr;
}

std::string toText(const Json& document)
{
    return core::jsonText(document, 1) + '\n';
}

} // namespace counterpart::cli
