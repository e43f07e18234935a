#include "ui/views/dynamics_view.h"

#include "plots/text_table.h"
#include "session/analysis_controller.h"
#include "ui/views/plot_widget.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

using State = session::DerivedResultBase::State;

void DynamicsView::refresh(int changes)
{
    if (changes & ResultChange) {
        markPair();
        followSequenceResult();
    }
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
    for (const TrainingRun& run : m_runs)
        m_runBox->addItem(
            tr("%1 (%2)").arg(QString::fromStdString(run.name)).arg(run.places.size()));
    m_runBox->setCurrentIndex(std::max(0, m_runBox->findText(present)));
    m_runBox->setEnabled(m_runs.size() > 1);
}

DynamicsRequest DynamicsView::request() const
{
    DynamicsRequest wanted;
    const int place = m_runBox->currentIndex();
    if (place >= 0 && std::size_t(place) < m_runs.size()) {
        for (const std::size_t network : m_runs[std::size_t(place)].places) {
            wanted.networks.push_back(context().session.networks()[network]);
            wanted.nets.push_back(core::NetId{static_cast<int>(network)});
        }
    }
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
    m_curvesWidget->plotChanged();
    m_mapWidget->plotChanged();
}

void DynamicsView::follow()
{
    const bool isRunning = m_run.state() == State::Running;
    m_compare->setEnabled(!m_runs.empty() && !isRunning && !isAnswered());
    if (isAnswered()) {
        if (m_shown != m_run.result()) {
            m_shown = m_run.result();
            showRun();
        }
        return;
    }
    if (m_runs.empty())
        clear(tr("Open checkpoints of a network to follow its training."));
    else if (isRunning)
        clear(tr("Comparing the checkpoints…"));
    else if (m_run.state() == State::Cancelled)
        clear(tr("Cancelled."));
    else if (m_run.state() == State::Failed)
        clear(m_run.failure());
    else
        clear(tr("“Compare checkpoints” reads the networks of this run and compares their layers "
                 "with those of the last one."));
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
    showCurves();
}

void DynamicsView::showCurves()
{
    if (!m_shown)
        return;
    m_curves->setContent(makeTrainingCurves(*m_run.answered(), *m_shown, measure(), axis()));
    showStep();
    m_curvesWidget->plotChanged();
}

void DynamicsView::showStep()
{
    if (!m_shown)
        return;
    const core::Dynamics& values = *m_shown->values;
    m_map->setContent(makeCheckpointMap(*m_run.answered(), *m_shown, measure(), step()));
    m_curves->setMarker(placeOf(*m_shown, step(), axis()));
    const QString number = QString::fromStdString(plots::plainNumber(values.steps[step()]));
    m_stepLabel->setText(values.stepName.empty()
                             ? QString::fromStdString(values.checkpoints[step()])
                             : QString::fromStdString(values.stepName) + u' ' + number);
    markPair();
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

/// The present pair is framed, where it is in the map.
void DynamicsView::markPair()
{
    m_map->setCurrent({});
    const auto& pair = context().session.pair();
    if (!pair)
        return;
    const auto placeIn = [](const plots::MapAxis& axis, core::LayerRef layer) {
        const auto found = std::ranges::find(axis.refs, layer, &core::UnitRef::layerRef);
        return found == axis.refs.end() ? -1 : static_cast<int>(found - axis.refs.begin());
    };
    const int row = placeIn(m_map->content().rows, pair->a);
    const int column = placeIn(m_map->content().columns, pair->b);
    if (row >= 0 && column >= 0)
        m_map->setCurrent(std::pair{row, column});
    m_mapWidget->update();
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

SequenceRequest DynamicsView::sequenceRequest() const
{
    SequenceRequest wanted;
    const auto& pair = context().session.pair();
    if (!pair)
        return wanted;
    const session::Session& session = context().session;
    wanted.network = session.networks().at(static_cast<std::size_t>(pair->a.net.value));
    wanted.layer = session.layer(pair->a).name;
    wanted.period = m_period->value();
    wanted.pass = session.options().pass;
    return wanted;
}

void DynamicsView::compareSequence()
{
    if (context().session.pair())
        m_sequence.request(sequenceRequest());
}

void DynamicsView::followSequenceResult()
{
    const auto& pair = context().session.pair();
    const SequenceRequest wanted = sequenceRequest();
    const bool isAnswered = pair && m_sequence.isAnswered(wanted);
    const bool isRunning = m_sequence.state() == State::Running;
    const bool canBe = pair && isSequence(context().session.layer(pair->a));
    m_compareTokens->setEnabled(canBe && !isAnswered && !isRunning);
    m_tokens->setContent(isAnswered ? makeSequenceCurves(wanted, *m_sequence.result())
                                    : plots::XyContent{});
    QString message;
    if (!isAnswered && !canBe)
        message = tr("Choose a layer with the steps of a sequence as layer A: one whose axes are "
                     "inputs, steps and units (NTD).");
    else if (!isAnswered && isRunning)
        message = tr("Comparing the tokens…");
    else if (!isAnswered && m_sequence.state() == State::Cancelled)
        message = tr("Cancelled.");
    else if (!isAnswered && m_sequence.state() == State::Failed)
        message = m_sequence.failure();
    else if (!isAnswered)
        message = tr("“Compare tokens” reads layer A and compares its outputs at every place of "
                     "the period with those at the last one.");
    m_tokensWidget->setMessage(message);
    m_tokensWidget->plotChanged();
}

} // namespace counterpart::ui
