#pragma once

#include <QDir>
#include <QStringList>

namespace counterpart::test {

/// The files of the bundled example in order, or of the one of training by its folder.
inline QStringList exampleFiles(const QString& under = {})
{
    QStringList files;
    const QDir folder(QStringLiteral(COUNTERPART_EXAMPLE_DIR) + under);
    for (const QString& file : folder.entryList({QStringLiteral("*.h5")}, QDir::Files, QDir::Name))
        files += folder.filePath(file);
    return files;
}

} // namespace counterpart::test
