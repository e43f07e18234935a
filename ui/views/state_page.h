#pragma once

#include "session/analysis_controller.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace counterpart::ui {

/// What stands in place of the workspaces while there is no result: how to begin, what is being
/// computed, or why it was refused.
class StatePage : public QWidget
{
    Q_OBJECT

public:
    explicit StatePage(QWidget* parent = nullptr);

    /// `networks` are open.
    void showState(const session::AnalysisController& controller, int networks);

signals:
    void openWanted();
    void exampleWanted();
    void trainingExampleWanted();
    void retryWanted();
    /// Inputs in another order are to be paired by their ids.
    void reorderWanted();
    /// Samples are to be taken in another way.
    void readingWanted();

private:
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_open;
    QPushButton* m_example;
    QPushButton* m_training;
    QPushButton* m_retry;
    QPushButton* m_reorder;
    QPushButton* m_reading;
};

} // namespace counterpart::ui
