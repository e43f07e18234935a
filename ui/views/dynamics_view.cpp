#include "ui/views/dynamics_view.h"

#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>

namespace counterpart::ui {

namespace {

constexpr int kLongestPeriod = 1000;
constexpr int kPublishedPeriod = 20;

} // namespace

DynamicsView::DynamicsView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_run(context.jobs, tr("Following the training"), &followTraining),
      m_sequence(context.jobs, tr("Following the sequence"), &followSequence)
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Dynamics"));
    m_tabs->addTab(makeTraining(), tr("Training"));
    m_tabs->addTab(makeSequence(), tr("Sequence time"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    for (const session::DerivedResultBase* asked :
         {static_cast<session::DerivedResultBase*>(&m_run),
          static_cast<session::DerivedResultBase*>(&m_sequence)})
        connect(asked, &session::DerivedResultBase::changed, this, [this] { note(AnswerChange); });
    connect(&context.session, &session::Session::networksChanged, this, &DynamicsView::forget);
    listRuns();
    follow();
    followSequenceResult();
}

QWidget* DynamicsView::makeBar()
{
    auto* bar = new QWidget;
    m_runBox = new QComboBox;
    m_runBox->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_runBox->setToolTip(
        tr("Networks whose names differ in their last number alone are checkpoints "
           "of one run; their attributes step or epoch order them."));
    m_measure = makeMeasureBox(core::Measure::Pwcca);
    m_positions = makePositionsBox();
    m_axis = new QComboBox;
    m_axis->addItems({tr("evenly spaced"), tr("by step")});
    m_compare = new QPushButton(tr("Com&pare checkpoints"));
    m_compare->setToolTip(tr("Reads all checkpoints and compares their layers with those of the "
                             "last one."));
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    addLabelled(layout, tr("&Run"), m_runBox, tr("Training run"));
    addLabelled(layout, tr("&Measure"), m_measure, tr("Measure of the dynamics"));
    addLabelled(layout, tr("Po&sitions"), m_positions, tr("Positions of the checkpoints"));
    addLabelled(layout, tr("A&xis"), m_axis, tr("Axis of the checkpoints"));
    layout->addStretch(1);
    layout->addWidget(m_compare);
    connect(m_runBox, &QComboBox::currentIndexChanged, this, &DynamicsView::follow);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &DynamicsView::showCurves);
    connect(m_positions, &QComboBox::currentIndexChanged, this, &DynamicsView::follow);
    connect(m_axis, &QComboBox::currentIndexChanged, this, &DynamicsView::showCurves);
    connect(m_compare, &QPushButton::clicked, this, &DynamicsView::compare);
    return bar;
}

QWidget* DynamicsView::makeTraining()
{
    m_curvesWidget = makePlotWidget(m_curves, tr("Layers against checkpoints"),
                                    tr("Drag the line, or move the slider, to choose a checkpoint. "
                                       "Copy data gives the same values as a table."));
    addFigure(QStringLiteral("c6-dynamics"), *m_curvesWidget);
    connect(m_curvesWidget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
    connect(m_curvesWidget, &PlotWidget::clicked, this, [this](const session::Units& hit) {
        if (!hit.empty())
            openCell(hit);
    });
    m_curvesWidget->setDragHandle(
        {[this](plots::Point point) { return m_curves->isOnMarker(point); },
         [this](plots::Point point) { moveTo(point); }, Qt::SplitHCursor});
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(m_curvesWidget);
    splitter->addWidget(makeMap());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({450, 450});
    splitter->setChildrenCollapsible(false);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(splitter, 1);
    return page;
}

QWidget* DynamicsView::makeMap()
{
    m_mapWidget = makePlotWidget(m_map, tr("Layers of the checkpoint with layers at the end"),
                                 tr("Click a cell to open that pair of layers."));
    addFigure(QStringLiteral("s4-checkpoint-map"), *m_mapWidget);
    connect(m_mapWidget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
    connect(m_mapWidget, &PlotWidget::clicked, this, &DynamicsView::openCell);
    m_step = new QSlider(Qt::Horizontal);
    m_step->setPageStep(1);
    m_step->setTickPosition(QSlider::TicksBelow);
    m_stepLabel = new QLabel;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 4);
    addLabelled(row, tr("&Checkpoint"), m_step, tr("Checkpoint"), 1);
    row->addWidget(m_stepLabel);
    connect(m_step, &QSlider::valueChanged, this, &DynamicsView::showStep);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_mapWidget, 1);
    return page;
}

QWidget* DynamicsView::makeSequence()
{
    m_tokensWidget = makePlotWidget(m_tokens, tr("Outputs along the sequence"),
                                    tr("Copy data gives the same values as a table."));
    addFigure(QStringLiteral("ca3-sequence-time"), *m_tokensWidget);
    connect(m_tokensWidget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
    m_period = new QSpinBox;
    m_period->setRange(2, kLongestPeriod);
    m_period->setValue(kPublishedPeriod);
    m_period->setToolTip(tr("Tokens are told apart by their number modulo this; each group is "
                            "compared with the last one."));
    m_compareTokens = new QPushButton(tr("Compare &tokens"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    addLabelled(bar, tr("P&eriod"), m_period, tr("Period of tokens"));
    bar->addStretch(1);
    bar->addWidget(m_compareTokens);
    connect(m_period, &QSpinBox::valueChanged, this, &DynamicsView::followSequenceResult);
    connect(m_compareTokens, &QPushButton::clicked, this, &DynamicsView::compareSequence);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_tokensWidget, 1);
    return page;
}

} // namespace counterpart::ui
