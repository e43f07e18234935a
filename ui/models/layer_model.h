#pragma once

#include "session/session.h"

#include <QAbstractItemModel>

namespace counterpart::models {

/// The study as a tree: networks, and under each its layers in depth order.
class LayerModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, UnitsColumn, MapColumn, ColumnCount };
    enum Role {
        NetRole = Qt::UserRole, ///< int, place of the network
        LayerRole               ///< int, place of the layer; -1 for a network's row
    };

    explicit LayerModel(const session::Session& session, QObject* parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    QModelIndex indexOf(core::LayerRef layer) const;
    /// The layer of a row; its layer index is invalid for a network's row.
    static core::LayerRef layerAt(const QModelIndex& index);

private:
    void reload();
    QVariant networkData(const core::Network& network, int column, int role) const;
    QVariant layerData(core::LayerRef ref, int column, int role) const;

    const session::Session& m_session;
    std::vector<session::NetworkPtr> m_networks;
};

} // namespace counterpart::models
