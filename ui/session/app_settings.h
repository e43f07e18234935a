#pragma once

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QStringList>
#include <QVariantMap>

namespace counterpart::session {

enum class ThemeChoice { System, Light, Dark };

/// What is remembered from one run to the next.
class AppSettings : public QObject
{
    Q_OBJECT

public:
    static constexpr int kRecentFiles = 12;

    explicit AppSettings(QObject* parent = nullptr);

    /// Newest first.
    QStringList recentFiles() const;
    void addRecentFiles(const QStringList& files);
    void clearRecentFiles();

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);

    /// Whether the guided tour was shown, to its end or not.
    bool wasTourShown() const;
    void setTourShown();

    QString exportFolder() const;
    void setExportFolder(const QString& folder);
    /// How figures were exported last, by names that the dialog knows.
    QVariantMap exportChoices() const;
    void setExportChoices(const QVariantMap& choices);

signals:
    void recentFilesChanged();
    void themeChanged();

private:
    QSettings m_settings;
};

} // namespace counterpart::session
