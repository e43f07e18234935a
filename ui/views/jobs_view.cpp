#include "ui/views/jobs_view.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPersistentModelIndex>
#include <QStyledItemDelegate>
#include <QToolButton>

namespace counterpart::ui {

using session::JobsModel;

namespace {

/// A cell with a progress bar.
class ProgressDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        if (index.data(JobsModel::FailedRole).toBool()) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        QStyleOptionProgressBar bar;
        bar.rect = option.rect.adjusted(2, 2, -2, -2);
        bar.palette = option.palette;
        bar.state = option.state | QStyle::State_Horizontal;
        bar.fontMetrics = option.fontMetrics;
        bar.minimum = 0;
        bar.maximum = 1000;
        bar.progress = qRound(index.data(JobsModel::FractionRole).toDouble() * 1000);
        bar.text = index.data().toString();
        bar.textVisible = true;
        bar.textAlignment = Qt::AlignCenter;
        QApplication::style()->drawControl(QStyle::CE_ProgressBar, &bar, painter);
    }
};

} // namespace

JobsView::JobsView(JobsModel& model, session::JobRunner& runner, QWidget* parent)
    : QTreeView(parent),
      m_model(model),
      m_runner(runner)
{
    setModel(&model);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setSelectionBehavior(SelectRows);
    setAccessibleName(tr("Jobs"));
    setItemDelegateForColumn(JobsModel::ProgressColumn, new ProgressDelegate(this));
    header()->setSectionResizeMode(JobsModel::StageColumn, QHeaderView::Stretch);
    header()->setStretchLastSection(false);
    setColumnWidth(JobsModel::TitleColumn, 280);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { addButtons(first, last); });
}

void JobsView::addButtons(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QPersistentModelIndex place = m_model.index(row, JobsModel::TimeLeftColumn);
        auto* cell = new QWidget;
        auto* button = new QToolButton(cell);
        button->setText(tr("✕"));
        button->setToolTip(tr("Cancel this job, or remove it if it failed (Del)"));
        button->setAccessibleName(tr("Cancel job"));
        button->setAutoRaise(true);
        auto* layout = new QHBoxLayout(cell);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addStretch(1);
        layout->addWidget(button);
        setIndexWidget(place, cell);
        connect(button, &QToolButton::clicked, this, [this, place] { stop(place); });
    }
}

void JobsView::stop(const QModelIndex& row)
{
    const auto id = session::JobId(row.data(JobsModel::JobIdRole).toInt());
    if (row.data(JobsModel::FailedRole).toBool())
        m_model.dismiss(id);
    else
        m_runner.cancel(id);
}

void JobsView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete && currentIndex().isValid())
        stop(currentIndex());
    else
        QTreeView::keyPressEvent(event);
}

} // namespace counterpart::ui
