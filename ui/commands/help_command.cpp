#include "ui/commands/help_command.h"

#include "core/base/version.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QMessageBox>
#include <QTextBrowser>
#include <QVBoxLayout>

/// The resources of a static library are not there until they are asked for; the macro must not be
/// used inside a namespace.
static void loadHelp()
{
    Q_INIT_RESOURCE(help);
}

namespace counterpart::ui {

HelpCommand::HelpCommand(QWidget* window)
    : Command(tr("&Help"), QKeySequence::HelpContents, window),
      m_window(window)
{
}

void HelpCommand::run()
{
    loadHelp();
    QFile file(QStringLiteral(":/help/help.md"));
    const QString markdown =
        file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    auto* dialog = new QDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Counterpart help"));
    auto* text = new QTextBrowser(dialog);
    text->setOpenExternalLinks(true);
    text->setMarkdown(markdown);
    text->setAccessibleName(tr("Help"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->resize(720, 640);
    dialog->show();
}

AboutCommand::AboutCommand(QWidget* window)
    : Command(tr("&About Counterpart"), {}, window),
      m_window(window)
{
}

void AboutCommand::run()
{
    QMessageBox::about(
        m_window, tr("About Counterpart"),
        tr("<p><b>Counterpart %1</b></p><p>Shows which neurons of two networks are "
           "counterparts.</p>"
           "<p>MIT licence. Built with Qt %2, VTK, Eigen, HDF5, OpenBLAS and oneTBB. "
           "Figures are set in Inter (SIL Open Font Licence).</p>")
            .arg(QString::fromLatin1(core::version()), QString::fromLatin1(qVersion())));
}

} // namespace counterpart::ui
