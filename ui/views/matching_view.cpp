#include "ui/views/matching_view.h"

#include "plots/curve_plot.h"
#include "plots/plot_grid.h"
#include "session/analysis_controller.h"
#include "session/selection.h"
#include "ui/figures/matching_figure.h"
#include "ui/figures/measure_names.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_walk.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>

namespace counterpart::ui {

namespace {
constexpr double kDefaultThreshold = 0.5; // Convergent Learning, section 3
}

MatchingView::MatchingView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent)
{
    auto curves = std::make_unique<plots::CurvePlot>();
    m_curves = curves.get();
    auto layers = std::make_unique<plots::PlotGrid>(2);
    m_averages = &layers->add(std::make_unique<plots::CurvePlot>());
    m_shares = &layers->add(std::make_unique<plots::CurvePlot>());
    m_curvesWidget = new PlotWidget(std::move(curves), this);
    m_curvesWidget->setAccessibleName(tr("Sorted semi-matching and matching"));
    m_layersWidget = new PlotWidget(std::move(layers), this);
    m_layersWidget->setAccessibleName(tr("Averages by layer"));
    link(*m_curvesWidget);
    link(*m_layersWidget);
    addFigure(QStringLiteral("a3-matching-curves"), *m_curvesWidget);
    addFigure(QStringLiteral("a4-layer-averages"), *m_layersWidget);

    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_curvesWidget);
    splitter->addWidget(m_layersWidget);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(splitter, 1);

    m_curvesWidget->setDragHandle(
        {[this](plots::Point point) { return m_curves->isOnThreshold(point); },
         [this](plots::Point point) { m_threshold->setValue(m_curves->yAt(point)); }});
}

QWidget* MatchingView::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    m_threshold = new QDoubleSpinBox(bar);
    m_threshold->setRange(0, 1);
    m_threshold->setSingleStep(0.05);
    m_threshold->setDecimals(2);
    m_threshold->setValue(kDefaultThreshold);
    m_threshold->setAccessibleName(tr("Threshold"));
    m_threshold->setToolTip(
        tr("Units whose best value is below it count as unmatched. Drag its line in the chart."));
    auto* label = new QLabel(tr("&Threshold"), bar);
    label->setBuddy(m_threshold);
    m_summary = new QLabel(bar);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_allLayers = new QPushButton(tr("Compare &all layers"), bar);
    m_allLayers->setToolTip(
        tr("Reads every pair of layers of the same name, for the charts over layers."));
    layout->addWidget(label);
    layout->addWidget(m_threshold);
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_allLayers);
    addStartButton({QStringLiteral("a4-layer-averages")}, m_allLayers);
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, &MatchingView::applyThreshold);
    connect(m_allLayers, &QPushButton::clicked, &context().controller,
            &session::AnalysisController::analyseAllLayers);
    return bar;
}

double MatchingView::threshold() const
{
    return m_threshold->value();
}

void MatchingView::setThreshold(double threshold)
{
    m_threshold->setValue(threshold);
}

void MatchingView::refresh(int changes)
{
    if (changes & ResultChange)
        showCurves();
    if (changes & (ResultChange | LayersChange))
        showLayers();
    if (changes & (HoverChange | CurrentChange | SelectedChange))
        m_curvesWidget->setHighlight(highlight());
}

void MatchingView::showCurves()
{
    const session::PairResult& result = context().controller.current();
    if (!result)
        return;
    m_threshold->setMaximum(highestOf(result.measure));
    m_curves->setContent(makeMatchingCurves(result));
    m_curves->setThreshold(m_threshold->value());
    m_curves->setHighlight(highlight());
    m_curvesWidget->plotChanged();
    updateSummary();
}

void MatchingView::showLayers()
{
    const std::vector<session::PairResult> layers = context().controller.layers();
    m_averages->setContent(makeLayerAverages(layers));
    m_shares->setContent(makeShareBelow(layers, m_threshold->value()));
    m_allLayers->setEnabled(layers.size() < context().controller.commonLayerCount());
    m_layersWidget->plotChanged();
}

void MatchingView::applyThreshold()
{
    m_curves->setThreshold(m_threshold->value());
    m_curvesWidget->update();
    showLayers();
    updateSummary();
}

void MatchingView::updateSummary()
{
    const session::PairResult& result = context().controller.current();
    if (!result)
        return;
    const auto share = core::shareBelow(*result.matching, m_threshold->value());
    m_summary->setText(share ? tr("%1 % of the units of A have no match above %2")
                                   .arg(QString::number(*share * 100, 'f', 1),
                                        QString::number(m_threshold->value(), 'f', 2))
                             : tr("no live units"));
}

void MatchingView::keyPressEvent(QKeyEvent* event)
{
    if (!walkUnits(context(), event->key()))
        LinkedView::keyPressEvent(event);
}

} // namespace counterpart::ui
