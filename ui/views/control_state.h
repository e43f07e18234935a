#pragma once

#include <QJsonObject>
#include <QWidget>

namespace counterpart::ui {

/// What the controls inside a view are set to: choices, numbers, sliders, check boxes, tabs,
/// splitters, and which part of plots is shown, by their accessible names (splitters by their
/// order). Buttons and tables are left out, and so is what is not enabled.
QJsonObject controlState(const QWidget& view);
/// Sets the controls that are there as the user would; what they do not take is passed over.
void restoreControls(QWidget& view, const QJsonObject& state);

} // namespace counterpart::ui
