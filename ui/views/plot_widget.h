#pragma once

#include "plots/plot.h"
#include "session/units.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;

namespace counterpart::ui {

/// Shows a plot in the colours of the window: paints it, tells what is pointed at and clicked,
/// zooms with the wheel or + and -, pans by dragging.
class PlotWidget : public QWidget
{
    Q_OBJECT

public:
    /// The plot lives as long as the widget.
    explicit PlotWidget(std::unique_ptr<plots::Plot> plot, QWidget* parent = nullptr);

    plots::Plot& plot() { return *m_plot; }
    /// Call after the plot got new content or settings.
    void plotChanged();
    void setHighlight(const plots::Highlight& highlight);

    /// Shows a text in place of the plot, for example why there is none; the plot again if empty.
    void setMessage(const QString& message);
    bool hasMessage() const;
    /// What the message needs at the present width; 0 without one.
    int messageHeight() const;

    void zoom(double factor);
    void resetZoom();

    /// A drag that starts where `starts` says so goes to `moves` instead of panning.
    struct DragHandle
    {
        std::function<bool(plots::Point)> starts;
        std::function<void(plots::Point)> moves;
        Qt::CursorShape cursor = Qt::SplitVCursor;
    };
    void setDragHandle(DragHandle handle) { m_handle = std::move(handle); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The pointer is over these units (none: over nothing).
    void hovered(const counterpart::session::Units& units, const QString& text);
    void clicked(const counterpart::session::Units& units, Qt::KeyboardModifiers modifiers);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag { None, Pressed, Panning, Handle };
    void layOut();

    std::unique_ptr<plots::Plot> m_plot;
    QLabel* m_message;
    DragHandle m_handle;
    Drag m_drag = Drag::None;
    QPointF m_pressedAt;
    QPointF m_lastAt;
};

/// The theme that fits a widget's palette.
const plots::PlotTheme& themeOf(const QWidget& widget);

} // namespace counterpart::ui
