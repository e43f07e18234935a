#pragma once

#include "core/analysis/joint_histogram.h"
#include "plots/density_plot.h"
#include "session/derived_result.h"
#include "ui/views/linked_view.h"

class QLabel;
class QScrollArea;

namespace counterpart::plots {
class GalleryPlot;
class HistogramPlot;
} // namespace counterpart::plots

namespace counterpart::ui {

/// Describes the current units: values, filters, top inputs and distributions side by side, and how
/// their activations occur together.
class Inspector : public LinkedView
{
    Q_OBJECT

public:
    explicit Inspector(const ViewContext& context, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {300, 640}; }

protected:
    void refresh(int changes) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    using SidedUnits = std::vector<core::SidedUnit>;

    void describe();
    void showHistograms(const SidedUnits& units);
    void loadPictures(const SidedUnits& units);
    void fitPictures();
    void requestJoint(const SidedUnits& units);
    void showJoint();

    /// What the joint histogram is of.
    struct JointRequest
    {
        core::UnitPair units;
        core::JointHistogramOptions options;

        bool operator==(const JointRequest&) const = default;
    };
    session::DerivedResult<plots::DensityContent, JointRequest> m_jointHistogram;
    std::optional<JointRequest> m_wantedJoint; ///< none where a single unit is shown

    // The plots belong to their widgets.
    plots::GalleryPlot* m_pictures;
    plots::HistogramPlot* m_histograms;
    plots::DensityPlot* m_joint;
    QLabel* m_hint;
    QWidget* m_body;
    QLabel* m_address;
    QLabel* m_values;
    PlotWidget* m_picturesWidget;
    PlotWidget* m_histogramsWidget;
    PlotWidget* m_jointWidget;
};

} // namespace counterpart::ui
