#include "ui/commands/help_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

/// The resources of a static library are not there until they are asked for; the macro must not be
/// used inside a namespace.
static void loadHelp()
{
    Q_INIT_RESOURCE(help);
}

namespace counterpart::ui {

namespace {
const QString kContents = QStringLiteral("help");
}

HelpDialog::HelpDialog(QWidget* parent) : QDialog(parent), m_browser(new QTextBrowser(this))
{
    loadHelp();
    setWindowTitle(tr("Counterpart help"));
    m_browser->setOpenExternalLinks(true);
    m_browser->setAccessibleName(tr("Help"));

    auto* contents = new QPushButton(tr("C&ontents"), this);
    auto* back = new QPushButton(tr("&Back"), this);
    auto* forward = new QPushButton(tr("&Forward"), this);
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(contents, &QPushButton::clicked, this, [this] { showPage(kContents); });
    connect(back, &QPushButton::clicked, m_browser, &QTextBrowser::backward);
    connect(forward, &QPushButton::clicked, m_browser, &QTextBrowser::forward);
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, forward, &QWidget::setEnabled);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::close);
    for (QPushButton* button : {contents, back, forward})
        button->setAutoDefault(false);
    back->setEnabled(false);
    forward->setEnabled(false);

    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {contents, back, forward})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_browser);
    layout->addLayout(buttons);
    resize(760, 680);
    showPage(kContents);
}

void HelpDialog::showPage(const QString& page)
{
    m_browser->setSource(QUrl(QStringLiteral("qrc:/help/%1.md").arg(page)),
                         QTextDocument::MarkdownResource);
}

} // namespace counterpart::ui
