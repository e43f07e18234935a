#include "models/group_model.h"

#include <utility>

namespace counterpart::models {

void GroupModel::setRows(std::vector<GroupRow> rows, std::vector<QString> attributes,
                         QString reference)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_attributes = std::move(attributes);
    m_reference = std::move(reference);
    endResetModel();
}

int GroupModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int GroupModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstAttributeColumn + static_cast<int>(m_attributes.size());
}

QVariant GroupModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GroupRow& row = rowAt(index.row());
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((column == NameColumn ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case NameColumn:
        return row.name;
    case ClusterColumn:
        return row.cluster;
    case DistanceColumn:
        return role == SortRole ? QVariant(row.distance)
                                : QVariant(QString::number(row.distance, 'f', 3));
    default:
        break;
    }
    const QString& text =
        row.attributes.at(static_cast<std::size_t>(column - FirstAttributeColumn));
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return role == SortRole && isNumber ? QVariant(number) : QVariant(text);
}

QVariant GroupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::ToolTipRole && section == DistanceColumn)
        return tr("Distance to %1").arg(m_reference);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Network");
    case ClusterColumn:
        return tr("Cluster");
    case DistanceColumn:
        return tr("Distance");
    default:
        return m_attributes.at(static_cast<std::size_t>(section - FirstAttributeColumn));
    }
}

} // namespace counterpart::models
