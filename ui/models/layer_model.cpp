#include "models/layer_model.h"

#include <QFont>

namespace counterpart::models {

namespace {

/// The internal id of a row: 0 for a network, 1 + its place for the layers under it.
constexpr quintptr kNetworkRow = 0;

QString shapeText(const core::Layer& layer)
{
    QStringList sizes;
    for (const core::Index size : layer.shape)
        sizes += QString::number(size);
    return sizes.join(QStringLiteral(" × "));
}

/// Rows and columns of the map; nothing for a fully connected layer.
QString mapText(const core::Layer& layer)
{
    QString text = layer.positions() > 1
                       ? QStringLiteral("%1 × %2").arg(layer.rows()).arg(layer.columns())
                       : QString();
    return layer.axesGuessed ? text + QStringLiteral(" ?") : text;
}

QString layerToolTip(const core::Layer& layer)
{
    QString text = LayerModel::tr("%1\n%2, %3, %4")
                       .arg(QString::fromStdString(layer.dataset), shapeText(layer),
                            QString::fromLatin1(core::toString(layer.axes)),
                            QString::fromStdString(layer.elementType));
    if (layer.axesGuessed)
        text += LayerModel::tr("\nThe order of the axes is guessed; right-click to change it.");
    return text;
}

} // namespace

LayerModel::LayerModel(const session::Session& session, QObject* parent)
    : QAbstractItemModel(parent),
      m_session(session),
      m_networks(session.networks())
{
    connect(&session, &session::Session::networksChanged, this, &LayerModel::reload);
}

void LayerModel::reload()
{
    beginResetModel();
    m_networks = m_session.networks();
    endResetModel();
}

QModelIndex LayerModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : kNetworkRow);
}

QModelIndex LayerModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kNetworkRow)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, kNetworkRow);
}

int LayerModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_networks.size());
    if (parent.internalId() != kNetworkRow || parent.column() != 0)
        return 0;
    return static_cast<int>(m_networks[static_cast<std::size_t>(parent.row())]->layers.size());
}

int LayerModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant LayerModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const core::LayerRef ref = layerAt(index);
    if (role == NetRole)
        return ref.net.value;
    if (role == LayerRole)
        return ref.layer.value;
    if (!ref.layer.isValid())
        return networkData(*m_networks[static_cast<std::size_t>(ref.net.value)], index.column(),
                           role);
    return layerData(ref, index.column(), role);
}

QVariant LayerModel::networkData(const core::Network& network, int column, int role) const
{
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role == Qt::ToolTipRole) {
        QStringList lines{QString::fromStdString(network.path.string())};
        for (const std::string& guess : network.guesses)
            lines += QString::fromStdString(guess);
        return lines.join(QLatin1Char('\n'));
    }
    if (role == Qt::DisplayRole && column == NameColumn)
        return QString::fromStdString(network.name);
    return {};
}

QVariant LayerModel::layerData(core::LayerRef ref, int column, int role) const
{
    const core::Layer& layer =
        m_networks[static_cast<std::size_t>(ref.net.value)]->layer(ref.layer);
    if (role == Qt::ToolTipRole)
        return layerToolTip(layer);
    if (role == Qt::TextAlignmentRole && column != NameColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return QString::fromStdString(layer.name);
    case UnitsColumn:
        return static_cast<qlonglong>(layer.units());
    case MapColumn:
        return mapText(layer);
    default:
        return {};
    }
}

QVariant LayerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Network and layer");
    case UnitsColumn:
        return tr("Units");
    case MapColumn:
        return tr("Map");
    default:
        return {};
    }
}

QModelIndex LayerModel::indexOf(core::LayerRef layer) const
{
    return index(layer.layer.value, 0, index(layer.net.value, 0));
}

core::LayerRef LayerModel::layerAt(const QModelIndex& index)
{
    if (!index.isValid())
        return {};
    if (index.internalId() == kNetworkRow)
        return {core::NetId{index.row()}, core::LayerIndex{}};
    return {core::NetId{int(index.internalId()) - 1}, core::LayerIndex{index.row()}};
}

} // namespace counterpart::models
