#include "ui/commands/command.h"

namespace counterpart::ui {

Command::Command(const QString& text, const QKeySequence& keys, QObject* parent) : QObject(parent)
{
    m_action.setText(text);
    m_action.setShortcut(keys);
    connect(&m_action, &QAction::triggered, this, [this] { run(); });
}

} // namespace counterpart::ui
