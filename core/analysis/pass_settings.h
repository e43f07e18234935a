#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/base/error.h"

#include <string>
#include <utility>
#include <vector>

namespace counterpart::core {

/// Values of a setting as both programs name them, the default first.
template <class T>
using SettingNames = std::vector<std::pair<std::string, T>>;

inline constexpr const char* kNonFiniteSetting = "moments.nonfinite";
inline constexpr const char* kInputOrderSetting = "moments.order";
SettingNames<NonFinite> nonFiniteNames();
SettingNames<InputOrder> inputOrderNames();

/// "moments.nonfinite=drop": one of these two settings. Throws UsageError that names what there is.
void applyPassSetting(PassOptions& pass, const std::string& setting);

/// The option that does what an error proposes, as " (--set moments.order=by-id)"; empty where
/// there is none.
std::string remedyText(const Error& error);

} // namespace counterpart::core
