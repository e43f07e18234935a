#include "ui/views/similarity_view.h"

#include "plots/cloud_pair_plot.h"
#include "plots/gallery_plot.h"
#include "session/selection.h"
#include "ui/figures/pair_titles.h"
#include "ui/figures/sample_cloud.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_walk.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

using core::Side;
using State = session::DerivedResultBase::State;

namespace {

constexpr std::size_t kListedUnits = 30; // of each side

/// A direction stands for itself in the plot: a unit of no layer.
core::UnitRef refOf(core::Index direction)
{
    return {{}, {}, core::UnitIndex{static_cast<int>(direction)}};
}

} // namespace

void SimilarityView::refresh(int changes)
{
    if (changes & ResultChange) {
        m_shown = nullptr;
        m_measures.setRows({});
        showPair();
        const session::PairResult& result = context().controller.current();
        if (result && session::hasDoubleMoments(result))
            startReading();
        else if (m_read.state() == State::Empty)
            invite(tr("CCA and its kin need the activations added up in double precision, and a "
                      "reading with shuffled inputs as a control: the layers are read twice more."),
                   false);
        else
            followReading();
        followMap();
    }
    if (changes & (HoverChange | CurrentChange | SelectedChange))
        m_galleryWidget->setHighlight(highlight());
}

void SimilarityView::startReading()
{
    m_read.request(0);
    followReading();
}

void SimilarityView::invite(const QString& reason, bool isRunning)
{
    m_pages->setCurrentIndex(0);
    m_reason->setText(reason);
    m_compute->setVisible(!isRunning);
}

void SimilarityView::followReading()
{
    switch (m_read.state()) {
    case State::Empty:
        break;
    case State::Running:
        invite(tr("Reading both layers…"), true);
        break;
    case State::Cancelled:
        invite(tr("Cancelled."), false);
        break;
    case State::Failed:
        invite(m_read.failure(), false);
        break;
    case State::Ready:
        m_pair.request(m_read.result());
        followPair();
        break;
    }
}

void SimilarityView::followPair()
{
    if (m_read.state() != State::Ready)
        return;
    switch (m_pair.state()) {
    case State::Empty:
        break;
    case State::Running:
        invite(tr("Comparing the layers…"), true);
        break;
    case State::Cancelled:
        invite(tr("Cancelled."), false);
        break;
    case State::Failed:
        invite(m_pair.failure(), false);
        break;
    case State::Ready:
        m_pages->setCurrentIndex(1);
        if (m_shown != m_pair.result()) {
            m_shown = m_pair.result();
            m_measures.setRows(m_shown->measures);
            showPair();
        }
        break;
    }
}

core::Index SimilarityView::direction() const
{
    return m_direction->value() - 1;
}

void SimilarityView::showPair()
{
    const bool hasCca = m_shown && m_shown->cca;
    plots::XyContent content;
    if (hasCca)
        content = makeCoefficients(context().controller.current(), *m_shown);
    if (!content.series.empty()) {
        for (std::size_t i = 0; i < content.series.front().points.size(); ++i)
            content.series.front().points[i].units = {refOf(core::Index(i))};
    }
    m_coefficients->setContent(std::move(content));
    m_coefficientsWidget->setMessage(m_shown && !hasCca ? m_shown->refusal : QString());
    m_coefficientsWidget->plotChanged();
    {
        const QSignalBlocker blocker(m_direction);
        const int count = hasCca ? static_cast<int>(m_shown->cca->coefficients.size()) : 1;
        m_direction->setRange(1, count);
        m_direction->setEnabled(hasCca);
        m_direction->setValue(1);
    }
    clearSamples();
    showDirection();
}

void SimilarityView::showDirection()
{
    const session::PairResult& result = context().controller.current();
    m_gallery->setContent({});
    // What is being read belongs to another direction.
    context().jobs.cancelKind(session::JobKind::LoadGallery, this);
    if (!result || !m_shown || !m_shown->cca) {
        m_units.setRows({});
        m_rho->clear();
        m_inputs->hide();
        fitGallery();
        return;
    }
    const core::Index at = direction();
    m_coefficientsWidget->setHighlight({{}, {refOf(at)}, {}});
    const bool isSignificant = at < m_shown->bartlett.significant;
    m_rho->setText(tr("ρ = %1%2")
                       .arg(m_shown->cca->coefficients[at], 0, 'f', 4)
                       .arg(isSignificant ? QString() : tr(", not significant")));
    std::vector<models::LinkedUnitRow> rows;
    const PairTitles titles = pairTitles(result);
    for (const Side side : {Side::A, Side::B}) {
        const std::vector<CarryingUnit> units = carryingUnits(result, *m_shown, at, side);
        for (std::size_t i = 0; i < std::min(units.size(), kListedUnits); ++i)
            rows.push_back({units[i].unit,
                            QStringLiteral("%1 %2[%3]")
                                .arg(side == Side::A ? QStringLiteral("A") : QStringLiteral("B"),
                                     QString::fromStdString(titles.layer[side]))
                                .arg(units[i].unit.unit.value),
                            units[i].weight,
                            units[i].correlation,
                            {}});
    }
    m_units.setRows(std::move(rows));
    // The inputs need a reading: by itself only where that is quick.
    const bool isQuick = session::hasDoubleMoments(result);
    m_inputs->setVisible(!isQuick);
    if (isQuick)
        loadInputs();
    else
        m_galleryWidget->setMessage(tr("“Show inputs” reads the layers to find the inputs at both "
                                       "ends of this direction."));
    fitGallery();
}

