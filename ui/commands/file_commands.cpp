#include "ui/commands/file_commands.h"

#include "session/app_settings.h"
#include "session/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace counterpart::ui {

OpenCommand::OpenCommand(const ViewContext& context, OpenFiles open, QWidget* window)
    : Command(tr("&Open…"), QKeySequence::Open, window),
      m_context(context),
      m_open(std::move(open)),
      m_window(window)
{
}

void OpenCommand::run()
{
    const QStringList recent = m_context.settings.recentFiles();
    const QString folder =
        recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.front()).absolutePath();
    const QStringList files = QFileDialog::getOpenFileNames(
        m_window, tr("Open activations, a study or a figure"), folder,
        tr("Activations, studies and figures (*.h5 *.hdf5 *.hdf *.npy *.npz *.safetensors "
           "*.counterpart *.svg *.pdf *.png *.tif *.tiff);;Studies (*.counterpart);;"
           "Figures (*.svg *.pdf *.png *.tif *.tiff);;All files (*)"));
    if (!files.isEmpty())
        m_open(files);
}

OpenExampleCommand::OpenExampleCommand(Example example, const ViewContext& context, QObject* parent)
    : Command(example == Example::Seeds ? tr("Open the &example")
                                        : tr("Open the example of &training"),
              QKeySequence(example == Example::Seeds ? Qt::CTRL | Qt::Key_E
                                                     : Qt::CTRL | Qt::SHIFT | Qt::Key_E),
              parent),
      m_example(example),
      m_context(context)
{
}

void OpenExampleCommand::run()
{
    m_context.session.openFiles(exampleFiles(m_example));
}

CloseCommand::CloseCommand(const ViewContext& context, QObject* parent)
    : Command(tr("&Close all networks"), QKeySequence::Close, parent),
      m_context(context)
{
}

void CloseCommand::run()
{
    m_context.session.closeAll();
}

RecentFilesMenu::RecentFilesMenu(const ViewContext& context, OpenFiles open, QWidget* parent)
    : QMenu(tr("Open &recent"), parent),
      m_context(context),
      m_open(std::move(open))
{
    connect(this, &QMenu::aboutToShow, this, &RecentFilesMenu::fill);
}

void RecentFilesMenu::fill()
{
    clear();
    const QStringList files = m_context.settings.recentFiles();
    for (const QString& file : files) {
        const QFileInfo info(file);
        QAction* action = addAction(info.fileName(), this, [this, file] { m_open({file}); });
        action->setToolTip(file);
        action->setEnabled(info.exists());
    }
    if (files.isEmpty())
        addAction(tr("No files yet"))->setEnabled(false);
    addSeparator();
    addAction(tr("Forget them"), &m_context.settings, &session::AppSettings::clearRecentFiles);
    setToolTipsVisible(true);
}

QStringList exampleFiles(Example example)
{
    const QString program = QCoreApplication::applicationDirPath();
    const QString under = example == Example::Training ? QStringLiteral("/training") : QString();
    const QStringList folders{program + QStringLiteral("/../share/counterpart/example") + under,
                              QStringLiteral(COUNTERPART_EXAMPLE_SOURCE) + under};
    for (const QString& folder : folders) {
        QStringList files;
        for (const QFileInfo& file :
             QDir(folder).entryInfoList({QStringLiteral("*.h5")}, QDir::Files, QDir::Name))
            files += file.absoluteFilePath();
        if (!files.isEmpty())
            return files;
    }
    // Opening this tells the user what is missing.
    return {folders.front()};
}

} // namespace counterpart::ui
