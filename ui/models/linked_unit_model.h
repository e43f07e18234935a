#pragma once

#include "session/units.h"

#include <QAbstractTableModel>
#include <QImage>
#include <QString>

#include <vector>

namespace counterpart::models {

/// A unit that a mapping links with the one that is looked at.
struct LinkedUnitRow
{
    core::UnitRef unit;
    QString name; ///< "conv1[17]"
    double weight = 0;
    double correlation = 0;
    QImage picture; ///< null if there is none
};

/// The predictors of a unit, or the units that it predicts, one a row.
class LinkedUnitModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { UnitColumn, WeightColumn, CorrelationColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<LinkedUnitRow> rows);
    core::UnitRef unitAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<LinkedUnitRow> m_rows;
};

} // namespace counterpart::models
