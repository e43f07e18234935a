#include "paint/painting.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <utility>

namespace counterpart::paint {

Painting::Painting(std::vector<Step> steps)
    : m_steps(std::make_shared<const std::vector<Step>>(std::move(steps)))
{
}

void Painting::paint(QPainter& painter, TextAs text, const Report& report) const
{
    if (!m_steps)
        return;
    /// Also where a report throws, as it does when a job is cancelled.
    struct Restorer
    {
        QPainter& painter;
        ~Restorer() { painter.restore(); }
    };
    painter.save();
    const Restorer restorer{painter};
    double done = 0;
    for (const Step& step : *m_steps) {
        if (report)
            report(done++ / static_cast<double>(m_steps->size()));
        step(painter, text);
    }
}

class PaintingRecorder::Engine : public QPaintEngine
{
public:
    explicit Engine(Type type) : QPaintEngine(QPaintEngine::AllFeatures), m_type(type) {}

    const std::vector<Painting::Step>& steps() const { return m_steps; }

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return m_type; }

    void updateState(const QPaintEngineState& now) override
    {
        takeStyle(now);
        takeTransformAndClip(now);
    }

    void drawPath(const QPainterPath& path) override
    {
        add([path](QPainter& painter, TextAs) { painter.drawPath(path); });
    }

    using QPaintEngine::drawLines;
    void drawLines(const QLineF* lines, int count) override
    {
        const QList<QLineF> list(lines, lines + count);
        add([list](QPainter& painter, TextAs) { painter.drawLines(list); });
    }

    using QPaintEngine::drawRects;
    void drawRects(const QRectF* rects, int count) override
    {
        const QList<QRectF> list(rects, rects + count);
        add([list](QPainter& painter, TextAs) {
            for (const QRectF& rect : list) {
                if (painter.pen().style() == Qt::NoPen)
                    painter.fillRect(rect, painter.brush());
                else
                    painter.drawRect(rect);
            }
        });
    }

    using QPaintEngine::drawEllipse;
    void drawEllipse(const QRectF& rect) override
    {
        add([rect](QPainter& painter, TextAs) { painter.drawEllipse(rect); });
    }

    using QPaintEngine::drawPolygon;
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        const QPolygonF polygon(QList<QPointF>(points, points + count));
        add([polygon, mode](QPainter& painter, TextAs) {
            if (mode == PolylineMode)
                painter.drawPolyline(polygon);
            else
                painter.drawPolygon(polygon,
                                    mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        });
    }

    void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override
    {
        drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
    }

    void drawImage(const QRectF& target, const QImage& image, const QRectF& source,
                   Qt::ImageConversionFlags flags) override
    {
        add([target, image, source, flags](QPainter& painter, TextAs) {
            painter.drawImage(target, image, source, flags);
        });
    }

    void drawTextItem(const QPointF& at, const QTextItem& item) override
    {
        add([at, font = item.font(), text = item.text()](QPainter& painter, TextAs as) {
            if (as == TextAs::Outlines) {
                QPainterPath path;
                path.addText(at, font, text);
                painter.fillPath(path, painter.pen().brush());
                return;
            }
            painter.setFont(font);
            painter.drawText(at, text);
        });
    }

private:
    void add(Painting::Step step) { m_steps.push_back(std::move(step)); }

    void takeStyle(const QPaintEngineState& now)
    {
        const DirtyFlags dirty = now.state();
        if (dirty & DirtyPen)
            add([pen = now.pen()](QPainter& painter, TextAs) { painter.setPen(pen); });
        if (dirty & DirtyBrush)
            add([brush = now.brush()](QPainter& painter, TextAs) { painter.setBrush(brush); });
        if (dirty & DirtyOpacity)
            add([opacity = now.opacity()](QPainter& painter, TextAs) {
                painter.setOpacity(opacity);
            });
        if (dirty & DirtyCompositionMode)
            add([mode = now.compositionMode()](QPainter& painter, TextAs) {
                painter.setCompositionMode(mode);
            });
        if (dirty & DirtyHints)
            add([hints = now.renderHints()](QPainter& painter, TextAs) {
                painter.setRenderHints(~hints, false);
                painter.setRenderHints(hints, true);
            });
    }

    void takeTransformAndClip(const QPaintEngineState& now)
    {
        const DirtyFlags dirty = now.state();
        if (dirty & DirtyTransform)
            add([world = now.transform()](QPainter& painter, TextAs) {
                painter.setWorldTransform(world);
            });
        if (dirty & DirtyClipPath)
            add([path = now.clipPath(), how = now.clipOperation()](QPainter& painter, TextAs) {
                if (how == Qt::NoClip)
                    painter.setClipping(false);
                else
                    painter.setClipPath(path, how);
            });
        if (dirty & DirtyClipRegion)
            add([region = now.clipRegion(), how = now.clipOperation()](QPainter& painter, TextAs) {
                if (how == Qt::NoClip)
                    painter.setClipping(false);
                else
                    painter.setClipRegion(region, how);
            });
        // A state that has no clip says that clipping is on; where it is restored, the painter that
        // these steps are painted with still has the clip that it is free of.
        if (dirty & DirtyClipEnabled) {
            const bool isClipped = now.isClipEnabled() && now.clipOperation() != Qt::NoClip;
            add([isClipped](QPainter& painter, TextAs) { painter.setClipping(isClipped); });
        }
    }

    Type m_type;
    std::vector<Painting::Step> m_steps;
};

PaintingRecorder::PaintingRecorder(const PaintingTarget& target)
    : m_target(target),
      m_engine(std::make_unique<Engine>(target.type))
{
}

PaintingRecorder::~PaintingRecorder() = default;

Painting PaintingRecorder::painting() const
{
    return Painting(m_engine->steps());
}

QPaintEngine* PaintingRecorder::paintEngine() const
{
    return m_engine.get();
}

int PaintingRecorder::metric(PaintDeviceMetric metric) const
{
    constexpr double kMmPerInch = 25.4;
    switch (metric) {
    case PdmWidth:
        return m_target.size.width();
    case PdmHeight:
        return m_target.size.height();
    case PdmWidthMM:
        return static_cast<int>(std::lround(m_target.size.width() * kMmPerInch / m_target.dpi));
    case PdmHeightMM:
        return static_cast<int>(std::lround(m_target.size.height() * kMmPerInch / m_target.dpi));
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return m_target.dpi;
    case PdmDevicePixelRatio:
        return static_cast<int>(m_target.ratio);
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(std::lround(m_target.ratio * devicePixelRatioFScale()));
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace counterpart::paint
