#pragma once

#include "core/analysis/subspace_match.h"

#include <QAbstractTableModel>

#include <memory>

namespace counterpart::models {

/// The simple matches of two layers, one a row, by rising size.
class SimpleMatchModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { UnitsAColumn, UnitsBColumn, CountAColumn, CountBColumn, SizeColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole }; ///< the number behind the text

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: no rows. `unitsOfA` is how many units layer A has.
    void setMatches(std::shared_ptr<const core::SimpleMatches> matches, core::Index unitsOfA);
    /// The match of a row.
    const core::UnitSet& matchAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const core::SimpleMatches> m_matches;
    core::Index m_unitsOfA = 0;
};

} // namespace counterpart::models
