#pragma once

#include "ui/commands/command.h"
#include "ui/views/view_context.h"

class QWidget;

namespace counterpart::session {
class StudyKeeper;
}

namespace counterpart::ui {

/// Saves the study where it was saved before, or asks where.
class SaveStudyCommand : public Command
{
    Q_OBJECT

public:
    SaveStudyCommand(session::StudyKeeper& keeper, const ViewContext& context, QWidget* window);

protected:
    void run() override;

private:
    session::StudyKeeper& m_keeper;
    ViewContext m_context;
    QWidget* m_window;
};

/// Asks for a file and saves the study there.
class SaveStudyAsCommand : public Command
{
    Q_OBJECT

public:
    SaveStudyAsCommand(session::StudyKeeper& keeper, const ViewContext& context, QWidget* window);

protected:
    void run() override;

private:
    session::StudyKeeper& m_keeper;
    ViewContext m_context;
    QWidget* m_window;
};

/// Asks where the first missing input of the study is; others are found by the same move.
class FindInputsCommand : public Command
{
    Q_OBJECT

public:
    FindInputsCommand(session::StudyKeeper& keeper, QWidget* window);

protected:
    void run() override;

private:
    session::StudyKeeper& m_keeper;
    QWidget* m_window;
};

/// Reads inputs that have changed since the study was made, instead of showing what it knows.
class ReadInputsAgainCommand : public Command
{
    Q_OBJECT

public:
    ReadInputsAgainCommand(session::StudyKeeper& keeper, QObject* parent);

protected:
    void run() override;

private:
    session::StudyKeeper& m_keeper;
};

/// Opens files that the user named: a study alone as a study, in place of what is open (after
/// asking, where that is not saved); anything else beside it.
void openFiles(const QStringList& files, session::StudyKeeper& keeper, const ViewContext& context,
               QWidget* window);

/// Lets the user save changes of a study that has a file; false if what was to follow is cancelled.
bool mayLeave(session::StudyKeeper& keeper, QWidget* window);

/// Offers the newest study of a program that ended without saving; false if there is none.
bool offerRecovery(session::StudyKeeper& keeper, QWidget* window);

} // namespace counterpart::ui
