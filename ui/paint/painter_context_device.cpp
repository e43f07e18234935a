#include "paint/painter_context_device.h"

#include "paint/line_clipping.h"

#include <vtkMarkerUtilities.h>
#include <vtkObjectFactory.h>

#include <QPaintEngine>
#include <QPainterPath>

#include <array>
#include <cmath>

namespace counterpart::paint {

namespace {

/// The colour of element `i` of a VTK colour array of 1 to 4 components.
QColor arrayColour(const unsigned char* colors, int components, int i)
{
    const unsigned char* c = colors + static_cast<std::ptrdiff_t>(i) * components;
    if (components < 3)
        return {c[0], c[0], c[0], components == 2 ? c[1] : 255};
    return {c[0], c[1], c[2], components == 4 ? c[3] : 255};
}

/// The outline of a marker of this width about the origin.
QPainterPath markerPath(int shape, double size)
{
    const double r = size / 2;
    QPainterPath path;
    switch (shape) {
    case VTK_MARKER_CROSS:
        path.moveTo(-r, -r);
        path.lineTo(r, r);
        path.moveTo(-r, r);
        path.lineTo(r, -r);
        break;
    case VTK_MARKER_PLUS:
        path.moveTo(-r, 0);
        path.lineTo(r, 0);
        path.moveTo(0, -r);
        path.lineTo(0, r);
        break;
    case VTK_MARKER_SQUARE:
        path.addRect(-r, -r, size, size);
        break;
    case VTK_MARKER_DIAMOND:
        path.addPolygon(QPolygonF{{0, -r}, {r, 0}, {0, r}, {-r, 0}, {0, -r}});
        break;
    default:
        path.addEllipse(QPointF(0, 0), r, r);
        break;
    }
    return path;
}

} // namespace

vtkStandardNewMacro(PainterContextDevice)

