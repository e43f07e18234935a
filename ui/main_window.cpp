#include "ui/main_window.h"

#include "models/position_names.h"
#include "session/analysis_controller.h"
#include "session/app_settings.h"
#include "session/study_keeper.h"
#include "ui/commands/figure_commands.h"
#include "ui/commands/figure_restorer.h"
#include "ui/commands/file_commands.h"
#include "ui/commands/help_command.h"
#include "ui/commands/information_dialog.h"
#include "ui/commands/palette_command.h"
#include "ui/commands/reading_dialog.h"
#include "ui/commands/shown_origin.h"
#include "ui/commands/study_commands.h"
#include "ui/commands/tour_command.h"
#include "ui/commands/view_commands.h"
#include "ui/figures/figure_provenance.h"
#include "ui/views/inspector.h"
#include "ui/views/jobs_view.h"
#include "ui/views/layer_bar.h"
#include "ui/views/match_table_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/state_page.h"
#include "ui/views/study_view.h"
#include "ui/views/window_state.h"
#include "ui/views/workspaces.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QStatusBar>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace counterpart::ui {

namespace {

constexpr int kMessageMs = 8000;
/// Room for the names of layers and for a line of the inspector.
constexpr int kLeastDockWidth = 210;

QDockWidget* makeDock(QMainWindow* window, const QString& title, const QString& name,
                      QWidget* content)
{
    auto* dock = new QDockWidget(title, window);
    dock->setObjectName(name);
    content->setMinimumWidth(kLeastDockWidth);
    dock->setWidget(content);
    return dock;
}

} // namespace

MainWindow::MainWindow(const ViewContext& context, session::StudyKeeper& study,
                       session::JobsModel& jobs, QUndoStack& undo, QWidget* parent)
    : QMainWindow(parent),
      m_context(context),
      m_study(study),
      m_messages(new MessageBar(this)),
      m_workspaces(new Workspaces(context, this))
{
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setCentralWidget(makeCentre());
    addToolBar(new LayerBar(context, this));
    addDocks(jobs);
    addMenus(undo);
    addStatusBar(jobs);
    connect(&context.session, &session::Session::filesOpened, &context.settings,
            &session::AppSettings::addRecentFiles);
    connect(&context.session, &session::Session::openFailed, m_messages, &MessageBar::showMessage);
    connect(&context.controller, &session::AnalysisController::layersFailed, m_messages,
            &MessageBar::showMessage);
    m_restorer = new FigureRestorer(context, *m_workspaces, this);
    connect(m_restorer, &FigureRestorer::failed, m_messages, &MessageBar::showMessage);
    connect(m_restorer, &FigureRestorer::restored, this, [this](const QString& remark) {
        if (!remark.isEmpty())
            m_messages->showMessage(remark);
    });
    new WindowState(study, *m_workspaces, context.jobs, this);
    connect(&study, &session::StudyKeeper::changed, this, &MainWindow::followStudy);
    connect(&study, &session::StudyKeeper::opened, this, &MainWindow::tellOfInputs);
    connect(&study, &session::StudyKeeper::failed, m_messages, &MessageBar::showMessage);
    connect(&study, &session::StudyKeeper::saved, this, [this](const QString& path) {
        statusBar()->showMessage(tr("Saved: %1").arg(path), kMessageMs);
        m_context.settings.addRecentFiles({path});
    });
    followStudy();
    restoreLayout();
}

QWidget* MainWindow::makeCentre()
{
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_workspaces, 1);
    return centre;
}

void MainWindow::addDocks(session::JobsModel& jobs)
{
    m_matchTable = new MatchTableView(m_context, this);
    m_inspector = new Inspector(m_context, this);
    connect(m_inspector, &LinkedView::readout, this,
            [this](const QString& text) { statusBar()->showMessage(text); });
    auto* study =
        makeDock(this, tr("Study"), QStringLiteral("study"), new StudyView(m_context, this));
    auto* inspect = makeDock(this, tr("Inspector"), QStringLiteral("inspector"), m_inspector);
    auto* matches = makeDock(this, tr("Match table"), QStringLiteral("matches"), m_matchTable);
    auto* running = makeDock(this, tr("Jobs"), QStringLiteral("jobs"),
                             new JobsView(jobs, m_context.jobs, this));
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, study);
    addDockWidget(Qt::RightDockWidgetArea, inspect);
    addDockWidget(Qt::BottomDockWidgetArea, matches);
    tabifyDockWidget(matches, running);
    matches->raise();
    resizeDocks({study, inspect}, {270, 300}, Qt::Horizontal);
    resizeDocks({matches}, {190}, Qt::Vertical);
}

