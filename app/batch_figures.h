#pragma once

#include <QString>
#include <QStringList>

namespace counterpart::app {

struct BatchRequest
{
    QStringList figures; ///< names of the catalogue, or "all"
    QStringList formats; ///< "svg", "pdf", "png"
    QString folder;
    QStringList files; ///< the first two networks are compared; "file.h5::layer" chooses the layer
    int dpi = 300;
};

/// Analyses the files and draws figures without a window; prints the path of each file written.
/// Throws core::Error; nothing is left half written.
void writeFigures(const BatchRequest& request);

} // namespace counterpart::app
