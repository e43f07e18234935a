#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace counterpart::models {

/// A network of a group: its cluster, its attributes, and how far it is from the compared one.
struct GroupRow
{
    int net = 0; ///< its place among the open networks
    QString name;
    int cluster = 0; ///< from 1
    double distance = 0;
    std::vector<QString> attributes;
};

/// The networks of a group, one a row.
class GroupModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Attributes follow.
    enum Column { NameColumn, ClusterColumn, DistanceColumn, FirstAttributeColumn };
    enum Role { SortRole = Qt::UserRole }; ///< the number behind the text

    using QAbstractTableModel::QAbstractTableModel;

    /// `attributes` are the names of the columns that follow; `reference` is what distances are to.
    void setRows(std::vector<GroupRow> rows, std::vector<QString> attributes, QString reference);
    const GroupRow& rowAt(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<GroupRow> m_rows;
    std::vector<QString> m_attributes;
    QString m_reference;
};

} // namespace counterpart::models
