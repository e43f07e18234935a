#include "ui/views/width_page.h"

#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace counterpart::ui {

WidthPage::WidthPage(const ViewContext& context)
    : AskingPage(context,
                 makePlotWidget(m_plot, tr("Distances by width"),
                                tr("Copy data gives the same values as a table.")),
                 tr("Compare withi&n")),
      m_answer(context.jobs, tr("Comparing networks of equal width"), &studyWidths)
{
    tellOf(m_answer);
    m_by = new QComboBox;
    m_by->setToolTip(tr("Networks with the same value of this number are compared with each other, "
                        "at as many units as the narrowest network has. Of a run's checkpoints the "
                        "last is taken, unless only the steps are shared."));
    m_against = new QComboBox;
    m_against->setToolTip(tr("The number that the distance is drawn against, as the accuracy."));
    for (QComboBox* box : {m_by, m_against}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::currentIndexChanged, this, &WidthPage::follow);
    }
    addLabelled(&bar(), tr("&Within"), m_by, tr("Number that groups the networks"));
    addLabelled(&bar(), tr("A&gainst"), m_against, tr("Number along the axis"));
    bar().addStretch(1);
}

void WidthPage::setQuestion(const std::string& layer, core::Measure measure,
                            core::Positions positions)
{
    m_layerName = layer;
    m_measure = measure;
    m_positions = positions;
}

void WidthPage::listAttributes()
{
    const auto& networks = context().session.networks();
    if (m_networks == networks)
        return;
    m_networks = networks;
    const NumberAttributes attributes = numberAttributes(comparableNetworks(networks));
    const auto fill = [](QComboBox& box, const std::vector<std::string>& names) {
        const QSignalBlocker blocker(box);
        box.clear();
        for (const std::string& name : names)
            box.addItem(QString::fromStdString(name));
        box.setCurrentIndex(std::max(0, box.findText(QStringLiteral("width"))));
        box.setEnabled(!names.empty());
    };
    fill(*m_by, attributes.shared);
    fill(*m_against, attributes.all);
    if (m_by->currentIndex() >= 0)
        m_against->setCurrentText(m_by->currentText());
}

std::optional<WidthRequest> WidthPage::request() const
{
    if (m_by->currentIndex() < 0 || m_layerName.empty())
        return std::nullopt;
    WidthRequest wanted;
    wanted.groupBy = m_by->currentText().toStdString();
    wanted.networks = comparableNetworks(m_networks);
    wanted.layer = m_layerName;
    wanted.measure = m_measure;
    wanted.against = m_against->currentText().toStdString();
    wanted.pass = context().session.options().pass;
    wanted.pass.policy.positions = m_positions;
    return wanted;
}

void WidthPage::ask()
{
    if (const auto wanted = request())
        m_answer.request(*wanted);
}

void WidthPage::follow()
{
    listAttributes();
    const auto wanted = request();
    const bool isAnswered =
        tell(m_answer, wanted,
             {tr("There is no number attribute (as width) of which two networks have the same "
                 "value while others differ."),
              tr("Comparing networks of equal width…"),
              tr("“Compare within” compares the networks that share a value of the attribute, at "
                 "one number of units.")});
    m_plot->setContent(isAnswered ? makeWidthCurve(*m_answer.result()) : plots::XyContent{});
    plotWidget().plotChanged();
}

void WidthPage::forget()
{
    m_answer.clear();
    m_networks.clear();
    m_plot->setContent({});
}

} // namespace counterpart::ui
