#include "ui/views/gallery_view.h"

#include "session/analysis_controller.h"
#include "session/job_runner.h"
#include "session/selection.h"
#include "ui/views/plot_widget.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

GalleryView::GalleryView(const ViewContext& context, QWidget* parent) : LinkedView(context, parent)
{
    auto plot = std::make_unique<plots::GalleryPlot>();
    m_plot = plot.get();
    m_widget = new PlotWidget(std::move(plot));
    m_widget->setAccessibleName(tr("Best and worst pairs"));
    m_widget->setAccessibleDescription(
        tr("The match table lists the same pairs; arrow keys walk through them."));
    link(*m_widget);
    addFigure(QStringLiteral("a2-best-worst"), *m_widget);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_scroll->setWidget(m_widget);
    m_scroll->setFocusProxy(m_widget);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_scroll, 1);
}

QWidget* GalleryView::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    m_pairs = new QSpinBox(bar);
    m_pairs->setRange(1, 64);
    m_pairs->setValue(GalleryOptions{}.pairs);
    m_pairs->setAccessibleName(tr("Number of pairs"));
    m_kind = new QComboBox(bar);
    m_kind->addItems({tr("best unit of B (semi-matching)"), tr("one-to-one partner")});
    m_kind->setAccessibleName(tr("Kind of match"));
    m_crops = new QComboBox(bar);
    m_crops->addItems({tr("1 input"), tr("4 inputs"), tr("9 inputs")});
    m_crops->setCurrentIndex(2);
    m_crops->setAccessibleName(tr("Inputs for each unit"));
    const auto add = [&](const QString& text, QWidget* control) {
        auto* label = new QLabel(text, bar);
        label->setBuddy(control);
        layout->addWidget(label);
        layout->addWidget(control);
    };
    add(tr("&Best and worst"), m_pairs);
    add(tr("&matched by"), m_kind);
    add(tr("sho&wing"), m_crops);
    layout->addStretch(1);
    connect(m_pairs, &QSpinBox::valueChanged, this, &GalleryView::load);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &GalleryView::load);
    connect(m_crops, &QComboBox::currentIndexChanged, this, &GalleryView::load);
    return bar;
}

GalleryOptions GalleryView::options() const
{
    return {m_pairs->value(), m_crops->currentIndex() + 1,
            m_kind->currentIndex() == 0 ? session::MatchKind::Semi : session::MatchKind::OneToOne};
}

void GalleryView::refresh(int changes)
{
    if (changes & ResultChange)
        load();
    if (changes & (HoverChange | CurrentChange | SelectedChange))
        m_widget->setHighlight(highlight());
}

void GalleryView::load()
{
    const session::PairResult result = context().controller.current();
    if (!result)
        return;
    fill(
        *m_widget, session::JobKind::LoadGallery, tr("Loading pictures"),
        [result, chosen = options()](const core::Progress& progress) {
            return loadGallery(result, chosen, progress);
        },
        [this](plots::GalleryContent content) {
            m_plot->setContent(std::move(content));
            m_plot->setHighlight(highlight());
            fitHeight();
        });
}

void GalleryView::fitHeight()
{
    const int width = m_scroll->viewport()->width();
    const int height = int(std::ceil(m_plot->heightForWidth(width)));
    m_widget->resize(width, std::max(height, m_scroll->viewport()->height()));
    m_widget->plotChanged();
}

void GalleryView::resizeEvent(QResizeEvent* event)
{
    LinkedView::resizeEvent(event);
    fitHeight();
}

void GalleryView::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step == 0) {
        LinkedView::keyPressEvent(event);
        return;
    }
    const session::Units& current = context().selection.current();
    const core::UnitRef from = current.empty() ? core::UnitRef{} : current.front();
    if (const auto next = m_plot->neighbour(from, step))
        context().selection.setCurrent(*next);
}

} // namespace counterpart::ui