void MainWindow::addMenus(QUndoStack& undo)
{
    addFileMenu();
    addEditMenu(undo);
    addViewMenu();
    addHelpMenu();
    connect(m_workspaces, &Workspaces::currentViewChanged, this, &MainWindow::enableFigureActions);
    enableFigureActions();
}

void MainWindow::addFileMenu()
{
    const OpenFiles openFiles = [this](const QStringList& files) { this->openFiles(files); };
    auto* open = new OpenCommand(m_context, openFiles, this);
    auto* example = new OpenExampleCommand(m_context, this);
    auto* close = new CloseCommand(m_context, this);
    const OriginOf origin = [this](const QString& figure) {
        return shownOrigin(m_context, *m_workspaces, figure);
    };
    auto* exportFigure = new ExportFigureCommand(
        m_context, [this] { return readyFigures(); }, origin, this);
    auto* exportData = new ExportDataCommand(
        m_context, [this] { return shownFigures(); }, origin, this);
    m_figureActions += {exportFigure->action(), exportData->action()};
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(open->action());
    menu->addMenu(new RecentFilesMenu(m_context, openFiles, menu));
    menu->addAction(example->action());
    menu->addAction(close->action());
    menu->addSeparator();
    addStudyActions(*menu);
    menu->addSeparator();
    auto* reading = new ReadingCommand(m_context, this);
    menu->addAction(reading->action());
    menu->addSeparator();
    menu->addAction(exportFigure->action());
    menu->addAction(exportData->action());
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);

    StatePage& page = m_workspaces->statePage();
    connect(&page, &StatePage::openWanted, open->action(), &QAction::trigger);
    connect(&page, &StatePage::exampleWanted, example->action(), &QAction::trigger);
    connect(&page, &StatePage::retryWanted, &m_context.controller,
            &session::AnalysisController::retry);
    connect(&page, &StatePage::readingWanted, reading->action(), &QAction::trigger);
    connect(&page, &StatePage::reorderWanted, this, [this] {
        core::AnalysisOptions options = m_context.session.options();
        options.pass.inputOrder = core::InputOrder::ById;
        m_context.session.setOptions(options);
    });
    reportOn(*exportFigure);
    reportOn(*exportData);
}

template <class Writer>
void MainWindow::reportOn(const Writer& command)
{
    connect(&command, &Writer::written, this, [this](const QString& path) {
        statusBar()->showMessage(tr("Written: %1").arg(path), kMessageMs);
    });
    connect(&command, &Writer::failed, m_messages, &MessageBar::showMessage);
}

void MainWindow::addStudyActions(QMenu& menu)
{
    menu.addAction((new SaveStudyCommand(m_study, m_context, this))->action());
    menu.addAction((new SaveStudyAsCommand(m_study, m_context, this))->action());
    menu.addAction((new FindInputsCommand(m_study, this))->action());
    menu.addAction((new ReadInputsAgainCommand(m_study, this))->action());
}

void MainWindow::followStudy()
{
    const QString file = QFileInfo(m_study.path()).fileName();
    // "[*]" is where Qt marks what is not saved.
    setWindowTitle(file.isEmpty() ? tr("Counterpart") : tr("%1[*] – Counterpart").arg(file));
    setWindowModified(m_study.isModified() && !file.isEmpty());
}

void MainWindow::tellOfInputs()
{
    QStringList sentences;
    const QStringList missing = m_study.missingInputs();
    const QStringList changed = m_study.changedInputs();
    if (!missing.isEmpty())
        sentences += tr("Not found: %1. What the study knows is shown; anything else needs the "
                        "file (File, Find missing inputs).")
                         .arg(missing.join(QStringLiteral(", ")));
    if (!changed.isEmpty())
        sentences += tr("Changed since the study was made: %1. What is shown is stale (File, Read "
                        "changed inputs again).")
                         .arg(changed.join(QStringLiteral(", ")));
    if (!sentences.isEmpty())
        m_messages->showMessage(sentences.join(QLatin1Char('\n')));
    else
        m_messages->hide();
}

void MainWindow::addEditMenu(QUndoStack& undo)
{
    const ShownFigures figures = [this] { return shownFigures(); };
    const CurrentView view = [this] { return m_workspaces->currentView(); };
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    QAction* undoAction = undo.createUndoAction(this, tr("&Undo"));
    undoAction->setShortcut(QKeySequence::Undo);
    QAction* redoAction = undo.createRedoAction(this, tr("&Redo"));
    redoAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    menu->addActions({undoAction, redoAction});
    menu->addSeparator();
    menu->addAction((new CopyDataCommand(figures, *m_matchTable, this))->action());
    m_figureActions += (new CopyFigureCommand(figures, this))->action();
    menu->addAction(m_figureActions.last());
    menu->addAction((new CopyAddressCommand(m_context, this))->action());
    menu->addSeparator();
    menu->addAction((new FindCommand(view, *m_matchTable, this))->action());
    menu->addAction((new PaletteCommand(m_context, this))->action());
    menu->addAction((new ClearSelectionCommand(m_context, this))->action());
}

