#include "ui/views/match_table_view.h"

#include "models/selection_bridge.h"
#include "session/analysis_controller.h"
#include "session/selection.h"
#include "session/unit_filter.h"
#include "ui/figures/measure_names.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

namespace counterpart::ui {

MatchTableView::MatchTableView(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      m_selection(context.selection),
      m_model(context.controller),
      m_filtered(context.filter)
{
    m_filtered.setSourceModel(&m_model);
    m_table = new QTableView(this);
    m_table->setModel(&m_filtered);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(models::MatchTableModel::BestValueColumn, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setMouseTracking(true);
    m_table->setAccessibleName(tr("Match table"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    new models::SelectionBridge(context.session, context.selection, m_model, m_filtered,
                                *m_table->selectionModel(), this);
    connect(m_table, &QTableView::entered, this, [this, context](const QModelIndex& index) {
        context.selection.setHover(
            m_model.unitsAt(m_filtered.mapToSource(index).row(), context.session.matchKind()));
    });
    m_table->viewport()->installEventFilter(this);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &MatchTableView::showColumns);
    showColumns();
    connect(&context.selection, &session::Selection::currentChanged, m_table, [this] {
        if (m_table->currentIndex().isValid())
            m_table->scrollTo(m_table->currentIndex());
    });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(makeBar(context));
    layout->addWidget(m_table, 1);
}

bool MatchTableView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Leave)
        m_selection.setHover({});
    return QWidget::eventFilter(watched, event);
}

QWidget* MatchTableView::makeBar(const ViewContext& context)
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    m_search = new QLineEdit(bar);
    m_search->setPlaceholderText(tr("Find unit"));
    m_search->setAccessibleName(tr("Find unit in the table"));
    m_search->setClearButtonEnabled(true);
    m_lowest = new QDoubleSpinBox(bar);
    m_highest = new QDoubleSpinBox(bar);
    for (QDoubleSpinBox* box : {m_lowest, m_highest}) {
        box->setRange(-1, 1);
        box->setSingleStep(0.05);
    }
    m_lowest->setValue(context.filter.lowest());
    m_highest->setValue(context.filter.highest());
    m_lowest->setAccessibleName(tr("Lowest best value"));
    m_highest->setAccessibleName(tr("Highest best value"));
    auto* label = new QLabel(tr("Best value from"), bar);
    layout->addWidget(m_search, 1);
    layout->addWidget(label);
    layout->addWidget(m_lowest);
    layout->addWidget(new QLabel(tr("to"), bar));
    layout->addWidget(m_highest);
    session::UnitFilter* filter = &context.filter;
    connect(m_search, &QLineEdit::textChanged, filter, &session::UnitFilter::setText);
    const auto applyRange = [this, filter] {
        filter->setRange(m_lowest->value(), m_highest->value());
    };
    connect(&context.controller, &session::AnalysisController::currentChanged, this,
            [this, &controller = context.controller] { fitRange(controller.current()); });
    connect(m_lowest, &QDoubleSpinBox::valueChanged, filter, applyRange);
    connect(m_highest, &QDoubleSpinBox::valueChanged, filter, applyRange);
    return bar;
}

/// Limits of one measure mean nothing under another with another range.
void MatchTableView::fitRange(const session::PairResult& result)
{
    if (!result || highestOf(result.measure) == m_highest->maximum())
        return;
    m_highest->setMaximum(highestOf(result.measure));
    m_lowest->setMaximum(highestOf(result.measure));
    m_lowest->setValue(m_lowest->minimum());
    m_highest->setValue(m_highest->maximum());
}

void MatchTableView::showColumns()
{
    m_table->setColumnHidden(models::MatchTableModel::OtherValueColumn, !m_model.hasOtherValues());
    m_table->setColumnHidden(models::MatchTableModel::ReferenceColumn, !m_model.hasReference());
}

QString MatchTableView::dataAsText() const
{
    QStringList lines;
    const auto line = [&](auto cell) {
        QStringList cells;
        for (int column = 0; column < m_filtered.columnCount(); ++column)
            cells += cell(column);
        lines += cells.join(QLatin1Char('\t'));
    };
    line([&](int column) { return m_filtered.headerData(column, Qt::Horizontal).toString(); });
    for (int row = 0; row < m_filtered.rowCount(); ++row)
        line([&](int column) { return m_filtered.index(row, column).data().toString(); });
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void MatchTableView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace counterpart::ui
