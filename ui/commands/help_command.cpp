#include "ui/commands/help_command.h"

#include "core/base/version.h"
#include "ui/commands/help_dialog.h"

#include <QMessageBox>

namespace counterpart::ui {

HelpCommand::HelpCommand(QWidget* window)
    : Command(tr("&Help"), QKeySequence::HelpContents, window),
      m_window(window)
{
}

void HelpCommand::run()
{
    auto* dialog = new HelpDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
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
