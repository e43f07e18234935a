#pragma once

#include "core/io/data_table.h"
#include "plots/plot.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <memory>
#include <vector>

namespace counterpart::ui {

enum class DataFormat { Csv, Json, Hdf5, GraphMl };
inline constexpr std::array kDataFormats{DataFormat::Csv, DataFormat::Json, DataFormat::Hdf5,
                                         DataFormat::GraphMl};

/// "csv", "json", "h5", "graphml": the ending of its files.
QString suffix(DataFormat format);

/// The data behind a plot, taken from it on the GUI thread, to be encoded on any.
struct FigureData
{
    std::vector<core::DataTable> tables; ///< a table a panel
    QByteArray graph;                    ///< as GraphML; empty where the plot shows no graph
};

/// The tables that the plot offers for copying: "values", or "a", "b", … where it has panels.
FigureData dataOf(const plots::Plot& plot);

/// Whether the data can be had in that format: only graphs as GraphML.
bool canEncode(const FigureData& data, DataFormat format);

/// The bytes of a file. `provenance` may be null; CSV has no place for it.
QByteArray encodeData(const FigureData& data, DataFormat format,
                      const core::Provenance* provenance);

} // namespace counterpart::ui
