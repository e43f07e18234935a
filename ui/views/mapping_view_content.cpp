#include "ui/views/mapping_view.h"

#include "plots/mapping_graph_plot.h"
#include "plots/matrix_plot.h"
#include "plots/path_plot.h"
#include "session/matrix_settings.h"
#include "session/selection.h"
#include "ui/views/linked_units_panel.h"
#include "ui/views/plot_widget.h"
#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>

#include <algorithm>

namespace counterpart::ui {

using core::Side;
using State = session::DerivedResultBase::State;

std::optional<std::size_t> MappingView::step() const
{
    if (!m_shown)
        return std::nullopt;
    return m_shown->mapping.path.size() - 1 - static_cast<std::size_t>(m_penalty->value());
}

void MappingView::refresh(int changes)
{
    if (changes & ResultChange) {
        setEntryEnabled(*m_order, static_cast<int>(GraphOrder::Reference),
                        context().controller.current().reference != nullptr);
        loadPictures();
        request();
    }
    // Under another reference the same mapping is laid out anew.
    if ((changes & LookChange) || (changes & ResultChange && m_shown == m_derived.result()))
        showMatrices();
    if (changes & CurrentChange)
        followSelection();
    if (changes & (HoverChange | CurrentChange | SelectedChange)) {
        m_graphWidget->setHighlight(highlight());
        m_matrixWidget->setHighlight(highlight());
    }
}

void MappingView::request()
{
    const session::PairResult& result = context().controller.current();
    if (result)
        m_derived.request(
            mappingOptions(result, m_direction->currentIndex() == 0 ? Side::A : Side::B));
}

/// The mapping is shown without pictures until they are there.
void MappingView::loadPictures()
{
    m_pictures = {};
    const session::PairResult result = context().controller.current();
    if (!result)
        return;
    context().jobs.start(
        session::JobKind::LoadGallery, tr("Loading pictures"), this,
        [result](const core::Progress& progress) { return loadUnitPictures(result, progress); },
        [this](core::SidePair<UnitPictureList> pictures) {
            m_pictures = std::move(pictures);
            showGraph();
            showPanel();
        },
        [this](const QString& message) { emit readout(message); });
}

void MappingView::followState()
{
    const State state = m_derived.state();
    m_shown = state == State::Ready ? m_derived.result() : nullptr;
    m_retry->setVisible(state == State::Cancelled || state == State::Failed);
    m_penalty->setEnabled(m_shown != nullptr);
    switch (state) {
    case State::Ready:
        setMessages({});
        showSteps();
        return;
    case State::Empty:
    case State::Running:
        setMessages(tr("Fitting the mapping …"));
        break;
    case State::Cancelled:
        setMessages(tr("Cancelled."));
        break;
    case State::Failed:
        setMessages(m_derived.failure());
        break;
    }
    m_summary->clear();
    m_panel->showNothing();
}

void MappingView::setMessages(const QString& message)
{
    for (PlotWidget* widget : {m_graphWidget, m_pathWidget, m_matrixWidget})
        widget->setMessage(message);
}

void MappingView::showSteps()
{
    m_path->setContent(makeMappingPath(context().controller.current(), *m_shown));
    const auto last = static_cast<int>(m_shown->mapping.path.size()) - 1;
    {
        const QSignalBlocker blocker(m_penalty);
        m_penalty->setRange(0, last);
        m_penalty->setValue(last - static_cast<int>(m_shown->tradeOff));
    }
    followSelection();
    showStep();
    m_pathWidget->plotChanged();
}

void MappingView::showStep()
{
    if (!m_shown)
        return;
    m_path->setChosen(m_shown->fit(*step()).penalty);
    m_pathWidget->update();
    showGraph();
    showMatrices();
    showPanel();
    updateSummary();
}

void MappingView::showGraph()
{
    if (!m_shown)
        return;
    m_graph->setContent(makeMappingGraph(context().controller.current(), *m_shown, *step(),
                                         static_cast<GraphOrder>(m_order->currentIndex()),
                                         m_pictures));
    m_graphWidget->setHighlight(highlight());
    m_graphWidget->plotChanged();
}

void MappingView::showMatrices()
{
    if (!m_shown)
        return;
    const session::PairResult result = context().controller.current();
    fill(
        *m_matrixWidget, session::JobKind::BuildMatrices, tr("Drawing the weights"),
        [result, steps = m_shown, step = *step(),
         look = context().matrices.look()](const core::Progress& progress) {
            return std::make_shared<MappingMatrices>(
                makeMappingMatrices(result, *steps, step, look, progress));
        },
        [this](const std::shared_ptr<MappingMatrices>& matrices) {
            if (!matrices)
                return;
            m_raw->setContent(matrices->raw);
            m_permuted->setContent(matrices->permuted);
            for (plots::MatrixPlot* plot : {m_raw, m_permuted})
                plot->setColours(matrices->map, matrices->limits);
            m_matrixWidget->plot().setHighlight(highlight());
            m_matrixWidget->plotChanged();
        });
}

void MappingView::showPanel()
{
    const session::PairResult& result = context().controller.current();
    if (m_shown && m_focus)
        m_panel->showUnit(result, *m_shown, *step(), *m_focus, m_pictures);
    else
        m_panel->showNothing();
}

void MappingView::updateSummary()
{
    const core::MappingFit& fit = m_shown->fit(*step());
    if (!fit.training) {
        m_summary->setText(tr("every unit to be predicted is dead"));
        return;
    }
    QString text = tr("%1 weights a unit, R² %2")
                       .arg(fit.meanNonzeros, 0, 'f', 1)
                       .arg(fit.training->meanR2, 0, 'f', 3);
    if (fit.heldOut)
        text += tr(", held out %1").arg(fit.heldOut->meanR2, 0, 'f', 3);
    QString explanation =
        tr("Averages over the live units. The conditions of optimality are met to %1.")
            .arg(fit.kkt, 0, 'g', 1);
    if (const std::string remark = m_shown->mapping.bestPenaltyRemark(); !remark.empty()) {
        explanation += QLatin1Char('\n') + QString::fromStdString(remark);
        if (&fit == &m_shown->mapping.best())
            text += tr(" (best; none smaller was tried)");
    }
    m_summary->setText(text);
    m_summary->setToolTip(explanation);
}

void MappingView::movePenaltyTo(double penalty)
{
    if (!m_shown)
        return;
    const auto place = m_shown->mapping.nearest(penalty) - m_shown->mapping.path.data();
    m_penalty->setValue(m_penalty->maximum() - static_cast<int>(place));
}

/// One unit becomes current with the one that it is most strongly linked with.
void MappingView::chooseInGraph(const session::Units& units, Qt::KeyboardModifiers modifiers)
{
    if (!m_shown || (modifiers & Qt::ControlModifier)) {
        choose(units, modifiers);
        return;
    }
    if (units.empty()) {
        context().selection.setCurrent({});
        focusOn(std::nullopt);
        choose(units, modifiers);
        return;
    }
    const session::PairResult& result = context().controller.current();
    const core::LayerRef targets = result.pair[core::other(m_shown->mapping.from)];
    const auto target = std::ranges::find(units, targets, &core::UnitRef::layerRef);
    focusOn(target != units.end() ? *target : units.front());
    session::Units both = units;
    const auto linked = linkedUnits(result, m_shown->mapping, m_shown->fit(*step()), *m_focus);
    if (both.size() == 1 && !linked.empty()) {
        const bool isA = both.front().layerRef() == result.pair.a;
        both.insert(isA ? both.end() : both.begin(), linked.front().unit);
    }
    choose(both, modifiers);
}

/// Keeps the unit in focus while it is current; else takes the target, or the predictor.
void MappingView::followSelection()
{
    const session::Units& current = context().selection.current();
    if (m_focus && std::ranges::find(current, *m_focus) != current.end())
        return;
    const session::PairResult& result = context().controller.current();
    std::optional<core::UnitRef> unit;
    for (const Side side : {Side::A, Side::B}) {
        const auto found = std::ranges::find(current, result.pair[side], &core::UnitRef::layerRef);
        const bool isTarget = m_shown && side == core::other(m_shown->mapping.from);
        if (found != current.end() && (!unit || isTarget))
            unit = *found;
    }
    focusOn(unit);
}

void MappingView::focusOn(std::optional<core::UnitRef> unit)
{
    m_focus = unit;
    m_graph->setFocus(unit);
    m_graphWidget->update();
    showPanel();
}

} // namespace counterpart::ui
