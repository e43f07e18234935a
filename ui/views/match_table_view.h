#pragma once

#include "models/match_table_model.h"
#include "ui/views/view_context.h"

#include <QWidget>

class QDoubleSpinBox;
class QLineEdit;
class QTableView;

namespace counterpart::ui {

/// Every unit of A with its matches, to sort, filter and search; linked with all views.
class MatchTableView : public QWidget
{
    Q_OBJECT

public:
    explicit MatchTableView(const ViewContext& context, QWidget* parent = nullptr);

    /// The visible rows as tab-separated text with a header line.
    QString dataAsText() const;
    void focusSearch();
    QTableView* table() { return m_table; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeBar(const ViewContext& context);
    void fitRange(const session::PairResult& result);
    void showColumns();

    session::Selection& m_selection;
    models::MatchTableModel m_model;
    models::MatchFilterModel m_filtered;
    QTableView* m_table;
    QLineEdit* m_search;
    QDoubleSpinBox* m_lowest;
    QDoubleSpinBox* m_highest;
};

} // namespace counterpart::ui
