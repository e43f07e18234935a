#pragma once

#include "session/jobs_model.h"
#include "ui/views/linked_view.h"

#include <QMainWindow>

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

/// The window: places docks and the tool bar, takes what is dropped, and says what happened to the
/// study. What stands in the menus is in WindowMenus, what they do in the commands.
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
    void listenToStudy();
    void followStudy();
    void tellOfInputs();
    void showReadout(const QString& text);
    void restoreLayout();

    ViewContext m_context;
    session::StudyKeeper& m_study;
    MessageBar* m_messages;
    Workspaces* m_workspaces;
    MatchTableView* m_matchTable = nullptr;
    Inspector* m_inspector = nullptr;
    FigureRestorer* m_restorer = nullptr;
    TourCommand* m_tour = nullptr;
};

} // namespace counterpart::ui
