#pragma once

#include "session/requested_result.h"
#include "ui/views/view_context.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace counterpart::ui {

class PlotWidget;

/// A tab of a workspace: settings, a button that asks, and one plot, the answer. The view that it
/// stands in tells it when to follow(), and is told of answers.
class AskingPage : public QWidget
{
    Q_OBJECT

public:
    /// Shows the answer to the present settings, or why there is none.
    virtual void follow() = 0;
    /// Drops what was answered about networks that are closed.
    virtual void forget() = 0;
    PlotWidget& plotWidget() const { return *m_widget; }
    QPushButton& button() const { return *m_button; }

signals:
    /// Something was answered, or came to nothing; follow() shows it.
    void answered();
    void readout(const QString& text);

protected:
    /// Takes the widget over.
    AskingPage(const ViewContext& context, PlotWidget* widget, const QString& button);

    const ViewContext& context() const { return m_context; }
    virtual void ask() = 0;
    /// The button stands right of what is added here.
    QHBoxLayout& bar() { return *m_bar; }
    void tellOf(const session::DerivedResultBase& result);
    /// What to beware of in the answer, below the bar.
    void warn(const std::vector<std::string>& warnings);

    struct Texts
    {
        QString refusal;    ///< why nothing can be asked, where there is no key
        QString running;    ///< while it is computed
        QString invitation; ///< what the button does
    };
    /// Whether the key is answered; sets the button and the text in place of the plot accordingly.
    template <class Result, class Key>
    bool tell(const session::RequestedResult<Result, Key>& result, const std::optional<Key>& key,
              const Texts& texts);

private:
    void show(const session::DerivedResultBase& result, const QString* refusal, bool isAnswered,
              bool isRunning, const Texts& texts);

    ViewContext m_context;
    PlotWidget* m_widget;
    QHBoxLayout* m_bar;
    QPushButton* m_button;
    QLabel* m_warnings;
};

template <class Result, class Key>
bool AskingPage::tell(const session::RequestedResult<Result, Key>& result,
                      const std::optional<Key>& key, const Texts& texts)
{
    const bool isAnswered = key && result.isAnswered(*key);
    if constexpr (requires(const Result& answer) { answer.warnings; })
        warn(isAnswered ? result.result()->warnings : std::vector<std::string>{});
    show(result, key ? nullptr : &texts.refusal, isAnswered, key && result.isRunning(*key), texts);
    return isAnswered;
}

} // namespace counterpart::ui
