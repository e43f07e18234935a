#include "ui/views/dynamics_view.h"

#include "plots/text_table.h"
#include "session/analysis_controller.h"
#include "ui/views/plot_widget.h"
#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

void DynamicsView::refresh(int changes)
{
    if (changes & NetworksChange)
        listRuns();
    if (changes & (ResultChange | NetworksChange | AnswerChange)) {
        follow();
        followSequenceResult();
    }
    if (changes & ResultChange) {
        framePair(*m_map, context().session);
        m_mapWidget->update();
    }
}

/// An answer about networks that were closed holds on to them, and to what is drawn of them.
void DynamicsView::forget()
{
    if (!context().session.networks().empty())
        return;
    m_run.clear();
    m_sequence.clear();
    m_tokens->setContent({});
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
    m_compare->setEnabled(!m_runs.empty() && !m_run.isRunning(request()) && !isAnswered());
    if (isAnswered()) {
        if (m_shown != m_run.result()) {
            m_shown = m_run.result();
            showRun();
        }
        return;
    }
    clear(m_runs.empty()
              ? tr("Open checkpoints of a network to follow its training.")
              : missingText(m_run, tr("Comparing the checkpoints…"),
                            tr("“Compare checkpoints” reads the networks of this run and compares "
                               "their layers with those of the last one.")));
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
    const bool canBe = pair && isSequence(context().session.layer(pair->a));
    m_compareTokens->setEnabled(canBe && !isAnswered && !m_sequence.isRunning(wanted));
    m_tokens->setContent(isAnswered ? makeSequenceCurves(wanted, *m_sequence.result())
                                    : plots::XyContent{});
    QString message;
    if (!isAnswered && !canBe)
        message = tr("Choose a layer with the steps of a sequence as layer A: one whose axes are "
                     "inputs, steps and units (NTD).");
    else if (!isAnswered)
        message = missingText(m_sequence, tr("Comparing the tokens…"),
                              tr("“Compare tokens” reads layer A and compares its outputs at every "
                                 "place of the period with those at the last one."));
    m_tokensWidget->setMessage(message);
    m_tokensWidget->plotChanged();
}

} // namespace counterpart::ui
