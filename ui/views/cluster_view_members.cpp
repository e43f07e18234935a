#include "ui/views/cluster_view.h"

#include "core/io/table_file.h"
#include "plots/block_diagram_plot.h"
#include "plots/dendrogram_plot.h"
#include "plots/gallery_plot.h"
#include "session/analysis_controller.h"
#include "session/app_settings.h"
#include "session/selection.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_walk.h"
#include "ui/views/view_parts.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QScrollArea>
#include <QTabWidget>
#include <QTreeView>

namespace counterpart::ui {

namespace {

constexpr int kShownPairs = 24;
constexpr int kCropsPerSide = 2;

} // namespace

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
    const bool isChosen = !m_shown.isEmpty() && m_chosen.size() > 0;
    if (!isChosen || m_lists->currentWidget() != m_scroll) { // loaded when they come to the front
        context().jobs.cancelKind(session::JobKind::LoadGallery, this);
        m_members->setContent({});
        if (!isChosen)
            m_membersWidget->setMessage(tr("Click a block of the matrix or a row of the list to "
                                           "see the members of the cluster."));
        fitGallery();
        return;
    }
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
    fitToScroll(*m_membersWidget, *m_members, *m_scroll);
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
    const std::vector table{labelsTable(context().controller.current(), m_shown)};
    context().jobs.start(
        session::JobKind::WriteFigure, tr("Writing %1").arg(QFileInfo(path).fileName()), this,
        [path, table](const core::Progress& progress) {
            core::writeTables(path.toStdString(), core::TableFormat::Csv, table, nullptr, progress);
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
