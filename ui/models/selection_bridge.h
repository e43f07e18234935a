#pragma once

#include "models/match_table_model.h"
#include "session/selection.h"

#include <QItemSelectionModel>

namespace counterpart::models {

/// Keeps the selection of the match table and the linked selection the same, in both directions.
class SelectionBridge : public QObject
{
    Q_OBJECT

public:
    /// `proxy` shows `model`; `items` selects rows of `proxy`.
    SelectionBridge(const session::Session& session, session::Selection& selection,
                    const MatchTableModel& model, const MatchFilterModel& proxy,
                    QItemSelectionModel& items, QObject* parent = nullptr);

private:
    void fromItems();
    void currentFromItems(const QModelIndex& current);
    void toItems();

    const session::Session& m_session;
    session::Selection& m_selection;
    const MatchTableModel& m_model;
    const MatchFilterModel& m_proxy;
    QItemSelectionModel& m_items;
    bool m_isUpdating = false;
};

} // namespace counterpart::models
