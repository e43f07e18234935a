#pragma once

#include "ui/commands/file_commands.h"
#include "ui/views/linked_view.h"

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;
class QUndoStack;

namespace counterpart::session {
class StudyKeeper;
}

namespace counterpart::ui {

class Inspector;
class MatchTableView;
class TourCommand;
class Workspaces;

/// Fills the menu bar of the window: what stands in which menu, and which figures the commands on
/// figures work on.
class WindowMenus : public QObject
{
    Q_OBJECT

public:
    /// What the commands work on besides the context; all of it outlives the menus.
    struct Targets
    {
        OpenFiles openFiles;
        session::StudyKeeper& study;
        QUndoStack& undo;
        Workspaces& workspaces;
        MatchTableView& matchTable;
        Inspector& inspector;
    };

    WindowMenus(const ViewContext& context, const Targets& targets, QMainWindow* window);

    TourCommand& tour() { return *m_tour; }

signals:
    /// A command wrote this file, or could not.
    void written(const QString& path);
    void failed(const QString& sentence);

private:
    void addFileMenu();
    /// In what is no command of a menu.
    void followStatePage();
    void addStudyActions(QMenu& menu);
    void addEditMenu();
    void addViewMenu();
    void addHelpMenu();
    /// The figures of the shown workspace and of the inspector, the one that was used last first.
    std::vector<ShownFigure> shownFigures() const;
    /// Those, and what other tabs and workspaces have drawn.
    std::vector<ShownFigure> readyFigures() const;
    /// Lets what works on figures be chosen while there is one.
    void enableFigureActions();
    /// Passes on what a command that writes tells.
    template <class Writer>
    void reportOn(const Writer& command);

    ViewContext m_context;
    Targets m_targets;
    QMainWindow* m_window;
    QList<QAction*> m_figureActions; ///< that need a figure
    TourCommand* m_tour = nullptr;
};

} // namespace counterpart::ui
