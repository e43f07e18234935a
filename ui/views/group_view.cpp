#include "ui/views/group_view.h"

#include "ui/views/range_box.h"
#include "ui/views/view_parts.h"
#include "ui/views/width_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>

namespace counterpart::ui {

namespace {

constexpr int kClusters = 2;
constexpr int kMostClusters = 8; // as many colours as there are

} // namespace

GroupView::GroupView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_group(context.jobs, tr("Comparing all networks"), &compareNetworks)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(makeBody(), 1);
    addStartButton({QStringLiteral("c5-network-clusters"), QStringLiteral("c3-group-distances"),
                    QStringLiteral("c5-network-plane"), QStringLiteral("c5-network-cloud"),
                    QStringLiteral("c4-width")},
                   m_compare);
    addStartButton({QStringLiteral("c4-width")}, &m_width->button());
    connect(&m_group, &session::DerivedResultBase::changed, this, [this] { note(AnswerChange); });
    connect(&context.session, &session::Session::networksChanged, this, &GroupView::forget);
    follow();
}

GroupView::~GroupView()
{
    // The table outlives the models that it tells of changes.
    m_table->selectionModel()->disconnect(this);
}

QWidget* GroupView::makeBar()
{
    auto* bar = new QWidget(this);
    auto* column = new QVBoxLayout(bar);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    column->addLayout(row);
    addChoices(row);
    m_compare = new QPushButton(tr("&Compare networks"), bar);
    m_compare->setToolTip(tr("Reads all open networks and compares each with each at all layers "
                             "that they have in common."));
    row->addStretch(1);
    row->addWidget(m_compare);
    m_note = new QLabel(bar);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_range = makeRangeBox(tr("from 0"));
    auto* noteRow = new QHBoxLayout;
    noteRow->addWidget(m_note, 1);
    addLabelled(noteRow, tr("Colours of &distances"), m_range, tr("Colours of the distances"));
    column->addLayout(noteRow);
    m_warnings = new QLabel(bar);
    m_warnings->setWordWrap(true);
    m_warnings->hide();
    column->addWidget(m_warnings);
    connect(m_compare, &QPushButton::clicked, this, &GroupView::compare);
    connect(m_range, &QComboBox::currentIndexChanged, this, &GroupView::showPicture);
    return bar;
}

void GroupView::addChoices(QHBoxLayout* layout)
{
    m_layer = new QComboBox;
    m_layer->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_positions = makePositionsBox();
    m_measure = makeMeasureBox(core::Measure::Pwcca);
    m_attribute = new QComboBox;
    m_attribute->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_attribute->setToolTip(tr("What colours the networks, and what their distances are averaged "
                               "by."));
    m_clusters = new QSpinBox;
    m_clusters->setRange(1, kMostClusters);
    m_clusters->setValue(kClusters);
    m_clusters->setToolTip(tr("How many clusters the tree is cut into."));
    addLabelled(layout, tr("&Layer"), m_layer, tr("Layer of the networks"));
    addLabelled(layout, tr("Mea&sure"), m_measure, tr("Measure of the networks"));
    addLabelled(layout, tr("Pos&itions"), m_positions, tr("Positions of the networks"));
    addLabelled(layout, tr("C&olour by"), m_attribute, tr("Attribute of the networks"));
    addLabelled(layout, tr("Cl&usters"), m_clusters, tr("Clusters of networks"));
    connect(m_layer, &QComboBox::currentIndexChanged, this, [this] {
        m_chosenLayer = m_layer->currentText();
        showPicture();
    });
    connect(m_measure, &QComboBox::currentIndexChanged, this, &GroupView::showPicture);
    connect(m_positions, &QComboBox::currentIndexChanged, this, &GroupView::follow);
    connect(m_attribute, &QComboBox::currentIndexChanged, this, &GroupView::showPicture);
    connect(m_clusters, &QSpinBox::valueChanged, this, &GroupView::showPicture);
}

QWidget* GroupView::makeBody()
{
    m_mapWidget =
        makePlotWidget(m_map, tr("Distances between the networks"),
                       tr("The tab Table lists the networks. Click a cell to open that pair "
                          "of networks."));
    addFigure(QStringLiteral("c5-network-clusters"), *m_mapWidget);
    connect(m_mapWidget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
    connect(m_mapWidget, &PlotWidget::clicked, this, &GroupView::openCell);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(m_mapWidget);
    splitter->addWidget(makeCharts());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({450, 450});
    splitter->setChildrenCollapsible(false);
    return splitter;
}

QWidget* GroupView::makeCharts()
{
    m_layersWidget = makePlotWidget(m_layers, tr("Mean distances at every layer"),
                                    tr("Copy data gives the same values as a table."));
    m_planeWidget = makePlotWidget(m_plane, tr("Networks as points in a plane"),
                                   tr("Click a point to compare that network with A."));
    m_cloudWidget =
        makePlotWidget(m_cloud, tr("Networks as points in space"),
                       tr("Drag to turn, plus and minus to zoom. Click a point to compare "
                          "that network with A."));
    addFigure(QStringLiteral("c3-group-distances"), *m_layersWidget);
    addFigure(QStringLiteral("c5-network-plane"), *m_planeWidget);
    addFigure(QStringLiteral("c5-network-cloud"), *m_cloudWidget);
    for (PlotWidget* widget : {m_layersWidget, m_planeWidget, m_cloudWidget})
        connect(widget, &PlotWidget::hovered, this,
                [this](const session::Units&, const QString& text) { emit readout(text); });
    connect(m_planeWidget, &PlotWidget::clicked, this, &GroupView::compareWith);
    connect(m_cloudWidget, &PlotWidget::clicked, this, &GroupView::compareWith);
    makeTable();
    m_charts = new QTabWidget;
    m_charts->setDocumentMode(true);
    m_charts->setAccessibleName(tr("Charts of the networks"));
    m_charts->addTab(m_planeWidget, tr("Plane"));
    m_charts->addTab(m_cloudWidget, tr("Space"));
    m_charts->addTab(m_layersWidget, tr("Layers"));
    m_charts->addTab(m_table, tr("Table"));
    m_width = new WidthPage(context());
    addFigure(QStringLiteral("c4-width"), m_width->plotWidget());
    m_charts->addTab(m_width, tr("Width"));
    connect(m_width, &WidthPage::answered, this, [this] { note(AnswerChange); });
    connect(m_width, &WidthPage::readout, this, &GroupView::readout);
    return m_charts;
}

void GroupView::makeTable()
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(models::GroupModel::SortRole);
    m_table = makeRowTable(m_sorted, tr("Networks of the group"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as the tree orders them
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (index.isValid())
            compareWith(
                {networkRef(std::size_t(m_model.rowAt(m_sorted.mapToSource(index).row()).net))});
    });
}

} // namespace counterpart::ui
