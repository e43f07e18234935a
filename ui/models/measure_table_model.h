#pragma once

#include "core/analysis/measure_agreement.h"
#include "session/units.h"

#include <QAbstractTableModel>

#include <memory>
#include <utility>

namespace counterpart::models {

/// Pairs of units about which correlation and mutual information say different things: those whose
/// values differ most, or the units of A whose best unit of B is another one.
class MeasureTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class List { Differences, OtherPartners };
    /// Of the list of differences.
    enum DifferencesColumn {
        UnitAColumn,
        UnitBColumn,
        CorrelationColumn,
        InformationColumn,
        CorrelationRankColumn,
        InformationRankColumn,
        OffColumn,
        DifferencesColumnCount
    };
    /// Of the list of other partners: the unit, then unit, correlation and information of the best
    /// by correlation, and of the best by information.
    enum PartnerColumn {
        UnitColumn,
        FirstColumn,
        FirstCorrelationColumn,
        FirstInformationColumn,
        SecondColumn,
        SecondCorrelationColumn,
        SecondInformationColumn,
        PartnerColumnCount
    };
    enum Role { SortRole = Qt::UserRole }; ///< the number behind the text

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: no rows. `layers` are those of A and B.
    void setAgreement(std::shared_ptr<const core::MeasureAgreement> agreement,
                      core::SidePair<core::LayerRef> layers);
    void setList(List list);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The pair of a row; of the other partners that with the best by information.
    session::Units unitsAt(int row) const;
    /// The row of that pair, or -1.
    int rowOf(const session::Units& units) const;

private:
    QVariant differenceAt(const core::MeasureDifference& pair, int column, int role) const;
    QVariant partnerAt(const core::OtherPartner& partner, int column, int role) const;

    std::shared_ptr<const core::MeasureAgreement> m_agreement;
    core::SidePair<core::LayerRef> m_layers;
    List m_list = List::Differences;
};

} // namespace counterpart::models
