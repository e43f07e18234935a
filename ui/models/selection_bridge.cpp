#include "models/selection_bridge.h"

#include <QScopedValueRollback>

namespace counterpart::models {

SelectionBridge::SelectionBridge(const session::Session& session, session::Selection& selection,
                                 const MatchTableModel& model, const MatchFilterModel& proxy,
                                 QItemSelectionModel& items, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_selection(selection),
      m_model(model),
      m_proxy(proxy),
      m_items(items)
{
    connect(&items, &QItemSelectionModel::selectionChanged, this, &SelectionBridge::fromItems);
    connect(&items, &QItemSelectionModel::currentRowChanged, this,
            &SelectionBridge::currentFromItems);
    connect(&selection, &session::Selection::selectedChanged, this, &SelectionBridge::toItems);
    connect(&selection, &session::Selection::currentChanged, this, &SelectionBridge::toItems);
    connect(&proxy, &MatchFilterModel::aboutToFilter, this, [this] { m_isUpdating = true; });
    connect(&proxy, &MatchFilterModel::filtered, this, [this] {
        m_isUpdating = false;
        toItems();
    });
    // Once the rows are there and those who hold them have let go of the old ones.
    connect(&proxy, &QAbstractItemModel::modelReset, this, &SelectionBridge::toItems,
            Qt::QueuedConnection);
}

void SelectionBridge::fromItems()
{
    if (m_isUpdating)
        return;
    const QScopedValueRollback guard(m_isUpdating, true);
    session::Units units;
    const QModelIndexList rows = m_items.selectedRows();
    // One selected row is the current unit; only a choice of several is a selection.
    if (rows.size() > 1) {
        for (const QModelIndex& row : rows) {
            const auto pair =
                m_model.unitsAt(m_proxy.mapToSource(row).row(), m_session.matchKind());
            units.insert(units.end(), pair.begin(), pair.end());
        }
    }
    m_selection.setSelected(units);
}

void SelectionBridge::currentFromItems(const QModelIndex& current)
{
    if (m_isUpdating || !current.isValid())
        return;
    m_selection.setCurrent(
        m_model.unitsAt(m_proxy.mapToSource(current).row(), m_session.matchKind()));
}

void SelectionBridge::toItems()
{
    if (m_isUpdating)
        return;
    const QScopedValueRollback guard(m_isUpdating, true);
    const auto proxyRow = [this](core::UnitRef unit) {
        const int row = m_model.rowOf(unit, m_session.matchKind());
        return row < 0 ? QModelIndex() : m_proxy.mapFromSource(m_model.index(row, 0));
    };
    QItemSelection rows;
    for (const core::UnitRef& unit : m_selection.selected()) {
        const QModelIndex row = proxyRow(unit);
        if (row.isValid())
            rows.select(row, row);
    }
    QModelIndex current;
    if (!m_selection.current().empty())
        current = proxyRow(m_selection.current().front());
    if (rows.isEmpty() && current.isValid())
        rows.select(current, current);
    m_items.select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (current.isValid())
        m_items.setCurrentIndex(current, QItemSelectionModel::NoUpdate);
}

} // namespace counterpart::models
