#pragma once

#include "session/session_view.h"
#include "session/study_parts.h"

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace counterpart::session {

class AnalysisController;
class StudyRecovery;

/// The study that the window works on: which file it is, whether there is something to save, and
/// how it is saved and opened (in jobs, one after another). It remembers every reading that the
/// session has made, so that none has to be made again.
class StudyKeeper : public QObject
{
    Q_OBJECT

public:
    StudyKeeper(SharedView view, AnalysisController& controller, JobRunner& jobs,
                QObject* parent = nullptr);
    ~StudyKeeper() override;

    /// The file, or empty while the study has none.
    const QString& path() const { return m_path; }
    bool isModified() const { return m_isModified; }
    /// Whether there is anything to save.
    bool hasNetworks() const;

    /// What the window itself shows goes into the study under the key "window"; `restore` is called
    /// when a study has been opened.
    void setWindow(std::function<QJsonObject()> save,
                   std::function<void(const QJsonObject&)> restore);

    /// Closes what is open, and opens the study.
    void open(const QString& path);
    /// Saves to path(), or to a new one that it has from now on; saved() or failed() follows.
    void save();
    void saveAs(const QString& path);

    /// Inputs that are not where the study says.
    QStringList missingInputs() const;
    /// Inputs that are not what they were when the study was made.
    QStringList changedInputs() const;
    /// The file of a missing input; its neighbours are looked for by the same move. The study is
    /// opened again.
    void locate(const QString& missing, const QString& found);
    /// Opens the inputs instead of what the study knows of them.
    void readInputsAgain();

    /// From now on what is not saved is kept in that folder, some time after each change.
    void keepUnsavedIn(const QString& folder, int delayMs = kKeepDelayMs);
    /// Studies of programs that ended without saving.
    QStringList leftBehind() const;
    /// Opens such a study as one that is not saved yet; or forgets it.
    void recover(const QString& leftBehind);
    void forget(const QString& leftBehind);

    static constexpr int kKeepDelayMs = 20'000;

signals:
    /// Path or isModified() have changed.
    void changed();
    /// A study was opened: its missing and changed inputs can be told.
    void opened();
    void saved(const QString& path);
    void failed(const QString& message);

private:
    void noteResults();
    void noteReading(const PairResult& result);
    void noteChange();
    void adopt(const QStringList& files);
    void setPath(const QString& path, bool isModified);
    void keepUnsaved();
    void dropCopies();
    void reopen();
    /// Writes what the session holds now to that file, in a job of that receiver.
    void write(const QString& path, const QString& title, QObject* receiver,
               std::function<void()> done, JobRunner::Failed failed);
    /// The files of inputs with that mark.
    QStringList inputsThat(bool StudyTie::*are) const;
    StudyParts parts() const;
    QByteArray viewText() const;

    SharedView m_view;
    AnalysisController& m_controller;
    JobRunner& m_jobs;
    std::function<QJsonObject()> m_saveWindow;
    std::function<void(const QJsonObject&)> m_restoreWindow;
    QString m_path;
    QString m_openedFile; ///< that the networks came from, if it was a study
    QString m_recovering; ///< a left-behind file that is being opened
    QString m_recovered;  ///< the one that was opened, until it is saved
    bool m_isModified = false;
    bool m_isRestoring = false;
    int m_changes = 0; ///< counts them, so that a change while saving is not lost
    std::vector<KnownReading> m_readings;
    std::unique_ptr<StudyRecovery> m_recovery;
    QTimer m_keepTimer;
};

} // namespace counterpart::session
