#pragma once

#include <QString>
#include <QStringList>

namespace counterpart::app {

struct BatchRequest
{
    QStringList figures; ///< names of the catalogue, several joined by "+" as panels, or "all"
    QStringList
        formats; ///< "svg", "pdf", "png", "tiff"; "csv", "json", "h5", "graphml" of the data
    QString folder;
    QStringList files; ///< the first two networks are compared; "file.h5::layer" chooses the layer
    int dpi = 300;
    double widthMm = 0;                           ///< 0: as the figure prefers
    int columns = 2;                              ///< of panels
    QString background = QStringLiteral("white"); ///< or "none", or "#rrggbb"
    QString text = QStringLiteral("text");        ///< or "outlines"
    QString reference;      ///< of the networks the one whose units order all others; empty: none
    QStringList leftOut;    ///< "title", "axes", "colour-bar", "legend", "letters"
    QStringList settings{}; ///< of the reading: applyPassSetting()
};

/// Analyses the files and draws figures without a window; prints the path of each file written.
/// Throws core::Error; nothing is left half written.
void writeFigures(const BatchRequest& request);

} // namespace counterpart::app
