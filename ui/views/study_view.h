#pragma once

#include "models/honesty_model.h"
#include "models/layer_model.h"
#include "ui/views/view_context.h"

#include <QWidget>

class QTableView;
class QTreeView;

namespace counterpart::ui {

/// The opened networks and their layers, and under them the data-honesty facts of the compared
/// pair.
class StudyView : public QWidget
{
    Q_OBJECT

public:
    explicit StudyView(const ViewContext& context, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {270, 640}; }

private:
    void chooseLayer(const QModelIndex& index);
    void showNetworks();
    void showPair();
    void showMenu(const QPoint& at);
    QTreeView* makeTree();
    QTableView* makeFacts();

    ViewContext m_context;
    models::LayerModel m_layers;
    models::HonestyModel m_facts;
    QTreeView* m_tree;
};

} // namespace counterpart::ui
