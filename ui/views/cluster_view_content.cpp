#include "ui/views/cluster_view.h"

#include "plots/block_diagram_plot.h"
#include "plots/curve_plot.h"
#include "plots/dendrogram_plot.h"
#include "plots/gallery_plot.h"
#include "session/analysis_controller.h"
#include "session/app_settings.h"
#include "session/matrix_settings.h"
#include "session/selection.h"
#include "ui/figures/figure_writer.h"
#include "ui/figures/matrix_colours.h"
#include "ui/figures/pair_titles.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_walk.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QScrollArea>
#include <QTabWidget>
#include <QTreeView>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

using State = session::DerivedResultBase::State;

namespace {

constexpr double kNotSplit = 1; // core::ClusterOptions::alpha
constexpr int kShownPairs = 24;
constexpr int kCropsPerSide = 2;

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
    m_eigengap->setContent(makeEigengap(embedding, clusters));
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
    m_eigengap->setContent(makeEigengap(*m_embedding.result(), found.k));
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
                drawn.colours = matrixColours(look, {}, std::vector{values.get()}, *values);
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

void ClusterView::chooseRow(const QModelIndex& row)
{
    if (row.isValid())
        choose(m_tree.spanAt(row));
}

void ClusterView::chooseCurrent()
{
    const session::PairResult& result = context().controller.current();
    if (!result || m_shown.isEmpty())
        return;
    for (const core::UnitRef& unit : context().selection.current()) {
        for (std::size_t place = 0; place < m_shown.outline->order.size(); ++place) {
            const int at = static_cast<int>(place);
            if (m_shown.outline->unitAt(at) != unit.unit ||
                result.pair[m_shown.outline->sideAt(at)] != unit.layerRef())
                continue;
            if (at >= m_chosen.begin && at < m_chosen.end)
                return;
            for (const int block : m_shown.blocks) {
                const core::LeafSpan span = m_shown.outline->nodes[std::size_t(block)].span;
                if (at >= span.begin && at < span.end)
                    m_treeView->setCurrentIndex(m_tree.indexOf(block));
            }
            return;
        }
    }
}

void ClusterView::choose(core::LeafSpan span)
{
    m_chosen = span;
    m_blocks->setChosen(span);
    m_treeBlocks->setChosen(span);
    m_dendrogram->setChosen(span);
    for (PlotWidget* widget : {m_blocksWidget, m_treeBlocksWidget, m_dendrogramWidget})
        widget->update();
    loadMembers();
}

void ClusterView::loadMembers()
{
    if (m_shown.isEmpty() || m_chosen.size() == 0) {
        context().jobs.cancelKind(session::JobKind::LoadGallery, this);
        m_members->setContent({});
        m_membersWidget->setMessage(tr("Click a block of the matrix or a row of the list to see "
                                       "the members of the cluster."));
        fitGallery();
        return;
    }
    if (m_lists->currentWidget() != m_scroll)
        return;
    fill(
        *m_membersWidget, session::JobKind::LoadGallery, tr("Loading pictures"),
        [result = context().controller.current(),
         group = membersOf(*m_shown.outline, m_chosen, titleOf(m_shown, m_chosen))](
            const core::Progress& progress) {
            return loadGroups(result, {group}, kShownPairs, kCropsPerSide, progress);
        },
        [this](plots::GalleryContent content) {
            m_members->setContent(std::move(content));
            m_members->setHighlight(highlight());
            fitGallery();
        });
}

void ClusterView::fitGallery()
{
    const QSize room = m_scroll->viewport()->size();
    const int height = int(std::ceil(m_members->heightForWidth(room.width())));
    m_membersWidget->resize(room.width(), std::max(height, room.height()));
    m_membersWidget->plotChanged();
}

void ClusterView::selectMembers(const QModelIndex& row)
{
    const session::PairResult& result = context().controller.current();
    const core::LeafSpan span = m_tree.spanAt(row);
    session::Units units;
    for (int place = span.begin; place < span.end; ++place) {
        const core::LayerRef layer = result.pair[m_shown.outline->sideAt(place)];
        units.push_back({layer.net, layer.layer, m_shown.outline->unitAt(place)});
    }
    context().selection.setSelected(units);
}

void ClusterView::askForPath()
{
    const QString folder = context().settings.exportFolder();
    const QString path = QFileDialog::getSaveFileName(this, tr("Save labels"),
                                                      folder + QStringLiteral("/clusters.csv"),
                                                      tr("Comma-separated values (*.csv)"));
    if (path.isEmpty())
        return;
    context().settings.setExportFolder(QFileInfo(path).absolutePath());
    saveLabels(path);
}

void ClusterView::saveLabels(const QString& path)
{
    const std::string text = labelsAsCsv(context().controller.current(), m_shown);
    context().jobs.start(
        session::JobKind::WriteFigure, tr("Writing %1").arg(QFileInfo(path).fileName()), this,
        [path, text](const core::Progress&) {
            writeAtomically(path, QByteArray::fromStdString(text));
            return path;
        },
        [this](const QString& done) { emit readout(tr("Written: %1").arg(done)); },
        [this](const QString& message) { emit readout(message); });
}

void ClusterView::keyPressEvent(QKeyEvent* event)
{
    if (!walkUnits(context(), event->key()))
        LinkedView::keyPressEvent(event);
}

void ClusterView::resizeEvent(QResizeEvent* event)
{
    LinkedView::resizeEvent(event);
    fitGallery();
}

} // namespace counterpart::ui
