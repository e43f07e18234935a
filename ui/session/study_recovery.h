#pragma once

#include <QLockFile>
#include <QString>
#include <QStringList>

#include <memory>

namespace counterpart::session {

/// A folder in which each running program keeps what is not saved yet: "<pid>.counterpart" beside a
/// lock file "<pid>.lock" that names the process. What is left by one that is no more can be
/// recovered.
class StudyRecovery
{
public:
    /// The folder is made if need be. Where that fails nothing is kept.
    explicit StudyRecovery(const QString& folder);
    /// Removes this process' file: it was saved, or nobody wanted it.
    ~StudyRecovery();
    StudyRecovery(const StudyRecovery&) = delete;
    StudyRecovery& operator=(const StudyRecovery&) = delete;

    /// Where to keep what is not saved; empty if it cannot be kept.
    const QString& file() const { return m_file; }
    void discard() const;
    /// Files of processes that ended without saving, the newest first.
    QStringList leftBehind() const;
    /// After they were recovered or refused.
    void forget(const QString& leftBehind) const;

private:
    QString m_folder;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace counterpart::session
