#include "models/linked_unit_model.h"

#include <utility>

namespace counterpart::models {

namespace {

QString number(double value)
{
    return QString::number(value, 'f', 3).replace(QLatin1Char('-'), QChar(0x2212));
}

} // namespace

void LinkedUnitModel::setRows(std::vector<LinkedUnitRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

core::UnitRef LinkedUnitModel::unitAt(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row)).unit;
}

int LinkedUnitModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LinkedUnitModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LinkedUnitModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LinkedUnitRow& row = m_rows.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::DecorationRole && index.column() == UnitColumn && !row.picture.isNull())
        return row.picture;
    if (role == Qt::TextAlignmentRole && index.column() != UnitColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case UnitColumn:
        return row.name;
    case WeightColumn:
        return number(row.weight);
    case CorrelationColumn:
        return number(row.correlation);
    default:
        return {};
    }
}

QVariant LinkedUnitModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case UnitColumn:
        return tr("Unit");
    case WeightColumn:
        return tr("Weight");
    case CorrelationColumn:
        return tr("Correlation");
    default:
        return {};
    }
}

} // namespace counterpart::models
