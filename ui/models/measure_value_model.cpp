#include "models/measure_value_model.h"

#include <utility>

namespace counterpart::models {

namespace {

QString number(const std::optional<double>& value, int decimals)
{
    if (!value)
        return QStringLiteral("–");
    return QString::number(*value, 'f', decimals).replace(QLatin1Char('-'), QChar(0x2212));
}

} // namespace

void MeasureValueModel::setRows(std::vector<MeasureRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int MeasureValueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MeasureValueModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MeasureValueModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MeasureRow& row = rowAt(index.row());
    const bool isNumber = index.column() == ValueColumn || index.column() == ShuffledColumn;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return row.note;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return row.name;
    case ValueColumn:
        return number(row.value, 4);
    case ShuffledColumn:
        return row.shuffled ? QVariant(number(row.shuffled, 4)) : QVariant(QString());
    case RangeColumn:
        return tr("%1 to %2").arg(number(row.low, 0), number(row.high, 0));
    case NoteColumn:
        return row.note;
    default:
        return {};
    }
}

QVariant MeasureValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Measure");
    case ValueColumn:
        return tr("Value");
    case ShuffledColumn:
        return tr("Shuffled");
    case RangeColumn:
        return tr("Range");
    case NoteColumn:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace counterpart::models
