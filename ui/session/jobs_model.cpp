#include "session/jobs_model.h"

#include <algorithm>

namespace counterpart::session {

JobsModel::JobsModel(JobRunner& runner, QObject* parent) : QAbstractTableModel(parent)
{
    connect(&runner, &JobRunner::started, this, &JobsModel::add);
    connect(&runner, &JobRunner::progressed, this, &JobsModel::update);
    connect(&runner, &JobRunner::finished, this, &JobsModel::finish);
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int JobsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case FractionRole:
        return entry.fraction;
    case JobIdRole:
        return entry.id;
    case FailedRole:
        return entry.failed;
    case Qt::ToolTipRole:
        return entry.stage;
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case TitleColumn:
        return entry.title;
    case StageColumn:
        return entry.stage;
    case ProgressColumn:
        return entry.failed ? tr("failed") : tr("%1 %").arg(qRound(entry.fraction * 100));
    case TimeLeftColumn:
        return timeLeft(entry);
    default:
        return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TitleColumn:
        return tr("Job");
    case StageColumn:
        return tr("Stage");
    case ProgressColumn:
        return tr("Progress");
    case TimeLeftColumn:
        return tr("Time left");
    default:
        return {};
    }
}

int JobsModel::runningCount() const
{
    return static_cast<int>(std::ranges::count(m_entries, false, &Entry::failed));
}

void JobsModel::dismiss(JobId id)
{
    const int row = rowOf(id);
    if (row >= 0 && m_entries[static_cast<std::size_t>(row)].failed)
        remove(row);
}

void JobsModel::add(JobId id, const QString& title)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    Entry& entry = m_entries.emplace_back();
    entry.id = id;
    entry.title = title;
    entry.clock.start();
    endInsertRows();
}

void JobsModel::update(JobId id, double fraction, const QString& stage)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    Entry& entry = m_entries[static_cast<std::size_t>(row)];
    entry.fraction = fraction;
    entry.stage = stage;
    emit dataChanged(index(row, StageColumn), index(row, TimeLeftColumn));
}

void JobsModel::finish(JobId id, JobOutcome outcome, const QString& message)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    if (outcome != JobOutcome::Failed) {
        remove(row);
        return;
    }
    Entry& entry = m_entries[static_cast<std::size_t>(row)];
    entry.failed = true;
    entry.stage = message;
    emit dataChanged(index(row, TitleColumn), index(row, TimeLeftColumn));
}

void JobsModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
}

int JobsModel::rowOf(JobId id) const
{
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

QString JobsModel::timeLeft(const Entry& entry)
{
    constexpr double kShortestSeconds = 1; // before that the estimate jumps about
    const double elapsed = double(entry.clock.elapsed()) / 1000;
    if (entry.failed || entry.fraction <= 0 || elapsed < kShortestSeconds)
        return {};
    const int seconds = qRound(elapsed * (1 - entry.fraction) / entry.fraction);
    return seconds < 60 ? tr("%1 s").arg(seconds)
                        : tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

} // namespace counterpart::session
