#pragma once

#include "ui/figures/activity_figure.h"
#include "ui/figures/gallery_figure.h"
#include "ui/views/linked_view.h"

class QComboBox;
class QLabel;
class QScrollArea;
class QSpinBox;
class QStackedWidget;

namespace counterpart::plots {
class CurvePlot;
}

namespace counterpart::ui {

/// The workspace of pictures: the best and worst pairs, or the most and least active units, with
/// filters and top inputs; and the sorted mean activations.
class GalleryView : public LinkedView
{
    Q_OBJECT

public:
    explicit GalleryView(const ViewContext& context, QWidget* parent = nullptr);

protected:
    void refresh(int changes) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Page { Pairs, ActiveUnits, Means }; ///< in the order of the choice

    Page page() const;
    QWidget* makeBar();
    void addControls(QWidget* bar);
    void turnPage();
    GalleryOptions options() const;
    ActiveUnitsOptions activeOptions() const;
    void nameFigure();
    void load();
    void loadPictures(const session::PairResult& result);
    void fitHeight();
    /// Whether the key goes to the pair before or after the current one.
    bool walk(int key);

    // The plots belong to their widgets.
    plots::GalleryPlot* m_plot;
    plots::CurvePlot* m_means;
    PlotWidget* m_widget;
    PlotWidget* m_meansWidget;
    QScrollArea* m_scroll;
    QStackedWidget* m_pages;
    QComboBox* m_page;
    QLabel* m_pairsLabel;
    QSpinBox* m_pairs;
    QLabel* m_kindLabel;
    QComboBox* m_kind;
    QLabel* m_cropsLabel;
    QComboBox* m_crops;
    QLabel* m_axisLabel;
    QComboBox* m_axis;
};

} // namespace counterpart::ui
