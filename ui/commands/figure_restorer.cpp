#include "ui/commands/figure_restorer.h"

#include "core/io/axes_guess.h"
#include "core/io/fingerprint.h"
#include "session/analysis_controller.h"
#include "session/app_settings.h"
#include "session/job_runner.h"
#include "session/matrix_settings.h"
#include "session/session.h"
#include "session/study_tie.h"
#include "ui/figures/figure_provenance.h"
#include "ui/views/control_restorer.h"
#include "ui/views/linked_view.h"
#include "ui/views/matching_view.h"
#include "ui/views/workspaces.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace counterpart::ui {

using session::AnalysisController;
using session::Session;

namespace {

/// Also of files that are not there.
QString placeOf(const QString& path)
{
    const QFileInfo file(path);
    const QString canonical = file.canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(file.absoluteFilePath()) : canonical;
}

/// The network as its own file knows it, which may be gone while a study keeps it.
const core::Network& originalOf(const session::NetworkPtr& network)
{
    const session::StudyTie* tie = session::tieOf(network);
    return tie ? *tie->input.network : *network;
}

bool isSameFile(const QString& path, const session::NetworkPtr& network)
{
    return placeOf(path) == placeOf(QString::fromStdString(originalOf(network).path.string()));
}

bool isOpen(const Session& session, const QString& path)
{
    return std::ranges::any_of(session.networks(), [&](const session::NetworkPtr& network) {
        return isSameFile(path, network);
    });
}

} // namespace

FigureRestorer::FigureRestorer(const ViewContext& context, Workspaces& workspaces, QWidget* window)
    : QObject(window),
      m_context(context),
      m_workspaces(workspaces),
      m_window(window)
{
    m_locate = [this](const QString& missing) {
        return QFileDialog::getOpenFileName(m_window,
                                            tr("Where is %1?").arg(QFileInfo(missing).fileName()),
                                            QFileInfo(missing).absolutePath());
    };
    connect(&context.session, &Session::filesOpened, this, &FigureRestorer::apply);
    connect(&context.session, &Session::openFailed, this, [this] { m_opening.reset(); });
    connect(&context.controller, &AnalysisController::currentChanged, this,
            &FigureRestorer::follow);
}

void FigureRestorer::open(const QString& picture)
{
    m_opening.reset();
    m_applied.reset();
    m_awaited.reset();
    m_context.jobs.start(
        session::JobKind::OpenFiles, tr("Reading %1").arg(QFileInfo(picture).fileName()), this,
        [picture](const core::Progress&) { return find(picture); },
        [this](Found found) { openInputs(std::move(found)); },
        [this](const QString& message) { emit failed(message); });
}

/// Paths that are not there may be beside the picture.
FigureRestorer::Found FigureRestorer::find(const QString& picture)
{
    const std::string where = picture.toStdString();
    Found found{picture, requestOf(readFigureProvenance(picture), where), {}, {}, {}, {}};
    for (const core::ProvenanceInput& input : found.request.inputs) {
        QString path = QString::fromStdString(input.path);
        const QString beside =
            QFileInfo(picture).absoluteDir().filePath(QFileInfo(path).fileName());
        if (!QFileInfo::exists(path) && QFileInfo::exists(beside))
            path = beside;
        found.paths += path;
    }
    return found;
}

/// Asks once; the others are looked for in the same folder. Networks beyond the compared ones may
/// stay missing.
bool FigureRestorer::locateMissing(Found& found)
{
    QDir folder;
    bool wasAsked = false;
    for (qsizetype i = 0; i < found.paths.size(); ++i) {
        const QString name = QFileInfo(found.paths[i]).fileName();
        if (QFileInfo::exists(found.paths[i]) || isOpen(m_context.session, found.paths[i]))
            continue;
        const auto take = [&](const QString& path) {
            found.paths[i] = path;
            found.located += path;
        };
        if (wasAsked && folder.exists(name)) {
            take(folder.filePath(name));
            continue;
        }
        const bool isCompared =
            std::size_t(i) <= std::max(found.request.sides.a.input, found.request.sides.b.input);
        if (!isCompared)
            continue;
        const QString path = m_locate(found.paths[i]);
        if (path.isEmpty()) {
            emit failed(tr("%1 is missing, from which the figure was made.").arg(found.paths[i]));
            return false;
        }
        take(path);
        folder = QFileInfo(path).absoluteDir();
        wasAsked = true;
    }
    return true;
}

