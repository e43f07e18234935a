#include "ui/views/subspace_view.h"

#include "plots/gallery_plot.h"
#include "ui/views/plot_widget.h"
#include "ui/views/reading_pages.h"
#include "ui/views/subspace_bar.h"
#include "ui/views/unit_walk.h"

#include <QKeyEvent>
#include <QLabel>

namespace counterpart::ui {

using State = session::DerivedResultBase::State;

void SubspaceView::refresh(int changes)
{
    if (changes & ResultChange) {
        reset();
        m_pages->follow();
    }
    if (changes & CurrentChange)
        markRow();
    if (changes & (HoverChange | CurrentChange | SelectedChange)) {
        m_sizesWidget->setHighlight(highlight());
        m_membersWidget->setHighlight(highlight());
    }
}

void SubspaceView::reset()
{
    m_shown = nullptr;
    m_list = nullptr;
    m_wanted.reset();
    m_model.setMatches(nullptr, 0);
    m_similarity->setContent({});
    m_similarity->setMarker({});
    m_sizes->setContent({});
    m_bar->setSummary({});
    m_bar->setEpsilons({});
    m_found->clear();
    m_similarityWidget->plotChanged();
    m_sizesWidget->plotChanged();
    loadMembers(-1);
}

void SubspaceView::requestCurves()
{
    if (!m_pages->isRead())
        return;
    m_curves.request({m_pages->moments(), m_bar->zeros(), m_bar->isCentred()});
    followCurves();
}

void SubspaceView::followCurves()
{
    // Other settings of the same pair: the curves stay until the new ones are there.
    if (m_shown && m_curves.state() == State::Running)
        return;
    if (!m_pages->showAnswer(m_curves, tr("Matching subspaces…")) || m_shown == m_curves.result())
        return;
    m_shown = m_curves.result();
    showCurves();
}

void SubspaceView::showCurves()
{
    m_similarity->setContent(
        makeSimilarityAgainstEpsilon(context().controller.current(), *m_shown));
    std::vector<double> epsilons;
    for (const core::SubspaceMatch& match : m_shown->matches)
        epsilons.push_back(match.epsilon);
    m_bar->setEpsilons(epsilons);
    m_bar->setStep(
        static_cast<int>(m_wanted ? m_shown->nearestStep(*m_wanted) : m_shown->suggestedStep()));
    showStep();
    m_similarityWidget->plotChanged();
}

void SubspaceView::showStep()
{
    if (!m_shown)
        return;
    const auto wanted = simpleRequest();
    m_similarity->setMarker(wanted->maximum().epsilon, "\u03B5");
    m_similarityWidget->update();
    m_bar->setSummary(summary());
    if (isQuick(*wanted))
        m_simple.request(*wanted);
    followSimple();
}

QString SubspaceView::summary() const
{
    const auto step = static_cast<std::size_t>(m_bar->step());
    const core::SubspaceMatch& match = m_shown->matches.at(step);
    const std::optional<double>& null = m_shown->null.at(step).similarity;
    if (!match.similarity)
        return tr("every unit is a zero unit");
    QString text = tr("|X*| = %1 of %2, |Y*| = %3 of %4: similarity %5")
                       .arg(match.sizes.a)
                       .arg(m_shown->products.units.a)
                       .arg(match.sizes.b)
                       .arg(m_shown->products.units.b)
                       .arg(*match.similarity, 0, 'f', 3);
    if (null)
        text += tr(", shuffled %1").arg(*null, 0, 'f', 3);
    if (m_shown->largestEpsilon)
        text += tr(". The whole layers match at ε = %1").arg(*m_shown->largestEpsilon, 0, 'f', 3);
    return text;
}

void SubspaceView::moveTo(plots::Point point)
{
    if (!m_shown)
        return;
    const double epsilon = m_similarity->xAt(point);
    m_wanted = epsilon;
    m_bar->setStep(static_cast<int>(m_shown->nearestStep(epsilon)));
    showStep();
}

void SubspaceView::keyPressEvent(QKeyEvent* event)
{
    if (!walkUnits(context(), event->key()))
        LinkedView::keyPressEvent(event);
}

void SubspaceView::resizeEvent(QResizeEvent* event)
{
    LinkedView::resizeEvent(event);
    fitGallery();
}

} // namespace counterpart::ui
