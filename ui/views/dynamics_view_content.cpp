#include "ui/views/dynamics_view.h"

#include "session/analysis_controller.h"
#include "ui/figures/comparison_request.h"
#include "ui/views/plot_widget.h"
#include "ui/views/range_box.h"
#include "ui/views/signal_page.h"
#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

void DynamicsView::refresh(int changes)
{
    if (changes & NetworksChange)
        listRuns();
    if (changes & (ResultChange | NetworksChange)) {
        m_stale = {m_training};
        m_stale.insert(m_askingPages.begin(), m_askingPages.end());
    }
    if (!m_stale.empty())
        followShown();
}

void DynamicsView::noteAnswer(const QWidget* tab)
{
    m_stale.insert(tab);
    note(AnswerChange);
}

/// The tab in front; the others when they come there. Until then what they show is no figure of the
/// present.
void DynamicsView::followShown()
{
    const QWidget* const shown = m_tabs->currentWidget();
    const bool wasStale = m_stale.erase(shown) > 0;
    for (AskingPage* page : m_askingPages) {
        if (m_stale.contains(page))
            page->plotWidget().setMessage(tr("Something has changed."));
        if (page != shown || !wasStale)
            continue;
        m_signal->setRun(request().networks);
        page->follow();
    }
    if (m_stale.contains(m_training)) {
        for (PlotWidget* widget : {m_curvesWidget, m_mapWidget})
            widget->setMessage(tr("Something has changed."));
    }
    if (shown != m_training || !wasStale)
        return;
    for (PlotWidget* widget : {m_curvesWidget, m_mapWidget})
        widget->setMessage({});
    follow();
    framePair(*m_map, context().session);
    m_mapWidget->update();
}

/// An answer about networks that were closed holds on to them, and to what is drawn of them.
void DynamicsView::forget()
{
    if (!context().session.networks().empty())
        return;
    m_run.clear();
    for (AskingPage* page : m_askingPages)
        page->forget();
    clear({});
}

std::size_t DynamicsView::step() const
{
    return static_cast<std::size_t>(m_step->value());
}

core::Measure DynamicsView::measure() const
{
    return static_cast<core::Measure>(m_measure->currentData().toInt());
}

StepAxis DynamicsView::axis() const
{
    return static_cast<StepAxis>(m_axis->currentIndex());
}

void DynamicsView::listRuns()
{
    const QSignalBlocker blocker(m_runBox);
    const QString present = m_runBox->currentText();
    m_runs = trainingRuns(context().session.networks());
    m_runBox->clear();
    for (const core::TrainingRun& run : m_runs)
        m_runBox->addItem(
            tr("%1 (%2)").arg(QString::fromStdString(run.name)).arg(run.places.size()));
    m_runBox->setCurrentIndex(std::max(0, m_runBox->findText(present)));
    m_runBox->setEnabled(m_runs.size() > 1);
}

DynamicsRequest DynamicsView::request() const
{
    DynamicsRequest wanted;
    const int place = m_runBox->currentIndex();
    if (place >= 0 && std::size_t(place) < m_runs.size())
        wanted = requestOf(m_runs[std::size_t(place)], context().session.networks());
    wanted.pass = context().session.options().pass;
    wanted.pass.policy.positions = static_cast<core::Positions>(m_positions->currentData().toInt());
    return wanted;
}

bool DynamicsView::isAnswered() const
{
    return m_run.isAnswered(request());
}

void DynamicsView::compare()
{
    if (!m_runs.empty())
        m_run.request(request());
}

void DynamicsView::clear(const QString& message)
{
    m_shown = nullptr;
    m_curves->setContent({});
    m_curves->setMarker({});
    m_map->setContent({});
    m_curvesWidget->setMessage(message);
    m_mapWidget->setMessage({});
    m_step->setEnabled(false);
    m_stepLabel->clear();
    m_freezing->clear();
    showWarnings(*m_warnings, {});
    m_curvesWidget->plotChanged();
    m_mapWidget->plotChanged();
}