void FigureRestorer::openInputs(Found found)
{
    if (!locateMissing(found))
        return;
    QStringList wanted;
    for (const QString& path : std::as_const(found.paths))
        if (QFileInfo::exists(path) && !wanted.contains(path) && !isOpen(m_context.session, path))
            wanted += path;
    m_opening = std::move(found);
    if (wanted.isEmpty())
        apply();
    else
        m_context.session.openFiles(wanted);
}

std::optional<core::NetId> FigureRestorer::networkOf(std::size_t input) const
{
    const auto& networks = m_context.session.networks();
    for (std::size_t i = 0; i < networks.size(); ++i)
        if (isSameFile(m_applied->paths[qsizetype(input)], networks[i]) &&
            originalOf(networks[i]).group == m_applied->request.inputs[input].group)
            return core::NetId{int(i)};
    return std::nullopt;
}

std::optional<core::LayerRef> FigureRestorer::layerOf(core::Side side) const
{
    const RememberedLayer& wanted = m_applied->request.sides[side];
    const std::optional<core::NetId> net = networkOf(wanted.input);
    if (!net)
        return std::nullopt;
    const core::LayerIndex layer = m_context.session.network(*net).findLayer(wanted.layer);
    return layer.isValid() ? std::optional(core::LayerRef{*net, layer}) : std::nullopt;
}

QString FigureRestorer::misfitOf(const core::SidePair<core::LayerRef>& layers) const
{
    for (const core::Side side : {core::Side::A, core::Side::B}) {
        const auto axes = m_applied->request.sides[side].axes;
        const core::Layer& layer = m_context.session.layer(layers[side]);
        if (axes && !core::fits(*axes, layer.shape))
            return tr("%1: %2 has %3 dimensions now and cannot be read as %4, as the figure shows "
                      "it.")
                .arg(m_applied->paths[qsizetype(m_applied->request.sides[side].input)],
                     QString::fromStdString(layer.name), QString::number(layer.shape.size()),
                     QString::fromLatin1(core::toString(*axes)));
    }
    return {};
}

/// By what was taken of the files when they were opened: a study shows what they were like before.
QStringList FigureRestorer::remarkOnInputs() const
{
    QStringList remark;
    const std::vector<core::ProvenanceInput>& inputs = m_applied->request.inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::optional<core::NetId> net = networkOf(i);
        const session::StudyTie* tie =
            net ? session::tieOf(m_context.session.networks()[std::size_t(net->value)]) : nullptr;
        if (!tie || core::sameContent(tie->input.fingerprint, inputs[i].fingerprint))
            continue;
        const QString& path = m_applied->paths[qsizetype(i)];
        remark +=
            m_applied->located.contains(path)
                ? tr("%1 is not what the figure was made from.").arg(path)
                : tr("%1 has changed since the figure was made.").arg(QFileInfo(path).fileName());
    }
    remark.removeDuplicates(); // a file may hold several networks
    return remark;
}

session::MatrixLook FigureRestorer::lookOf(const FigureSettings& settings) const
{
    if (!settings.look.reference)
        return settings.look;
    session::MatrixLook look = settings.look;
    look.reference = networkOf(std::size_t(settings.look.reference->value));
    return look.reference ? look : session::withoutReference(look);
}

void FigureRestorer::apply()
{
    if (!m_opening)
        return;
    m_applied = std::exchange(m_opening, std::nullopt);
    const auto a = layerOf(core::Side::A);
    const auto b = layerOf(core::Side::B);
    if (!a || !b) {
        const RememberedLayer& missing =
            m_applied->request.sides[a ? core::Side::B : core::Side::A];
        giveUp(tr("%1 has no layer %2 any more, which the figure shows.")
                   .arg(m_applied->paths[qsizetype(missing.input)],
                        QString::fromStdString(missing.layer)));
    } else if (const QString misfit = misfitOf({*a, *b}); !misfit.isEmpty()) {
        giveUp(misfit);
    } else {
        m_applied->remark = remarkOnInputs();
        show({*a, *b});
    }
}

