#include "session/study_keeper.h"

#include "core/io/study_file.h"
#include "session/analysis_controller.h"
#include "session/matrix_settings.h"
#include "session/open_networks.h"
#include "session/selection.h"
#include "session/study_recovery.h"
#include "session/unit_filter.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace counterpart::session {

namespace {

/// What follows from restoring a view comes with later turns of the event loop.
constexpr int kRestoreMs = 100;

bool isStudyFile(const QString& path)
{
    return core::isStudy(path.toStdString());
}

QString toQString(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

/// Of the study that the networks came from, what the window showed.
QJsonObject viewOf(const std::vector<NetworkPtr>& networks)
{
    for (const NetworkPtr& network : networks) {
        const StudyTie* tie = tieOf(network);
        if (tie && tie->study)
            return QJsonDocument::fromJson(QByteArray::fromStdString(tie->study->view)).object();
    }
    return {};
}

} // namespace

StudyKeeper::StudyKeeper(SharedView view, AnalysisController& controller, JobRunner& jobs,
                         QObject* parent)
    : QObject(parent),
      m_view(view),
      m_controller(controller),
      m_jobs(jobs)
{
    const Session& session = view.session;
    connect(&session, &Session::filesOpened, this, &StudyKeeper::adopt);
    for (const auto signal : {&Session::networksChanged, &Session::pairChanged,
                              &Session::optionsChanged, &Session::matchKindChanged})
        connect(&session, signal, this, &StudyKeeper::noteChange);
    connect(&view.matrices, &MatrixSettings::lookChanged, this, &StudyKeeper::noteChange);
    connect(&view.selection, &Selection::currentChanged, this, &StudyKeeper::noteChange);
    connect(&view.selection, &Selection::selectedChanged, this, &StudyKeeper::noteChange);
    connect(&view.filter, &UnitFilter::changed, this, &StudyKeeper::noteChange);
    connect(&controller, &AnalysisController::currentChanged, this, &StudyKeeper::noteResults);
    connect(&controller, &AnalysisController::layersChanged, this, &StudyKeeper::noteResults);
    m_keepTimer.setSingleShot(true);
    connect(&m_keepTimer, &QTimer::timeout, this, &StudyKeeper::keepUnsaved);
}

StudyKeeper::~StudyKeeper() = default;

bool StudyKeeper::hasNetworks() const
{
    return !m_view.session.networks().empty();
}

void StudyKeeper::setWindow(std::function<QJsonObject()> save,
                            std::function<void(const QJsonObject&)> restore)
{
    m_saveWindow = std::move(save);
    m_restoreWindow = std::move(restore);
}

void StudyKeeper::open(const QString& path)
{
    m_view.session.closeAll();
    m_readings.clear();
    setPath({}, false);
    m_view.session.openFiles({path});
}

void StudyKeeper::adopt(const QStringList& files)
{
    // Beside other networks a study gives its networks and what is known of them, no more.
    const bool isAlone = files.size() == 1 && isStudyFile(files.front());
    if (!isAlone || m_view.session.pair())
        return;
    const bool isRecovered = std::exchange(m_recovering, {}) == files.front();
    m_openedFile = files.front();
    const QJsonObject view = viewOf(m_view.session.networks());
    m_isRestoring = true;
    m_view.restore(view["session"].toObject());
    if (m_restoreWindow)
        m_restoreWindow(view["window"].toObject());
    const QString saved = view["path"].toString();
    setPath(isRecovered ? saved : files.front(), isRecovered);
    m_recovered = isRecovered ? files.front() : QString();
    QTimer::singleShot(kRestoreMs, this, [this] { m_isRestoring = false; });
    emit opened();
}

void StudyKeeper::noteResults()
{
    for (const PairResult& result : m_controller.layers())
        noteReading(result);
    if (m_controller.current())
        noteReading(m_controller.current());
}

void StudyKeeper::noteReading(const PairResult& result)
{
    const core::SidePair<core::LayerIndex> layers{result.pair.a.layer, result.pair.b.layer};
    auto found = std::ranges::find(m_readings, result.analysis, &KnownReading::analysis);
    if (found == m_readings.end()) {
        const bool isKnown =
            knownPair(result.networks, layers, result.analysis->options.pass) != nullptr;
        m_readings.push_back({result.networks, layers, result.analysis});
        found = std::prev(m_readings.end());
        if (!isKnown)
            noteChange();
    }
    if (result.measure != Measure::Information) {
        const core::MatchingOptions options{result.isSigned};
        if (std::ranges::find(found->matchings, options,
                              &std::pair<core::MatchingOptions, MatchingPtr>::first) ==
            found->matchings.end())
            found->matchings.emplace_back(options, result.matching);
    }
    if (result.information &&
        std::ranges::find(found->information, result.information) == found->information.end()) {
        found->information.push_back(result.information);
        noteChange();
    }
}

void StudyKeeper::noteChange()
{
    if (m_isRestoring)
        return;
    ++m_changes;
    if (!hasNetworks()) {
        m_readings.clear();
        m_openedFile.clear();
        setPath({}, false);
        if (m_recovery)
            m_recovery->discard();
        return;
    }
    if (m_recovery && !m_keepTimer.isActive())
        m_keepTimer.start();
    if (!std::exchange(m_isModified, true))
        emit changed();
}

void StudyKeeper::setPath(const QString& path, bool isModified)
{
    m_path = path;
    m_isModified = isModified;
    if (!isModified)
        m_keepTimer.stop();
    emit changed();
}

QByteArray StudyKeeper::viewText() const
{
    QJsonObject view{{"session", m_view.save()}, {"path", m_path}};
    if (m_saveWindow)
        view["window"] = m_saveWindow();
    return QJsonDocument(view).toJson();
}

StudyParts StudyKeeper::parts() const
{
    return {m_view.session.networks(), m_readings, viewText().toStdString(),
            m_view.session.options().pass.policy.seed};
}

void StudyKeeper::write(const QString& path, const QString& title, QObject* receiver,
                        std::function<void()> done, JobRunner::Failed failed)
{
    m_jobs.start(
        JobKind::WriteFigure, title, receiver,
        [parts = parts(), file = path.toStdString()](const core::Progress& progress) {
            core::writeStudy(file, studyOf(parts), progress);
            return true;
        },
        [done = std::move(done)](bool) { done(); }, std::move(failed));
}

void StudyKeeper::save()
{
    if (!hasNetworks() || m_path.isEmpty())
        return;
    m_keepTimer.stop();
    write(
        m_path, tr("Saving %1").arg(QFileInfo(m_path).fileName()), this,
        [this, path = m_path, changes = m_changes] {
            if (path == m_path && changes == m_changes) {
                setPath(path, false);
                dropCopies();
            }
            emit saved(path);
        },
        [this](const JobFailure& failure) { emit failed(failure.message); });
}

/// What the pictures of missing and changed inputs are read from stays.
void StudyKeeper::dropCopies()
{
    if (!m_recovery || !missingInputs().isEmpty() || !changedInputs().isEmpty())
        return;
    m_recovery->discard();
    if (!m_recovered.isEmpty())
        m_recovery->forget(std::exchange(m_recovered, {}));
}

void StudyKeeper::saveAs(const QString& path)
{
    setPath(path, true);
    save();
}

void StudyKeeper::keepUnsaved()
{
    if (!m_recovery || m_recovery->file().isEmpty() || !hasNetworks())
        return;
    // The receiver is the timer, so that this never cancels a saving that the user asked for.
    write(m_recovery->file(), tr("Keeping a copy of unsaved work"), &m_keepTimer, [] {}, {});
}

QStringList StudyKeeper::missingInputs() const
{
    return inputsThat(&StudyTie::isMissing);
}

QStringList StudyKeeper::changedInputs() const
{
    return inputsThat(&StudyTie::isStale);
}

QStringList StudyKeeper::inputsThat(bool StudyTie::*are) const
{
    QStringList paths;
    for (const NetworkPtr& network : m_view.session.networks()) {
        const StudyTie* tie = tieOf(network);
        if (tie && tie->*are)
            paths += toQString(tie->input.network->path);
    }
    paths.removeDuplicates();
    return paths;
}

void StudyKeeper::locate(const QString& missing, const QString& found)
{
    const std::filesystem::path from = missing.toStdString();
    const std::filesystem::path to = found.toStdString();
    for (const QString& other : missingInputs()) {
        const std::filesystem::path path = other.toStdString();
        const std::filesystem::path there = path == from ? to : afterSameMove(from, to, path);
        if (!there.empty())
            rememberPlace(path, there);
    }
    reopen();
}

void StudyKeeper::reopen()
{
    if (!m_isModified || !m_recovery || m_recovery->file().isEmpty()) {
        const QString file = m_path.isEmpty() ? m_openedFile : m_path;
        open(file);
        return;
    }
    // What is not saved must not be lost by opening again.
    write(
        m_recovery->file(), tr("Keeping a copy of unsaved work"), this,
        [this] { recover(m_recovery->file()); },
        [this](const JobFailure& failure) { emit failed(failure.message); });
}

void StudyKeeper::readInputsAgain()
{
    QStringList files;
    for (const NetworkPtr& network : m_view.session.networks()) {
        const StudyTie* tie = tieOf(network);
        files += toQString(tie ? tie->input.network->path : network->path);
    }
    files.removeDuplicates();
    const QString path = m_path;
    m_view.session.closeAll();
    m_readings.clear();
    m_view.session.openFiles(files);
    setPath(path, true);
}

void StudyKeeper::keepUnsavedIn(const QString& folder, int delayMs)
{
    m_recovery = std::make_unique<StudyRecovery>(folder);
    m_keepTimer.setInterval(delayMs);
}

QStringList StudyKeeper::leftBehind() const
{
    return m_recovery ? m_recovery->leftBehind() : QStringList();
}

void StudyKeeper::recover(const QString& leftBehind)
{
    m_recovering = leftBehind;
    open(leftBehind);
}

void StudyKeeper::forget(const QString& leftBehind)
{
    if (m_recovery)
        m_recovery->forget(leftBehind);
}

} // namespace counterpart::session
