#include "ui/views/gallery_view.h"

#include "plots/curve_plot.h"
#include "session/analysis_controller.h"
#include "session/job_runner.h"
#include "session/selection.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_walk.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

GalleryView::GalleryView(const ViewContext& context, QWidget* parent) : LinkedView(context, parent)
{
    auto plot = std::make_unique<plots::GalleryPlot>();
    m_plot = plot.get();
    m_widget = new PlotWidget(std::move(plot));
    m_widget->setAccessibleDescription(
        tr("The match table lists the same units; arrow keys walk through them."));
    link(*m_widget);
    addFigure(QStringLiteral("a2-best-worst"), *m_widget);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_scroll->setWidget(m_widget);
    m_scroll->setFocusProxy(m_widget);
    m_widget->installEventFilter(this); // before the arrow keys scroll

    auto means = std::make_unique<plots::CurvePlot>();
    m_means = means.get();
    m_meansWidget = new PlotWidget(std::move(means), this);
    m_meansWidget->setAccessibleName(tr("Sorted mean activations"));
    link(*m_meansWidget);
    addFigure(QStringLiteral("a17-mean-activations"), *m_meansWidget);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_scroll);
    m_pages->addWidget(m_meansWidget);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_pages, 1);
    turnPage();
}

QWidget* GalleryView::makeBar()
{
    auto* bar = new QWidget(this);
    m_page = new QComboBox(bar);
    m_page->addItems({tr("best and worst pairs"), tr("most and least active units"),
                      tr("mean activations, sorted")});
    m_page->setAccessibleName(tr("What the gallery shows"));
    m_pairs = new QSpinBox(bar);
    m_pairs->setRange(1, 64);
    m_pairs->setValue(GalleryOptions{}.pairs);
    m_pairs->setAccessibleName(tr("Number of pairs or units"));
    m_kind = new QComboBox(bar);
    m_kind->addItems({tr("best unit of B (semi-matching)"), tr("one-to-one partner")});
    m_kind->setAccessibleName(tr("Kind of match"));
    m_crops = new QComboBox(bar);
    m_crops->addItems({tr("1 input"), tr("4 inputs"), tr("9 inputs")});
    m_crops->setCurrentIndex(2);
    m_crops->setAccessibleName(tr("Inputs for each unit"));
    m_axis = new QComboBox(bar);
    m_axis->addItems({tr("linear"), tr("logarithmic")});
    m_axis->setAccessibleName(tr("Axis of the mean activations"));
    m_axis->setToolTip(tr("On a logarithmic axis units whose mean is not above 0 are left out."));
    addControls(bar);
    connect(m_page, &QComboBox::currentIndexChanged, this, [this] {
        turnPage();
        load();
    });
    connect(m_pairs, &QSpinBox::valueChanged, this, &GalleryView::load);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &GalleryView::load);
    connect(m_crops, &QComboBox::currentIndexChanged, this, &GalleryView::load);
    connect(m_axis, &QComboBox::currentIndexChanged, this, &GalleryView::load);
    return bar;
}

void GalleryView::addControls(QWidget* bar)
{
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    const auto add = [&](const QString& text, QWidget* control) {
        auto* label = new QLabel(text, bar);
        label->setBuddy(control);
        layout->addWidget(label);
        layout->addWidget(control);
        return label;
    };
    add(tr("&Show"), m_page);
    m_pairsLabel = add(tr("&number"), m_pairs);
    m_kindLabel = add(tr("&matched by"), m_kind);
    m_cropsLabel = add(tr("sho&wing"), m_crops);
    m_axisLabel = add(tr("a&xis"), m_axis);
    layout->addStretch(1);
}

GalleryView::Page GalleryView::page() const
{
    return static_cast<Page>(m_page->currentIndex());
}

/// Shows the page with the controls that concern it.
void GalleryView::turnPage()
{
    const bool hasPictures = page() != Means;
    for (QWidget* control : {static_cast<QWidget*>(m_pairsLabel), static_cast<QWidget*>(m_pairs),
                             static_cast<QWidget*>(m_cropsLabel), static_cast<QWidget*>(m_crops)})
        control->setVisible(hasPictures);
    m_kindLabel->setVisible(page() == Pairs);
    m_kind->setVisible(page() == Pairs);
    m_axisLabel->setVisible(!hasPictures);
    m_axis->setVisible(!hasPictures);
    m_pages->setCurrentIndex(hasPictures ? 0 : 1);
    m_widget->setAccessibleName(page() == Pairs ? tr("Best and worst pairs")
                                                : tr("Most and least active units"));
}

GalleryOptions GalleryView::options() const
{
    return {m_pairs->value(), m_crops->currentIndex() + 1,
            m_kind->currentIndex() == 0 ? session::MatchKind::Semi : session::MatchKind::OneToOne};
}

ActiveUnitsOptions GalleryView::activeOptions() const
{
    return {m_pairs->value(), m_crops->currentIndex() + 1};
}

/// As the catalogue calls what the gallery shows.
void GalleryView::nameFigure()
{
    const bool isByInformation =
        context().controller.current().measure == session::Measure::Information;
    renameFigure(*m_widget, page() == ActiveUnits ? QStringLiteral("a18-most-least-active")
                            : isByInformation     ? QStringLiteral("a11-mutual-information")
                                                  : QStringLiteral("a2-best-worst"));
}

void GalleryView::refresh(int changes)
{
    if (changes & ResultChange)
        load();
    if (changes & (HoverChange | CurrentChange | SelectedChange)) {
        m_widget->setHighlight(highlight());
        m_meansWidget->setHighlight(highlight());
    }
}

void GalleryView::load()
{
    const session::PairResult& result = context().controller.current();
    if (!result)
        return;
    nameFigure();
    if (page() != Means) {
        loadPictures(result);
        return;
    }
    m_means->setContent(makeMeanActivations(result, m_axis->currentIndex() == 1));
    m_means->setHighlight(highlight());
    m_meansWidget->plotChanged();
}

void GalleryView::loadPictures(const session::PairResult& result)
{
    fill(
        *m_widget, session::JobKind::LoadGallery, tr("Loading pictures"),
        [result, page = page(), pairs = options(),
         active = activeOptions()](const core::Progress& progress) {
            return page == Pairs ? loadGallery(result, pairs, progress)
                                 : loadActiveUnits(result, active, progress);
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
    if (!walk(event->key()))
        LinkedView::keyPressEvent(event);
}

bool GalleryView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && walk(static_cast<QKeyEvent*>(event)->key()))
        return true;
    return LinkedView::eventFilter(watched, event);
}

bool GalleryView::walk(int key)
{
    if (page() == Means)
        return walkUnits(context(), key);
    const int step = key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0;
    if (step == 0)
        return false;
    const session::Units& current = context().selection.current();
    const core::UnitRef from = current.empty() ? core::UnitRef{} : current.front();
    if (const auto next = m_plot->neighbour(from, step)) {
        context().selection.setHover({});
        choose(*next, Qt::NoModifier);
    }
    return true;
}

} // namespace counterpart::ui
