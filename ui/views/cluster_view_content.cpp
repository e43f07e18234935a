#include "ui/views/cluster_view.h"

#include "plots/block_diagram_plot.h"
#include "plots/curve_plot.h"
#include "plots/dendrogram_plot.h"
#include "session/analysis_controller.h"
#include "session/matrix_settings.h"
#include "ui/figures/cluster_curves.h"
#include "ui/figures/pair_titles.h"
#include "ui/views/plot_widget.h"

#include <QTreeView>

#include <algorithm>

namespace counterpart::ui {

using State = session::DerivedResultBase::State;

namespace {

constexpr double kNotSplit = 1; // core::ClusterOptions::alpha

/// The combined matrix and the colours that the look gives it.
struct DrawnMatrix
{
    plots::BlockContent content;
    MatrixColours colours;
};

core::HierarchySource sourceOf(ClusterMethod tree)
{
    switch (tree) {
    case ClusterMethod::BetweenTree:
        return core::HierarchySource::Between;
    case ClusterMethod::CorrelationTree:
        return core::HierarchySource::Correlations;
    case ClusterMethod::MappingTree:
    case ClusterMethod::Spectral:
        break;
    }
    return core::HierarchySource::Mapping;
}

} // namespace

void ClusterView::refresh(int changes)
{
    if (changes & ResultChange) {
        reset();
        request();
    } else if (changes & LookChange && !m_shown.isEmpty()) {
        draw(m_shown, m_bar->settings().isTree());
    }
    if (changes & CurrentChange)
        chooseCurrent();
    if (changes & (HoverChange | CurrentChange | SelectedChange))
        showHighlight();
}

void ClusterView::reset()
{
    m_wanted.reset();
    m_shownMethod = m_bar->settings().method;
    showClusters({});
    for (plots::BlockDiagramPlot* plot : {m_blocks, m_treeBlocks})
        plot->setContent({});
    m_eigengap->setContent({});
    m_dendrogram->setContent({});
    for (PlotWidget* widget :
         {m_blocksWidget, m_treeBlocksWidget, m_eigengapWidget, m_dendrogramWidget})
        widget->plotChanged();
}

void ClusterView::request()
{
    const ClusterSettings settings = m_bar->settings();
    if (settings.isTree()) {
        m_joined.request(sourceOf(settings.method));
        showJoined();
        return;
    }
    core::SpectralOptions options;
    options.tau = settings.tau;
    m_embedding.request(options);
    showEmbedding();
}

void ClusterView::requestClusters()
{
    if (m_embedding.state() != State::Ready)
        return;
    ClusterRequest wanted;
    wanted.embedding = m_embedding.result();
    wanted.options.clusters = m_wanted.value_or(wanted.embedding->suggestedClusters);
    wanted.options.seed = context().controller.current().analysis->options.pass.policy.seed;
    if (!m_bar->settings().isSplit)
        wanted.options.alpha = kNotSplit;
    wanted.reference = context().controller.current().reference;
    m_found.request(wanted);
}

void ClusterView::showEmbedding()
{
    if (m_bar->settings().isTree())
        return;
    tell(m_embedding);
    if (m_embedding.state() != State::Ready)
        return;
    const core::SpectralEmbedding& embedding = *m_embedding.result();
    const auto most = std::max<int>(1, int(embedding.vectors.cols()));
    const int clusters = std::min(m_wanted.value_or(embedding.suggestedClusters), most);
    m_bar->showClusters(clusters, most);
    m_eigengap->setContent(makeEigengap(context().controller.current(), embedding, clusters));
    m_eigengapWidget->plotChanged();
    requestClusters();
    showFound();
}

void ClusterView::tell(const session::DerivedResultBase& result)
{
    PlotWidget* widget = m_bar->settings().isTree() ? m_treeBlocksWidget : m_blocksWidget;
    switch (result.state()) {
    case State::Running:
        if (m_shown.isEmpty())
            widget->setMessage(tr("Looking for clusters…"));
        break;
    case State::Cancelled:
        widget->setMessage(tr("Cancelled. “Suggested” starts again."));
        break;
    case State::Failed:
        widget->setMessage(result.failure());
        break;
    case State::Empty:
    case State::Ready:
        break;
    }
}

void ClusterView::showFound()
{
    if (m_bar->settings().isTree())
        return;
    if (m_found.state() != State::Empty)
        tell(m_found);
    if (m_found.state() != State::Ready || m_embedding.state() != State::Ready)
        return;
    const FoundClusters& found = *m_found.result();
    m_eigengap->setContent(
        makeEigengap(context().controller.current(), *m_embedding.result(), found.k));
    m_eigengapWidget->plotChanged();
    if (m_shown.outline != found.shown.outline)
        draw(found.shown, false);
}

void ClusterView::showJoined()
{
    if (!m_bar->settings().isTree())
        return;
    tell(m_joined);
    if (m_joined.state() != State::Ready)
        return;
    const JoinedUnits& joined = *m_joined.result();
    const int most = std::max(1, joined.hierarchy.tree.leaves);
    const int clusters = std::clamp(m_wanted.value_or(joined.suggestedClusters()), 1, most);
    m_bar->showClusters(clusters, most);
    if (m_shown.outline != joined.outline) {
        m_dendrogram->setContent(makeDendrogram(context().controller.current(), joined));
        m_dendrogram->setCut(plots::TreeCut{joined.heightOf(clusters), clusters});
        m_dendrogramWidget->plotChanged();
        draw(joined.cut(clusters), true);
    }
}

bool ClusterView::isWanted(const ShownClusters& clusters, bool isTree) const
{
    if (m_bar->settings().isTree() != isTree)
        return false;
    if (isTree)
        return m_joined.result() && m_joined.result()->outline == clusters.outline;
    return m_found.result() && m_found.result()->shown.outline == clusters.outline;
}

void ClusterView::draw(const ShownClusters& clusters, bool isTree)
{
    PlotWidget& widget = isTree ? *m_treeBlocksWidget : *m_blocksWidget;
    plots::BlockDiagramPlot* plot = isTree ? m_treeBlocks : m_blocks;
    fill(
        widget, session::JobKind::BuildMatrices, tr("Drawing the clusters"),
        [result = context().controller.current(), look = context().matrices.look(), clusters,
         isTree](const core::Progress& progress) {
            DrawnMatrix drawn{makeBlocks(result, clusters, isTree, progress), {}};
            if (const auto values = drawn.content.values)
                drawn.colours = colourBlocks(look, clusters, *values);
            return drawn;
        },
        [this, clusters, isTree, plot, &widget](DrawnMatrix drawn) {
            if (!isWanted(clusters, isTree))
                return;
            const bool isDrawn = drawn.content.values != nullptr;
            plot->setContent(std::move(drawn.content));
            plot->setColours(drawn.colours.map, drawn.colours.limits);
            widget.plotChanged();
            if (isTree && isDrawn)
                showCut(m_bar->clusters());
            else
                showClusters(isDrawn ? clusters : ShownClusters{});
        });
}

void ClusterView::showCut(int clusters)
{
    ShownClusters cut = m_joined.result()->cut(clusters);
    m_treeBlocks->setBlocks(blocksOf(cut), innerSpansOf(cut));
    m_treeBlocksWidget->update();
    showClusters(std::move(cut));
}

void ClusterView::applyCut(int clusters, double height)
{
    m_wanted = clusters;
    m_bar->showClusters(clusters, std::max(1, m_joined.result()->hierarchy.tree.leaves));
    m_dendrogram->setCut(plots::TreeCut{height, clusters});
    m_dendrogramWidget->update();
    if (m_shown.outline == m_joined.result()->outline) // else the matrix is yet to be drawn
        showCut(clusters);
}

void ClusterView::dragCut(plots::Point point)
{
    if (m_joined.state() != State::Ready)
        return;
    const double height = m_dendrogram->heightAt(point);
    applyCut(std::max(1, m_joined.result()->clustersAt(height)), height);
}

void ClusterView::suggest()
{
    m_wanted.reset();
    if (m_bar->settings().isTree() && m_joined.state() == State::Ready) {
        const int clusters = m_joined.result()->suggestedClusters();
        applyCut(clusters, m_joined.result()->heightOf(clusters));
        return;
    }
    request();
}

void ClusterView::showClusters(ShownClusters clusters)
{
    const session::PairResult& result = context().controller.current();
    const bool isSameOutline = m_shown.outline == clusters.outline;
    m_shown = std::move(clusters);
    m_similarity->setContent(makeClusterCurves(result, m_shown));
    m_similarityWidget->plotChanged();
    m_bar->setSaveEnabled(!m_shown.isEmpty());
    if (isSameOutline && !m_shown.isEmpty()) {
        m_tree.setBlocks(m_shown.blocks);
    } else {
        core::SidePair<QString> layers;
        if (!m_shown.isEmpty()) {
            const PairTitles titles = pairTitles(result);
            layers = {QString::fromStdString(titles.layer.a),
                      QString::fromStdString(titles.layer.b)};
        }
        m_tree.setClusters(m_shown.outline, m_shown.blocks, layers);
        m_treeView->setColumnHidden(models::ClusterTreeModel::HeightColumn,
                                    !m_bar->settings().isTree());
        choose({});
    }
    chooseCurrent();
    showHighlight();
    emit clustersShown();
}

void ClusterView::showHighlight()
{
    for (PlotWidget* widget : {m_blocksWidget, m_treeBlocksWidget, m_dendrogramWidget,
                               m_similarityWidget, m_membersWidget})
        widget->setHighlight(highlight());
}

} // namespace counterpart::ui
