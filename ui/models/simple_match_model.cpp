#include "models/simple_match_model.h"

#include <QStringList>

#include <algorithm>

namespace counterpart::models {

namespace {

constexpr std::ptrdiff_t kListedUnits = 12;

/// "0, 4, 17"; an ellipsis stands for those that are too many.
QString numbers(const core::Index* begin, const core::Index* end, core::Index offset)
{
    QStringList list;
    for (const core::Index* unit = begin; unit != end && unit - begin < kListedUnits; ++unit)
        list += QString::number(*unit - offset);
    if (end - begin > kListedUnits)
        list += QStringLiteral("…");
    return list.join(QStringLiteral(", "));
}

} // namespace

void SimpleMatchModel::setMatches(std::shared_ptr<const core::SimpleMatches> matches,
                                  core::Index unitsOfA)
{
    beginResetModel();
    m_matches = std::move(matches);
    m_unitsOfA = unitsOfA;
    endResetModel();
}

const core::UnitSet& SimpleMatchModel::matchAt(int row) const
{
    return m_matches->matches.at(static_cast<std::size_t>(row));
}

int SimpleMatchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_matches ? 0 : static_cast<int>(m_matches->matches.size());
}

int SimpleMatchModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SimpleMatchModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    const bool isNumber = column > UnitsBColumn;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const core::UnitSet& match = matchAt(index.row());
    const core::Index* begin = match.data();
    const core::Index* end = begin + match.size();
    const core::Index* border = std::lower_bound(begin, end, m_unitsOfA);
    switch (column) {
    case SizeColumn:
        return qlonglong(end - begin);
    case CountAColumn:
        return qlonglong(border - begin);
    case CountBColumn:
        return qlonglong(end - border);
    case UnitsAColumn:
        return role == SortRole && border != begin ? QVariant(qlonglong(*begin))
                                                   : QVariant(numbers(begin, border, 0));
    case UnitsBColumn:
        return role == SortRole && border != end ? QVariant(qlonglong(*border - m_unitsOfA))
                                                 : QVariant(numbers(border, end, m_unitsOfA));
    default:
        return {};
    }
}

QVariant SimpleMatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SizeColumn:
        return tr("Units");
    case CountAColumn:
        return tr("|X|");
    case CountBColumn:
        return tr("|Y|");
    case UnitsAColumn:
        return tr("Units of A");
    case UnitsBColumn:
        return tr("Units of B");
    default:
        return {};
    }
}

} // namespace counterpart::models
