#include "ui/views/similarity_view.h"

#include "plots/cloud_pair_plot.h"
#include "plots/gallery_plot.h"
#include "session/selection.h"
#include "ui/figures/pair_titles.h"
#include "ui/figures/sample_cloud.h"
#include "ui/views/plot_widget.h"
#include "ui/views/range_box.h"
#include "ui/views/reading_pages.h"
#include "ui/views/unit_walk.h"
#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace counterpart::ui {

using core::Side;

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
        m_pages->follow();
    }
    if (changes & (ResultChange | NetworksChange | AnswerChange))
        followMap();
    if (changes & (HoverChange | CurrentChange | SelectedChange))
        m_galleryWidget->setHighlight(highlight());
}

void SimilarityView::measurePair()
{
    m_pair.request(m_pages->moments());
    followPair();
}

void SimilarityView::followPair()
{
    if (!m_pages->showAnswer(m_pair, tr("Comparing the layers…")) || m_shown == m_pair.result())
        return;
    m_shown = m_pair.result();
    m_measures.setRows(m_shown->measures);
    showPair();
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
    fitToScroll(*m_galleryWidget, *m_gallery, *m_scroll);
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
    if (context().session.pair())
        m_map.requestKept(mapRequest(), placeOf(mapRequest()));
    const bool isAnswered = context().session.pair() && m_map.isAnswered(mapRequest());
    m_compare->setEnabled(context().session.pair() && !isAnswered &&
                          !m_map.isRunning(mapRequest()));
    m_mapNote->clear();
    showWarnings(*m_mapWarnings,
                 isAnswered ? m_map.result()->warnings : std::vector<std::string>{});
    QString message;
    if (isAnswered) {
        const core::LayerMap& map = *m_map.result();
        m_mapNote->setText(
            tr("%1 samples")
                .arg(QString::fromStdString(core::sampleCountText(map.samples, map.mostSamples))));
        m_mapNote->setToolTip(tr("The files were read in %1 pass(es).").arg(map.passes));
    } else {
        message = missingText(m_map, tr("Comparing every layer with every layer…"),
                              tr("“Compare all layers” reads both networks and compares every "
                                 "layer of A with every layer of B by every measure."));
    }
    m_mapWidget->setMessage(message);
    showMap();
}

void SimilarityView::showMap()
{
    const bool isAnswered = context().session.pair() && m_map.isAnswered(mapRequest());
    const auto measure = static_cast<core::Measure>(m_measure->currentData().toInt());
    m_mapPlot->setContent(
        isAnswered ? layerMapContent(*m_map.answered(), *m_map.result(), measure, rangeOf(*m_range))
                   : plots::MapContent{});
    framePair(*m_mapPlot, context().session);
    m_mapWidget->plotChanged();
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
