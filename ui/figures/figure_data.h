#pragma once

#include "core/base/progress.h"
#include "core/data/provenance.h"
#include "plots/plot.h"

#include <QString>

#include <array>
#include <memory>

namespace counterpart::plots {
struct MappingGraphContent;
}

namespace counterpart::ui {

enum class DataFormat { Csv, Json, Hdf5, GraphMl };
inline constexpr std::array kDataFormats{DataFormat::Csv, DataFormat::Json, DataFormat::Hdf5,
                                         DataFormat::GraphMl};

/// "csv", "json", "h5", "graphml": the ending of its files.
QString suffix(DataFormat format);

/// The data behind a plot, taken from it on the GUI thread, to be written on any.
struct FigureData
{
    plots::TableMaker tables;
    std::shared_ptr<const plots::MappingGraphContent> graph; ///< null where the plot shows none
};

/// All of it, whatever part is shown.
FigureData dataOf(const plots::Plot& plot);

/// Whether the data can be had in that format: only graphs as GraphML.
bool canWrite(const FigureData& data, DataFormat format);

/// Replaces the file by the data, or leaves it as it was. `provenance` may be null; CSV and GraphML
/// have no place for it. Throws core::Error.
void writeData(const QString& path, const FigureData& data, DataFormat format,
               const core::Provenance* provenance, const core::Progress& progress = {});

} // namespace counterpart::ui
