#pragma once

#include "models/measure_table_model.h"
#include "session/derived_result.h"
#include "ui/figures/measure_figure.h"
#include "ui/views/linked_view.h"

#include <QSortFilterProxyModel>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace counterpart::ui {

/// The workspace of the pairs on which correlation and mutual information disagree: one against the
/// other, and a table of those that are farthest apart.
class MeasureView : public LinkedView
{
    Q_OBJECT

public:
    explicit MeasureView(const ViewContext& context, QWidget* parent = nullptr);

protected:
    void refresh(int changes) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Which estimate of the information the comparison is of.
    struct Request
    {
        session::InformationPtr information;

        bool operator==(const Request&) const = default;
    };

    QWidget* makeInvitation();
    QWidget* makeComparison();
    QWidget* makeBar(QWidget* parent);
    void makeTable(QWidget* parent);
    void follow();
    void invite(const QString& failure);
    void showComparison();
    QString summary() const;
    void fitTable();
    void markRow();
    void chooseRow(const QModelIndex& index);

    session::DerivedResult<MeasureComparison, Request> m_comparison;
    models::MeasureTableModel m_model;
    QSortFilterProxyModel m_sorted;
    plots::DensityPlot* m_plot; ///< of the widget
    PlotWidget* m_widget;
    QStackedWidget* m_pages;
    QLabel* m_reason;
    QPushButton* m_count;
    QComboBox* m_list;
    QLabel* m_summary;
    QTableView* m_table;
    bool m_isMarking = false; ///< a row is made current because its pair is
};

} // namespace counterpart::ui
