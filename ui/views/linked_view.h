#pragma once

#include "session/job_runner.h"
#include "session/units.h"
#include "ui/views/plot_widget.h"
#include "ui/views/view_context.h"

#include <QJsonObject>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace counterpart::ui {

/// A figure in the window, which can be exported, copied and zoomed.
struct ShownFigure
{
    QString name; ///< in the catalogue, for file names
    PlotWidget* widget = nullptr;
};

/// The contract of a view: it is told what changed at most once a turn of the event loop, and while
/// hidden not at all; what it missed is handed over when it is shown.
class LinkedView : public QWidget
{
    Q_OBJECT

public:
    enum Change {
        ResultChange = 1, ///< another result, or none
        HoverChange = 2,
        CurrentChange = 4,
        SelectedChange = 8,
        LookChange = 16, ///< order, colours or limits of matrices
        MatchKindChange = 32,
        LayersChange = 64,    ///< results of other layers
        AnswerChange = 128,   ///< of something that this view alone asked for
        NetworksChange = 256, ///< other networks are open, whatever pair is looked at
        AllChanges = 511
    };

    explicit LinkedView(const ViewContext& context, QWidget* parent = nullptr);

    /// The figures of this view that are shown now, in the order of importance.
    std::vector<ShownFigure> figures() const;
    /// Those, and others that could be shown at once, by another tab or while another workspace is
    /// in front: they are drawn and nothing has changed since.
    std::vector<ShownFigure> readyFigures() const;
    /// Brings the figure of that name to the front among the pages of this view; false if this view
    /// has none.
    bool revealFigure(const QString& name);
    /// The tabs by which that figure comes to the front, as controlState() has them.
    QJsonObject tabsOf(const QString& name) const;
    /// The buttons that start what the figure of that name shows, in the order of pressing; most
    /// figures have none, as they are drawn by themselves.
    std::vector<QPushButton*> startButtonsOf(const QString& name) const;
    /// The widget of the first figure, or nullptr.
    PlotWidget* plotWidget() const;
    /// Puts the keyboard focus where units are searched for; false if this view has no such place.
    virtual bool focusSearch() { return false; }

signals:
    /// What lies under the pointer, for the status bar; empty when it left.
    void readout(const QString& text);

protected:
    const ViewContext& context() const { return m_context; }
    /// Updates the view for a set of Change flags.
    virtual void refresh(int changes) = 0;
    void showEvent(QShowEvent* event) override;
    /// refresh() follows, once the view is shown.
    void note(int changes);

    /// Makes what the widget shows a figure of this view; to be called when the view is made.
    void addFigure(const QString& name, PlotWidget& widget);
    /// These figures are drawn once the button is pressed, after those added earlier for the same
    /// figure.
    void addStartButton(const QStringList& names, QPushButton* button);
    /// For a widget that shows another figure of the catalogue from now on.
    void renameFigure(const PlotWidget& widget, const QString& name);

    /// Starts a job whose answer the widget shows: show(answer). Where the job fails or is
    /// cancelled, the widget shows nothing, show({}), and says why.
    template <class Work, class Show>
    void fill(PlotWidget& widget, session::JobKind kind, const QString& title, Work work,
              Show show);

    /// The units every plot marks now.
    plots::Highlight highlight() const;
    /// Connects hover, click and read-out of a plot with the selection.
    void link(PlotWidget& widget);
    /// Makes these units current (with their partner where only one is given) or, with Ctrl held,
    /// adds them to the selected ones.
    void choose(const session::Units& units, Qt::KeyboardModifiers modifiers);

private:
    /// A job that fills a widget, and what it does when it comes to nothing.
    struct Filling
    {
        session::JobKind kind;
        session::JobId job = 0;
        std::function<void(const QString& reason)> giveUp;
    };
    /// A page of tabs, or of a stack without, on the way from a figure to the view.
    struct Page
    {
        QWidget* widget;
        QStackedWidget* stack;
        QTabWidget* tabs; ///< or nullptr
    };
    std::vector<Page> pagesOf(const ShownFigure& figure) const;
    bool isCovered(const ShownFigure& figure) const;
    void keepFilling(Filling filling);
    void endFilling(session::JobId job, session::JobOutcome outcome, const QString& message);
    void deliver();

    ViewContext m_context;
    std::vector<ShownFigure> m_figures;
    std::vector<std::pair<QString, QPushButton*>> m_startButtons;
    std::vector<Filling> m_fillings; ///< the newest of each kind
    int m_changes = AllChanges;
    QTimer m_timer;
};

template <class Work, class Show>
void LinkedView::fill(PlotWidget& widget, session::JobKind kind, const QString& title, Work work,
                      Show show)
{
    using Answer = std::invoke_result_t<Work, const core::Progress&>;
    const session::JobId job =
        m_context.jobs.start(kind, title, this, std::move(work), [&widget, show](Answer answer) {
            widget.setMessage({});
            show(std::move(answer));
        });
    keepFilling({kind, job, [&widget, show](const QString& reason) {
                     widget.setMessage(reason);
                     show(Answer{});
                 }});
}

} // namespace counterpart::ui
