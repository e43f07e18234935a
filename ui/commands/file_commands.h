#pragma once

#include "ui/commands/command.h"
#include "ui/views/view_context.h"

#include <QMenu>

#include <functional>

class QWidget;

namespace counterpart::ui {

/// How files that the user named are opened.
using OpenFiles = std::function<void(const QStringList& files)>;

/// Asks for files of activations, a study or a figure, and opens them.
class OpenCommand : public Command
{
    Q_OBJECT

public:
    OpenCommand(const ViewContext& context, OpenFiles open, QWidget* window);

protected:
    void run() override;

private:
    ViewContext m_context;
    OpenFiles m_open;
    QWidget* m_window;
};

/// What is bundled.
enum class Example {
    Seeds,   ///< four networks that differ in their seed
    Training ///< recurrent networks of three widths, one of them at five checkpoints
};

/// Opens a bundled example.
class OpenExampleCommand : public Command
{
    Q_OBJECT

public:
    OpenExampleCommand(Example example, const ViewContext& context, QObject* parent);

protected:
    void run() override;

private:
    Example m_example;
    ViewContext m_context;
};

/// Closes every network.
class CloseCommand : public Command
{
    Q_OBJECT

public:
    CloseCommand(const ViewContext& context, QObject* parent);

protected:
    void run() override;

private:
    ViewContext m_context;
};

/// The files opened lately; choosing one opens it beside what is open.
class RecentFilesMenu : public QMenu
{
    Q_OBJECT

public:
    RecentFilesMenu(const ViewContext& context, OpenFiles open, QWidget* parent);

private:
    void fill();

    ViewContext m_context;
    OpenFiles m_open;
};

/// The files of a bundled example, in order; where they are not installed, the folder itself.
QStringList exampleFiles(Example example);

} // namespace counterpart::ui
