#include "models/cluster_tree_model.h"

#include <array>

namespace counterpart::models {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

QString valueText(double value)
{
    return QString::number(value, 'f', 3);
}

} // namespace

const core::OutlineNode& ClusterTreeModel::node(int number) const
{
    return m_outline->nodes[at(number)];
}

void ClusterTreeModel::setClusters(std::shared_ptr<const core::ClusterOutline> outline,
                                   std::vector<int> blocks, core::SidePair<QString> layers)
{
    beginResetModel();
    m_outline = std::move(outline);
    m_blocks = std::move(blocks);
    m_layers = std::move(layers);
    const std::size_t places = m_outline ? m_outline->order.size() : 0;
    m_rows.assign(m_outline ? m_outline->nodes.size() : 0, 0);
    m_leafOfPlace.assign(places, -1);
    for (std::size_t number = 0; number < m_rows.size(); ++number) {
        const core::OutlineNode& parent = m_outline->nodes[number];
        for (std::size_t row = 0; row < parent.children.size(); ++row)
            m_rows[at(parent.children[row])] = static_cast<int>(row);
        for (int place = parent.span.begin; parent.isLeaf() && place < parent.span.end; ++place)
            m_leafOfPlace[at(place)] = static_cast<int>(number);
    }
    for (std::size_t row = 0; m_outline && row < m_outline->roots.size(); ++row)
        m_rows[at(m_outline->roots[row])] = static_cast<int>(row);
    indexBlocks();
    endResetModel();
}

void ClusterTreeModel::setBlocks(std::vector<int> blocks)
{
    m_blocks = std::move(blocks);
    indexBlocks();
    const auto tell = [this](const QModelIndex& parent) {
        if (const int rows = rowCount(parent); rows > 0)
            emit dataChanged(index(0, NameColumn, parent), index(rows - 1, NameColumn, parent));
    };
    tell({});
    for (std::size_t number = 0; number < m_rows.size(); ++number) {
        if (!node(static_cast<int>(number)).isLeaf())
            tell(indexOf(static_cast<int>(number)));
    }
}

void ClusterTreeModel::indexBlocks()
{
    m_blockOfPlace.assign(m_leafOfPlace.size(), -1);
    for (std::size_t block = 0; block < m_blocks.size(); ++block) {
        const core::LeafSpan span = node(m_blocks[block]).span;
        for (int place = span.begin; place < span.end; ++place)
            m_blockOfPlace[at(place)] = static_cast<int>(block);
    }
}

core::LeafSpan ClusterTreeModel::spanAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const int number = nodeAt(index);
    if (number >= 0)
        return node(number).span;
    const int place = static_cast<int>(index.internalId() - m_outline->nodes.size());
    return {place, place + 1};
}

int ClusterTreeModel::nodeAt(const QModelIndex& index) const
{
    return index.isValid() && index.internalId() < m_rows.size()
               ? static_cast<int>(index.internalId())
               : -1;
}

QModelIndex ClusterTreeModel::indexOf(int number) const
{
    if (number < 0 || at(number) >= m_rows.size())
        return {};
    return createIndex(m_rows[at(number)], NameColumn, static_cast<quintptr>(number));
}

QModelIndex ClusterTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, static_cast<quintptr>(m_outline->roots[at(row)]));
    const core::OutlineNode& above = node(nodeAt(parent));
    if (above.isLeaf())
        return createIndex(row, column,
                           static_cast<quintptr>(m_rows.size() + at(above.span.begin + row)));
    return createIndex(row, column, static_cast<quintptr>(above.children[at(row)]));
}

QModelIndex ClusterTreeModel::parent(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const int number = nodeAt(index);
    return indexOf(number >= 0 ? node(number).parent : m_leafOfPlace[at(spanAt(index).begin)]);
}

int ClusterTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!m_outline || parent.column() > 0)
        return 0;
    if (!parent.isValid())
        return static_cast<int>(m_outline->roots.size());
    const int number = nodeAt(parent);
    if (number < 0)
        return 0;
    const core::OutlineNode& above = node(number);
    if (above.isLeaf())
        return above.span.size() > 1 ? above.span.size() : 0;
    return static_cast<int>(above.children.size());
}

int ClusterTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString ClusterTreeModel::unitName(int place) const
{
    const core::Side side = m_outline->sideAt(place);
    return QStringLiteral("%1 %2[%3]")
        .arg(side == core::Side::A ? QStringLiteral("A") : QStringLiteral("B"), m_layers[side])
        .arg(m_outline->unitAt(place).value);
}

QString ClusterTreeModel::nodeName(int number) const
{
    const core::OutlineNode& named = node(number);
    const int first = m_blockOfPlace[at(named.span.begin)];
    const int last = m_blockOfPlace[at(named.span.end - 1)];
    const bool isUnit = named.isLeaf() && named.span.size() == 1;
    if (first != last)
        return tr("clusters %1–%2").arg(first + 1).arg(last + 1);
    if (first < 0 || m_blocks[at(first)] != number)
        return isUnit ? unitName(named.span.begin) : tr("part of cluster %1").arg(first + 1);
    const QString name = tr("cluster %1").arg(first + 1);
    return isUnit ? QStringLiteral("%1: %2").arg(name, unitName(named.span.begin)) : name;
}

QString ClusterTreeModel::text(int number, int column) const
{
    const core::OutlineNode& shown = node(number);
    switch (column) {
    case NameColumn:
        return nodeName(number);
    case UnitsAColumn:
        return QString::number(shown.count.a);
    case UnitsBColumn:
        return QString::number(shown.count.b);
    case BetweenColumn:
        return shown.isMixed() ? valueText(shown.between) : QStringLiteral("–");
    case WithinColumn:
        return valueText(shown.within);
    case HeightColumn:
        return shown.height ? valueText(*shown.height) : QString();
    default:
        return {};
    }
}

QVariant ClusterTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(index.column() == NameColumn
                                       ? Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter)
                                       : Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    if (const int number = nodeAt(index); number >= 0)
        return text(number, index.column());
    return index.column() == NameColumn ? QVariant(unitName(spanAt(index).begin)) : QVariant();
}

QVariant ClusterTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    struct Header
    {
        QString title, toolTip;
    };
    const std::array<Header, ColumnCount> headers{
        Header{tr("Cluster"), tr("Open a row to see its parts, down to the units")},
        Header{tr("of A"), tr("Units of network A")},
        Header{tr("of B"), tr("Units of network B")},
        Header{tr("Between"),
               tr("Mean correlation of a unit of A with one of B; – with units of one network")},
        Header{tr("Within"), tr("Mean correlation of two units of one network")},
        Header{tr("Joined at"), tr("Mean similarity at which its two parts were joined")}};
    const Header& header = headers.at(at(section));
    if (role == Qt::DisplayRole)
        return header.title;
    return role == Qt::ToolTipRole ? QVariant(header.toolTip) : QVariant();
}

} // namespace counterpart::models
