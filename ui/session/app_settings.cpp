#include "session/app_settings.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace counterpart::session {

namespace {
const QString kRecent = QStringLiteral("files/recent");
const QString kTheme = QStringLiteral("window/theme");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");
const QString kTour = QStringLiteral("window/tourShown");
const QString kExport = QStringLiteral("files/export");
const QString kExportChoices = QStringLiteral("figures/export");
} // namespace

AppSettings::AppSettings(QObject* parent) : QObject(parent) {}

QStringList AppSettings::recentFiles() const
{
    return m_settings.value(kRecent).toStringList();
}

void AppSettings::addRecentFiles(const QStringList& files)
{
    QStringList recent = recentFiles();
    for (const QString& file : files) {
        const QString path = QFileInfo(file).absoluteFilePath();
        recent.removeAll(path);
        recent.prepend(path);
    }
    m_settings.setValue(kRecent, recent.mid(0, kRecentFiles));
    emit recentFilesChanged();
}

void AppSettings::clearRecentFiles()
{
    m_settings.remove(kRecent);
    emit recentFilesChanged();
}

ThemeChoice AppSettings::theme() const
{
    return static_cast<ThemeChoice>(std::clamp(m_settings.value(kTheme, 0).toInt(), 0, 2));
}

void AppSettings::setTheme(ThemeChoice theme)
{
    if (this->theme() == theme)
        return;
    m_settings.setValue(kTheme, static_cast<int>(theme));
    emit themeChanged();
}

QByteArray AppSettings::windowGeometry() const
{
    return m_settings.value(kGeometry).toByteArray();
}

QByteArray AppSettings::windowState() const
{
    return m_settings.value(kState).toByteArray();
}

void AppSettings::setWindow(const QByteArray& geometry, const QByteArray& state)
{
    m_settings.setValue(kGeometry, geometry);
    m_settings.setValue(kState, state);
}

bool AppSettings::wasTourShown() const
{
    return m_settings.value(kTour, false).toBool();
}

void AppSettings::setTourShown()
{
    m_settings.setValue(kTour, true);
}

QString AppSettings::exportFolder() const
{
    return m_settings.value(kExport, QDir::homePath()).toString();
}

QVariantMap AppSettings::exportChoices() const
{
    return m_settings.value(kExportChoices).toMap();
}

void AppSettings::setExportChoices(const QVariantMap& choices)
{
    m_settings.setValue(kExportChoices, choices);
}

void AppSettings::setExportFolder(const QString& folder)
{
    m_settings.setValue(kExport, folder);
}

} // namespace counterpart::session
