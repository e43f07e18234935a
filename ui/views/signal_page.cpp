#include "ui/views/signal_page.h"

#include "core/similarity/network_group.h"
#include "ui/figures/comparison_request.h"
#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

namespace counterpart::ui {

namespace {

constexpr int kPublishedDirections = 100;
constexpr int kMostDirections = 10'000;

/// Fills the box, and keeps what was chosen where it is still there.
void refill(QComboBox& box, const QStringList& texts)
{
    const QSignalBlocker blocker(box);
    const int present = texts.indexOf(box.currentText());
    box.clear();
    box.addItems(texts);
    box.setCurrentIndex(texts.isEmpty() ? -1 : std::max(present, 0));
}

} // namespace

SignalPage::SignalPage(const ViewContext& context)
    : AskingPage(context,
                 makePlotWidget(m_plot, tr("Signal and noise against checkpoints"),
                                tr("Copy data gives the same values as a table.")),
                 tr("Follow &directions")),
      m_answer(context.jobs, tr("Following directions"), &followSignal)
{
    tellOf(m_answer);
    m_layer = new QComboBox;
    m_early = new QComboBox;
    m_early->setToolTip(tr("The checkpoint whose directions are followed."));
    m_middle = new QComboBox;
    m_middle->setToolTip(
        tr("The checkpoint that tells signal from noise: signal is what correlates "
           "most with it, noise what correlates least."));
    m_directions = new QSpinBox;
    m_directions->setRange(1, kMostDirections);
    m_directions->setValue(kPublishedDirections);
    m_directions->setToolTip(tr("Of each kind; half of all, where there are fewer."));
    for (QComboBox* box : {m_layer, m_early, m_middle}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::currentIndexChanged, this, &SignalPage::follow);
    }
    connect(m_directions, &QSpinBox::valueChanged, this, &SignalPage::follow);
    addLabelled(&bar(), tr("La&yer"), m_layer, tr("Layer of the directions"));
    addLabelled(&bar(), tr("Ear&ly"), m_early, tr("Early checkpoint"));
    addLabelled(&bar(), tr("M&iddle"), m_middle, tr("Middle checkpoint"));
    addLabelled(&bar(), tr("Direction&s"), m_directions, tr("Directions of each kind"));
    bar().addStretch(1);
}

void SignalPage::setRun(const std::vector<session::NetworkPtr>& networks)
{
    if (m_networks == networks)
        return;
    m_networks = networks;
    const core::Checkpoints checkpoints = orderedCheckpoints(networks);
    QStringList layers;
    if (networks.size() > 1) {
        for (const std::string& layer : core::commonLayerNames(checkpoints.networks))
            layers += QString::fromStdString(layer);
    }
    QStringList steps;
    for (std::size_t i = 0; i < checkpoints.networks.size(); ++i)
        steps += QString::fromStdString(checkpoints.textOf(i));
    refill(*m_layer, layers);
    refill(*m_early, steps);
    steps.prepend(tr("half way"));
    refill(*m_middle, steps);
}

QString SignalPage::refusal() const
{
    if (const std::string why = whyNoSignal(m_networks); !why.empty())
        return QString::fromStdString(why);
    const int last = static_cast<int>(m_networks.size()) - 1;
    const int early = m_early->currentIndex();
    const int middle = m_middle->currentIndex() - 1;
    if (early >= last || (middle >= 0 && middle <= early))
        return tr("Choose a middle checkpoint after the early one.");
    return {};
}

std::optional<SignalRequest> SignalPage::request() const
{
    if (!refusal().isEmpty())
        return std::nullopt;
    SignalRequest wanted;
    wanted.networks = m_networks;
    wanted.layer = m_layer->currentText().toStdString();
    wanted.early = m_early->currentIndex();
    if (m_middle->currentIndex() > 0)
        wanted.middle = m_middle->currentIndex() - 1;
    wanted.directions = m_directions->value();
    wanted.pass = context().session.options().pass;
    wanted.pass.policy.positions = core::Positions::Mean;
    return wanted;
}

void SignalPage::ask()
{
    if (const auto wanted = request())
        m_answer.request(*wanted);
}

void SignalPage::follow()
{
    const auto wanted = request();
    const bool isAnswered =
        tell(m_answer, wanted,
             {refusal(), tr("Following directions…"),
              tr("“Follow directions” looks for the directions of a layer that the early and the "
                 "middle checkpoint have in common, and for those that they do not, and compares "
                 "both with every later checkpoint.")});
    m_plot->setContent(isAnswered ? makeSignalCurves(*wanted, *m_answer.result())
                                  : plots::XyContent{});
    m_plot->setMarker(isAnswered ? std::optional(middleStep(*m_answer.result())) : std::nullopt);
    plotWidget().plotChanged();
}

void SignalPage::forget()
{
    m_answer.clear();
    m_networks.clear();
    m_plot->setContent({});
}

} // namespace counterpart::ui
