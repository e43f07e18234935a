#include "ui/commands/figure_preview.h"

#include "ui/figures/figure_writer.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

namespace {

constexpr int kDelayMs = 120;
constexpr int kMargin = 10;
constexpr int kSquare = 8; ///< of the chequers that stand for no background
constexpr QSize kPreferred{520, 460};
constexpr QSize kLeast{280, 240};

} // namespace

FigurePreview::FigurePreview(session::JobRunner& jobs, Paint paint, QWidget* parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_paint(std::move(paint))
{
    setMinimumSize(kLeast);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &FigurePreview::render);
}

void FigurePreview::setSpec(const FigureSpec& spec)
{
    m_spec = spec;
    m_delay.start();
}

void FigurePreview::setVision(ColourVision vision)
{
    m_vision = vision;
    m_delay.start();
}

/// The same page with as many pixels as there is room for.
void FigurePreview::render()
{
    const QSizeF room = QSizeF(width() - 2 * kMargin, height() - 2 * kMargin) * devicePixelRatioF();
    if (m_spec.sizeMm.isEmpty() || room.isEmpty())
        return;
    FigureSpec spec = m_spec;
    spec.format = FigureFormat::Png;
    const double dots =
        std::min(room.width() / spec.sizeMm.width(), room.height() / spec.sizeMm.height());
    spec.dpi = std::max(8, int(std::floor(dots * kMmPerInch)));
    const FigurePage page = m_paint(spec);
    const ColourVision vision = m_vision;
    m_jobs.start(
        session::JobKind::Derive, tr("Drawing the preview"), this,
        [page, vision](const core::Progress& progress) {
            return asSeenWith(vision, pictureOf(page, progress));
        },
        [this](QImage picture) {
            m_picture = std::move(picture);
            update();
            emit shown();
        });
}

QSize FigurePreview::sizeHint() const
{
    return kPreferred;
}

void FigurePreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Mid));
    if (m_picture.isNull())
        return;
    const QSizeF size = QSizeF(m_picture.size()) / devicePixelRatioF();
    const QRectF page(QPointF(std::round((width() - size.width()) / 2),
                              std::round((height() - size.height()) / 2)),
                      size);
    if (m_spec.background == PageBackground::Transparent) {
        painter.fillRect(page, Qt::white);
        painter.save();
        painter.setClipRect(page);
        for (int y = 0; y * kSquare < page.height(); ++y)
            for (int x = y % 2; x * kSquare < page.width(); x += 2)
                painter.fillRect(
                    QRectF(page.x() + x * kSquare, page.y() + y * kSquare, kSquare, kSquare),
                    QColor(Qt::lightGray));
        painter.restore();
    }
    painter.drawImage(page, m_picture);
}

void FigurePreview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_delay.start();
}

} // namespace counterpart::ui
