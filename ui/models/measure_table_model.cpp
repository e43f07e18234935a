#include "models/measure_table_model.h"

#include <array>

namespace counterpart::models {

namespace {

struct Header
{
    QString title;
    QString toolTip;
};

/// A number as the table prints it, or as it is sorted by.
QVariant shown(double value, int role)
{
    if (role == Qt::DisplayRole)
        return QString::number(value, 'f', 3);
    return role == MeasureTableModel::SortRole ? QVariant(value) : QVariant();
}

QVariant shown(qlonglong value, int role)
{
    if (role == Qt::DisplayRole)
        return QString::number(value);
    return role == MeasureTableModel::SortRole ? QVariant(value) : QVariant();
}

QVariant shown(core::UnitIndex unit, int role)
{
    return shown(static_cast<qlonglong>(unit.value), role);
}

std::array<Header, MeasureTableModel::DifferencesColumnCount> differenceHeaders()
{
    const auto tr = [](const char* text) { return MeasureTableModel::tr(text); };
    return {Header{tr("A"), tr("Unit of network A")},
            Header{tr("B"), tr("Unit of network B")},
            Header{tr("r"), tr("Correlation")},
            Header{tr("MI"), tr("Mutual information in nats")},
            Header{tr("Rank |r|"), tr("Among all pairs of live units, from 1")},
            Header{tr("Rank MI"), tr("Among all pairs of live units, from 1")},
            Header{tr("Off"),
                   tr("The correlation of the normal pair with this mutual information, less "
                      "|r|: above 0 where units share more than a straight line shows")}};
}

std::array<Header, MeasureTableModel::PartnerColumnCount> partnerHeaders()
{
    const auto tr = [](const char* text) { return MeasureTableModel::tr(text); };
    return {Header{tr("A"), tr("Unit of network A")},
            Header{tr("By r"), tr("The unit of B with the highest correlation")},
            Header{tr("r"), tr("Correlation with the best by correlation")},
            Header{tr("MI"), tr("Mutual information with the best by correlation, nats")},
            Header{tr("By MI"), tr("The unit of B with the highest mutual information")},
            Header{tr("r"), tr("Correlation with the best by mutual information")},
            Header{tr("MI"), tr("Mutual information with the best by it, nats")}};
}

} // namespace

void MeasureTableModel::setAgreement(std::shared_ptr<const core::MeasureAgreement> agreement,
                                     core::SidePair<core::LayerRef> layers)
{
    beginResetModel();
    m_agreement = std::move(agreement);
    m_layers = layers;
    endResetModel();
}

void MeasureTableModel::setList(List list)
{
    if (list == m_list)
        return;
    beginResetModel();
    m_list = list;
    endResetModel();
}

int MeasureTableModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid() || !m_agreement)
        return 0;
    return static_cast<int>(m_list == List::Differences ? m_agreement->differences.size()
                                                        : m_agreement->changed.size());
}

int MeasureTableModel::columnCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return m_list == List::Differences ? static_cast<int>(DifferencesColumnCount)
                                       : static_cast<int>(PartnerColumnCount);
}

QVariant MeasureTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_agreement)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    const auto row = static_cast<std::size_t>(index.row());
    return m_list == List::Differences
               ? differenceAt(m_agreement->differences[row], index.column(), role)
               : partnerAt(m_agreement->changed[row], index.column(), role);
}

QVariant MeasureTableModel::differenceAt(const core::MeasureDifference& pair, int column,
                                         int role) const
{
    switch (column) {
    case UnitAColumn:
        return shown(pair.a, role);
    case UnitBColumn:
        return shown(pair.b, role);
    case CorrelationColumn:
        return shown(pair.correlation, role);
    case InformationColumn:
        return shown(pair.information, role);
    case CorrelationRankColumn:
        return shown(static_cast<qlonglong>(pair.rankByCorrelation), role);
    case InformationRankColumn:
        return shown(static_cast<qlonglong>(pair.rankByInformation), role);
    case OffColumn:
        return shown(pair.difference, role);
    default:
        return {};
    }
}

QVariant MeasureTableModel::partnerAt(const core::OtherPartner& partner, int column, int role) const
{
    switch (column) {
    case UnitColumn:
        return shown(partner.byCorrelation.a, role);
    case FirstColumn:
        return shown(partner.byCorrelation.b, role);
    case FirstCorrelationColumn:
        return shown(partner.byCorrelation.correlation, role);
    case FirstInformationColumn:
        return shown(partner.byCorrelation.information, role);
    case SecondColumn:
        return shown(partner.byInformation.b, role);
    case SecondCorrelationColumn:
        return shown(partner.byInformation.correlation, role);
    case SecondInformationColumn:
        return shown(partner.byInformation.information, role);
    default:
        return {};
    }
}

QVariant MeasureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto place = static_cast<std::size_t>(section);
    const Header header =
        m_list == List::Differences ? differenceHeaders().at(place) : partnerHeaders().at(place);
    if (role == Qt::DisplayRole)
        return header.title;
    return role == Qt::ToolTipRole ? QVariant(header.toolTip) : QVariant();
}

session::Units MeasureTableModel::unitsAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const auto place = static_cast<std::size_t>(row);
    const core::MeasureDifference& pair = m_list == List::Differences
                                              ? m_agreement->differences[place]
                                              : m_agreement->changed[place].byInformation;
    return {{m_layers.a.net, m_layers.a.layer, pair.a}, {m_layers.b.net, m_layers.b.layer, pair.b}};
}

int MeasureTableModel::rowOf(const session::Units& units) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (unitsAt(row) == units)
            return row;
    }
    return -1;
}

} // namespace counterpart::models