void MainWindow::addViewMenu()
{
    const ShownFigures figures = [this] { return shownFigures(); };
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    for (const ZoomStep step : {ZoomStep::In, ZoomStep::Out, ZoomStep::Reset}) {
        m_figureActions += (new ZoomCommand(step, figures, this))->action();
        menu->addAction(m_figureActions.last());
    }
    menu->addSeparator();
    for (const int step : {-1, +1})
        menu->addAction((new StepLayerCommand(step, m_context, this))->action());
    menu->addSeparator();
    QMenu* measure = menu->addMenu(tr("&Measure"));
    new MeasureMenu(m_context, *measure);
    measure->addSeparator();
    measure->addAction((new InformationCommand(m_context, this))->action());
    new ThemeMenu(m_context.settings, *menu->addMenu(tr("&Theme")));
    menu->addSeparator();
    for (QDockWidget* dock : findChildren<QDockWidget*>())
        menu->addAction(dock->toggleViewAction());
}

void MainWindow::addHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction((new HelpCommand(this))->action());
    m_tour = new TourCommand(m_context.settings, this);
    menu->addAction(m_tour->action());
    menu->addAction((new AboutCommand(this))->action());
}

void MainWindow::greet()
{
    m_tour->runOnce();
}

void MainWindow::addStatusBar(session::JobsModel& jobs)
{
    m_summary = new QLabel(this);
    auto* running = new QLabel(this);
    statusBar()->addPermanentWidget(m_summary);
    statusBar()->addPermanentWidget(running);
    connect(m_workspaces, &Workspaces::readout, this,
            [this](const QString& text) { statusBar()->showMessage(text); });
    connect(&m_context.controller, &session::AnalysisController::currentChanged, this,
            &MainWindow::showSummary);
    const auto showRunning = [running, &jobs] {
        const int count = jobs.runningCount();
        running->setText(count > 0 ? tr("%n job(s) running", nullptr, count) : QString());
    };
    connect(&jobs, &QAbstractItemModel::rowsInserted, running, showRunning);
    connect(&jobs, &QAbstractItemModel::rowsRemoved, running, showRunning);
    connect(&jobs, &QAbstractItemModel::dataChanged, running, showRunning);
}

std::vector<ShownFigure> MainWindow::shownFigures() const
{
    std::vector<ShownFigure> shown;
    for (const LinkedView* view :
         {m_workspaces->currentView(), static_cast<LinkedView*>(m_inspector)}) {
        if (view)
            std::ranges::copy(view->figures(), std::back_inserter(shown));
    }
    const auto used = std::ranges::find(shown, focusWidget(), &ShownFigure::widget);
    if (used != shown.end())
        std::rotate(shown.begin(), used, used + 1);
    return shown;
}

std::vector<ShownFigure> MainWindow::readyFigures() const
{
    std::vector<ShownFigure> ready = shownFigures();
    for (const LinkedView* view : m_workspaces->views())
        if (view != m_workspaces->currentView())
            std::ranges::copy(view->readyFigures(), std::back_inserter(ready));
    return ready;
}

void MainWindow::enableFigureActions()
{
    for (QAction* action : m_figureActions)
        action->setEnabled(m_workspaces->currentView() != nullptr);
}

void MainWindow::showSummary()
{
    const session::PairResult& result = m_context.controller.current();
    if (!result) {
        m_summary->clear();
        return;
    }
    const auto& dead = result.analysis->correlation.dead;
    m_summary->setText(
        tr("%1 samples · dead units: %2 of A, %3 of B · positions: %4")
            .arg(result.analysis->samples())
            .arg(dead.a.size())
            .arg(dead.b.size())
            .arg(models::positionsName(result.analysis->options.pass.policy.positions)));
}

void MainWindow::restoreLayout()
{
    resize(1440, 900);
    restoreGeometry(m_context.settings.windowGeometry());
    restoreState(m_context.settings.windowState());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files += url.toLocalFile();
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    openFiles(files);
}

void MainWindow::openFiles(const QStringList& files)
{
    QStringList others;
    QString picture;
    for (const QString& file : files) {
        if (pictureFormat(file))
            picture = file;
        else
            others += file;
    }
    if (!picture.isEmpty())
        m_restorer->open(picture);
    if (!others.isEmpty())
        ui::openFiles(others, m_study, m_context, this);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayLeave(m_study, this)) {
        event->ignore();
        return;
    }
    m_context.settings.setWindow(saveGeometry(), saveState());
    QMainWindow::closeEvent(event);
}

} // namespace counterpart::ui
