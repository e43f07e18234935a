#include "ui/views/plot_widget.h"

#include "ui/figures/figure_writer.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>
#include <utility>

namespace counterpart::ui {

namespace {

constexpr int kMessageMargin = 16;
constexpr double kKeyZoom = 1.25;
constexpr double kWheelStep = 120; // Qt's eighths of a degree a notch

plots::Point toPoint(const QPointF& point)
{
    return {point.x(), point.y()};
}

} // namespace

const plots::PlotTheme& themeOf(const QWidget& widget)
{
    const bool isDark = widget.palette().color(QPalette::Window).lightness() < 128;
    return isDark ? plots::darkTheme() : plots::lightTheme();
}

PlotWidget::PlotWidget(std::unique_ptr<plots::Plot> plot, QWidget* parent)
    : QWidget(parent),
      m_plot(std::move(plot)),
      m_message(new QLabel(this))
{
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMargin(kMessageMargin);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->setBackgroundRole(QPalette::Base);
    m_message->setAutoFillBackground(true);
    m_message->hide();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PlotWidget::plotChanged()
{
    layOut();
    updateGeometry();
    update();
}

void PlotWidget::setHighlight(const plots::Highlight& highlight)
{
    m_plot->setHighlight(highlight);
    update();
}

void PlotWidget::setMessage(const QString& message)
{
    QString breakable = message;
    breakable.replace(QLatin1Char('/'), QStringLiteral("/\u200B")); // long paths
    m_message->setText(breakable);
    m_message->setVisible(!message.isEmpty());
}

bool PlotWidget::hasMessage() const
{
    return !m_message->isHidden();
}

int PlotWidget::messageHeight() const
{
    return hasMessage() ? m_message->heightForWidth(width()) : 0;
}

void PlotWidget::zoom(double factor)
{
    const QPoint pointer = mapFromGlobal(QCursor::pos());
    const QPointF centre = rect().contains(pointer) ? QPointF(pointer) : QRectF(rect()).center();
    if (m_plot->zoomAt(toPoint(centre), factor))
        update();
}

void PlotWidget::resetZoom()
{
    if (m_plot->resetView())
        update();
}

QSize PlotWidget::sizeHint() const
{
    const plots::Size size = m_plot->preferredSize();
    return {int(std::ceil(size.width)), int(std::ceil(size.height))};
}

QSize PlotWidget::minimumSizeHint() const
{
    const plots::Size size = m_plot->minimumSize();
    return {int(std::ceil(size.width)), int(std::ceil(size.height))};
}

void PlotWidget::layOut()
{
    m_plot->setTheme(themeOf(*this));
    m_plot->setPixelRatio(devicePixelRatioF());
    m_plot->setSize({double(width()), double(height())});
}

void PlotWidget::paintEvent(QPaintEvent*)
{
    layOut(); // cheap if nothing changed; a figure that was exported meanwhile had another size
    QPainter painter(this);
    paintPlot(painter, *m_plot, rect(), themeOf(*this).background);
}

void PlotWidget::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_message->setGeometry(rect());
    layOut();
}

void PlotWidget::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void PlotWidget::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_drag == Drag::Handle) {
        m_handle.moves(toPoint(at));
        return;
    }
    if (m_drag == Drag::Pressed &&
        (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance())
        m_drag = Drag::Panning;
    if (m_drag == Drag::Panning) {
        if (m_plot->pan(toPoint(m_lastAt), toPoint(at)))
            update();
        m_lastAt = at;
        return;
    }
    const auto hit = m_plot->hitAt(toPoint(at));
    const bool onHandle = m_handle.starts && m_handle.starts(toPoint(at));
    if (onHandle)
        setCursor(m_handle.cursor);
    else if (hit && !hit->units.empty())
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    if (hit)
        emit hovered(hit->units, QString::fromStdString(hit->text));
    else
        emit hovered({}, {});
}

void PlotWidget::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_pressedAt = m_lastAt = event->position();
    const bool onHandle = m_handle.starts && m_handle.starts(toPoint(event->position()));
    m_drag = onHandle ? Drag::Handle : Drag::Pressed;
}

void PlotWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (std::exchange(m_drag, Drag::None) != Drag::Pressed)
        return;
    const auto hit = m_plot->hitAt(toPoint(event->position()));
    emit clicked(hit ? hit->units : session::Units{}, event->modifiers());
}

void PlotWidget::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / kWheelStep;
    if (notches == 0 || !m_plot->zoomAt(toPoint(event->position()), std::pow(kKeyZoom, notches))) {
        event->ignore(); // a scroll area around the plot takes it
        return;
    }
    update();
}

void PlotWidget::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    emit hovered({}, {});
}

void PlotWidget::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoom(kKeyZoom);
    else if (event->key() == Qt::Key_Minus)
        zoom(1 / kKeyZoom);
    else
        QWidget::keyPressEvent(event); // the view around it walks through units
}

bool PlotWidget::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto hit = m_plot->hitAt(toPoint(QPointF(help->pos())));
        if (hit && !hit->text.empty())
            QToolTip::showText(help->globalPos(), QString::fromStdString(hit->text), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace counterpart::ui
