#include "ui/views/sequence_page.h"

#include "ui/views/view_parts.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr core::Index kLongestPeriod = 1000;

} // namespace

SequencePage::SequencePage(const ViewContext& context)
    : AskingPage(context,
                 makePlotWidget(m_plot, tr("Outputs along the sequence"),
                                tr("Copy data gives the same values as a table.")),
                 tr("Compare to&kens")),
      m_answer(context.jobs, tr("Following the sequence"), &followSequence)
{
    tellOf(m_answer);
    m_period = new QSpinBox;
    m_period->setRange(2, static_cast<int>(kLongestPeriod));
    m_period->setValue(core::kPublishedPeriod);
    m_period->setToolTip(tr("Tokens are told apart by their number modulo this; each group is "
                            "compared with the last one."));
    m_wantedPeriod = m_period->value();
    connect(m_period, &QSpinBox::valueChanged, this, [this](int period) {
        m_wantedPeriod = period;
        follow();
    });
    addLabelled(&bar(), tr("Peri&od"), m_period, tr("Period of tokens"));
    bar().addStretch(1);
}

std::optional<SequenceRequest> SequencePage::request() const
{
    const session::Session& session = context().session;
    const auto& pair = session.pair();
    if (!pair || !isSequence(session.layer(pair->a)))
        return std::nullopt;
    return SequenceRequest{session.networks().at(static_cast<std::size_t>(pair->a.net.value)),
                           session.layer(pair->a).name, m_period->value(), session.options().pass};
}

/// To the steps of the layer's sequences, where they are fewer.
void SequencePage::fitPeriod()
{
    const auto& pair = context().session.pair();
    if (!pair || !isSequence(context().session.layer(pair->a)))
        return;
    const core::Index steps = context().session.layer(pair->a).positions();
    const QSignalBlocker blocker(m_period);
    m_period->setMaximum(static_cast<int>(std::min(kLongestPeriod, steps)));
    m_period->setValue(m_wantedPeriod);
}

void SequencePage::ask()
{
    if (const auto wanted = request())
        m_answer.request(*wanted);
}

void SequencePage::follow()
{
    fitPeriod();
    const auto wanted = request();
    if (wanted)
        m_answer.requestKept(*wanted, placeOf(*wanted));
    const bool isAnswered =
        tell(m_answer, wanted,
             {tr("Choose a layer with the steps of a sequence as layer A: one whose axes are "
                 "inputs, steps and units (NTD)."),
              tr("Comparing the tokens…"),
              tr("“Compare tokens” reads layer A and compares its outputs at every place of the "
                 "period with those at the last one.")});
    m_plot->setContent(isAnswered ? makeSequenceCurves(*wanted, *m_answer.result())
                                  : plots::XyContent{});
    plotWidget().plotChanged();
}

void SequencePage::forget()
{
    m_answer.clear();
    m_plot->setContent({});
}

} // namespace counterpart::ui
