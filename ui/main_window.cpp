#include "ui/main_window.h"

#include "session/analysis_controller.h"
#include "session/app_settings.h"
#include "session/study_keeper.h"
#include "ui/commands/figure_restorer.h"
#include "ui/commands/file_commands.h"
#include "ui/commands/study_commands.h"
#include "ui/commands/tour_command.h"
#include "ui/figures/figure_provenance.h"
#include "ui/status_line.h"
#include "ui/views/inspector.h"
#include "ui/views/jobs_view.h"
#include "ui/views/layer_bar.h"
#include "ui/views/match_table_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/study_view.h"
#include "ui/views/window_state.h"
#include "ui/views/workspaces.h"
#include "ui/window_menus.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QStatusBar>
#include <QVBoxLayout>

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
    connect(m_workspaces, &Workspaces::readout, this, &MainWindow::showReadout);
    connect(m_inspector, &LinkedView::readout, this, &MainWindow::showReadout);
    new StatusLine(context, jobs, statusBar());
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
    listenToStudy();
    restoreLayout();
}

void MainWindow::listenToStudy()
{
    new WindowState(m_study, *m_workspaces, m_context.jobs, this);
    connect(&m_study, &session::StudyKeeper::changed, this, &MainWindow::followStudy);
    connect(&m_study, &session::StudyKeeper::opened, this, &MainWindow::tellOfInputs);
    connect(&m_study, &session::StudyKeeper::failed, m_messages, &MessageBar::showMessage);
    connect(&m_study, &session::StudyKeeper::saved, this, [this](const QString& path) {
        statusBar()->showMessage(tr("Saved: %1").arg(path), kMessageMs);
        m_context.settings.addRecentFiles({path});
    });
    followStudy();
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
    auto* menus = new WindowMenus(m_context,
                                  {[this](const QStringList& files) { openFiles(files); }, m_study,
                                   undo, *m_workspaces, *m_matchTable, *m_inspector},
                                  this);
    m_tour = &menus->tour();
    connect(menus, &WindowMenus::written, this, [this](const QString& path) {
        statusBar()->showMessage(tr("Written: %1").arg(path), kMessageMs);
    });
    connect(menus, &WindowMenus::failed, m_messages, &MessageBar::showMessage);
}

void MainWindow::showReadout(const QString& text)
{
    statusBar()->showMessage(text);
}

void MainWindow::greet()
{
    m_tour->runOnce();
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
