#include "ui/views/subspace_view.h"

#include "plots/gallery_plot.h"
#include "session/selection.h"
#include "ui/views/plot_widget.h"
#include "ui/views/subspace_bar.h"
#include "ui/views/view_parts.h"

#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableView>

#include <algorithm>

namespace counterpart::ui {

using State = session::DerivedResultBase::State;

namespace {

constexpr int kShownPairs = 24;
constexpr int kCropsPerSide = 2;

} // namespace

std::optional<SimpleRequest> SubspaceView::simpleRequest() const
{
    if (!m_shown)
        return std::nullopt;
    return SimpleRequest{m_shown, static_cast<std::size_t>(m_bar->step()), m_orders->value()};
}

void SubspaceView::findSimple()
{
    if (const auto wanted = simpleRequest())
        m_simple.request(*wanted);
    followSimple();
}

void SubspaceView::followSimple()
{
    const auto wanted = simpleRequest();
    if (!wanted)
        return;
    const bool isAnswered = m_simple.state() == State::Ready && m_simple.answered() == *wanted;
    const auto list = isAnswered ? m_simple.result() : nullptr;
    const bool isRunning = m_simple.state() == State::Running;
    m_find->setVisible(!isAnswered && !isRunning);
    if (isAnswered || !isRunning || !isQuick(*wanted))
        m_sizesWidget->setMessage(
            isAnswered ? QString()
                       : missingText(m_simple, tr("Looking for simple matches…"),
                                     tr("The simple matches of so many units take a while: “Find” "
                                        "looks for them.")));
    if (m_list != list && (isAnswered || !isRunning)) { // a quick search does not flash
        m_list = list;
        showSimple();
    }
}

void SubspaceView::showSimple()
{
    const QScopedValueRollback guard(m_isMarking, true);
    loadMembers(-1);
    if (!m_list) {
        m_model.setMatches(nullptr, 0);
        m_sizes->setContent({});
        m_found->clear();
    } else {
        m_model.setMatches({m_list, &m_list->simple}, m_shown->products.units.a);
        m_sizes->setContent(makeSimpleSizes(context().controller.current(), *m_list));
        const auto several = std::ranges::count_if(
            m_list->simple.found, [](const auto& found) { return found.second > 1; });
        const auto count = m_list->simple.matches.size();
        m_found->setText(count == 1 ? tr("1 simple match") : tr("%1 simple matches").arg(count));
        m_found->setToolTip(tr("%1 of the %2 units have more than one minimal match.")
                                .arg(several)
                                .arg(m_list->simple.found.size()));
    }
    m_sizesWidget->plotChanged();
    m_sizesWidget->setHighlight(highlight());
    markRow();
}

void SubspaceView::chooseRow(const QModelIndex& index)
{
    if (m_isMarking || !index.isValid() || !m_list)
        return;
    const QScopedValueRollback guard(m_isMarking, true);
    const int row = m_sorted.mapToSource(index).row();
    const session::LayerPair& pair = context().controller.current().pair;
    const session::Units units = unitsOf(m_shown->products, m_model.matchAt(row), pair);
    context().selection.setSelected(units);
    // The first of each side, so that the inspector has something to show.
    const auto firstOfB =
        std::ranges::find(units, pair.b, [](const core::UnitRef& unit) { return unit.layerRef(); });
    if (!units.empty() && firstOfB != units.end())
        context().selection.setCurrent({units.front(), *firstOfB});
    loadMembers(row);
}

/// The units of all matches of that size are selected, and the first one is gone to.
void SubspaceView::chooseBar(const session::Units& units)
{
    context().selection.setSelected(units);
    if (units.empty() || !m_list)
        return;
    const session::LayerPair& pair = context().controller.current().pair;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const session::Units ofRow = unitsOf(m_shown->products, m_model.matchAt(row), pair);
        const bool isThere = std::ranges::all_of(ofRow, [&](const core::UnitRef& unit) {
            return std::ranges::find(units, unit) != units.end();
        });
        if (!isThere)
            continue;
        const QScopedValueRollback guard(m_isMarking, true);
        const QModelIndex index = m_sorted.mapFromSource(m_model.index(row, 0));
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index, QAbstractItemView::PositionAtTop);
        loadMembers(row);
        return;
    }
}

/// The smallest match that holds the current units, or the first of them.
void SubspaceView::markRow()
{
    if (!m_list || !isVisible())
        return;
    const session::Units& current = context().selection.current();
    const session::LayerPair& pair = context().controller.current().pair;
    const auto holds = [&](int row, std::size_t count) {
        const session::Units units = unitsOf(m_shown->products, m_model.matchAt(row), pair);
        return std::ranges::all_of(current.begin(), current.begin() + std::ptrdiff_t(count),
                                   [&](const core::UnitRef& unit) {
                                       return std::ranges::find(units, unit) != units.end();
                                   });
    };
    const QModelIndex present = m_sorted.mapToSource(m_table->currentIndex());
    if (current.empty() || (present.isValid() && holds(present.row(), current.size())))
        return;
    for (std::size_t count = current.size(); count > 0; --count) {
        for (int row = 0; row < m_model.rowCount(); ++row) {
            if (!holds(row, count))
                continue;
            const QScopedValueRollback guard(m_isMarking, true);
            const QModelIndex index = m_sorted.mapFromSource(m_model.index(row, 0));
            m_table->setCurrentIndex(index);
            m_table->scrollTo(index);
            loadMembers(row);
            return;
        }
    }
}

void SubspaceView::loadMembers(int row)
{
    if (row < 0 || !m_list) {
        context().jobs.cancelKind(session::JobKind::LoadGallery, this);
        m_members->setContent({});
        m_membersWidget->setMessage(
            tr("Click a row of the table to see the units of that simple match."));
        fitGallery();
        return;
    }
    const core::UnitSet& match = m_model.matchAt(row);
    const QString title = tr("Simple match of %n units", nullptr, static_cast<int>(match.size()));
    fill(
        *m_membersWidget, session::JobKind::LoadGallery, tr("Loading pictures"),
        [result = context().controller.current(),
         group = groupOf(m_shown->products, match, title.toStdString())](
            const core::Progress& progress) {
            return loadGroups(result, {group}, kShownPairs, kCropsPerSide, progress);
        },
        [this](plots::GalleryContent content) {
            m_members->setContent(std::move(content));
            m_members->setHighlight(highlight());
            fitGallery();
        });
}

void SubspaceView::fitGallery()
{
    fitToScroll(*m_membersWidget, *m_members, *m_scroll);
}

} // namespace counterpart::ui
