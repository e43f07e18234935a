#include "cli/method_table.h"

#include "cli/methods/methods.h"

#include "core/analysis/pass_settings.h"
#include "core/base/error.h"

#include <algorithm>
#include <ranges>
#include <sstream>

namespace counterpart::cli {

namespace {

/// What concerns the pass over the samples, and so every method.
const std::vector<Setting>& passSettings()
{
    using core::InputOrder;
    using core::NonFinite;
    using core::Precision;
    using WantedPrecision = std::optional<Precision>;
    static const std::vector<Setting> settings{
        choice<WantedPrecision>(
            "moments.precision",
            [](Options& o) -> WantedPrecision& { return o.analysis.pass.precision; },
            {{"auto", std::nullopt}, {"single", Precision::Single}, {"double", Precision::Double}}),
        choice<NonFinite>(
            core::kNonFiniteSetting,
            [](Options& o) -> NonFinite& { return o.analysis.pass.nonFinite; },
            core::nonFiniteNames()),
        choice<InputOrder>(
            core::kInputOrderSetting,
            [](Options& o) -> InputOrder& { return o.analysis.pass.inputOrder; },
            core::inputOrderNames())};
    return settings;
}

std::vector<const Setting*> allSettings()
{
    std::vector<const Setting*> all;
    for (const Method& method : methodTable()) {
        for (const Setting& setting : method.settings)
            all.push_back(&setting);
    }
    for (const Setting& setting : passSettings())
        all.push_back(&setting);
    return all;
}

const Method* methodOf(const std::string& name)
{
    const auto found = std::ranges::find(methodTable(), name, &Method::name);
    if (found == methodTable().end())
        throw core::UsageError("--methods: there is no method \"" + name +
                               "\"; expected all or some of: " + methodNames());
    return &*found;
}

Methods methodsThat(bool (*isWanted)(const Method&))
{
    Methods methods;
    for (const Method& method : methodTable() | std::views::filter(isWanted))
        methods.push_back(&method);
    return methods;
}

} // namespace

const std::vector<Method>& methodTable()
{
    static const std::vector<Method> table{
        correlationMethod(), matchingMethod(), mutualInformationMethod(), mappingMethod(),
        hierarchyMethod(),   clustersMethod(), subspaceMethod(),          ccaMethod(),
        ckaMethod(),         rsaMethod(),      stabilityMethod(),         dftMethod(),
        activationsMethod()};
    return table;
}

Methods parseMethods(const std::optional<std::string>& list)
{
    if (!list)
        return methodsThat([](const Method& method) { return method.isCheap; });
    if (*list == "all")
        return methodsThat([](const Method&) { return true; });
    Methods methods;
    std::istringstream names(*list + ',');
    for (std::string name; std::getline(names, name, ',');)
        methods.push_back(methodOf(name));
    std::ranges::sort(methods); // the table's order: they point into it
    const auto repeats = std::ranges::unique(methods);
    methods.erase(repeats.begin(), repeats.end());
    return methods;
}

std::string methodNames()
{
    std::string names;
    for (const Method& method : methodTable())
        names += (names.empty() ? "" : ", ") + method.name;
    return names;
}

std::string settingHelp()
{
    std::string help;
    for (const Setting* setting : allSettings())
        help += "  " + setting->name + "=VALUE: " + setting->values + '\n';
    return help;
}

std::string columnHelp()
{
    std::string help;
    for (const Method& method : methodTable()) {
        if (!method.columns.empty())
            help += "  " + method.name + ": " + method.columns + '\n';
    }
    return help;
}

const Setting& settingOf(const std::string& name)
{
    const std::vector<const Setting*> known = allSettings();
    return **std::ranges::find(known, name, &Setting::name);
}

void applySetting(Options& options, const std::string& setting)
{
    const std::string name = setting.substr(0, setting.find('='));
    const std::vector<const Setting*> known = allSettings();
    const auto found = std::ranges::find(known, name, &Setting::name);
    if (found == known.end())
        throw core::UsageError("--set: there is no setting \"" + name + "\"; expected one of\n" +
                               settingHelp());
    const bool hasValue = name.size() < setting.size();
    const std::string value = hasValue ? setting.substr(name.size() + 1) : std::string{};
    if (!hasValue || !(*found)->set(options, value))
        throw core::UsageError("--set " + name + ": found \"" + value + "\", expected " +
                               (*found)->values);
}

Json settingsJson(const Options& options, const Methods& methods)
{
    Json settings = Json::object();
    const auto record = [&](const Setting& setting) {
        settings[setting.name] = setting.value(options);
    };
    std::ranges::for_each(passSettings(), record);
    for (const Method* method : methods)
        std::ranges::for_each(method->settings, record);
    return settings;
}

} // namespace counterpart::cli
