#include "cli/method_options.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

namespace counterpart::cli {

using core::AnalysisOptions;

namespace {

constexpr std::array kMethods{Method::Correlation, Method::Matching, Method::Activations};

/// Every setting there is: one entry an option and value.
struct Setting
{
    std::string_view option;
    std::string_view value;
    void (*apply)(AnalysisOptions&);
};

constexpr std::array kSettings{
    Setting{"matching.signed", "true", [](AnalysisOptions& o) { o.matching.isSigned = true; }},
    Setting{"matching.signed", "false", [](AnalysisOptions& o) { o.matching.isSigned = false; }},
    Setting{"moments.precision", "auto", [](AnalysisOptions& o) { o.pass.precision.reset(); }},
    Setting{"moments.precision", "single",
            [](AnalysisOptions& o) { o.pass.precision = core::Precision::Single; }},
    Setting{"moments.precision", "double",
            [](AnalysisOptions& o) { o.pass.precision = core::Precision::Double; }},
    Setting{"moments.nonfinite", "refuse",
            [](AnalysisOptions& o) { o.pass.nonFinite = core::NonFinite::Refuse; }},
    Setting{"moments.nonfinite", "drop",
            [](AnalysisOptions& o) { o.pass.nonFinite = core::NonFinite::Drop; }},
};

std::string methodNames()
{
    std::string names;
    for (const Method method : kMethods)
        names += std::string(names.empty() ? "" : ", ") + toString(method);
    return names;
}

Method methodOf(const std::string& name)
{
    const auto* const found = std::ranges::find(kMethods, name, toString);
    if (found == kMethods.end())
        throw core::UsageError("--methods: there is no method \"" + name +
                               "\"; expected all or some of: " + methodNames());
    return *found;
}

} // namespace

const char* toString(Method method)
{
    switch (method) {
    case Method::Correlation:
        return "correlation";
    case Method::Matching:
        return "matching";
    case Method::Activations:
        return "activations";
    }
    return "";
}

std::vector<Method> parseMethods(const std::string& list)
{
    if (list == "all")
        return {kMethods.begin(), kMethods.end()};
    std::vector<Method> methods;
    std::istringstream names(list + ',');
    for (std::string name; std::getline(names, name, ',');)
        methods.push_back(methodOf(name));
    std::ranges::sort(methods);
    const auto repeats = std::ranges::unique(methods);
    methods.erase(repeats.begin(), repeats.end());
    return methods;
}

std::string settingList()
{
    std::string list;
    for (const Setting& setting : kSettings)
        list += (list.empty() ? "" : ", ") + std::string(setting.option) + "=" +
                std::string(setting.value);
    return list;
}

void applySetting(AnalysisOptions& options, const std::string& setting)
{
    const auto isNamed = [&](const Setting& known) {
        return setting == std::string(known.option) + '=' + std::string(known.value);
    };
    const auto* const found = std::ranges::find_if(kSettings, isNamed);
    if (found == kSettings.end())
        throw core::UsageError("--set: there is no setting \"" + setting +
                               "\"; expected one of: " + settingList());
    found->apply(options);
}

} // namespace counterpart::cli