void FigureRestorer::giveUp(const QString& message)
{
    m_applied.reset();
    emit failed(message);
}

void FigureRestorer::show(const core::SidePair<core::LayerRef>& layers)
{
    const FigureSettings& settings = m_applied->request.settings;
    Session& session = m_context.session;
    for (const core::Side side : {core::Side::A, core::Side::B})
        if (const auto axes = m_applied->request.sides[side].axes)
            session.setAxes(layers[side], *axes);
    core::AnalysisOptions options = session.options(); // what figures do not remember stays
    options.pass.policy = settings.options.pass.policy;
    options.pass.nonFinite = settings.options.pass.nonFinite;
    options.pass.inputOrder = settings.options.pass.inputOrder;
    options.matching = settings.options.matching;
    session.setOptions(options);
    session.setInformationOptions(settings.information);
    session.setMeasure(settings.measure);
    session.setMatchKind(settings.matchKind);
    m_context.matrices.setLook(lookOf(settings));
    session.setPair(layers);
    m_workspaces.showNamed(QString::fromStdString(workspaceOf(settings.figure)));
    m_applied->workspace = m_workspaces.currentName();
    m_awaited = session.pair();
    // The controller hears of the new choice with the next signal it sends, if not by now.
    QMetaObject::invokeMethod(this, &FigureRestorer::finish, Qt::QueuedConnection);
}

void FigureRestorer::follow()
{
    using State = AnalysisController::State;
    const State state = m_context.controller.state();
    const bool isGivenUp = m_context.session.pair() != m_awaited || state == State::Failed ||
                           state == State::Cancelled;
    if (m_awaited && isGivenUp) {
        m_awaited.reset();
        m_applied.reset();
    }
    finish();
}

/// Sets the controls and presses the buttons that start the panels. For a figure without controls,
/// as the batch draws them, what is being restored already goes on.
void FigureRestorer::restoreView(LinkedView& view, QJsonObject controls, const QStringList& panels)
{
    std::vector<QPushButton*> buttons;
    for (const QString& panel : panels) {
        for (QPushButton* button : view.startButtonsOf(panel)) {
            if (std::ranges::count(buttons, button) == 0)
                buttons.push_back(button);
        }
    }
    if (controls.isEmpty() && buttons.empty())
        return;
    if (const ControlRestorer* present = ControlRestorer::of(view); present && controls.isEmpty())
        controls = present->controls();
    new ControlRestorer(view, std::move(controls), m_context.jobs, std::move(buttons));
}

void FigureRestorer::finish()
{
    if (!m_awaited || !m_applied ||
        m_context.controller.state() != AnalysisController::State::Ready)
        return;
    const session::PairResult& result = m_context.controller.current();
    if (!result || result.pair != m_awaited)
        return;
    m_awaited.reset();
    const Found found = *std::exchange(m_applied, std::nullopt);
    const FigureSettings& settings = found.request.settings;
    // The user may look at another workspace by now.
    for (const auto& [name, view] : m_workspaces.namedViews()) {
        if (name != found.workspace)
            continue;
        const QStringList panels = QString::fromStdString(settings.figure).split(QLatin1Char('+'));
        view->revealFigure(panels.front());
        auto* matching = qobject_cast<MatchingView*>(view);
        if (matching && settings.threshold)
            matching->setThreshold(*settings.threshold);
        const QJsonObject controls =
            QJsonDocument::fromJson(QByteArray::fromStdString(settings.controls)).object();
        restoreView(*view, controls, panels);
    }
    m_context.settings.addRecentFiles({found.picture});
    emit restored(found.remark.join(QLatin1Char(' ')));
}

} // namespace counterpart::ui
