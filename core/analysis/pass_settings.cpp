#include "core/analysis/pass_settings.h"

#include "core/analysis/non_finite.h"

#include <algorithm>

namespace counterpart::core {

namespace {

template <class T>
std::string optionOf(const char* name, const SettingNames<T>& names, T value)
{
    const auto found = std::ranges::find(names, value, &std::pair<std::string, T>::second);
    return " (--set " + std::string(name) + '=' + found->first + ')';
}

template <class T>
bool applies(const std::string& setting, const char* name, const SettingNames<T>& names, T& place)
{
    for (const auto& [text, value] : names) {
        if (setting == std::string(name) + '=' + text) {
            place = value;
            return true;
        }
    }
    return false;
}

template <class T>
std::string linesOf(const char* name, const SettingNames<T>& names)
{
    std::string line;
    for (const auto& [text, value] : names)
        line += (line.empty() ? "\n  " + std::string(name) + '=' : " or ") + text;
    return line;
}

} // namespace

SettingNames<NonFinite> nonFiniteNames()
{
    return {{"refuse", NonFinite::Refuse}, {"drop", NonFinite::Drop}};
}

SettingNames<InputOrder> inputOrderNames()
{
    return {{"as-stored", InputOrder::AsStored}, {"by-id", InputOrder::ById}};
}

void applyPassSetting(PassOptions& pass, const std::string& setting)
{
    if (!applies(setting, kNonFiniteSetting, nonFiniteNames(), pass.nonFinite) &&
        !applies(setting, kInputOrderSetting, inputOrderNames(), pass.inputOrder))
        throw UsageError("--set: there is no \"" + setting + "\"; expected one of" +
                         linesOf(kNonFiniteSetting, nonFiniteNames()) +
                         linesOf(kInputOrderSetting, inputOrderNames()));
}

std::string remedyText(const Error& error)
{
    if (error.remedy() == Remedy::ReorderInputs)
        return optionOf(kInputOrderSetting, inputOrderNames(), InputOrder::ById);
    if (dynamic_cast<const NonFiniteError*>(&error))
        return optionOf(kNonFiniteSetting, nonFiniteNames(), NonFinite::Drop);
    return {};
}

} // namespace counterpart::core
