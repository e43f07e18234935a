#include "ui/views/dynamics_view.h"

#include "ui/views/class_page.h"
#include "ui/views/range_box.h"
#include "ui/views/sequence_page.h"
#include "ui/views/signal_page.h"
#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSplitter>
#include <QTabWidget>

namespace counterpart::ui {

namespace {

constexpr double kLowestLevel = 0.5;
constexpr double kSettledLevel = 0.95;

} // namespace

DynamicsView::DynamicsView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_run(context.jobs, tr("Following the training"), &followTraining)
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Dynamics"));
    m_training = makeTraining();
    m_tabs->addTab(m_training, tr("Training"));
    m_signal = new SignalPage(context);
    addPage(m_signal, tr("Signal and noise"), QStringLiteral("c1-signal-noise"));
    addPage(new ClassPage(context), tr("Classes"), QStringLiteral("s6-class-sensitivity"));
    addPage(new SequencePage(context), tr("Sequence time"), QStringLiteral("ca3-sequence-time"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    addStartButton({QStringLiteral("c6-dynamics"), QStringLiteral("s4-checkpoint-map")}, m_compare);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DynamicsView::followShown);
    connect(&m_run, &session::DerivedResultBase::changed, this, [this] { noteAnswer(m_training); });
    connect(&context.session, &session::Session::networksChanged, this, &DynamicsView::forget);
    listRuns();
    follow();
}

DynamicsView::~DynamicsView()
{
    m_tabs->disconnect(this); // it outlives the members that followShown() needs
}

void DynamicsView::addPage(AskingPage* page, const QString& title, const QString& figure)
{
    m_tabs->addTab(page, title);
    addFigure(figure, page->plotWidget());
    addStartButton({figure}, &page->button());
    m_askingPages.push_back(page);
    connect(page, &AskingPage::answered, this, [this, page] { noteAnswer(page); });
    connect(page, &AskingPage::readout, this, &DynamicsView::readout);
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
    m_compare = new QPushButton(tr("&Compare checkpoints"));
    m_compare->setToolTip(tr("Reads all checkpoints and compares their layers with those of the "
                             "last one."));
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    addLabelled(layout, tr("Ru&n"), m_runBox, tr("Training run"));
    addLabelled(layout, tr("Mea&sure"), m_measure, tr("Measure of the dynamics"));
    addLabelled(layout, tr("Pos&itions"), m_positions, tr("Positions of the checkpoints"));
    addLabelled(layout, tr("A&xis"), m_axis, tr("Axis of the checkpoints"));
    layout->addStretch(1);
    layout->addWidget(m_compare);
    connect(m_runBox, &QComboBox::currentIndexChanged, this, [this] {
        m_stale.insert({m_training, m_signal});
        followShown();
    });
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
    layout->addWidget(makeFreezing());
    m_warnings = new QLabel;
    m_warnings->setWordWrap(true);
    m_warnings->setMargin(4);
    m_warnings->hide();
    layout->addWidget(m_warnings);
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
    addLabelled(row, tr("Chec&kpoint"), m_step, tr("Checkpoint"), 1);
    row->addWidget(m_stepLabel);
    row->addSpacing(8);
    m_range = makeRangeBox();
    addLabelled(row, tr("C&olours"), m_range, tr("Colours of the checkpoint's map"));
    connect(m_range, &QComboBox::currentIndexChanged, this, &DynamicsView::showStep);
    connect(m_step, &QSlider::valueChanged, this, &DynamicsView::showStep);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_mapWidget, 1);
    return page;
}

QWidget* DynamicsView::makeFreezing()
{
    m_level = new QDoubleSpinBox;
    m_level->setRange(kLowestLevel, 1);
    m_level->setSingleStep(0.01);
    m_level->setDecimals(3);
    m_level->setValue(kSettledLevel);
    m_level->setToolTip(tr("The similarity to the end from which on a layer counts as settled."));
    m_freezing = new QLabel;
    m_freezing->setWordWrap(true);
    m_freezing->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(8, 4, 8, 4);
    addLabelled(row, tr("Settle&d at"), m_level, tr("Similarity of a settled layer"));
    row->addWidget(m_freezing, 1);
    connect(m_level, &QDoubleSpinBox::valueChanged, this, &DynamicsView::showCurves);
    return page;
}

} // namespace counterpart::ui
