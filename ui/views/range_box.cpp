#include "ui/views/range_box.h"

#include <QComboBox>

namespace counterpart::ui {

QComboBox* makeRangeBox(const QString& measure)
{
    auto* box = new QComboBox;
    box->addItem(measure.isEmpty() ? QComboBox::tr("measure's range") : measure,
                 static_cast<int>(MapRange::Measure));
    box->addItem(QComboBox::tr("data's range"), static_cast<int>(MapRange::Data));
    box->setToolTip(QComboBox::tr("What the colours run over. The data's range tells small values "
                                  "apart; maps of different ranges do not compare by colour."));
    return box;
}

MapRange rangeOf(const QComboBox& box)
{
    return static_cast<MapRange>(box.currentData().toInt());
}

} // namespace counterpart::ui