    /// Puts a horizontal or vertical line on whole device pixels of a raster image, so that axes
    /// and
    /// ticks are crisp at any pixel ratio.
    QLineF PainterContextDevice::snapped(const QLineF& segment, double penWidth) const
{
    const bool isUpright = segment.x1() == segment.x2();
    if (m_painter->paintEngine()->type() != QPaintEngine::Raster ||
        (!isUpright && segment.y1() != segment.y2()))
        return segment;
    const QTransform toDevice = m_painter->deviceTransform();
    const double scale = toDevice.m11();
    if (toDevice.type() > QTransform::TxScale || scale <= 0)
        return segment;
    const bool isOdd = std::lround(penWidth * scale) % 2 != 0;
    const auto snap = [&](double offset, double value) {
        const double device = value * scale + offset;
        return ((isOdd ? std::floor(device) + 0.5 : std::round(device)) - offset) / scale;
    };
    if (isUpright) {
        const double x = snap(toDevice.dx(), segment.x1());
        return {x, segment.y1(), x, segment.y2()};
    }
    const double y = snap(toDevice.dy(), segment.y1());
    return {segment.x1(), y, segment.x2(), y};
}

void PainterContextDevice::strokeSegment(QLineF segment, QPen pen)
{
    if (clipsItself() && m_clips && !clipSegment(segment, *clipInPainter()))
        return;
    m_painter->setPen(pen);
    m_painter->drawLine(snapped(segment, pen.widthF()));
}

void PainterContextDevice::strokePolyline(QPolygonF line, QPen pen)
{
    if (line.size() == 2) {
        strokeSegment({line[0], line[1]}, pen);
        return;
    }
    const bool isRect = line.size() == 5 && line.front() == line.back();
    if (isRect)
        pen.setJoinStyle(Qt::MiterJoin);
    m_painter->setPen(pen);
    m_painter->setBrush(Qt::NoBrush);
    if (clipsItself() && m_clips) {
        for (const QPolygonF& piece : clippedPolyline(line, *clipInPainter()))
            m_painter->drawPolyline(piece);
    } else if (isRect && line.isClosed()) {
        m_painter->drawPolygon(line.constData(), 4);
    } else {
        m_painter->drawPolyline(line);
    }
}

void PainterContextDevice::fill(const QPainterPath& path, const QBrush& brush)
{
    QPainterPath visible = path;
    if (clipsItself() && m_clips) {
        QPainterPath clip;
        clip.addRect(*clipInPainter());
        visible = path.intersected(clip);
    }
    m_painter->fillPath(visible, brush);
}

void PainterContextDevice::DrawPoly(float* points, int n, unsigned char* colors, int components)
{
    std::optional<QPen> stroke = pen();
    if (!stroke || n < 2)
        return;
    if (!colors) {
        strokePolyline(mapped(points, n), *stroke);
        return;
    }
    const QPolygonF line = mapped(points, n);
    for (int i = 0; i + 1 < n; ++i) {
        stroke->setColor(arrayColour(colors, components, i));
        strokeSegment({line[i], line[i + 1]}, *stroke);
    }
}

void PainterContextDevice::DrawLines(float* points, int n, unsigned char* colors, int components)
{
    std::optional<QPen> stroke = pen();
    if (!stroke)
        return;
    const QPolygonF line = mapped(points, n);
    for (int i = 0; i + 1 < n; i += 2) {
        if (colors)
            stroke->setColor(arrayColour(colors, components, i));
        strokeSegment({line[i], line[i + 1]}, *stroke);
    }
}

void PainterContextDevice::DrawPoints(float* points, int n, unsigned char* colors, int components)
{
    DrawMarkers(VTK_MARKER_CIRCLE, false, points, n, colors, components);
}

void PainterContextDevice::DrawMarkers(int shape, bool highlight, float* points, int n,
                                       unsigned char* colors, int components)
{
    const std::optional<QPen> stroke = pen();
    if (!stroke || shape == VTK_MARKER_NONE)
        return;
    const bool isOpen = shape == VTK_MARKER_CROSS || shape == VTK_MARKER_PLUS;
    const QPainterPath marker = markerPath(shape, stroke->widthF());
    const std::optional<QRectF> clip = clipsItself() ? clipInPainter() : std::nullopt;
    for (int i = 0; i < n; ++i) {
        const QPointF centre = mapped(points[2 * i], points[2 * i + 1]);
        if (clip && !clip->contains(centre))
            continue;
        const QColor colour = colors ? arrayColour(colors, components, i) : stroke->color();
        const double lineWidth = highlight ? 2.0 : 1.25;
        if (isOpen)
            m_painter->strokePath(marker.translated(centre), QPen(colour, lineWidth));
        else
            m_painter->fillPath(marker.translated(centre), colour);
    }
}

void PainterContextDevice::DrawQuad(float* points, int n)
{
    for (int i = 0; i + 3 < n; i += 4)
        DrawColoredPolygon(points + 2 * i, 4, nullptr, 0);
}

void PainterContextDevice::DrawQuadStrip(float* points, int n)
{
    for (int i = 0; i + 3 < n; i += 2) {
        const float* p = points + 2 * i;
        std::array<float, 8> quad{p[0], p[1], p[2], p[3], p[6], p[7], p[4], p[5]};
        DrawColoredPolygon(quad.data(), 4, nullptr, 0);
    }
}

void PainterContextDevice::DrawColoredPolygon(float* points, int n, unsigned char* colors,
                                              int components)
{
    std::optional<QBrush> paint = brush();
    if (colors)
        paint = QBrush(arrayColour(colors, components, 0));
    if (!paint || n < 3)
        return;
    QPainterPath path;
    path.addPolygon(mapped(points, n));
    path.closeSubpath();
    fill(path, *paint);
}

void PainterContextDevice::DrawEllipseWedge(float x, float y, float outRx, float outRy, float inRx,
                                            float inRy, float startAngle, float stopAngle)
{
    const std::optional<QBrush> paint = brush();
    if (!paint)
        return;
    const QRectF outer = mappedRect({x - outRx, y - outRy, 2 * outRx, 2 * outRy});
    const QRectF inner = mappedRect({x - inRx, y - inRy, 2 * inRx, 2 * inRy});
    const double sweep = stopAngle - startAngle;
    QPainterPath path;
    path.arcMoveTo(outer, startAngle);
    path.arcTo(outer, startAngle, sweep);
    if (inRx > 0 || inRy > 0)
        path.arcTo(inner, stopAngle, -sweep);
    else if (std::abs(sweep) < 360)
        path.lineTo(outer.center());
    path.closeSubpath();
    fill(path, *paint);
}

void PainterContextDevice::DrawEllipticArc(float x, float y, float rX, float rY, float startAngle,
                                           float stopAngle)
{
    const QRectF box = mappedRect({x - rX, y - rY, 2 * rX, 2 * rY});
    QPainterPath path;
    path.arcMoveTo(box, startAngle);
    path.arcTo(box, startAngle, stopAngle - startAngle);
    if (const std::optional<QBrush> paint = brush())
        fill(path, *paint);
    if (const std::optional<QPen> stroke = pen())
        m_painter->strokePath(path, *stroke);
}

} // namespace counterpart::paint
