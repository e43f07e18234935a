#include "ui/views/mapping_view.h"

#include "plots/mapping_graph_plot.h"
#include "plots/matrix_plot.h"
#include "plots/path_plot.h"
#include "plots/plot_grid.h"
#include "session/selection.h"
#include "ui/views/linked_units_panel.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_walk.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSplitter>

namespace counterpart::ui {

MappingView::MappingView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_derived(context.controller, context.jobs, tr("Mapping units sparsely"), &makeMappingSteps)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(makeBody(), 1);
    connect(&m_derived, &session::DerivedResultBase::changed, this, &MappingView::followState);
    followState();
}

QWidget* MappingView::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    m_direction = new QComboBox(bar);
    m_direction->addItems({tr("A → B"), tr("B → A")});
    m_direction->setAccessibleName(tr("Direction"));
    m_direction->setToolTip(tr("Which network's units predict those of the other."));
    m_order = new QComboBox(bar);
    m_order->addItems(
        {tr("few crossings"), tr("beside predictor"), tr("as numbered"), tr("by reference")});
    m_order->setAccessibleName(tr("Order of the graph"));
    m_order->setToolTip(tr("Order of the units in both columns of the graph."));
    m_penalty = new QSlider(Qt::Horizontal, bar);
    m_penalty->setAccessibleName(tr("Penalty"));
    m_penalty->setToolTip(tr("Few weights at the right, good predictions at the left. "
                             "Or drag the line in the chart."));
    m_penalty->setMinimumWidth(120);
    m_summary = new QLabel(bar);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_retry = new QPushButton(tr("Fit &again"), bar);
    const auto add = [&](const QString& text, QWidget* control, int stretch) {
        auto* label = new QLabel(text, bar);
        label->setBuddy(control);
        layout->addWidget(label);
        layout->addWidget(control, stretch);
    };
    add(tr("&Predict"), m_direction, 0);
    add(tr("&Order"), m_order, 0);
    add(tr("Pena&lty"), m_penalty, 1);
    layout->addWidget(m_summary, 2);
    layout->addWidget(m_retry);
    connect(m_direction, &QComboBox::currentIndexChanged, this, &MappingView::request);
    connect(m_order, &QComboBox::currentIndexChanged, this, &MappingView::showGraph);
    connect(m_penalty, &QSlider::valueChanged, this, &MappingView::showStep);
    connect(m_retry, &QPushButton::clicked, this, &MappingView::request);
    return bar;
}

QWidget* MappingView::makeBody()
{
    auto graph = std::make_unique<plots::MappingGraphPlot>();
    m_graph = graph.get();
    m_graphWidget = new PlotWidget(std::move(graph), this);
    m_graphWidget->setAccessibleName(tr("Graph of the mapping"));
    m_graphWidget->setAccessibleDescription(
        tr("The table below lists the weights of the current unit."));
    auto path = std::make_unique<plots::PathPlot>();
    m_path = path.get();
    m_pathWidget = new PlotWidget(std::move(path), this);
    m_pathWidget->setAccessibleName(tr("Error and number of weights against the penalty"));
    auto matrices = std::make_unique<plots::PlotGrid>(2);
    m_raw = &matrices->add(std::make_unique<plots::MatrixPlot>());
    m_permuted = &matrices->add(std::make_unique<plots::MatrixPlot>());
    m_permuted->setColourBarShown(true);
    m_raw->setColourBarShown(true);
    m_matrixWidget = new PlotWidget(std::move(matrices), this);
    m_matrixWidget->setAccessibleName(tr("Weights, as numbered and permuted"));
    m_panel = new LinkedUnitsPanel(this);
    addFigure(QStringLiteral("a5-mapping-graph"), *m_graphWidget);
    addFigure(QStringLiteral("a6-mapping"), *m_matrixWidget);
    addFigure(QStringLiteral("a6-mapping-error"), *m_pathWidget);

    link(*m_matrixWidget);
    connect(m_graphWidget, &PlotWidget::hovered, this,
            [this](const session::Units& units, const QString& text) {
                context().selection.setHover(units);
                emit readout(text);
            });
    connect(m_graphWidget, &PlotWidget::clicked, this, &MappingView::chooseInGraph);
    connect(m_pathWidget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
    connect(m_panel, &LinkedUnitsPanel::chosen, this, [this](core::UnitRef unit) {
        if (m_focus)
            context().selection.setCurrent(unit.layerRef() == context().controller.current().pair.a
                                               ? session::Units{unit, *m_focus}
                                               : session::Units{*m_focus, unit});
    });
    m_pathWidget->setDragHandle(
        {[this](plots::Point point) { return m_path->isOnChosen(point); },
         [this](plots::Point point) { movePenaltyTo(m_path->penaltyAt(point)); },
         Qt::SplitHCursor});

    const auto column = [this](QWidget* upper, QWidget* lower, int upperShare, int lowerShare) {
        auto* splitter = new QSplitter(Qt::Vertical, this);
        splitter->addWidget(upper);
        splitter->addWidget(lower);
        splitter->setStretchFactor(0, upperShare);
        splitter->setStretchFactor(1, lowerShare);
        splitter->setChildrenCollapsible(false);
        return splitter;
    };
    auto* body = new QSplitter(Qt::Horizontal, this);
    body->addWidget(column(m_graphWidget, m_panel, 3, 1));
    body->addWidget(column(m_pathWidget, m_matrixWidget, 1, 1));
    body->setStretchFactor(0, 1);
    body->setStretchFactor(1, 1);
    body->setChildrenCollapsible(false);
    return body;
}

void MappingView::keyPressEvent(QKeyEvent* event)
{
    if (!walkUnits(context(), event->key()))
        LinkedView::keyPressEvent(event);
}

} // namespace counterpart::ui
