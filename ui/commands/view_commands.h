#pragma once

#include "session/app_settings.h"
#include "ui/commands/command.h"
#include "ui/commands/figure_commands.h"
#include "ui/views/view_context.h"

#include <QActionGroup>

class QMenu;

namespace counterpart::ui {

/// What a zoom command does to the figure that was used last.
enum class ZoomStep { In, Out, Reset };

class ZoomCommand : public Command
{
    Q_OBJECT

public:
    ZoomCommand(ZoomStep step, ShownFigures figures, QObject* parent);

protected:
    void run() override;

private:
    ZoomStep m_step;
    ShownFigures m_figures;
};

/// Moves both sides to the previous or the next layer.
class StepLayerCommand : public Command
{
    Q_OBJECT

public:
    StepLayerCommand(int step, const ViewContext& context, QObject* parent);

protected:
    void run() override;

private:
    int m_step;
    ViewContext m_context;
};

/// Lets go of the current and the selected units.
class ClearSelectionCommand : public Command
{
    Q_OBJECT

public:
    ClearSelectionCommand(const ViewContext& context, QObject* parent);

protected:
    void run() override;

private:
    ViewContext m_context;
};

/// The view of the shown workspace, or nullptr.
using CurrentView = std::function<LinkedView*()>;

/// Puts the focus into the search field of the shown view, or of the match table.
class FindCommand : public Command
{
    Q_OBJECT

public:
    FindCommand(CurrentView view, MatchTableView& table, QObject* parent);

protected:
    void run() override;

private:
    CurrentView m_view;
    MatchTableView& m_table;
};

/// Copies the text address of the current pair, "netA/conv3[17] ~ netB/conv3[204]".
class CopyAddressCommand : public Command
{
    Q_OBJECT

public:
    CopyAddressCommand(const ViewContext& context, QObject* parent);

protected:
    void run() override;

private:
    ViewContext m_context;
};

/// The choice of the measure by which units are compared and matched.
class MeasureMenu : public QObject
{
    Q_OBJECT

public:
    /// Adds its actions to the menu, which owns it.
    MeasureMenu(const ViewContext& context, QMenu& menu);

private:
    QActionGroup m_group;
};

/// System, light and dark, as a menu of three.
class ThemeMenu : public QObject
{
    Q_OBJECT

public:
    ThemeMenu(session::AppSettings& settings, QMenu& menu);

private:
    QActionGroup m_group;
};

} // namespace counterpart::ui