void DynamicsView::follow()
{
    if (!m_runs.empty())
        m_run.requestKept(request(), placeOf(request()));
    m_compare->setEnabled(!m_runs.empty() && !m_run.isRunning(request()) && !isAnswered());
    if (isAnswered()) {
        if (m_shown != m_run.result()) {
            m_shown = m_run.result();
            showRun();
        }
        return;
    }
    if (m_runs.empty()) {
        clear(tr("Open checkpoints of a network to follow its training."));
        return;
    }
    QString invitation = tr("“Compare checkpoints” reads the networks of this run and compares "
                            "their layers with those of the last one.");
    if (orderedCheckpoints(request().networks).stepName.empty())
        invitation += tr(" Their files have no attribute step, epoch, iteration or time: they are "
                         "taken in the order of their names, and may be no checkpoints.");
    clear(missingText(m_run, tr("Comparing the checkpoints…"), invitation));
}

void DynamicsView::showRun()
{
    const auto last = static_cast<int>(m_shown->values->checkpoints.size()) - 1;
    {
        const QSignalBlocker blocker(m_step);
        m_step->setRange(0, last);
        m_step->setValue(0);
        m_step->setEnabled(true);
    }
    m_curvesWidget->setMessage({});
    showWarnings(*m_warnings, m_shown->values->warnings);
    showCurves();
}

void DynamicsView::showCurves()
{
    if (!m_shown)
        return;
    m_curves->setContent(
        makeTrainingCurves(*m_run.answered(), *m_shown, measure(), axis(), m_level->value()));
    showFreezing();
    showStep();
    m_curvesWidget->plotChanged();
}

/// Of distances, which have no level to be alike at, there is no advice.
void DynamicsView::showFreezing()
{
    const bool isSimilarity = !core::cardOf(measure()).isDistance;
    m_level->setEnabled(isSimilarity);
    m_freezing->setText(
        isSimilarity ? QString::fromStdString(freezingText(*m_shown, measure(), m_level->value()))
                     : tr("Advice on freezing needs a similarity as the measure."));
}

void DynamicsView::showStep()
{
    if (!m_shown)
        return;
    const core::Dynamics& values = *m_shown->values;
    m_map->setContent(
        makeCheckpointMap(*m_run.answered(), *m_shown, measure(), step(), rangeOf(*m_range)));
    m_curves->setMarker(placeOf(*m_shown, step(), axis()));
    m_stepLabel->setText(QString::fromStdString(values.textOf(step())));
    framePair(*m_map, context().session);
    m_curvesWidget->update();
    m_mapWidget->plotChanged();
}

void DynamicsView::moveTo(plots::Point point)
{
    if (!m_shown)
        return;
    const double place = m_curves->xAt(point);
    int nearest = 0;
    for (int i = 0; i <= m_step->maximum(); ++i) {
        const auto away = [&](int one) {
            return std::abs(placeOf(*m_shown, std::size_t(one), axis()) - place);
        };
        if (away(i) < away(nearest))
            nearest = i;
    }
    m_step->setValue(nearest);
}

/// A cell is a pair of layers; a point of a curve is a layer, seen with itself at the end.
void DynamicsView::openCell(const session::Units& cell)
{
    if (cell.empty() || !m_shown)
        return;
    const core::LayerRef first = cell.front().layerRef();
    core::LayerRef second = cell.back().layerRef();
    if (cell.size() == 1) {
        const std::size_t last = m_shown->order.back();
        const DynamicsRequest& of = *m_run.answered();
        second = {of.nets[last], of.networks[last]->findLayer(context().session.layer(first).name)};
        const auto place = std::ranges::find(of.nets, first.net) - of.nets.begin();
        const auto at = std::ranges::find(m_shown->order, static_cast<std::size_t>(place));
        m_step->setValue(static_cast<int>(at - m_shown->order.begin()));
    }
    if (first.net != second.net)
        context().session.setPair({first, second});
}

} // namespace counterpart::ui
