#include "ui/views/similarity_view.h"

#include "plots/cloud_pair_plot.h"
#include "plots/gallery_plot.h"
#include "ui/views/measure_card.h"
#include "ui/views/range_box.h"
#include "ui/views/reading_pages.h"
#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>

namespace counterpart::ui {

namespace {

constexpr int kPictureSide = 32; // logical pixels

} // namespace

SimilarityView::SimilarityView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_pair(context.controller, context.jobs, tr("Comparing the layers as wholes"),
             [](const session::PairResult& pair,
                const std::shared_ptr<const session::PairMoments>& read,
                const core::Progress& progress) { return ui::measurePair(pair, *read, progress); }),
      m_map(context.jobs, tr("Comparing every layer with every layer"), &makeLayerMap)
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Similarity"));
    m_tabs->addTab(makePair(), tr("This pair of layers"));
    m_tabs->addTab(makeLayers(), tr("Every layer with every layer"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    connect(&m_pair, &session::DerivedResultBase::changed, this, &SimilarityView::followPair);
    connect(&m_map, &session::DerivedResultBase::changed, this, [this] { note(AnswerChange); });
    followMap();
}

SimilarityView::~SimilarityView()
{
    // The tables outlive the models that they tell of changes.
    m_measureTable->selectionModel()->disconnect(this);
    m_unitTable->selectionModel()->disconnect(this);
}

QWidget* SimilarityView::makePair()
{
    m_pages = new ReadingPages(
        context(), {tr("Reading for CCA"), tr("&Compare the layers"), tr("CCA and its kin need")});
    connect(m_pages, &ReadingPages::readDone, this, &SimilarityView::measurePair);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(makeComparison());
    splitter->addWidget(makeEvidence());
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    splitter->setSizes({500, 400});
    splitter->setChildrenCollapsible(false);
    m_pages->setBody(splitter);
    addStartButton({QStringLiteral("c-coefficients"), QStringLiteral("c-direction"),
                    QStringLiteral("c-samples")},
                   m_pages->startButton());
    addStartButton({QStringLiteral("c-direction")}, m_inputs);
    addStartButton({QStringLiteral("c-samples")}, m_draw);
    return m_pages;
}

QWidget* SimilarityView::makeComparison()
{
    m_coefficientsWidget =
        makePlotWidget(m_coefficients, tr("Canonical correlations"),
                       tr("Click a point, or choose a number, to see that direction."));
    addFigure(QStringLiteral("c-coefficients"), *m_coefficientsWidget);
    connect(m_coefficientsWidget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
    connect(m_coefficientsWidget, &PlotWidget::clicked, this, [this](const session::Units& hit) {
        if (!hit.empty())
            m_direction->setValue(hit.front().unit.value + 1);
    });
    makeMeasureTable();
    auto* column = new QSplitter(Qt::Vertical);
    column->addWidget(m_coefficientsWidget);
    column->addWidget(m_measureTable);
    column->setStretchFactor(0, 3);
    column->setStretchFactor(1, 2);
    column->setSizes({330, 230});
    column->setChildrenCollapsible(false);
    return column;
}

void SimilarityView::makeMeasureTable()
{
    m_measureTable = makeRowTable(m_measures, tr("Measures of the pair"));
    m_measureTable->horizontalHeader()->setSectionResizeMode(models::MeasureValueModel::NoteColumn,
                                                             QHeaderView::Stretch);
    const auto choose = [this](const QModelIndex& index) {
        if (!index.isValid())
            return;
        m_card->showPage(m_measures.rowAt(index.row()).page);
        m_evidence->setCurrentWidget(m_card);
    };
    connect(m_measureTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            choose);
    connect(m_measureTable, &QTableView::clicked, this, choose);
}

QWidget* SimilarityView::makeEvidence()
{
    m_card = new MeasureCard;
    m_evidence = new QTabWidget;
    m_evidence->setDocumentMode(true);
    m_evidence->setAccessibleName(tr("Evidence"));
    m_evidence->addTab(makeDirection(), tr("Direction"));
    m_evidence->addTab(makeSamples(), tr("Samples"));
    m_evidence->addTab(m_card, tr("What the measure says"));
    return m_evidence;
}

QWidget* SimilarityView::makeDirection()
{
    m_direction = new QSpinBox;
    m_rho = new QLabel;
    m_inputs = new QPushButton(tr("Show &inputs"));
    m_inputs->setToolTip(tr("Reads both layers to find the inputs at both ends of the direction."));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    addLabelled(bar, tr("&Direction"), m_direction, tr("Canonical direction"));
    bar->addSpacing(8);
    bar->addWidget(m_rho, 1);
    bar->addWidget(m_inputs);
    connect(m_direction, &QSpinBox::valueChanged, this, [this] {
        m_evidence->setCurrentIndex(0);
        showDirection();
    });
    connect(m_inputs, &QPushButton::clicked, this, &SimilarityView::loadInputs);

    m_galleryWidget = makePlotWidget(m_gallery, tr("Inputs and units of the direction"),
                                     tr("The table lists the same units."));
    link(*m_galleryWidget);
    addFigure(QStringLiteral("c-direction"), *m_galleryWidget);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_scroll->setWidget(m_galleryWidget);
    m_scroll->setFocusProxy(m_galleryWidget);
    makeUnitTable();
    auto* column = new QSplitter(Qt::Vertical);
    column->addWidget(m_scroll);
    column->addWidget(m_unitTable);
    column->setStretchFactor(0, 3);
    column->setStretchFactor(1, 2);
    column->setSizes({330, 200});
    column->setChildrenCollapsible(false);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(column, 1);
    return page;
}

QWidget* SimilarityView::makeSamples()
{
    m_samplesWidget = makePlotWidget(
        m_samples, tr("Samples in the first three canonical directions"),
        tr("Drag to turn both, plus and minus to zoom. Copy data gives the same as a table."));
    addFigure(QStringLiteral("c-samples"), *m_samplesWidget);
    connect(m_samplesWidget, &PlotWidget::hovered, this,
            [this](const session::Units& units, const QString& text) {
                m_samplesWidget->setHighlight({units, {}, {}}); // the same sample in both
                emit readout(text);
            });
    m_draw = new QPushButton(tr("Dra&w samples"));
    m_draw->setToolTip(tr("Reads both layers and shows some of their samples."));
    connect(m_draw, &QPushButton::clicked, this, &SimilarityView::loadSamples);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addStretch(1);
    bar->addWidget(m_draw);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_samplesWidget, 1);
    return page;
}

void SimilarityView::makeUnitTable()
{
    m_unitTable = makeRowTable(m_units, tr("Units that carry the direction"));
    m_unitTable->setIconSize({kPictureSide, kPictureSide});
    m_unitTable->horizontalHeader()->setSectionResizeMode(models::LinkedUnitModel::UnitColumn,
                                                          QHeaderView::Stretch);
    connect(m_unitTable, &QTableView::clicked, this, &SimilarityView::chooseUnit);
    connect(m_unitTable, &QTableView::activated, this, &SimilarityView::chooseUnit);
}

QWidget* SimilarityView::makeLayers()
{
    m_mapWidget =
        makePlotWidget(m_mapPlot, tr("Map of every layer with every layer"),
                       tr("Copy data gives the same values as a table. Click a cell to open "
                          "that pair of layers."));
    addFigure(QStringLiteral("s-layer-map"), *m_mapWidget);
    connect(m_mapWidget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
    connect(m_mapWidget, &PlotWidget::clicked, this, &SimilarityView::openCell);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeLayerBar());
    addStartButton({QStringLiteral("s-layer-map")}, m_compare);
    m_mapWarnings = new QLabel(page);
    m_mapWarnings->setWordWrap(true);
    m_mapWarnings->setMargin(4);
    m_mapWarnings->hide();
    layout->addWidget(m_mapWarnings);
    layout->addWidget(m_mapWidget, 1);
    return page;
}

QWidget* SimilarityView::makeLayerBar()
{
    auto* bar = new QWidget;
    m_measure = makeMeasureBox(core::measureCards().front().measure);
    m_positions = makePositionsBox();
    m_range = makeRangeBox();
    m_compare = new QPushButton(tr("&Compare all layers"), bar);
    m_mapNote = new QLabel(bar);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    addLabelled(layout, tr("Mea&sure"), m_measure, tr("Measure of the map"));
    addLabelled(layout, tr("Pos&itions"), m_positions, tr("Positions of the map"));
    addLabelled(layout, tr("C&olours"), m_range, tr("Colours of the map"));
    layout->addWidget(m_mapNote, 1);
    layout->addWidget(m_compare);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &SimilarityView::showMap);
    connect(m_range, &QComboBox::currentIndexChanged, this, &SimilarityView::showMap);
    connect(m_positions, &QComboBox::currentIndexChanged, this, &SimilarityView::followMap);
    connect(m_compare, &QPushButton::clicked, this, &SimilarityView::requestMap);
    return bar;
}

} // namespace counterpart::ui
