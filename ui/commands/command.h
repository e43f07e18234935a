#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>

namespace counterpart::ui {

/// One thing the user can do, bound to one action. The window puts the action into its menus.
class Command : public QObject
{
    Q_OBJECT

public:
    Command(const QString& text, const QKeySequence& keys, QObject* parent = nullptr);

    QAction* action() { return &m_action; }

protected:
    virtual void run() = 0;

private:
    QAction m_action{this};
};

} // namespace counterpart::ui
