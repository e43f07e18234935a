#include "session/study_recovery.h"

#include "core/io/study_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace counterpart::session {

namespace {

const QString kLockSuffix = QStringLiteral(".lock");

QString suffix()
{
    return QString::fromLatin1(core::kStudySuffix);
}

} // namespace

StudyRecovery::StudyRecovery(const QString& folder) : m_folder(folder)
{
    if (!QDir().mkpath(folder))
        return;
    const QString own =
        folder + QLatin1Char('/') + QString::number(QCoreApplication::applicationPid());
    m_lock = std::make_unique<QLockFile>(own + kLockSuffix);
    m_lock->setStaleLockTime(0); // stale only if its process is no more
    if (m_lock->tryLock())
        m_file = own + suffix();
}

StudyRecovery::~StudyRecovery()
{
    discard();
}

void StudyRecovery::discard() const
{
    if (!m_file.isEmpty())
        QFile::remove(m_file);
}

QStringList StudyRecovery::leftBehind() const
{
    QStringList left;
    const QFileInfoList files =
        QDir(m_folder).entryInfoList({QLatin1Char('*') + suffix()}, QDir::Files, QDir::Time);
    for (const QFileInfo& file : files) {
        if (file.absoluteFilePath() == QFileInfo(m_file).absoluteFilePath())
            continue;
        QLockFile lock(m_folder + QLatin1Char('/') + file.completeBaseName() + kLockSuffix);
        lock.setStaleLockTime(0);
        if (lock.tryLock()) // its process is no more
            left += file.absoluteFilePath();
    }
    return left;
}

void StudyRecovery::forget(const QString& leftBehind) const
{
    QFile::remove(leftBehind);
}

} // namespace counterpart::session
