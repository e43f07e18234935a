#include "ui/commands/study_commands.h"

#include "core/io/study_file.h"
#include "session/app_settings.h"
#include "session/session.h"
#include "session/study_keeper.h"

#include <QDir>
#include <QEventLoop>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <functional>

namespace counterpart::ui {

namespace {

QString studySuffix()
{
    return QString::fromLatin1(core::kStudySuffix);
}

/// Asks for a name; empty if the user thinks better of it.
QString askForFile(const session::StudyKeeper& keeper, const ViewContext& context, QWidget* window)
{
    QString proposed = keeper.path();
    if (proposed.isEmpty()) {
        const QStringList recent = context.settings.recentFiles();
        const QString folder =
            recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.front()).absolutePath();
        proposed = QDir(folder).filePath(QStringLiteral("study") + studySuffix());
    }
    QFileDialog dialog(window, QObject::tr("Save study"), QFileInfo(proposed).absolutePath(),
                       QObject::tr("Studies (*%1)").arg(studySuffix()));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(studySuffix().mid(1));
    dialog.selectFile(proposed);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

/// The command can be given while `can` says so of the study.
template <class Can>
void enableWhile(Command& command, const session::StudyKeeper& keeper, Can can)
{
    const auto follow = [&command, &keeper, can] {
        command.action()->setEnabled(std::invoke(can, keeper));
    };
    for (const auto signal : {&session::StudyKeeper::changed, &session::StudyKeeper::opened})
        QObject::connect(&keeper, signal, &command, follow);
    follow();
}

} // namespace

SaveStudyCommand::SaveStudyCommand(session::StudyKeeper& keeper, const ViewContext& context,
                                   QWidget* window)
    : Command(tr("&Save study"), QKeySequence::Save, window),
      m_keeper(keeper),
      m_context(context),
      m_window(window)
{
    enableWhile(*this, keeper, &session::StudyKeeper::hasNetworks);
}

void SaveStudyCommand::run()
{
    if (!m_keeper.path().isEmpty()) {
        m_keeper.save();
        return;
    }
    const QString path = askForFile(m_keeper, m_context, m_window);
    if (!path.isEmpty())
        m_keeper.saveAs(path);
}

SaveStudyAsCommand::SaveStudyAsCommand(session::StudyKeeper& keeper, const ViewContext& context,
                                       QWidget* window)
    : Command(tr("Save study &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), window),
      m_keeper(keeper),
      m_context(context),
      m_window(window)
{
    enableWhile(*this, keeper, &session::StudyKeeper::hasNetworks);
}

void SaveStudyAsCommand::run()
{
    const QString path = askForFile(m_keeper, m_context, m_window);
    if (!path.isEmpty())
        m_keeper.saveAs(path);
}

FindInputsCommand::FindInputsCommand(session::StudyKeeper& keeper, QWidget* window)
    : Command(tr("Find &missing inputs…"), QKeySequence(), window),
      m_keeper(keeper),
      m_window(window)
{
    enableWhile(*this, keeper, [](const auto& held) { return !held.missingInputs().isEmpty(); });
}

void FindInputsCommand::run()
{
    const QStringList missing = m_keeper.missingInputs();
    if (missing.isEmpty())
        return;
    const QString name = QFileInfo(missing.front()).fileName();
    const QString found = QFileDialog::getOpenFileName(
        m_window, tr("Where is %1?").arg(name), QFileInfo(m_keeper.path()).absolutePath(),
        tr("%1 (%1);;Activations (*.h5 *.hdf5 *.hdf *.npy *.npz *.safetensors);;All files (*)")
            .arg(name));
    if (!found.isEmpty())
        m_keeper.locate(missing.front(), found);
}

ReadInputsAgainCommand::ReadInputsAgainCommand(session::StudyKeeper& keeper, QObject* parent)
    : Command(tr("Read changed &inputs again"), QKeySequence(), parent),
      m_keeper(keeper)
{
    enableWhile(*this, keeper, [](const auto& held) { return !held.changedInputs().isEmpty(); });
}

void ReadInputsAgainCommand::run()
{
    m_keeper.readInputsAgain();
}

void openFiles(const QStringList& files, session::StudyKeeper& keeper, const ViewContext& context,
               QWidget* window)
{
    const bool isStudy = files.size() == 1 && core::isStudy(files.front().toStdString());
    if (!isStudy)
        context.session.openFiles(files);
    else if (mayLeave(keeper, window))
        keeper.open(files.front());
}

bool mayLeave(session::StudyKeeper& keeper, QWidget* window)
{
    if (!keeper.isModified() || keeper.path().isEmpty())
        return true;
    const auto answer = QMessageBox::question(
        window, QObject::tr("Counterpart"),
        QObject::tr("Save the changes to %1?").arg(QFileInfo(keeper.path()).fileName()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer != QMessageBox::Save)
        return answer == QMessageBox::Discard;
    bool isSaved = false;
    QEventLoop loop; // the window goes on painting while the job saves
    QObject::connect(&keeper, &session::StudyKeeper::saved, &loop, [&] {
        isSaved = true;
        loop.quit();
    });
    QObject::connect(&keeper, &session::StudyKeeper::failed, &loop, &QEventLoop::quit);
    keeper.save();
    loop.exec(QEventLoop::ExcludeUserInputEvents);
    return isSaved;
}

bool offerRecovery(session::StudyKeeper& keeper, QWidget* window)
{
    const QStringList left = keeper.leftBehind();
    if (left.isEmpty())
        return false;
    const QString when =
        QLocale().toString(QFileInfo(left.front()).lastModified(), QLocale::ShortFormat);
    QMessageBox box(
        QMessageBox::Question, QObject::tr("Counterpart"),
        QObject::tr("Counterpart ended without saving (%1). Recover that study?").arg(when),
        QMessageBox::NoButton, window);
    QPushButton* recover = box.addButton(QObject::tr("&Recover"), QMessageBox::AcceptRole);
    QPushButton* forget = box.addButton(QObject::tr("&Delete it"), QMessageBox::DestructiveRole);
    box.addButton(QObject::tr("&Later"), QMessageBox::RejectRole);
    box.setDefaultButton(recover);
    box.exec();
    if (box.clickedButton() == recover)
        keeper.recover(left.front());
    else if (box.clickedButton() == forget)
        keeper.forget(left.front());
    return true;
}

} // namespace counterpart::ui
