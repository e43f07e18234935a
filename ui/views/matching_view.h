#pragma once

#include "ui/views/linked_view.h"

class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace counterpart::plots {
class CurvePlot;
}

namespace counterpart::ui {

/// The workspace of the matchings: sorted curves, averages by layer, share below a threshold.
class MatchingView : public LinkedView
{
    Q_OBJECT

public:
    explicit MatchingView(const ViewContext& context, QWidget* parent = nullptr);

    double threshold() const;
    void setThreshold(double threshold);

protected:
    void refresh(int changes) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeBar();
    void showCurves();
    void showLayers();
    void applyThreshold();
    void updateSummary();

    // The plots belong to their widgets.
    plots::CurvePlot* m_curves;
    plots::CurvePlot* m_averages;
    plots::CurvePlot* m_shares;
    PlotWidget* m_curvesWidget;
    PlotWidget* m_layersWidget;
    QDoubleSpinBox* m_threshold;
    QLabel* m_summary;
    QPushButton* m_allLayers;
};

} // namespace counterpart::ui
