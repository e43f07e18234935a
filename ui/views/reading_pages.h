#pragma once

#include "session/derived_result.h"
#include "session/pair_moments.h"
#include "ui/views/view_context.h"

#include <QStackedWidget>

class QLabel;
class QPushButton;

namespace counterpart::ui {

/// The pages of a workspace whose analysis needs the present pair read in double precision, with a
/// control: an invitation to read it, then what the workspace shows. Small pairs are read without
/// being asked for, and what another workspace had read is not read again.
class ReadingPages : public QStackedWidget
{
    Q_OBJECT

public:
    struct Texts
    {
        QString job;    ///< title of the reading
        QString button; ///< starts it
        QString needs;  ///< "Subspace match needs"
    };

    ReadingPages(const ViewContext& context, const Texts& texts, QWidget* parent = nullptr);

    /// What is shown once there is an answer.
    void setBody(QWidget* body);
    QPushButton* startButton() const { return m_start; }
    /// After another pair was chosen: reads it, or invites to.
    void follow();
    bool isRead() const;
    /// What was read; only while isRead().
    const std::shared_ptr<const session::PairMoments>& moments() const { return m_read.result(); }
    /// Shows the body once that answer is there, before it says that it is `running`, or why there
    /// is none. True once it is there.
    bool showAnswer(const session::DerivedResultBase& answer, const QString& running);

signals:
    /// The pair was read: moments() can be asked about.
    void readDone();

private:
    QWidget* makeInvitation(const QString& button);
    void invite(const QString& reason, bool isRunning);
    void start();
    void followReading();

    const session::AnalysisController& m_controller;
    session::DerivedResult<session::PairMoments, int> m_read;
    QString m_needs;
    QLabel* m_reason;
    QPushButton* m_start;
};

} // namespace counterpart::ui
