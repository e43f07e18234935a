#pragma once

#include "models/linked_unit_model.h"
#include "models/measure_value_model.h"
#include "session/derived_result.h"
#include "session/requested_result.h"
#include "ui/figures/layer_map_figure.h"
#include "ui/figures/similarity_figure.h"
#include "ui/views/linked_view.h"

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QTableView;
class QTabWidget;

namespace counterpart::plots {
class CloudPairPlot;
class GalleryPlot;
} // namespace counterpart::plots

namespace counterpart::ui {

class MeasureCard;
class ReadingPages;

/// The workspace of the similarity of layers as wholes. Of the present pair: canonical correlations
/// beside those of unrelated layers, a table of measures with a card of each, and what any two
/// canonical directions are. Of the networks: a map of every layer against every layer, whose cells
/// lead to that pair.
class SimilarityView : public LinkedView
{
    Q_OBJECT

public:
    explicit SimilarityView(const ViewContext& context, QWidget* parent = nullptr);
    ~SimilarityView() override;

    /// What is shown of the pair, or nullptr.
    const PairSimilarity* similarity() const { return m_shown.get(); }
    /// What is shown of all layers, or nullptr.
    const core::LayerMap* layerMap() const { return m_map.result().get(); }
    /// The direction that is looked at, from 0.
    core::Index direction() const;

protected:
    void refresh(int changes) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makePair();
    QWidget* makeComparison();
    QWidget* makeEvidence();
    QWidget* makeDirection();
    void makeMeasureTable();
    void makeUnitTable();
    QWidget* makeSamples();
    QWidget* makeLayers();
    QWidget* makeLayerBar();

    // Of the pair.
    void measurePair();
    void followPair();
    void showPair();
    void showMeasures();
    void showDirection();
    void loadInputs();
    void fitGallery();
    void clearSamples();
    void loadSamples();
    void chooseUnit(const QModelIndex& index);

    // Of the networks.
    void requestMap();
    void followMap();
    void showMap();
    void openCell(const session::Units& cell);
    LayerMapRequest mapRequest() const;

    session::DerivedResult<PairSimilarity, std::shared_ptr<const session::PairMoments>> m_pair;
    session::RequestedResult<core::LayerMap, LayerMapRequest> m_map;
    PairSimilarityPtr m_shown;
    models::MeasureValueModel m_measures;
    models::LinkedUnitModel m_units;

    // The plots belong to their widgets.
    plots::XyPlot* m_coefficients;
    plots::GalleryPlot* m_gallery;
    plots::CloudPairPlot* m_samples;
    plots::MapPlot* m_mapPlot;
    PlotWidget* m_coefficientsWidget;
    PlotWidget* m_galleryWidget;
    PlotWidget* m_samplesWidget;
    PlotWidget* m_mapWidget;
    QTabWidget* m_tabs;
    ReadingPages* m_pages;
    QTableView* m_measureTable;
    QTabWidget* m_evidence;
    QSpinBox* m_direction;
    QLabel* m_rho;
    QPushButton* m_inputs;
    QPushButton* m_draw;
    QTableView* m_unitTable;
    QScrollArea* m_scroll;
    MeasureCard* m_card;
    QComboBox* m_measure;
    QComboBox* m_positions;
    QComboBox* m_range;
    QPushButton* m_compare;
    QLabel* m_mapNote;
    QLabel* m_mapWarnings;
};

} // namespace counterpart::ui
