#pragma once

#include "plots/plot.h"
#include "session/units.h"
#include "ui/views/view_context.h"

#include <QTimer>
#include <QWidget>

#include <vector>

namespace counterpart::ui {

class PlotWidget;

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
        LayersChange = 64, ///< results of other layers
        AllChanges = 127
    };

    explicit LinkedView(const ViewContext& context, QWidget* parent = nullptr);

    /// The figures of this view that are shown now, in the order of importance.
    std::vector<ShownFigure> figures() const;
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

    /// Makes what the widget shows a figure of this view; to be called when the view is made.
    void addFigure(const QString& name, PlotWidget& widget);

    /// The units every plot marks now.
    plots::Highlight highlight() const;
    /// Connects hover, click and read-out of a plot with the selection.
    void link(PlotWidget& widget);
    /// Makes these units current (with their partner where only one is given) or, with Ctrl held,
    /// adds them to the selected ones.
    void choose(const session::Units& units, Qt::KeyboardModifiers modifiers);

private:
    void note(int changes);
    void deliver();

    ViewContext m_context;
    std::vector<ShownFigure> m_figures;
    int m_changes = AllChanges;
    QTimer m_timer;
};

} // namespace counterpart::ui
