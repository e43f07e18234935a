#pragma once

#include "core/base/types.h"
#include "ui/views/view_context.h"

#include <QToolBar>

class QComboBox;

namespace counterpart::ui {

/// The choosers above the workspaces: layer A, layer B, positions, measure, matching.
class LayerBar : public QToolBar
{
    Q_OBJECT

public:
    explicit LayerBar(const ViewContext& context, QWidget* parent = nullptr);

private:
    QComboBox* addChoice(const QString& label, const QString& name, const QString& toolTip);
    void fillLayers();
    void showPair();
    void showOptions();
    void layerChosen(core::Side side);
    void optionsChosen();

    ViewContext m_context;
    core::SidePair<QComboBox*> m_layer;
    QComboBox* m_positions;
    QComboBox* m_measure;
    QComboBox* m_match;
};

} // namespace counterpart::ui
