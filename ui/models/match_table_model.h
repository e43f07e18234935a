#pragma once

#include "session/analysis_controller.h"
#include "session/unit_filter.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace counterpart::models {

/// One row a unit of A: its best unit of B, its partner in the one-to-one matching, and values.
class MatchTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        UnitColumn,
        BestColumn,
        BestValueColumn,
        OtherValueColumn, ///< of the same pair by the other measure
        GapColumn,
        PartnerColumn,
        PartnerValueColumn,
        MutualColumn,
        ReferenceColumn, ///< the unit of the reference network that it stands for
        ColumnCount
    };
    enum Role {
        SortRole = Qt::UserRole, ///< the number behind the text
        UnitRole,                ///< int, the unit of A
        BestValueRole            ///< double; -2 for a dead unit, below every similarity
    };

    explicit MatchTableModel(const session::AnalysisController& controller,
                             QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Whether both measures are known: only then the other value is there.
    bool hasOtherValues() const;
    /// Whether units stand for those of a reference network.
    bool hasReference() const { return m_result && m_result.reference; }
    /// Units of A and, where there is one, of B that the row speaks of.
    session::Units unitsAt(int row, session::MatchKind kind) const;
    /// The row of a unit of either side (B's by its partner), or -1.
    int rowOf(core::UnitRef unit, session::MatchKind kind) const;

private:
    void reload();
    core::UnitIndex counterpart(int row) const;
    std::optional<double> otherValue(const core::UnitMatch& match, int row) const;
    QVariant text(const core::UnitMatch& match, int row, int column) const;
    QVariant number(const core::UnitMatch& match, int row, int column) const;

    const session::AnalysisController& m_controller;
    session::PairResult m_result;
};

/// The rows that the unit filter lets through, sorted by the numbers behind the texts.
class MatchFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit MatchFilterModel(const session::UnitFilter& filter, QObject* parent = nullptr);

signals:
    /// Around every change of the filter, which removes and inserts rows that nobody chose.
    void aboutToFilter();
    void filtered();

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    const session::UnitFilter& m_filter;
};

} // namespace counterpart::models
