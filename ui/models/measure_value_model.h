#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <optional>
#include <vector>

namespace counterpart::models {

/// One measure of how alike two layers are.
struct MeasureRow
{
    QString page; ///< of the help: "cca", for :/help/measures/cca.md
    QString name;
    std::optional<double> value;
    std::optional<double> shuffled; ///< the same with the inputs of B shuffled
    double low = 0;                 ///< of the measure's range
    double high = 1;
    QString note;
};

/// The measures of a layer pair, one a row.
class MeasureValueModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ShuffledColumn, RangeColumn, NoteColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<MeasureRow> rows);
    const MeasureRow& rowAt(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<MeasureRow> m_rows;
};

} // namespace counterpart::models
