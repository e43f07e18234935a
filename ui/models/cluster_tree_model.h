#pragma once

#include "core/analysis/cluster_outline.h"

#include <QAbstractItemModel>
#include <QString>

#include <memory>
#include <vector>

namespace counterpart::models {

/// The clusters of a pair's units as a tree to walk: what a cluster was split into, or joined from,
/// down to the single units.
class ClusterTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        UnitsAColumn,
        UnitsBColumn,
        BetweenColumn,
        WithinColumn,
        HeightColumn,
        ColumnCount
    };

    using QAbstractItemModel::QAbstractItemModel;

    /// `blocks` are the nodes that are the clusters now, by rising place; `layers` names the layer
    /// of each side ("conv1").
    void setClusters(std::shared_ptr<const core::ClusterOutline> outline, std::vector<int> blocks,
                     core::SidePair<QString> layers);
    /// Other clusters of the same outline: rows stay, names change.
    void setBlocks(std::vector<int> blocks);
    void clear() { setClusters(nullptr, {}, {}); }

    /// The places that the row stands for; empty for no row.
    core::LeafSpan spanAt(const QModelIndex& index) const;
    /// The node of the row, or -1 if it is a unit within a node.
    int nodeAt(const QModelIndex& index) const;
    QModelIndex indexOf(int node) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    using QObject::parent;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const core::OutlineNode& node(int number) const;
    void indexBlocks();
    QString unitName(int place) const;
    QString nodeName(int number) const;
    QString text(int number, int column) const;

    std::shared_ptr<const core::ClusterOutline> m_outline;
    core::SidePair<QString> m_layers;
    std::vector<int> m_blocks;
    std::vector<int> m_blockOfPlace; ///< -1: in none
    std::vector<int> m_rows;         ///< of each node in its parent
    std::vector<int> m_leafOfPlace;  ///< the node without children that holds it
};

} // namespace counterpart::models
