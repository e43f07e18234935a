#include "ui/window_menus.h"

#include "session/analysis_controller.h"
#include "session/app_settings.h"
#include "ui/commands/figure_commands.h"
#include "ui/commands/help_command.h"
#include "ui/commands/information_dialog.h"
#include "ui/commands/palette_command.h"
#include "ui/commands/reading_dialog.h"
#include "ui/commands/shown_origin.h"
#include "ui/commands/study_commands.h"
#include "ui/commands/tour_command.h"
#include "ui/commands/view_commands.h"
#include "ui/views/inspector.h"
#include "ui/views/match_table_view.h"
#include "ui/views/state_page.h"
#include "ui/views/workspaces.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QUndoStack>

#include <algorithm>
#include <iterator>

namespace counterpart::ui {

WindowMenus::WindowMenus(const ViewContext& context, const Targets& targets, QMainWindow* window)
    : QObject(window),
      m_context(context),
      m_targets(targets),
      m_window(window)
{
    addFileMenu();
    addEditMenu();
    addViewMenu();
    addHelpMenu();
    connect(&m_targets.workspaces, &Workspaces::currentViewChanged, this,
            &WindowMenus::enableFigureActions);
    enableFigureActions();
}

template <class Writer>
void WindowMenus::reportOn(const Writer& command)
{
    connect(&command, &Writer::written, this, &WindowMenus::written);
    connect(&command, &Writer::failed, this, &WindowMenus::failed);
}

void WindowMenus::addFileMenu()
{
    auto* open = new OpenCommand(m_context, m_targets.openFiles, m_window);
    auto* example = new OpenExampleCommand(Example::Seeds, m_context, m_window);
    auto* training = new OpenExampleCommand(Example::Training, m_context, m_window);
    auto* close = new CloseCommand(m_context, m_window);
    const OriginOf origin = [this](const QString& figure) {
        return shownOrigin(m_context, m_targets.workspaces, figure);
    };
    auto* exportFigure = new ExportFigureCommand(
        m_context, [this] { return readyFigures(); }, origin, m_window);
    auto* exportData = new ExportDataCommand(
        m_context, [this] { return shownFigures(); }, origin, m_window);
    m_figureActions += {exportFigure->action(), exportData->action()};
    QMenu* menu = m_window->menuBar()->addMenu(tr("&File"));
    menu->addAction(open->action());
    menu->addMenu(new RecentFilesMenu(m_context, m_targets.openFiles, menu));
    menu->addAction(example->action());
    menu->addAction(training->action());
    menu->addAction(close->action());
    menu->addSeparator();
    addStudyActions(*menu);
    menu->addSeparator();
    auto* reading = new ReadingCommand(m_context, m_window);
    menu->addAction(reading->action());
    menu->addSeparator();
    menu->addAction(exportFigure->action());
    menu->addAction(exportData->action());
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, m_window, &QWidget::close);

    followStatePage();
    const StatePage& page = m_targets.workspaces.statePage();
    connect(&page, &StatePage::openWanted, open->action(), &QAction::trigger);
    connect(&page, &StatePage::exampleWanted, example->action(), &QAction::trigger);
    connect(&page, &StatePage::trainingExampleWanted, training->action(), &QAction::trigger);
    connect(&page, &StatePage::readingWanted, reading->action(), &QAction::trigger);
    reportOn(*exportFigure);
    reportOn(*exportData);
}

void WindowMenus::followStatePage()
{
    const StatePage& page = m_targets.workspaces.statePage();
    connect(&page, &StatePage::retryWanted, &m_context.controller,
            &session::AnalysisController::retry);
    connect(&page, &StatePage::reorderWanted, this, [this] {
        core::AnalysisOptions options = m_context.session.options();
        options.pass.inputOrder = core::InputOrder::ById;
        m_context.session.setOptions(options);
    });
}

