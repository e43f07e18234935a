#pragma once

#include "core/base/types.h"
#include "ui/views/view_context.h"

#include <QToolBar>

class QAction;
class QComboBox;
class QLabel;

namespace counterpart::ui {

/// The choosers above the workspaces: layer A, layer B, positions, measure, matching and, where
/// there are more than two networks, the one that orders the units of all.
class LayerBar : public QToolBar
{
    Q_OBJECT

public:
    explicit LayerBar(const ViewContext& context, QWidget* parent = nullptr);

private:
    QComboBox* addChoice(const QString& label, const QString& name, const QString& toolTip);
    void addReference();
    void fillLayers();
    void fillReferences();
    void showReference();
    void showPair();
    void showOptions();
    void layerChosen(core::Side side);
    void optionsChosen();

    ViewContext m_context;
    core::SidePair<QComboBox*> m_layer;
    QComboBox* m_positions;
    QComboBox* m_measure;
    QComboBox* m_match;
    QComboBox* m_reference;
    QLabel* m_alignment;
    QAction* m_referenceAction; ///< shows and hides both
};

} // namespace counterpart::ui
