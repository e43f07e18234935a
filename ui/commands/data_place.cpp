#include "ui/commands/data_place.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace counterpart::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("counterpart::ui::DataPlace", text);
}

QString filterOf(DataFormat format)
{
    switch (format) {
    case DataFormat::Csv:
        return tr("Comma-separated values (*.csv)");
    case DataFormat::Json:
        return tr("JSON (*.json)");
    case DataFormat::Hdf5:
        return tr("HDF5 (*.h5)");
    case DataFormat::GraphMl:
        break;
    }
    return tr("Graph as GraphML (*.graphml)");
}

} // namespace

DataPlace dataPlaceOf(const QString& path, DataFormat filter)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    const auto known =
        std::ranges::find(kDataFormats, ending, [](DataFormat format) { return suffix(format); });
    if (known != kDataFormats.end())
        return {path, *known};
    return {path + QLatin1Char('.') + suffix(filter), filter};
}

std::optional<DataPlace> askDataPlace(QWidget* window, const QString& folder, const QString& name,
                                      const FigureData& data)
{
    QStringList filters;
    std::vector<DataFormat> formats;
    for (const DataFormat format : kDataFormats) {
        if (!canWrite(data, format))
            continue;
        filters += filterOf(format);
        formats.push_back(format);
    }
    QString chosen = filters.front();
    const QString path = QFileDialog::getSaveFileName(
        window, tr("Export data"), QDir(folder).filePath(name + QStringLiteral(".csv")),
        filters.join(QStringLiteral(";;")), &chosen);
    if (path.isEmpty())
        return std::nullopt;
    const qsizetype filter = std::max<qsizetype>(0, filters.indexOf(chosen));
    return dataPlaceOf(path, formats.at(static_cast<std::size_t>(filter)));
}

} // namespace counterpart::ui
