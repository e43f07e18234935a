#pragma once

#include "session/app_settings.h"

namespace counterpart::ui {

/// Gives the application's widgets a light, a dark or the system's palette.
void applyTheme(session::ThemeChoice theme);

} // namespace counterpart::ui
