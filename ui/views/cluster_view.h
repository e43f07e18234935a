#pragma once

#include "models/cluster_tree_model.h"
#include "plots/curve_plot.h"
#include "session/derived_result.h"
#include "ui/figures/tree_figure.h"
#include "ui/views/cluster_bar.h"
#include "ui/views/linked_view.h"

#include <optional>

class QScrollArea;
class QStackedWidget;
class QTabWidget;
class QTreeView;

namespace counterpart::ui {

/// The workspace of clusters: the permuted matrix of all units with its blocks, the tree or the
/// eigenvalues, how alike the clusters are, their members, and all of them as a tree to walk.
///
/// Eigenvectors and trees are computed once for a pair of layers; another number of clusters is
/// k-means on the first ones, or a cut of the second. What is shown always belongs together: an
/// answer is shown whole, after its matrix is drawn, and its number stands in the titles.
class ClusterView : public LinkedView
{
    Q_OBJECT

public:
    explicit ClusterView(const ViewContext& context, QWidget* parent = nullptr);
    ~ClusterView() override;

    /// What is drawn now; empty where nothing is.
    const ShownClusters& shown() const { return m_shown; }
    /// Writes labelsTable() as CSV in a job.
    void saveLabels(const QString& path);

signals:
    /// Other clusters than before are drawn.
    void clustersShown();

protected:
    void refresh(int changes) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeMatrices();
    QWidget* makeCharts();
    QWidget* makeLists();
    PlotWidget* makeGallery();
    void connectBar();
    void connectResults();

    void reset();
    void request();
    void requestClusters();
    void showEmbedding();
    void showFound();
    void showJoined();
    bool isWanted(const ShownClusters& clusters, bool isTree) const;
    void draw(const ShownClusters& clusters, bool isTree);
    void showCut(int clusters);
    void applyCut(int clusters, double height);
    void dragCut(plots::Point point);
    void showClusters(ShownClusters clusters);
    void showHighlight();
    void suggest();
    /// Says in the matrix's place why it is not there; nothing if the state is Ready.
    void tell(const session::DerivedResultBase& result);

    void chooseRow(const QModelIndex& row);
    void chooseCurrent();
    void choose(core::LeafSpan span);
    void loadMembers();
    void fitGallery();
    void selectMembers(const QModelIndex& row);
    void askForPath();

    ClusterBar* m_bar;
    session::DerivedResult<core::SpectralEmbedding, core::SpectralOptions> m_embedding;
    session::DerivedResult<FoundClusters, ClusterRequest> m_found;
    session::DerivedResult<JoinedUnits, core::HierarchySource> m_joined;
    models::ClusterTreeModel m_tree;

    std::optional<int> m_wanted; ///< clusters that were asked for; none: the suggestion
    ClusterMethod m_shownMethod = ClusterMethod::Spectral;
    ShownClusters m_shown;
    core::LeafSpan m_chosen;

    // The plots belong to their widgets.
    QStackedWidget* m_matrices;
    plots::BlockDiagramPlot* m_blocks;
    plots::BlockDiagramPlot* m_treeBlocks;
    plots::DendrogramPlot* m_dendrogram;
    plots::CurvePlot* m_eigengap;
    plots::CurvePlot* m_similarity;
    plots::GalleryPlot* m_members;
    PlotWidget* m_blocksWidget;
    PlotWidget* m_treeBlocksWidget;
    PlotWidget* m_dendrogramWidget;
    PlotWidget* m_eigengapWidget;
    PlotWidget* m_similarityWidget;
    PlotWidget* m_membersWidget;
    QTabWidget* m_charts;
    QTabWidget* m_lists;
    QScrollArea* m_scroll;
    QTreeView* m_treeView;
};

} // namespace counterpart::ui
