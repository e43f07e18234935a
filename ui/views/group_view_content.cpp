#include "ui/views/group_view.h"

#include "plots/series_colours.h"
#include "session/session.h"
#include "ui/views/plot_widget.h"
#include "ui/views/range_box.h"
#include "ui/views/view_parts.h"
#include "ui/views/width_page.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace counterpart::ui {

namespace {

constexpr std::size_t kMostBars = 3;
constexpr std::size_t kFewestNetworks = 3;

} // namespace

void GroupView::refresh(int changes)
{
    if (changes & (ResultChange | NetworksChange | AnswerChange)) {
        follow();
        askWidth();
    }
    if (!(changes & ResultChange))
        return;
    followLayer();
    markPair();
    const auto& pair = context().session.pair();
    if (pair && pair->a.net != m_tableReference)
        showTable();
}

/// An answer about networks that were closed holds on to them, and to what is drawn of them.
void GroupView::forget()
{
    if (!context().session.networks().empty())
        return;
    m_group.clear();
    m_chosenLayer.clear();
    m_width->forget();
    clear({});
}

const core::NetworkGroup* GroupView::group() const
{
    return m_shown.get();
}

GroupRequest GroupView::request() const
{
    GroupRequest wanted;
    wanted.networks = context().session.networks();
    wanted.pass = context().session.options().pass;
    wanted.pass.policy.positions = static_cast<core::Positions>(m_positions->currentData().toInt());
    return wanted;
}

bool GroupView::isAnswered() const
{
    return m_group.isAnswered(request());
}

void GroupView::compare()
{
    m_group.request(request());
}

void GroupView::clear(const QString& message)
{
    m_shown = nullptr;
    m_picture.reset();
    m_map->setContent({});
    m_layers->setContent({});
    m_plane->setContent({});
    m_cloud->setContent({});
    m_model.setRows({}, {}, {});
    m_note->clear();
    showWarnings(*m_warnings, {});
    m_charts->hide();
    for (QWidget* choice : {static_cast<QWidget*>(m_layer), static_cast<QWidget*>(m_attribute)})
        choice->setEnabled(false);
    for (PlotWidget* widget : {m_mapWidget, m_layersWidget, m_planeWidget, m_cloudWidget}) {
        widget->setMessage(widget == m_mapWidget ? message : QString());
        widget->plotChanged();
    }
}

void GroupView::follow()
{
    const std::size_t count = context().session.networks().size();
    if (count >= kFewestNetworks)
        m_group.requestKept(request(), placeOf(request()));
    const bool isRunning = m_group.isRunning(request());
    m_compare->setEnabled(count >= kFewestNetworks && !isRunning && !isAnswered());
    if (isAnswered()) {
        if (m_shown != m_group.result()) {
            m_shown = m_group.result();
            showGroup();
        }
        return;
    }
    clear(count < kFewestNetworks
              ? tr("Open three networks or more to compare them as a group.")
              : missingText(m_group, tr("Comparing %1 networks…").arg(count),
                            tr("“Compare networks” reads the %1 open networks and compares each "
                               "with each.")
                                .arg(count)));
}

void GroupView::showGroup()
{
    const auto fill = [](QComboBox* box, const QStringList& texts, int preferred) {
        const QSignalBlocker blocker(box);
        const QString present = box->currentText();
        box->clear();
        box->addItems(texts);
        const int place = texts.indexOf(present);
        box->setCurrentIndex(place >= 0 ? place : preferred);
    };
    QStringList layers;
    for (const core::GroupLayer& layer : m_shown->layers)
        layers += QString::fromStdString(layer.name);
    {
        const QSignalBlocker blocker(m_layer);
        m_layer->clear();
        m_layer->addItems(layers);
        m_layer->setCurrentIndex(preferredLayer(layers));
    }
    m_layer->setEnabled(true);
    m_attributes = distinguishing(context().session.networks());
    QStringList attributes;
    for (const NetworkLabels& labels : m_attributes)
        attributes += QString::fromStdString(labels.attribute);
    fill(m_attribute, attributes, 0);
    m_attribute->setEnabled(!attributes.isEmpty());
    showPicture();
}

/// The chosen layer, else that of A, or the deepest one where the group does not have it.
int GroupView::preferredLayer(const QStringList& layers) const
{
    if (const auto chosen = layers.indexOf(m_chosenLayer); chosen >= 0)
        return static_cast<int>(chosen);
    const auto& pair = context().session.pair();
    const int place =
        pair ? layers.indexOf(QString::fromStdString(context().session.layer(pair->a).name)) : -1;
    return place >= 0 ? place : static_cast<int>(layers.size()) - 1;
}

void GroupView::followLayer()
{
    QStringList layers;
    for (int i = 0; i < m_layer->count(); ++i)
        layers += m_layer->itemText(i);
    const int place = preferredLayer(layers);
    if (!m_shown || place == m_layer->currentIndex())
        return;
    {
        const QSignalBlocker blocker(m_layer);
        m_layer->setCurrentIndex(place);
    }
    showPicture();
}

core::Measure GroupView::measure() const
{
    return static_cast<core::Measure>(m_measure->currentData().toInt());
}

/// Of no attribute where the networks differ in none.
const NetworkLabels& GroupView::labels() const
{
    static const NetworkLabels kNone;
    const int place = m_attribute->currentIndex();
    return place >= 0 && std::size_t(place) < m_attributes.size() ? m_attributes[std::size_t(place)]
                                                                  : kNone;
}

