#include "ui/views/measure_view.h"

#include "session/analysis_controller.h"
#include "session/selection.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_walk.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace counterpart::ui {

using models::MeasureTableModel;

MeasureView::MeasureView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_comparison(
          context.controller, context.jobs, tr("Comparing the measures"),
          [](const session::PairResult& result, const Request&, const core::Progress& progress) {
              return compareMeasures(result, kListedDifferences, progress);
          })
{
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeInvitation());
    m_pages->addWidget(makeComparison());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(&context.controller, &session::AnalysisController::informationChanged, this,
            &MeasureView::invite);
    connect(&m_comparison, &session::DerivedResultBase::changed, this,
            &MeasureView::showComparison);
}

QWidget* MeasureView::makeInvitation()
{
    auto* page = new QWidget(this);
    m_reason = new QLabel(page);
    m_reason->setWordWrap(true);
    m_reason->setAlignment(Qt::AlignCenter);
    m_count = new QPushButton(tr("&Count mutual information"), page);
    connect(m_count, &QPushButton::clicked, &context().controller,
            &session::AnalysisController::requestInformation);
    auto* layout = new QVBoxLayout(page);
    layout->addStretch(1);
    layout->addWidget(m_reason);
    layout->addWidget(m_count, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return page;
}

QWidget* MeasureView::makeComparison()
{
    auto* page = new QWidget(this);
    auto plot = std::make_unique<plots::DensityPlot>();
    m_plot = plot.get();
    m_widget = new PlotWidget(std::move(plot), page);
    m_widget->setAccessibleName(tr("Mutual information against correlation"));
    m_widget->setAccessibleDescription(
        tr("The table lists the pairs that are farthest from the line."));
    link(*m_widget);
    addFigure(QStringLiteral("a11-measures"), *m_widget);
    addStartButton({QStringLiteral("a11-measures")}, m_count);
    makeTable(page);
    auto* splitter = new QSplitter(Qt::Horizontal, page);
    splitter->addWidget(m_widget);
    splitter->addWidget(m_table);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar(page));
    layout->addWidget(splitter, 1);
    return page;
}

QWidget* MeasureView::makeBar(QWidget* parent)
{
    auto* bar = new QWidget(parent);
    m_list = new QComboBox(bar);
    m_list->addItems({tr("pairs that differ most"), tr("units with another best partner")});
    m_list->setAccessibleName(tr("List of pairs"));
    auto* label = new QLabel(tr("&List"), bar);
    label->setBuddy(m_list);
    m_summary = new QLabel(bar);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_summary, 1);
    layout->addWidget(label);
    layout->addWidget(m_list);
    connect(m_list, &QComboBox::currentIndexChanged, this, [this](int index) {
        const QScopedValueRollback guard(m_isMarking, true);
        m_model.setList(index == 0 ? MeasureTableModel::List::Differences
                                   : MeasureTableModel::List::OtherPartners);
        m_table->sortByColumn(-1, Qt::AscendingOrder);
        fitTable();
        markRow();
    });
    return bar;
}

void MeasureView::makeTable(QWidget* parent)
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(MeasureTableModel::SortRole);
    m_table = new QTableView(parent);
    m_table->setModel(&m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as the model lists them
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setAccessibleName(tr("Pairs on which the measures disagree"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MeasureView::chooseRow);
    connect(m_table, &QTableView::clicked, this, &MeasureView::chooseRow);
}

void MeasureView::refresh(int changes)
{
    if (changes & ResultChange)
        follow();
    if (changes & (HoverChange | CurrentChange | SelectedChange))
        m_widget->setHighlight(highlight());
    if (changes & CurrentChange)
        markRow();
}

void MeasureView::follow()
{
    const session::PairResult& result = context().controller.current();
    if (!result || !result.information) {
        invite({});
        return;
    }
    m_comparison.request({result.information});
    showComparison();
}

/// Nothing dear starts by itself: counting does where it is the measure, or when asked for.
void MeasureView::invite(const QString& failure)
{
    const session::AnalysisController& controller = context().controller;
    if (controller.current() && controller.current().information)
        return;
    m_pages->setCurrentIndex(0);
    m_count->setVisible(!controller.isCountingInformation());
    if (controller.isCountingInformation())
        m_reason->setText(tr("Counting the mutual information of this pair of layers…"));
    else if (!failure.isEmpty())
        m_reason->setText(failure);
    else
        m_reason->setText(tr("The mutual information of this pair of layers was not counted yet."));
}

/// The comparison of the present pair, or an empty page while it is made.
void MeasureView::showComparison()
{
    using State = session::DerivedResultBase::State;
    const session::PairResult& result = context().controller.current();
    if (!result || !result.information)
        return;
    m_pages->setCurrentIndex(1);
    const bool isAnswered = m_comparison.state() == State::Ready &&
                            m_comparison.answered() == Request{result.information};
    const QScopedValueRollback guard(m_isMarking, true);
    m_plot->setContent(isAnswered ? m_comparison.result()->scatter : plots::DensityContent{});
    m_model.setAgreement(isAnswered ? std::shared_ptr<const core::MeasureAgreement>(
                                          m_comparison.result(), &m_comparison.result()->agreement)
                                    : nullptr,
                         {result.pair.a, result.pair.b});
    m_summary->setText(isAnswered ? summary() : QString());
    m_widget->setMessage(m_comparison.state() == State::Failed      ? m_comparison.failure()
                         : m_comparison.state() == State::Cancelled ? tr("Cancelled.")
                                                                    : QString());
    m_widget->setHighlight(highlight());
    m_widget->plotChanged();
    fitTable();
    markRow();
}

/// As wide as the columns need, so that none is cut.
void MeasureView::fitTable()
{
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->resizeSections(QHeaderView::ResizeToContents);
    const int width = header->length() + m_table->verticalScrollBar()->sizeHint().width() +
                      2 * m_table->frameWidth();
    header->setStretchLastSection(true);
    m_table->setMinimumWidth(width);
}

QString MeasureView::summary() const
{
    const core::MeasureAgreement& agreement = m_comparison.result()->agreement;
    if (!agreement.sameShare)
        return tr("no live units");
    return tr("%1 % of the units of A have the same best unit of B by both measures; %2 another")
        .arg(QString::number(*agreement.sameShare * 100, 'f', 1))
        .arg(agreement.changed.size());
}

void MeasureView::markRow()
{
    const QScopedValueRollback guard(m_isMarking, true);
    const int row = m_model.rowOf(context().selection.current());
    if (row < 0) {
        m_table->clearSelection();
        return;
    }
    const QModelIndex index = m_sorted.mapFromSource(m_model.index(row, 0));
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                          QItemSelectionModel::Rows);
    m_table->scrollTo(index);
}

void MeasureView::chooseRow(const QModelIndex& index)
{
    if (m_isMarking || !index.isValid())
        return;
    context().selection.setCurrent(m_model.unitsAt(m_sorted.mapToSource(index).row()));
}

void MeasureView::keyPressEvent(QKeyEvent* event)
{
    if (!walkUnits(context(), event->key()))
        LinkedView::keyPressEvent(event);
}

} // namespace counterpart::ui
