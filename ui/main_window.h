#pragma once

#include "session/jobs_model.h"
#include "ui/views/linked_view.h"

#include <QMainWindow>

class QLabel;
class QMenu;
class QUndoStack;

namespace counterpart::session {
class StudyKeeper;
}

namespace counterpart::ui {

class FigureRestorer;
class Inspector;
class MatchTableView;
class MessageBar;
class TourCommand;
class Workspaces;

/// The window: places docks, menus and tool bars. What they do is in the views and commands.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(const ViewContext& context, session::StudyKeeper& study, session::JobsModel& jobs,
               QUndoStack& undo, QWidget* parent = nullptr);

    Workspaces& workspaces() { return *m_workspaces; }
    /// Opens what the user named: files of activations, a study, or a figure, whose view is
    /// restored.
    void openFiles(const QStringList& files);
    /// Shows the guided tour unless it was shown before.
    void greet();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget* makeCentre();
    void addDocks(session::JobsModel& jobs);
    void addMenus(QUndoStack& undo);
    void addFileMenu();
    void addStudyActions(QMenu& menu);
    void followStudy();
    void tellOfInputs();
    void addEditMenu(QUndoStack& undo);
    void addViewMenu();
    void addHelpMenu();
    void addStatusBar(session::JobsModel& jobs);
    /// The figures of the shown workspace and of the inspector, the one that was used last first.
    std::vector<ShownFigure> shownFigures() const;
    /// Those, and what other workspaces have drawn.
    std::vector<ShownFigure> readyFigures() const;
    /// Tells where files were written, and failures, of a command that writes.
    template <class Writer>
    void reportOn(const Writer& command);
    /// Lets what works on figures be chosen while there is one.
    void enableFigureActions();
    void showSummary();
    void restoreLayout();

    ViewContext m_context;
    session::StudyKeeper& m_study;
    MessageBar* m_messages;
    Workspaces* m_workspaces;
    MatchTableView* m_matchTable = nullptr;
    Inspector* m_inspector = nullptr;
    FigureRestorer* m_restorer = nullptr;
    QList<QAction*> m_figureActions; ///< that need a figure
    QLabel* m_summary = nullptr;
    TourCommand* m_tour = nullptr;
};

} // namespace counterpart::ui
