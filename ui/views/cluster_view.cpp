#include "ui/views/cluster_view.h"

#include "plots/block_diagram_plot.h"
#include "plots/curve_plot.h"
#include "plots/dendrogram_plot.h"
#include "plots/gallery_plot.h"
#include "session/analysis_controller.h"
#include "ui/views/plot_widget.h"
#include "ui/views/view_parts.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace counterpart::ui {

using State = session::DerivedResultBase::State;

ClusterView::ClusterView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_bar(new ClusterBar(this)),
      m_embedding(context.controller, context.jobs, tr("Embedding the graph of correlations"),
                  [](const session::PairResult& pair, const core::SpectralOptions& options,
                     const core::Progress& progress) {
                      return core::embedUnits(pair.analysis->correlation, options, progress);
                  }),
      m_found(context.controller, context.jobs, tr("Clustering units"), &findClusters),
      m_joined(context.controller, context.jobs, tr("Joining units"),
               [](const session::PairResult& pair, core::HierarchySource source,
                  const core::Progress& progress) { return joinUnits(pair, source, progress); })
{
    QWidget* matrices = makeMatrices(); // first: the matrix is the figure that matters most
    auto* side = new QSplitter(Qt::Vertical);
    side->addWidget(makeCharts());
    side->addWidget(makeLists());
    side->setChildrenCollapsible(false);
    side->setSizes({400, 400}); // pictures of members are as high as a chart
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(matrices);
    splitter->addWidget(side);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    splitter->setSizes({500, 400});
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(splitter, 1);
    connectBar();
    connectResults();
}

ClusterView::~ClusterView()
{
    // Lists and tabs outlive the members that they tell of changes.
    m_treeView->selectionModel()->disconnect(this);
    m_lists->disconnect(this);
}

QWidget* ClusterView::makeMatrices()
{
    const QString description = tr("The tab Clusters lists the same clusters with their units.");
    m_blocksWidget = makePlotWidget(m_blocks, tr("Units of both networks by cluster"), description);
    m_treeBlocksWidget = makePlotWidget(
        m_treeBlocks, tr("Units of both networks in the order of the tree"), description);
    link(*m_blocksWidget);
    link(*m_treeBlocksWidget);
    addFigure(QStringLiteral("a12-clusters"), *m_blocksWidget);
    addFigure(QStringLiteral("a7-hierarchy"), *m_treeBlocksWidget);
    m_matrices = new QStackedWidget;
    m_matrices->addWidget(m_blocksWidget);
    m_matrices->addWidget(m_treeBlocksWidget);
    return m_matrices;
}

QWidget* ClusterView::makeCharts()
{
    m_eigengapWidget = makePlotWidget(m_eigengap, tr("Smallest eigenvalues"),
                                      tr("The widest gap suggests the number of clusters."));
    m_dendrogramWidget = makePlotWidget(m_dendrogram, tr("Tree of units"),
                                        tr("Drag the line, or change the number of clusters."));
    m_similarityWidget = makePlotWidget(m_similarity, tr("Similarity of the clusters"),
                                        tr("The tab Clusters lists the same values."));
    link(*m_eigengapWidget);
    link(*m_dendrogramWidget);
    link(*m_similarityWidget);
    addFigure(QStringLiteral("a12-eigengap"), *m_eigengapWidget);
    addFigure(QStringLiteral("a7-tree"), *m_dendrogramWidget);
    addFigure(QStringLiteral("a16-cluster-curves"), *m_similarityWidget);
    m_dendrogramWidget->setDragHandle(
        {[this](plots::Point point) { return m_dendrogram->isOnCut(point); },
         [this](plots::Point point) { dragCut(point); }});
    m_charts = new QTabWidget;
    m_charts->setDocumentMode(true);
    m_charts->setAccessibleName(tr("Charts of the clusters"));
    m_charts->addTab(m_eigengapWidget, tr("Eigenvalues"));
    m_charts->addTab(m_dendrogramWidget, tr("Tree"));
    m_charts->addTab(m_similarityWidget, tr("Similarity"));
    m_charts->setTabVisible(m_charts->indexOf(m_dendrogramWidget), false);
    return m_charts;
}

QWidget* ClusterView::makeLists()
{
    m_treeView = new QTreeView;
    m_treeView->setModel(&m_tree);
    m_treeView->setAccessibleName(tr("Clusters and their parts"));
    m_treeView->setUniformRowHeights(true);
    m_treeView->setIndentation(12);
    m_treeView->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_treeView->header()->setStretchLastSection(false);
    connect(m_treeView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ClusterView::chooseRow);
    connect(m_treeView, &QTreeView::activated, this, &ClusterView::selectMembers);

    m_membersWidget = makePlotWidget(m_members, tr("Members of the chosen cluster"),
                                     tr("The tab Clusters lists the same units."));
    link(*m_membersWidget);
    addFigure(QStringLiteral("a13-cluster-members"), *m_membersWidget);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_scroll->setWidget(m_membersWidget);
    m_scroll->setFocusProxy(m_membersWidget);

    m_lists = new QTabWidget;
    m_lists->setDocumentMode(true);
    m_lists->setAccessibleName(tr("Clusters and members"));
    m_lists->addTab(m_treeView, tr("Clusters"));
    m_lists->addTab(m_scroll, tr("Members"));
    connect(m_lists, &QTabWidget::currentChanged, this, &ClusterView::loadMembers);
    return m_lists;
}

void ClusterView::connectBar()
{
    connect(m_bar, &ClusterBar::settingsChanged, this, [this] {
        const bool isTree = m_bar->settings().isTree();
        m_matrices->setCurrentWidget(isTree ? m_treeBlocksWidget : m_blocksWidget);
        m_charts->setTabVisible(m_charts->indexOf(m_eigengapWidget), !isTree);
        m_charts->setTabVisible(m_charts->indexOf(m_dendrogramWidget), isTree);
        if (m_shownMethod != m_bar->settings().method) {
            m_charts->setCurrentWidget(isTree ? m_dendrogramWidget : m_eigengapWidget);
            reset();
        }
        request();
    });
    connect(m_bar, &ClusterBar::clustersChosen, this, [this](int clusters) {
        m_wanted = clusters;
        if (!m_bar->settings().isTree())
            requestClusters();
        else if (m_joined.state() == State::Ready)
            applyCut(clusters, m_joined.result()->heightOf(clusters));
    });
    connect(m_bar, &ClusterBar::suggestionWanted, this, &ClusterView::suggest);
    connect(m_bar, &ClusterBar::saveWanted, this, &ClusterView::askForPath);
}

void ClusterView::connectResults()
{
    connect(&m_embedding, &session::DerivedResultBase::changed, this, &ClusterView::showEmbedding);
    connect(&m_found, &session::DerivedResultBase::changed, this, &ClusterView::showFound);
    connect(&m_joined, &session::DerivedResultBase::changed, this, &ClusterView::showJoined);
}

} // namespace counterpart::ui
