#include "ui/views/view_parts.h"

#include "models/position_names.h"
#include "plots/gallery_plot.h"
#include "plots/map_plot.h"
#include "session/session.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTableView>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

namespace {

constexpr int kLabelSpacing = 4;

} // namespace

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

QComboBox* makeMeasureBox(core::Measure chosen)
{
    auto* box = new QComboBox;
    for (const core::MeasureCard& card : core::measureCards()) {
        box->addItem(QString::fromUtf8(card.title), static_cast<int>(card.measure));
        box->setItemData(box->count() - 1,
                         QObject::tr("Unchanged by: %1.\nNeeds: %2.\nMisleads: %3.")
                             .arg(QString::fromUtf8(card.invariances),
                                  QString::fromUtf8(card.needs), QString::fromUtf8(card.misleads)),
                         Qt::ToolTipRole);
    }
    box->setCurrentIndex(box->findData(static_cast<int>(chosen)));
    return box;
}

QString missingText(const session::DerivedResultBase& result, const QString& running,
                    const QString& invitation)
{
    using State = session::DerivedResultBase::State;
    switch (result.state()) {
    case State::Running:
        return running;
    case State::Cancelled:
        return QObject::tr("Cancelled.");
    case State::Failed:
        return result.failure();
    case State::Empty:
    case State::Ready: // of something else
        break;
    }
    return invitation;
}

void showWarnings(QLabel& label, const std::vector<std::string>& warnings)
{
    QStringList texts;
    for (const std::string& warning : warnings)
        texts += QString::fromStdString(warning);
    QString text;
    if (texts.size() > 1)
        text = QObject::tr("%1 (and %2 more)").arg(texts.front()).arg(texts.size() - 1);
    else if (!texts.isEmpty())
        text = texts.front();
    label.setText(text);
    label.setToolTip(texts.join(u'\n'));
    label.setVisible(!text.isEmpty());
}

void setEntryEnabled(QComboBox& box, int entry, bool isEnabled)
{
    qobject_cast<QStandardItemModel*>(box.model())->item(entry)->setEnabled(isEnabled);
    if (!isEnabled && box.currentIndex() == entry)
        box.setCurrentIndex(0);
}

void framePair(plots::MapPlot& map, const session::Session& session)
{
    map.setCurrent({});
    const auto& pair = session.pair();
    if (!pair)
        return;
    const auto placeOf = [](const plots::MapAxis& axis, core::LayerRef layer) {
        const auto found = std::ranges::find(axis.refs, layer, &core::UnitRef::layerRef);
        return found == axis.refs.end() ? -1 : static_cast<int>(found - axis.refs.begin());
    };
    const int row = placeOf(map.content().rows, pair->a);
    const int column = placeOf(map.content().columns, pair->b);
    if (row >= 0 && column >= 0)
        map.setCurrent(std::pair{row, column});
}

void fitToScroll(PlotWidget& widget, const plots::GalleryPlot& gallery, const QScrollArea& scroll)
{
    const QSize room = scroll.viewport()->size();
    const int height = int(std::ceil(gallery.heightForWidth(room.width())));
    widget.resize(room.width(), std::max(height, room.height()));
    widget.plotChanged();
}

void addLabelled(QHBoxLayout* layout, const QString& label, QWidget* control, const QString& name,
                 int stretch)
{
    control->setAccessibleName(name);
    auto* text = new QLabel(label);
    text->setBuddy(control);
    if (layout->count() > 0) // nearer to its own control than to the one before
        layout->addSpacing(kLabelSpacing);
    layout->addWidget(text);
    layout->addWidget(control, stretch);
}

} // namespace counterpart::ui
