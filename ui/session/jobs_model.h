#pragma once

#include "session/job_runner.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>

#include <vector>

namespace counterpart::session {

/// The running jobs and the failed ones, newest last: one row a job.
class JobsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TitleColumn, StageColumn, ProgressColumn, TimeLeftColumn, ColumnCount };
    enum Role {
        FractionRole = Qt::UserRole, ///< double 0..1
        JobIdRole,
        FailedRole ///< bool
    };

    explicit JobsModel(JobRunner& runner, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    int runningCount() const;
    /// Removes the row of a job that failed.
    void dismiss(JobId id);

private:
    struct Entry
    {
        JobId id = 0;
        QString title;
        QString stage;
        double fraction = 0;
        bool failed = false;
        QElapsedTimer clock;
    };

    void add(JobId id, const QString& title);
    void update(JobId id, double fraction, const QString& stage);
    void finish(JobId id, JobOutcome outcome, const QString& message);
    void remove(int row);
    int rowOf(JobId id) const;
    static QString timeLeft(const Entry& entry);

    std::vector<Entry> m_entries;
};

} // namespace counterpart::session
