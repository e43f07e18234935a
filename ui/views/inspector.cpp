#include "ui/views/inspector.h"

#include "plots/density_plot.h"
#include "plots/gallery_plot.h"
#include "plots/histogram_plot.h"
#include "session/analysis_controller.h"
#include "session/job_runner.h"
#include "session/selection.h"
#include "ui/figures/gallery_figure.h"
#include "ui/figures/joint_sampler.h"
#include "ui/figures/pair_titles.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_values.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

using core::Side;

namespace {

QLabel* makeText(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

Inspector::Inspector(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_jointHistogram(context.controller, context.jobs, tr("Counting the activations of a pair"),
                       [sampler = std::make_shared<JointSampler>()](
                           const session::PairResult& result, const JointRequest& request,
                           const core::Progress& progress) {
                           return sampler->count(result, request.units, request.options, progress);
                       })
{
    connect(&m_jointHistogram, &session::DerivedResultBase::changed, this, &Inspector::showJoint);
    m_hint = makeText(this);
    m_hint->setText(tr("Click a cell, a point, a pair or a row to see the two units here."));
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_hint->setMargin(16);

    m_body = new QWidget;
    m_address = makeText(m_body);
    m_values = makeText(m_body);
    auto pictures = std::make_unique<plots::GalleryPlot>();
    m_pictures = pictures.get();
    m_picturesWidget = new PlotWidget(std::move(pictures), m_body);
    m_picturesWidget->setAccessibleName(tr("Filters and top inputs of the current pair"));
    auto histograms = std::make_unique<plots::HistogramPlot>();
    m_histograms = histograms.get();
    m_histogramsWidget = new PlotWidget(std::move(histograms), m_body);
    m_histogramsWidget->setAccessibleName(
        tr("Distribution of the activations of the current pair"));
    m_histogramsWidget->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto joint = std::make_unique<plots::DensityPlot>();
    m_joint = joint.get();
    m_jointWidget = new PlotWidget(std::move(joint), m_body);
    m_jointWidget->setAccessibleName(tr("Joint histogram of the current pair"));
    m_jointWidget->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_jointWidget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
    m_picturesWidget->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addFigure(QStringLiteral("pair"), *m_picturesWidget);
    addFigure(QStringLiteral("pair-histograms"), *m_histogramsWidget);
    addFigure(QStringLiteral("a8-pair-histograms"), *m_jointWidget);
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_address);
    layout->addWidget(m_values);
    layout->addWidget(m_picturesWidget);
    layout->addWidget(m_histogramsWidget);
    layout->addWidget(m_jointWidget);
    layout->addStretch(1);
    m_body->hide();

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_body);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_hint);
    outer->addWidget(scroll, 1);
}

void Inspector::refresh(int changes)
{
    if (changes & (ResultChange | CurrentChange | MatchKindChange))
        describe();
}

void Inspector::describe()
{
    const session::PairResult& result = context().controller.current();
    const SidedUnits units =
        result ? sidedUnits(result, context().selection.current()) : SidedUnits();
    m_hint->setVisible(units.empty());
    m_body->setVisible(!units.empty());
    requestJoint(units);
    if (units.empty())
        return;
    QStringList addresses;
    for (const core::SidedUnit& shown : units) {
        const core::LayerRef& layer = result.pair[shown.side];
        addresses +=
            context().session.address({layer.net, layer.layer, shown.unit}).toHtmlEscaped();
    }
    m_address->setText(QStringLiteral("<b>%1</b>").arg(addresses.join(QStringLiteral("<br>~ "))));
    m_values->setText(unitValues(result, units));
    showHistograms(units);
    loadPictures(units);
}

/// The first unit above, the second one below; a single one in the place of its side.
void Inspector::showHistograms(const SidedUnits& units)
{
    const session::PairResult& result = context().controller.current();
    const PairTitles titles = pairTitles(result);
    plots::HistogramContent content;
    for (const core::SidedUnit& shown : units) {
        const bool isSecond = &shown != &units.front();
        const Side place = units.size() == 1 ? shown.side : isSecond ? Side::B : Side::A;
        content.histogram[place] = result.analysis->statistics.profile[shown.side]
                                       .units[static_cast<std::size_t>(shown.unit.value)]
                                       .histogram;
        content.network[place] = shown.side;
        content.name[place] = std::string(shown.side == Side::A ? "A " : "B ") +
                              titles.layer[shown.side] + "[" + std::to_string(shown.unit.value) +
                              "]";
    }
    m_histograms->setContent(std::move(content));
    m_histogramsWidget->setFixedHeight(int(m_histograms->preferredSize().height));
    m_histogramsWidget->plotChanged();
}

void Inspector::loadPictures(const SidedUnits& units)
{
    fill(
        *m_picturesWidget, session::JobKind::LoadInspector, tr("Loading pictures of a pair"),
        [result = context().controller.current(), units](const core::Progress& progress) {
            return loadPair(result, units, progress);
        },
        [this](plots::GalleryContent content) {
            m_pictures->setContent(std::move(content));
            fitPictures();
        });
}

void Inspector::requestJoint(const SidedUnits& units)
{
    m_wantedJoint.reset();
    if (units.size() == 2) {
        const core::MutualInformationOptions& options = context().session.informationOptions();
        m_wantedJoint = JointRequest{{units[0], units[1], {}, {}}, {}};
        m_wantedJoint->options.rows = options.rows;
        m_wantedJoint->options.binning = options.binning;
        m_jointHistogram.request(*m_wantedJoint);
    }
    showJoint();
}

/// The answer to what is wanted, or nothing: never the histogram of another pair.
void Inspector::showJoint()
{
    using State = session::DerivedResultBase::State;
    const bool isAnswered = m_wantedJoint && m_jointHistogram.result() &&
                            m_jointHistogram.state() == State::Ready &&
                            m_jointHistogram.answered() == *m_wantedJoint;
    m_joint->setContent(isAnswered ? *m_jointHistogram.result() : plots::DensityContent{});
    const bool hasFailed = m_jointHistogram.state() == State::Failed;
    m_jointWidget->setMessage(m_wantedJoint && hasFailed ? m_jointHistogram.failure() : QString());
    m_jointWidget->setVisible(m_wantedJoint.has_value());
    m_jointWidget->plotChanged();
}

void Inspector::fitPictures()
{
    constexpr double kJointShape = 1.05; // height to width, with the axes
    m_jointWidget->setFixedHeight(std::max(m_jointWidget->minimumSizeHint().height(),
                                           static_cast<int>(kJointShape * m_jointWidget->width())));
    const double width = m_picturesWidget->width();
    m_picturesWidget->setFixedHeight(std::max(m_picturesWidget->messageHeight(),
                                              int(std::ceil(m_pictures->heightForWidth(width)))));
    m_picturesWidget->plotChanged();
}

void Inspector::resizeEvent(QResizeEvent* event)
{
    LinkedView::resizeEvent(event);
    fitPictures();
}

} // namespace counterpart::ui
