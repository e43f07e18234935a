#pragma once

#include "ui/commands/command.h"

class QWidget;

namespace counterpart::ui {

/// Shows the help, which is Markdown under resources/help.
class HelpCommand : public Command
{
    Q_OBJECT

public:
    explicit HelpCommand(QWidget* window);

protected:
    void run() override;

private:
    QWidget* m_window;
};

/// Name, version, licence and libraries.
class AboutCommand : public Command
{
    Q_OBJECT

public:
    explicit AboutCommand(QWidget* window);

protected:
    void run() override;

private:
    QWidget* m_window;
};

} // namespace counterpart::ui
