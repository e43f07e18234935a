#include "ui/views/asking_page.h"

#include "ui/views/plot_widget.h"
#include "ui/views/view_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace counterpart::ui {

AskingPage::AskingPage(const ViewContext& context, PlotWidget* widget, const QString& button)
    : m_context(context),
      m_widget(widget)
{
    m_button = new QPushButton(button, this);
    m_bar = new QHBoxLayout;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 4);
    row->addLayout(m_bar, 1);
    row->addWidget(m_button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_warnings = new QLabel(this);
    m_warnings->setWordWrap(true);
    m_warnings->setMargin(4);
    m_warnings->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_warnings->hide();
    layout->addLayout(row);
    layout->addWidget(m_warnings);
    layout->addWidget(m_widget, 1);
    connect(m_button, &QPushButton::clicked, this, [this] {
        ask();
        follow();
    });
    connect(m_widget, &PlotWidget::hovered, this,
            [this](const session::Units&, const QString& text) { emit readout(text); });
}

void AskingPage::tellOf(const session::DerivedResultBase& result)
{
    connect(&result, &session::DerivedResultBase::changed, this, &AskingPage::answered);
}

void AskingPage::warn(const std::vector<std::string>& warnings)
{
    showWarnings(*m_warnings, warnings);
}

void AskingPage::show(const session::DerivedResultBase& result, const QString* refusal,
                      bool isAnswered, bool isRunning, const Texts& texts)
{
    m_button->setEnabled(!refusal && !isAnswered && !isRunning);
    m_button->setToolTip(refusal ? *refusal : texts.invitation);
    if (isAnswered)
        m_widget->setMessage({});
    else
        m_widget->setMessage(refusal ? *refusal
                                     : missingText(result, texts.running, texts.invitation));
}

} // namespace counterpart::ui
