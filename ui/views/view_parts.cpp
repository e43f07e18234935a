#include "ui/views/view_parts.h"

#include "models/position_names.h"

#include <QComboBox>
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

QComboBox* makePositionsBox()
{
    auto* box = new QComboBox;
    box->setToolTip(QObject::tr("Layers of maps of different sizes can be compared only where one "
                                "sample an input is left of them."));
    for (const core::Positions positions : models::kPositions)
        box->addItem(models::positionsName(positions), static_cast<int>(positions));
    box->setCurrentIndex(box->findData(static_cast<int>(core::Positions::Mean)));
    return box;
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