void GroupView::showPicture()
{
    if (!m_shown || m_layer->currentIndex() < 0)
        return;
    const auto layer = static_cast<std::size_t>(m_layer->currentIndex());
    const GroupRequest& of = *m_group.answered();
    m_picture = arrangeNetworks(*m_shown, layer, measure(), m_clusters->value(), {});
    const bool hasPicture = m_picture.has_value();
    m_charts->show();
    const QString message =
        hasPicture ? QString()
                   : tr("This measure has no value for some of the networks at this layer.");
    for (PlotWidget* widget : {m_mapWidget, m_planeWidget, m_cloudWidget})
        widget->setMessage(message);
    m_layersWidget->setMessage({});
    std::vector<NetworkLabels> bars;
    for (const NetworkLabels& one : m_attributes) {
        if (bars.size() < kMostBars && one.names.size() <= plots::kSeriesColours)
            bars.push_back(one);
    }
    plots::MapContent map;
    if (hasPicture) {
        map = makeNetworkMap(of, *m_shown, layer, measure(), *m_picture, bars);
        map.limits = distanceLimits(*m_picture, rangeOf(*m_range));
    }
    m_map->setContent(std::move(map));
    m_plane->setContent(hasPicture ? makeNetworkPlane(of, *m_picture, labels())
                                   : plots::XyContent{});
    m_cloud->setContent(hasPicture ? makeNetworkCloud(of, *m_picture, labels())
                                   : plots::CloudContent{});
    m_layers->setContent(labels().category.empty()
                             ? plots::XyContent{}
                             : makeDistancesByLayer(*m_shown, measure(), labels()));
    showWarnings(*m_warnings, m_shown->warnings);
    m_note->setText(noteOn(of.networks, m_shown->layers[layer].name));
    showTable();
    askWidth();
    markPair();
    for (PlotWidget* widget : {m_mapWidget, m_layersWidget, m_planeWidget, m_cloudWidget})
        widget->plotChanged();
}

QString GroupView::noteOn(const std::vector<session::NetworkPtr>& networks,
                          const std::string& layer) const
{
    std::vector<core::Index> units;
    units.reserve(networks.size());
    for (const session::NetworkPtr& network : networks)
        units.push_back(network->layer(network->findLayer(layer)).units());
    const auto [fewest, most] = std::ranges::minmax(units);
    const QString note = tr("%1 networks, %2 samples")
                             .arg(networks.size())
                             .arg(QString::fromStdString(
                                 core::sampleCountText(m_shown->samples, m_shown->mostSamples)));
    return fewest == most ? note
                          : tr("%1, layers of %2 to %3 units: see Width before comparing widths")
                                .arg(note)
                                .arg(fewest)
                                .arg(most);
}

/// At the layer and by the measure that are shown.
void GroupView::askWidth()
{
    const int layer = m_layer->currentIndex();
    m_width->setQuestion(
        m_shown && layer >= 0 ? m_shown->layers[std::size_t(layer)].name : std::string{}, measure(),
        static_cast<core::Positions>(m_positions->currentData().toInt()));
    m_width->follow();
}

void GroupView::showTable()
{
    if (!m_picture) {
        m_model.setRows({}, {}, {});
        return;
    }
    const auto& networks = m_group.answered()->networks;
    const auto& pair = context().session.pair();
    m_tableReference = pair ? pair->a.net : core::NetId{0};
    const int reference = m_tableReference.value;
    std::vector<QString> attributes;
    for (const NetworkLabels& labels : m_attributes)
        attributes.push_back(QString::fromStdString(labels.attribute));
    std::vector<models::GroupRow> rows;
    for (const int net : m_picture->clusters.tree.order) {
        const auto place = static_cast<std::size_t>(net);
        models::GroupRow row{net,
                             QString::fromStdString(networks[place]->name),
                             m_picture->clusters.labels[place] + 1,
                             m_picture->distances(reference, net),
                             {}};
        for (const NetworkLabels& labels : m_attributes) {
            const int category = labels.category[place];
            row.attributes.push_back(
                category < 0 ? QString()
                             : QString::fromStdString(labels.names[std::size_t(category)]));
        }
        rows.push_back(std::move(row));
    }
    m_model.setRows(std::move(rows), std::move(attributes),
                    QString::fromStdString(networks[std::size_t(reference)]->name));
}

/// The compared networks are framed in the map, and ringed among the points.
void GroupView::markPair()
{
    m_map->setCurrent({});
    plots::Highlight highlight;
    const auto& pair = context().session.pair();
    if (pair && m_picture) {
        const std::vector<int>& order = m_picture->clusters.tree.order;
        const auto placeOf = [&](core::NetId net) {
            const auto found = std::ranges::find(order, net.value);
            return static_cast<int>(found - order.begin());
        };
        m_map->setCurrent(std::pair{placeOf(pair->a.net), placeOf(pair->b.net)});
        highlight.current = {networkRef(std::size_t(pair->a.net.value)),
                             networkRef(std::size_t(pair->b.net.value))};
    }
    m_planeWidget->setHighlight(highlight);
    m_cloudWidget->setHighlight(highlight);
    m_mapWidget->update();
}

void GroupView::openCell(const session::Units& cell)
{
    if (cell.size() == 2)
        setPair(cell[0].net, cell[1].net);
}

void GroupView::compareWith(const session::Units& network)
{
    const auto& pair = context().session.pair();
    if (!network.empty() && pair)
        setPair(pair->a.net, network.front().net);
}

/// Both at the layer that is shown.
void GroupView::setPair(core::NetId a, core::NetId b)
{
    if (a == b || !m_shown)
        return;
    session::Session& session = context().session;
    const std::string& layer =
        m_shown->layers.at(static_cast<std::size_t>(m_layer->currentIndex())).name;
    session.setPair(
        {{a, session.network(a).findLayer(layer)}, {b, session.network(b).findLayer(layer)}});
}

} // namespace counterpart::ui