void SimilarityView::loadInputs()
{
    if (!m_shown || !m_shown->cca)
        return;
    fill(
        *m_galleryWidget, session::JobKind::LoadGallery, tr("Looking along the direction"),
        [result = context().controller.current(), request = DirectionRequest{m_shown, direction()}](
            const core::Progress& progress) { return loadDirection(result, request, progress); },
        [this](plots::GalleryContent content) {
            m_gallery->setContent(std::move(content));
            m_gallery->setHighlight(highlight());
            fitGallery();
        });
}

void SimilarityView::clearSamples()
{
    context().jobs.cancelKind(session::JobKind::BuildMatrices, this);
    const bool hasCca = m_shown && m_shown->cca;
    m_samples->setContent({});
    m_draw->setEnabled(hasCca);
    m_samplesWidget->setMessage(hasCca ? tr("“Draw samples” shows some samples in the first three "
                                            "canonical directions of both networks.")
                                       : QString());
    m_samplesWidget->plotChanged();
}

void SimilarityView::loadSamples()
{
    if (!m_shown || !m_shown->cca)
        return;
    fill(
        *m_samplesWidget, session::JobKind::BuildMatrices, tr("Drawing samples"),
        [result = context().controller.current(),
         similarity = m_shown](const core::Progress& progress) {
            return loadSampleClouds(result, *similarity, progress);
        },
        [this](core::SidePair<plots::CloudContent> clouds) {
            m_draw->setEnabled(clouds.a.points.empty());
            m_samples->setContent(std::move(clouds));
            m_samplesWidget->plotChanged();
        });
}

void SimilarityView::fitGallery()
{
    const QSize room = m_scroll->viewport()->size();
    const int height = int(std::ceil(m_gallery->heightForWidth(room.width())));
    m_galleryWidget->resize(room.width(), std::max(height, room.height()));
    m_galleryWidget->plotChanged();
}

void SimilarityView::chooseUnit(const QModelIndex& index)
{
    if (index.isValid())
        choose({m_units.unitAt(index.row())}, Qt::NoModifier);
}

LayerMapRequest SimilarityView::mapRequest() const
{
    const session::Session& session = context().session;
    LayerMapRequest request;
    if (const auto& pair = session.pair()) {
        request.nets = {pair->a.net, pair->b.net};
        for (const Side side : {Side::A, Side::B})
            request.networks[side] =
                session.networks().at(static_cast<std::size_t>(request.nets[side].value));
    }
    request.pass = session.options().pass;
    request.pass.policy.positions =
        static_cast<core::Positions>(m_positions->currentData().toInt());
    return request;
}

void SimilarityView::requestMap()
{
    if (context().session.pair())
        m_map.request(mapRequest());
}

void SimilarityView::followMap()
{
    const bool isAnswered = context().session.pair() && m_map.isAnswered(mapRequest());
    const bool isRunning = m_map.state() == State::Running;
    m_compare->setEnabled(!isAnswered && !isRunning);
    m_mapNote->clear();
    if (isAnswered) {
        m_mapWidget->setMessage({});
        const core::LayerMap& map = *m_map.result();
        m_mapNote->setText(tr("%1 samples").arg(map.samples));
        m_mapNote->setToolTip(tr("The files were read in %1 pass(es).").arg(map.passes));
    } else if (isRunning) {
        m_mapWidget->setMessage(tr("Comparing every layer with every layer…"));
    } else if (m_map.state() == State::Cancelled) {
        m_mapWidget->setMessage(tr("Cancelled."));
    } else if (m_map.state() == State::Failed) {
        m_mapWidget->setMessage(m_map.failure());
    } else {
        m_mapWidget->setMessage(tr("“Compare all layers” reads both networks and compares every "
                                   "layer of A with every layer of B by every measure."));
    }
    showMap();
}

void SimilarityView::showMap()
{
    const bool isAnswered = context().session.pair() && m_map.isAnswered(mapRequest());
    const auto measure = static_cast<core::Measure>(m_measure->currentData().toInt());
    m_mapPlot->setContent(isAnswered ? layerMapContent(*m_map.answered(), *m_map.result(), measure)
                                     : plots::MapContent{});
    markCell();
    m_mapWidget->plotChanged();
}

/// The present pair of layers is framed.
void SimilarityView::markCell()
{
    m_mapPlot->setCurrent({});
    const auto& pair = context().session.pair();
    if (!pair)
        return;
    const auto placeOf = [](const plots::MapAxis& axis, core::LayerRef layer) {
        const auto found = std::ranges::find(axis.refs, layer, &core::UnitRef::layerRef);
        return found == axis.refs.end() ? -1 : static_cast<int>(found - axis.refs.begin());
    };
    const int row = placeOf(m_mapPlot->content().rows, pair->a);
    const int column = placeOf(m_mapPlot->content().columns, pair->b);
    if (row >= 0 && column >= 0)
        m_mapPlot->setCurrent(std::pair{row, column});
}

void SimilarityView::openCell(const session::Units& cell)
{
    if (cell.size() == 2)
        context().session.setPair({cell[0].layerRef(), cell[1].layerRef()});
}

void SimilarityView::keyPressEvent(QKeyEvent* event)
{
    if (!walkUnits(context(), event->key()))
        LinkedView::keyPressEvent(event);
}

void SimilarityView::resizeEvent(QResizeEvent* event)
{
    LinkedView::resizeEvent(event);
    fitGallery();
}

} // namespace counterpart::ui
