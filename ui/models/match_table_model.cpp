#include "models/match_table_model.h"

#include "session/reference_order.h"

#include <array>

namespace counterpart::models {

namespace {

constexpr double kDeadValue = -2;

QString unitText(core::UnitIndex unit)
{
    return unit.isValid() ? QString::number(unit.value) : QStringLiteral("–");
}

QString valueText(double value)
{
    return QString::number(value, 'f', 3);
}

} // namespace

MatchTableModel::MatchTableModel(const session::AnalysisController& controller, QObject* parent)
    : QAbstractTableModel(parent),
      m_controller(controller),
      m_result(controller.current())
{
    connect(&controller, &session::AnalysisController::currentChanged, this,
            &MatchTableModel::reload);
}

void MatchTableModel::reload()
{
    beginResetModel();
    m_result = m_controller.current();
    endResetModel();
}

int MatchTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_result ? 0 : static_cast<int>(m_result.matching->units.a.size());
}

int MatchTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MatchTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const core::UnitMatch& match =
        m_result.matching->units.a[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(match, index.row(), index.column());
    case SortRole:
        return number(match, index.row(), index.column());
    case UnitRole:
        return index.row();
    case BestValueRole:
        return match.semi.isValid() ? match.semiValue : kDeadValue;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

bool MatchTableModel::hasOtherValues() const
{
    return m_result && m_result.information != nullptr;
}

core::UnitIndex MatchTableModel::counterpart(int row) const
{
    if (!hasReference())
        return {};
    const auto found = m_result.reference->counterpart(core::Side::A, core::UnitIndex{row});
    return found ? found->unit : core::UnitIndex{};
}

std::optional<double> MatchTableModel::otherValue(const core::UnitMatch& match, int row) const
{
    if (!hasOtherValues() || !match.semi.isValid())
        return std::nullopt;
    const core::Matrix& values = m_result.measure == session::Measure::Information
                                     ? m_result.analysis->correlation.between
                                     : m_result.information->values.between;
    return values(row, match.semi.value);
}

QVariant MatchTableModel::text(const core::UnitMatch& match, int row, int column) const
{
    switch (column) {
    case UnitColumn:
        return match.semi.isValid() ? QString::number(row) : tr("%1 (dead)").arg(row);
    case BestColumn:
        return unitText(match.semi);
    case BestValueColumn:
        return match.semi.isValid() ? valueText(match.semiValue) : QString();
    case OtherValueColumn: {
        const auto value = otherValue(match, row);
        return value ? valueText(*value) : QString();
    }
    case GapColumn:
        return match.semi.isValid() ? valueText(match.gap) : QString();
    case PartnerColumn:
        return unitText(match.partner);
    case PartnerValueColumn:
        return match.partner.isValid() ? valueText(match.partnerValue) : QString();
    case MutualColumn:
        return match.isMutualBest ? tr("yes") : QString();
    case ReferenceColumn:
        return hasReference() ? unitText(counterpart(row)) : QString();
    default:
        return {};
    }
}

QVariant MatchTableModel::number(const core::UnitMatch& match, int row, int column) const
{
    switch (column) {
    case UnitColumn:
        return row;
    case BestColumn:
        return match.semi.value;
    case BestValueColumn:
        return match.semi.isValid() ? match.semiValue : kDeadValue;
    case OtherValueColumn:
        return otherValue(match, row).value_or(kDeadValue);
    case GapColumn:
        return match.semi.isValid() ? match.gap : kDeadValue;
    case PartnerColumn:
        return match.partner.value;
    case PartnerValueColumn:
        return match.partner.isValid() ? match.partnerValue : kDeadValue;
    case MutualColumn:
        return match.isMutualBest;
    case ReferenceColumn:
        return counterpart(row).value;
    default:
        return {};
    }
}

QVariant MatchTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    struct Header
    {
        QString title, toolTip;
    };
    const std::array<Header, ColumnCount> headers{
        Header{tr("Unit of A"), tr("Unit of network A")},
        Header{
            tr("Best in B"),
            tr("Semi-matching: the unit of B with the highest value; several units may share it")},
        Header{tr("Best value"), tr("Similarity to the best unit of B")},
        Header{m_result.measure == session::Measure::Information ? tr("r of best")
                                                                 : tr("MI of best"),
               tr("The other measure of the same pair: correlation, or mutual information in "
                  "nats")},
        Header{tr("Gap"), tr("Best value minus the runner-up's: how clear the choice is")},
        Header{tr("Partner in B"), tr("One-to-one matching with the largest sum")},
        Header{tr("Partner value"), tr("Similarity to the partner")},
        Header{tr("Mutual"), tr("Each is the other's best")},
        Header{tr("Reference"),
               hasReference() ? tr("The unit of %1 that this unit of A was matched to")
                                    .arg(QString::fromStdString(m_result.reference->network->name))
                              : QString()}};
    const Header& header = headers.at(static_cast<std::size_t>(section));
    if (role == Qt::DisplayRole)
        return header.title;
    return role == Qt::ToolTipRole ? QVariant(header.toolTip) : QVariant();
}

session::Units MatchTableModel::unitsAt(int row, session::MatchKind kind) const
{
    const core::LayerRef layer = m_result.pair.a;
    return m_result.completed({{layer.net, layer.layer, core::UnitIndex{row}}}, kind);
}

int MatchTableModel::rowOf(core::UnitRef unit, session::MatchKind kind) const
{
    if (!m_result)
        return -1;
    if (unit.layerRef() == m_result.pair.a)
        return unit.unit.value;
    const auto partner = m_result.partner(unit, kind);
    return partner && partner->layerRef() == m_result.pair.a ? partner->unit.value : -1;
}

MatchFilterModel::MatchFilterModel(const session::UnitFilter& filter, QObject* parent)
    : QSortFilterProxyModel(parent),
      m_filter(filter)
{
    setSortRole(MatchTableModel::SortRole);
    connect(&filter, &session::UnitFilter::changed, this, [this] {
        emit aboutToFilter();
        invalidateFilter();
        emit filtered();
    });
}

bool MatchFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex unit = sourceModel()->index(row, MatchTableModel::UnitColumn, parent);
    const double value = unit.data(MatchTableModel::BestValueRole).toDouble();
    const bool inRange = value >= m_filter.lowest() && value <= m_filter.highest();
    const bool isDead = value == kDeadValue;
    if (!inRange && !(isDead && m_filter.lowest() <= -1))
        return false;
    if (m_filter.text().isEmpty())
        return true;
    const auto contains = [&](int column) {
        return sourceModel()
            ->index(row, column, parent)
            .data()
            .toString()
            .contains(m_filter.text(), Qt::CaseInsensitive);
    };
    return contains(MatchTableModel::UnitColumn) || contains(MatchTableModel::BestColumn) ||
           contains(MatchTableModel::PartnerColumn);
}

} // namespace counterpart::models
