#include "ui/views/view_parts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>

namespace counterpart::ui {

QTableView* makeRowTable(QAbstractItemModel& model, const QString& name)
{
    auto* table = new QTableView;
    table->setModel(&model);
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 6);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

void addLabelled(QHBoxLayout* layout, const QString& label, QWidget* control, const QString& name,
                 int stretch)
{
    control->setAccessibleName(name);
    auto* text = new QLabel(label);
    text->setBuddy(control);
    layout->addWidget(text);
    layout->addWidget(control, stretch);
}

} // namespace counterpart::ui
