#include "ui/commands/panel_list.h"

#include <QKeyEvent>

namespace counterpart::ui {

namespace {
constexpr int kFigureRole = Qt::UserRole;
}

PanelList::PanelList(const QStringList& titles, QWidget* parent) : QListWidget(parent)
{
    setDragDropMode(QAbstractItemView::InternalMove);
    for (int i = 0; i < titles.size(); ++i) {
        auto* item = new QListWidgetItem(titles[i], this);
        item->setData(kFigureRole, i);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                       Qt::ItemIsDragEnabled);
        item->setCheckState(Qt::Unchecked);
    }
    connect(this, &QListWidget::itemChanged, this, &PanelList::picksChanged);
    connect(model(), &QAbstractItemModel::rowsMoved, this, &PanelList::picksChanged);
}

std::vector<std::size_t> PanelList::picked() const
{
    std::vector<std::size_t> places;
    for (int row = 0; row < count(); ++row)
        if (item(row)->checkState() == Qt::Checked)
            places.push_back(std::size_t(item(row)->data(kFigureRole).toInt()));
    return places;
}

void PanelList::pick(std::size_t figure)
{
    for (int row = 0; row < count(); ++row)
        if (item(row)->data(kFigureRole).toInt() == int(figure))
            item(row)->setCheckState(Qt::Checked);
}

void PanelList::move(int step)
{
    const int row = currentRow();
    const int next = row + step;
    if (row < 0 || next < 0 || next >= count())
        return;
    insertItem(next, takeItem(row));
    setCurrentRow(next);
    emit picksChanged();
}

void PanelList::keyPressEvent(QKeyEvent* event)
{
    const bool isArrow = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (isArrow && event->modifiers() & Qt::ControlModifier)
        move(event->key() == Qt::Key_Up ? -1 : 1);
    else
        QListWidget::keyPressEvent(event);
}

} // namespace counterpart::ui
