#include "session/session.h"

#include "core/data/unit_place.h"
#include "core/io/named_networks.h"
#include "core/io/network_file.h"
#include "session/attached.h"
#include "session/open_networks.h"
#include "session/study_tie.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <utility>

namespace counterpart::session {

using core::Side;

namespace {

QString toQString(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

/// The changed network, of which still is known which file it is of, but no result.
NetworkPtr withAxes(const NetworkPtr& before, std::shared_ptr<const core::Network> changed,
                    core::LayerIndex layer)
{
    const StudyTie* known = tieOf(before);
    if (!known)
        return changed;
    core::Network original = *known->input.network;
    // A kept layer may name datasets of the study: of the changed one only the axes.
    core::Layer& same = original.layers.at(static_cast<std::size_t>(layer.value));
    same = core::withAxes(std::move(same), changed->layer(layer).axes);
    StudyTie tie;
    tie.input = {std::make_shared<const core::Network>(std::move(original)),
                 known->input.fingerprint,
                 known->isMissing || known->isStale ? changed : known->input.kept};
    tie.isMissing = known->isMissing;
    tie.isStale = known->isStale;
    return attach(std::move(changed), std::move(tie));
}

bool isSameNetwork(const core::Network& left, const core::Network& right)
{
    return left.group == right.group && QFileInfo(toQString(left.path)).canonicalFilePath() ==
                                            QFileInfo(toQString(right.path)).canonicalFilePath();
}

/// The first layer of the size of the only layer of `partner`, else the first.
core::LayerIndex layerFor(const core::Network& network, const core::Network& partner)
{
    const core::LayerIndex alike = partner.layers.size() == 1
                                       ? core::layerLike(network, partner.layers.front())
                                       : core::LayerIndex{};
    return alike.isValid() ? alike : core::LayerIndex{0};
}

} // namespace

Session::Session(JobRunner& jobs, QObject* parent) : QObject(parent), m_jobs(jobs)
{
    connect(&jobs, &JobRunner::finished, this, [this](JobId id, JobOutcome outcome) {
        if (id == m_openJob && outcome == JobOutcome::Cancelled)
            stopOpening();
    });
}

const core::Network& Session::network(core::NetId id) const
{
    return *m_networks.at(static_cast<std::size_t>(id.value));
}

const core::Layer& Session::layer(core::LayerRef ref) const
{
    return network(ref.net).layer(ref.layer);
}

QString Session::layerTitle(core::LayerRef ref) const
{
    return tr("%1 · %2").arg(QString::fromStdString(network(ref.net).name),
                             QString::fromStdString(layer(ref).name));
}

QString Session::address(core::UnitRef unit) const
{
    return QStringLiteral("%1/%2[%3]")
        .arg(QString::fromStdString(network(unit.net).name),
             QString::fromStdString(layer(unit.layerRef()).name))
        .arg(unit.unit.value);
}

Units Session::unitsAt(const QString& address) const
{
    Units units;
    for (const QString& part : address.split(QLatin1Char('~'))) {
        const std::optional<core::UnitRef> unit = unitAt(part.trimmed());
        if (!unit)
            return {};
        units.push_back(*unit);
    }
    return units;
}

std::optional<core::UnitRef> Session::unitAt(const QString& address) const
{
    static const QRegularExpression form(QStringLiteral(R"(^(.+)/([^/]+)\[(\d+)\]$)"));
    const QRegularExpressionMatch match = form.match(address);
    if (!match.hasMatch())
        return std::nullopt;
    const std::string name = match.captured(1).toStdString();
    const auto found = std::ranges::find(m_networks, name,
                                         [](const NetworkPtr& network) { return network->name; });
    if (found == m_networks.end())
        return std::nullopt;
    const core::LayerIndex layerIndex = (*found)->findLayer(match.captured(2).toStdString());
    const int unit = match.captured(3).toInt();
    if (!layerIndex.isValid() ||
        unit >= core::unitCount((*found)->layer(layerIndex), m_options.pass.policy.positions))
        return std::nullopt;
    return core::UnitRef{core::NetId{static_cast<int>(found - m_networks.begin())}, layerIndex,
                         core::UnitIndex{unit}};
}

void Session::openFiles(const QStringList& files)
{
    const bool isOpening = !m_waitingFiles.isEmpty();
    m_waitingFiles += files;
    if (!isOpening)
        openNext();
}

/// Each file is a job of its own, so that one that is refused keeps no other from opening.
void Session::openNext()
{
    if (m_waitingFiles.isEmpty()) {
        addNetworks(std::exchange(m_opened, {}));
        return;
    }
    const QString file = m_waitingFiles.front();
    const auto goOn = [this] {
        m_waitingFiles.removeFirst();
        openNext();
    };
    m_openJob = m_jobs.start(
        JobKind::OpenFiles, tr("Opening %1").arg(QFileInfo(file).fileName()), this,
        [file](const core::Progress& progress) { return openNetworks(file, progress); },
        [this, goOn](const OpenedNetworks& opened) {
            m_opened.files += toQString(opened.file);
            if (!opened.layer.empty())
                m_opened.wantedLayer = QString::fromStdString(opened.layer);
            std::ranges::copy(opened.networks, std::back_inserter(m_opened.networks));
            goOn();
        },
        [this, goOn](const QString& message) {
            m_opened.errors += message;
            goOn();
        });
}

void Session::stopOpening()
{
    m_waitingFiles.clear();
    m_opened = {};
}

void Session::addNetworks(const Opened& opened)
{
    const std::size_t before = m_networks.size();
    for (const NetworkPtr& network : opened.networks) {
        const bool isOpen = std::ranges::any_of(
            m_networks, [&](const NetworkPtr& open) { return isSameNetwork(*open, *network); });
        if (!isOpen)
            m_networks.push_back(network);
    }
    if (m_networks.size() != before)
        emit networksChanged();
    if (!opened.files.isEmpty())
        emit filesOpened(opened.files);
    if (!m_pair)
        chooseFirstPair(opened.wantedLayer);
    if (!opened.errors.isEmpty())
        emit openFailed(opened.errors.join(QLatin1Char('\n')));
}

void Session::chooseFirstPair(const QString& wantedLayer)
{
    if (m_networks.size() < 2)
        return;
    const core::Network& a = *m_networks[0];
    const core::Network& b = *m_networks[1];
    const auto common = core::commonLayers(a, b);
    const std::string name = !wantedLayer.isEmpty() ? wantedLayer.toStdString()
                             : common.empty()       ? std::string{}
                                                    : a.layer(common.front().a).name;
    const auto place = [&](const core::Network& network, const core::Network& partner) {
        const core::LayerIndex found = network.findLayer(name);
        return found.isValid() ? found : layerFor(network, partner);
    };
    setPair({{core::NetId{0}, place(a, b)}, {core::NetId{1}, place(b, a)}});
}

void Session::closeAll()
{
    stopOpening();
    m_jobs.cancelKind(JobKind::OpenFiles, this);
    if (m_networks.empty())
        return;
    m_networks.clear();
    m_pair.reset();
    emit networksChanged();
    emit pairChanged();
}

void Session::setPair(const LayerPair& pair)
{
    if (m_pair == pair)
        return;
    m_pair = pair;
    emit pairChanged();
}

void Session::setLayer(core::Side side, core::LayerRef layerRef)
{
    if (!m_pair)
        return;
    LayerPair next = *m_pair;
    next[side] = layerRef;
    const core::NetId otherNet = next[core::other(side)].net;
    const core::LayerIndex sameName = network(otherNet).findLayer(layer(layerRef).name);
    if (sameName.isValid())
        next[core::other(side)].layer = sameName;
    setPair(next);
}

void Session::stepLayer(int step)
{
    if (!m_pair)
        return;
    const core::LayerRef from = m_pair->a;
    const int next = from.layer.value + step;
    if (next >= 0 && next < static_cast<int>(network(from.net).layers.size()))
        setLayer(core::Side::A, {from.net, core::LayerIndex{next}});
}

void Session::swapSides()
{
    if (m_pair)
        setPair({m_pair->b, m_pair->a});
}

void Session::showLayersOf(const Units& units)
{
    if (!m_pair || units.empty())
        return;
    if (units.size() > 1)
        setPair({units[0].layerRef(), units[1].layerRef()});
    else
        setLayer(units[0].net == m_pair->b.net ? Side::B : Side::A, units[0].layerRef());
}

bool Session::isOn(core::Side side, core::UnitRef unit) const
{
    return m_pair && unit.layerRef() == (*m_pair)[side];
}

void Session::setOptions(const core::AnalysisOptions& options)
{
    if (core::isSameReading(m_options.pass, options.pass) && m_options.matching == options.matching)
        return;
    m_options = options;
    emit optionsChanged();
}

Measure Session::measure() const
{
    if (m_isByInformation)
        return Measure::Information;
    return m_options.matching.isSigned ? Measure::Correlation : Measure::AbsoluteCorrelation;
}

void Session::setMeasure(Measure measure)
{
    if (measure == this->measure())
        return;
    m_isByInformation = measure == Measure::Information;
    m_options.matching.isSigned = measure != Measure::AbsoluteCorrelation;
    emit optionsChanged();
}

void Session::setInformationOptions(const core::MutualInformationOptions& options)
{
    if (options == m_information)
        return;
    m_information = options;
    emit optionsChanged();
}

void Session::setMatchKind(MatchKind kind)
{
    if (m_matchKind == kind)
        return;
    m_matchKind = kind;
    emit matchKindChanged();
}

void Session::setAxes(core::LayerRef ref, core::AxisOrder axes)
{
    core::Network changed = network(ref.net);
    core::Layer& changedLayer = changed.layers.at(static_cast<std::size_t>(ref.layer.value));
    if (changedLayer.axes == axes)
        return;
    changedLayer = core::withAxes(changedLayer, axes);
    NetworkPtr& held = m_networks[static_cast<std::size_t>(ref.net.value)];
    held = withAxes(held, std::make_shared<const core::Network>(std::move(changed)), ref.layer);
    emit networksChanged();
}

} // namespace counterpart::session
