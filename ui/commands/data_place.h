#pragma once

#include "ui/figures/figure_data.h"

#include <optional>

class QWidget;

namespace counterpart::ui {

/// Where data go, and in which format.
struct DataPlace
{
    QString path;
    DataFormat format = DataFormat::Csv;
};

/// The place that a file's name and the filter chosen beside it mean: its ending says the format,
/// or the filter, whose ending is added then.
DataPlace dataPlaceOf(const QString& path, DataFormat filter);

/// Asks for a file; none if nothing was chosen. Offers the formats that the data can have.
std::optional<DataPlace> askDataPlace(QWidget* window, const QString& folder, const QString& name,
                                      const FigureData& data);

} // namespace counterpart::ui
