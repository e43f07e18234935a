#include "ui/views/class_page.h"

#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace counterpart::ui {

ClassPage::ClassPage(const ViewContext& context)
    : AskingPage(context,
                 makePlotWidget(m_plot, tr("Layers against classes"),
                                tr("Copy data gives the same values as a table.")),
                 tr("Compare &classes")),
      m_answer(context.jobs, tr("Comparing layers with classes"), &compareClasses)
{
    tellOf(m_answer);
    m_logits = new QComboBox;
    m_logits->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_logits->setToolTip(tr("The layer of network A that has one unit a class."));
    connect(m_logits, &QComboBox::currentIndexChanged, this, &ClassPage::follow);
    addLabelled(&bar(), tr("&Logits"), m_logits, tr("Layer of the logits"));
    bar().addStretch(1);
}

session::NetworkPtr ClassPage::network() const
{
    const session::Session& session = context().session;
    return session.pair()
               ? session.networks().at(static_cast<std::size_t>(session.pair()->a.net.value))
               : nullptr;
}

/// The last layer is taken for the logits.
void ClassPage::listLayers()
{
    QStringList layers;
    if (const session::NetworkPtr of = network()) {
        for (const core::Layer& layer : of->layers)
            layers += QString::fromStdString(layer.name);
    }
    QStringList present;
    for (int i = 0; i < m_logits->count(); ++i)
        present += m_logits->itemText(i);
    if (present == layers)
        return;
    const QSignalBlocker blocker(m_logits);
    m_logits->clear();
    m_logits->addItems(layers);
    m_logits->setCurrentIndex(static_cast<int>(layers.size()) - 1);
}

QString ClassPage::refusal() const
{
    const session::NetworkPtr of = network();
    return of ? QString::fromStdString(whyNoClasses(*of, m_logits->currentText().toStdString()))
              : tr("Open two networks.");
}

std::optional<ClassRequest> ClassPage::request() const
{
    if (!refusal().isEmpty())
        return std::nullopt;
    ClassRequest wanted{network(), context().session.pair()->a.net,
                        m_logits->currentText().toStdString(), context().session.options().pass};
    wanted.pass.policy.positions = core::Positions::Mean;
    return wanted;
}

void ClassPage::ask()
{
    if (const auto wanted = request())
        m_answer.request(*wanted);
}

void ClassPage::follow()
{
    listLayers();
    const auto wanted = request();
    const bool isAnswered =
        tell(m_answer, wanted,
             {refusal(), tr("Comparing layers with classes…"),
              tr("“Compare classes” reads network A and correlates every layer with the logit of "
                 "every class.")});
    m_plot->setContent(isAnswered ? makeClassMap(*wanted, *m_answer.result())
                                  : plots::MapContent{});
    plotWidget().plotChanged();
}

void ClassPage::forget()
{
    m_answer.clear();
    m_plot->setContent({});
}

} // namespace counterpart::ui
