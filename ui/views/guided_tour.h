#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QFrame;
class QLabel;
class QPushButton;

namespace counterpart::ui {

/// One thing to know about the window.
struct TourStep
{
    QString title;
    QString text;
    /// What it is about; nullptr where that is not there or hidden.
    std::function<QWidget*()> target;
};

/// Goes through the parts of a window one by one: everything but the part in question is dimmed,
/// and a note beside it says what it is for. The window can be used meanwhile. Deletes itself at
/// the end.
class GuidedTour : public QWidget
{
    Q_OBJECT

public:
    /// `steps` must not be empty.
    GuidedTour(std::vector<TourStep> steps, QWidget* window);

    std::size_t step() const { return m_step; }
    const std::vector<TourStep>& steps() const { return m_steps; }

signals:
    /// Gone through or skipped.
    void ended();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void makeNote();
    void showStep(std::size_t step);
    void place();
    void end();
    /// Enter presses the button, the arrows go on and back, Esc skips the rest; false for other
    /// keys. Else the arrows would lead to what is dimmed.
    bool takeKey(QPushButton& button, int key);
    /// Where the part is in the window; empty if it is not there.
    QRect partRect() const;

    std::vector<TourStep> m_steps;
    std::size_t m_step = 0;
    QPointer<QWidget> m_part;
    QFrame* m_note = nullptr; ///< beside this widget in the window, for this one takes no clicks
    QLabel* m_title = nullptr;
    QLabel* m_text = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_next = nullptr;
};

} // namespace counterpart::ui