void WindowMenus::addStudyActions(QMenu& menu)
{
    menu.addAction((new SaveStudyCommand(m_targets.study, m_context, m_window))->action());
    menu.addAction((new SaveStudyAsCommand(m_targets.study, m_context, m_window))->action());
    menu.addAction((new FindInputsCommand(m_targets.study, m_window))->action());
    menu.addAction((new ReadInputsAgainCommand(m_targets.study, m_window))->action());
}

void WindowMenus::addEditMenu()
{
    const ShownFigures figures = [this] { return shownFigures(); };
    const CurrentView view = [this] { return m_targets.workspaces.currentView(); };
    QMenu* menu = m_window->menuBar()->addMenu(tr("&Edit"));
    QAction* undoAction = m_targets.undo.createUndoAction(this, tr("&Undo"));
    undoAction->setShortcut(QKeySequence::Undo);
    QAction* redoAction = m_targets.undo.createRedoAction(this, tr("&Redo"));
    redoAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    menu->addActions({undoAction, redoAction});
    menu->addSeparator();
    menu->addAction(
        (new CopyDataCommand(m_context, figures, m_targets.matchTable, m_window))->action());
    m_figureActions += (new CopyFigureCommand(figures, m_window))->action();
    menu->addAction(m_figureActions.last());
    menu->addAction((new CopyAddressCommand(m_context, m_window))->action());
    menu->addSeparator();
    menu->addAction((new FindCommand(view, m_targets.matchTable, m_window))->action());
    menu->addAction((new PaletteCommand(m_context, m_window))->action());
    menu->addAction((new ClearSelectionCommand(m_context, m_window))->action());
}

void WindowMenus::addViewMenu()
{
    const ShownFigures figures = [this] { return shownFigures(); };
    QMenu* menu = m_window->menuBar()->addMenu(tr("&View"));
    for (const ZoomStep step : {ZoomStep::In, ZoomStep::Out, ZoomStep::Reset}) {
        m_figureActions += (new ZoomCommand(step, figures, m_window))->action();
        menu->addAction(m_figureActions.last());
    }
    menu->addSeparator();
    for (const int step : {-1, +1})
        menu->addAction((new StepLayerCommand(step, m_context, m_window))->action());
    menu->addSeparator();
    QMenu* measure = menu->addMenu(tr("&Measure"));
    new MeasureMenu(m_context, *measure);
    measure->addSeparator();
    measure->addAction((new InformationCommand(m_context, m_window))->action());
    new ThemeMenu(m_context.settings, *menu->addMenu(tr("&Theme")));
    menu->addSeparator();
    for (QDockWidget* dock : m_window->findChildren<QDockWidget*>())
        menu->addAction(dock->toggleViewAction());
}

void WindowMenus::addHelpMenu()
{
    QMenu* menu = m_window->menuBar()->addMenu(tr("&Help"));
    menu->addAction((new HelpCommand(m_window))->action());
    m_tour = new TourCommand(m_context.settings, m_window);
    menu->addAction(m_tour->action());
    menu->addAction((new AboutCommand(m_window))->action());
}

std::vector<ShownFigure> WindowMenus::shownFigures() const
{
    std::vector<ShownFigure> shown;
    for (const LinkedView* view :
         {m_targets.workspaces.currentView(), static_cast<LinkedView*>(&m_targets.inspector)}) {
        if (view)
            std::ranges::copy(view->figures(), std::back_inserter(shown));
    }
    const auto used = std::ranges::find(shown, m_window->focusWidget(), &ShownFigure::widget);
    if (used != shown.end())
        std::rotate(shown.begin(), used, used + 1);
    return shown;
}

std::vector<ShownFigure> WindowMenus::readyFigures() const
{
    std::vector<ShownFigure> ready = shownFigures();
    for (const LinkedView* view : m_targets.workspaces.views()) {
        for (const ShownFigure& figure : view->readyFigures()) {
            if (std::ranges::find(ready, figure.widget, &ShownFigure::widget) == ready.end())
                ready.push_back(figure);
        }
    }
    return ready;
}

void WindowMenus::enableFigureActions()
{
    for (QAction* action : m_figureActions)
        action->setEnabled(m_targets.workspaces.currentView() != nullptr);
}

} // namespace counterpart::ui
