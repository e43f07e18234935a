#include "ui/views/inspector.h"

#include "plots/density_plot.h"
#include "plots/gallery_plot.h"
#include "plots/histogram_plot.h"
#include "session/analysis_controller.h"
#include "session/job_runner.h"
#include "session/selection.h"
#include "ui/figures/gallery_figure.h"
#include "ui/figures/joint_sampler.h"
#include "ui/figures/measure_names.h"
#include "ui/views/plot_widget.h"

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

QString row(const QString& name, const QString& value)
{
    return QStringLiteral("<tr><td style='padding-right:10px'>%1</td><td>%2</td></tr>")
        .arg(name, value.toHtmlEscaped());
}

QString fixed(double value)
{
    return QString::number(value, 'f', 3);
}

/// The measure in force, and the other one if it was counted.
QString pairText(const session::PairResult& result, core::UnitIndex a, core::UnitIndex b)
{
    using session::Measure;
    const auto line = [](Measure measure, double value) {
        return row(QString::fromStdString(measureName(measure)),
                   measure == Measure::Information ? Inspector::tr("%1 nats").arg(fixed(value))
                                                   : fixed(value));
    };
    QString text = line(result.measure, result.similarity(a, b));
    if (result.measure == Measure::Information)
        text += line(Measure::Correlation, result.analysis->correlation.between(a.value, b.value));
    else if (result.information)
        text += line(Measure::Information, result.information->values.between(a.value, b.value));
    return text;
}

/// The side that a shown unit is of; where both are the same layer, the first one is A's.
Side sideOf(const session::PairResult& result, const session::Units& units, std::size_t place)
{
    if (result.pair.a == result.pair.b)
        return place == 0 ? Side::A : Side::B;
    return units[place].layerRef() == result.pair.a ? Side::A : Side::B;
}

/// Of two units of one network, by the correlations within it.
QString withinText(const session::PairResult& result, Side side, const session::Units& units)
{
    const double r =
        result.analysis->correlation.within[side](units[0].unit.value, units[1].unit.value);
    return row(QString::fromStdString(measureName(session::Measure::Correlation)), fixed(r));
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
    session::Units units;
    for (const core::UnitRef& unit : context().selection.current()) {
        if (result && (unit.layerRef() == result.pair.a || unit.layerRef() == result.pair.b))
            units.push_back(unit);
    }
    m_hint->setVisible(units.empty());
    m_body->setVisible(!units.empty());
    requestJoint(units);
    if (units.empty())
        return;
    QStringList addresses;
    for (const core::UnitRef& unit : units)
        addresses += context().session.address(unit).toHtmlEscaped();
    m_address->setText(QStringLiteral("<b>%1</b>").arg(addresses.join(QStringLiteral("<br>~ "))));
    m_values->setText(valuesText(units));
    showHistograms(units);
    loadPictures(units);
}

QString Inspector::valuesText(const session::Units& units) const
{
    const session::PairResult& result = context().controller.current();
    QString rows;
    if (units.size() == 2) {
        const Side first = sideOf(result, units, 0);
        if (first == sideOf(result, units, 1))
            rows += withinText(result, first, units);
        else
            rows += first == Side::A ? pairText(result, units[0].unit, units[1].unit)
                                     : pairText(result, units[1].unit, units[0].unit);
    }
    for (std::size_t shown = 0; shown < units.size(); ++shown) {
        const core::UnitRef& unit = units[shown];
        const Side side = sideOf(result, units, shown);
        const QString name = side == Side::A ? QStringLiteral("A") : QStringLiteral("B");
        const auto place = static_cast<std::size_t>(unit.unit.value);
        const core::UnitMatch& match = result.matching->units[side][place];
        if (!match.semi.isValid()) {
            rows += row(name, tr("dead unit: its activation never changes"));
            continue;
        }
        rows += row(tr("%1: best").arg(name),
                    tr("%1 at %2, gap %3%4")
                        .arg(match.semi.value)
                        .arg(fixed(match.semiValue), fixed(match.gap),
                             match.isMutualBest ? tr(", mutual") : QString()));
        if (match.partner.isValid())
            rows += row(tr("%1: partner").arg(name),
                        tr("%1 at %2").arg(match.partner.value).arg(fixed(match.partnerValue)));
        const core::Moments& moments = result.analysis->statistics.moments;
        rows += row(tr("%1: activation").arg(name),
                    tr("mean %1, s.d. %2, max %3")
                        .arg(fixed(moments.mean[side](unit.unit.value)),
                             fixed(std::sqrt(moments.variance(side)(unit.unit.value))),
                             fixed(double(
                                 result.analysis->statistics.profile[side].units[place].maximum))));
    }
    return QStringLiteral("<table>%1</table>").arg(rows);
}

void Inspector::showHistograms(const session::Units& units)
{
    const session::PairResult& result = context().controller.current();
    plots::HistogramContent content;
    for (const core::UnitRef& unit : units) {
        for (const Side side : {Side::A, Side::B}) {
            if (unit.layerRef() != result.pair[side] || content.histogram[side])
                continue;
            content.histogram[side] = result.analysis->statistics.profile[side]
                                          .units[static_cast<std::size_t>(unit.unit.value)]
                                          .histogram;
            content.name[side] = std::string(side == Side::A ? "A " : "B ") +
                                 context().session.layer(unit.layerRef()).name + "[" +
                                 std::to_string(unit.unit.value) + "]";
            break;
        }
    }
    m_histograms->setContent(std::move(content));
    m_histogramsWidget->setFixedHeight(int(m_histograms->preferredSize().height));
    m_histogramsWidget->plotChanged();
}

void Inspector::loadPictures(const session::Units& units)
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

void Inspector::requestJoint(const session::Units& units)
{
    const session::PairResult& result = context().controller.current();
    m_wantedJoint.reset();
    if (result && units.size() == 2 && units[0].layerRef() == result.pair.a &&
        units[1].layerRef() == result.pair.b) {
        const core::MutualInformationOptions& options = context().session.informationOptions();
        m_wantedJoint = JointRequest{{units[0].unit, units[1].unit}, {}};
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
