#include "paint/painter_context_device.h"

#include "paint/line_clipping.h"

#include <vtkBrush.h>
#include <vtkImageData.h>
#include <vtkMarkerUtilities.h>
#include <vtkMatrix3x3.h>
#include <vtkObjectFactory.h>
#include <vtkPen.h>

#include <QPaintEngine>
#include <QPainterPath>

#include <cmath>

namespace counterpart::paint {

namespace {

QColor toColour(const unsigned char* rgba)
{
    return {rgba[0], rgba[1], rgba[2], rgba[3]};
}

/// The colour of element `i` of a VTK colour array of 1 to 4 components.
QColor arrayColour(const unsigned char* colors, int components, int i)
{
    const unsigned char* c = colors + static_cast<std::ptrdiff_t>(i) * components;
    if (components < 3)
        return {c[0], c[0], c[0], components == 2 ? c[1] : 255};
    return {c[0], c[1], c[2], components == 4 ? c[3] : 255};
}

Qt::PenStyle penStyle(int lineType)
{
    switch (lineType) {
    case vtkPen::NO_PEN:
        return Qt::NoPen;
    case vtkPen::DASH_LINE:
        return Qt::DashLine;
    case vtkPen::DOT_LINE:
    case vtkPen::DENSE_DOT_LINE:
        return Qt::DotLine;
    case vtkPen::DASH_DOT_LINE:
        return Qt::DashDotLine;
    case vtkPen::DASH_DOT_DOT_LINE:
        return Qt::DashDotDotLine;
    default:
        return Qt::SolidLine;
    }
}

QTransform toTransform(vtkMatrix3x3* m)
{
    return {m->GetElement(0, 0), m->GetElement(1, 0), m->GetElement(2, 0),
            m->GetElement(0, 1), m->GetElement(1, 1), m->GetElement(2, 1),
            m->GetElement(0, 2), m->GetElement(1, 2), m->GetElement(2, 2)};
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

    void PainterContextDevice::setTarget(QPainter& painter, const QRectF& rect)
{
    m_painter = &painter;
    m_rect = rect;
    m_hasOuterClip = painter.hasClipping();
    m_outerClip = m_hasOuterClip ? painter.clipRegion() : QRegion();
    Geometry[0] = static_cast<int>(std::lround(rect.width()));
    Geometry[1] = static_cast<int>(std::lround(rect.height()));
    SetViewportSize({Geometry[0], Geometry[1]});
    SetViewportRect({0, 0, Geometry[0], Geometry[1]});
}

QPointF PainterContextDevice::mapped(double x, double y) const
{
    const QPointF p = m_matrix.map(QPointF(x, y));
    return {m_rect.left() + p.x(), m_rect.bottom() - p.y()};
}

QPolygonF PainterContextDevice::mapped(const float* points, int n) const
{
    QPolygonF result;
    result.reserve(n);
    for (int i = 0; i < n; ++i)
        result.append(mapped(points[2 * i], points[2 * i + 1]));
    return result;
}

QRectF PainterContextDevice::mappedRect(const QRectF& sceneRect) const
{
    return QRectF(mapped(sceneRect.left(), sceneRect.bottom()),
                  mapped(sceneRect.right(), sceneRect.top()))
        .normalized();
}

std::optional<QPen> PainterContextDevice::pen() const
{
    const Qt::PenStyle style = penStyle(Pen->GetLineType());
    if (style == Qt::NoPen || Pen->GetOpacity() == 0 || Pen->GetWidth() <= 0)
        return std::nullopt;
    const bool isSolid = style == Qt::SolidLine;
    return QPen(toColour(Pen->GetColor()), static_cast<double>(Pen->GetWidth()), style,
                isSolid ? Qt::SquareCap : Qt::FlatCap, Qt::RoundJoin);
}

std::optional<QBrush> PainterContextDevice::brush() const
{
    if (Brush->GetOpacity() == 0)
        return std::nullopt;
    return QBrush(toColour(Brush->GetColor()));
}

bool PainterContextDevice::clipsItself() const
{
    return m_painter->paintEngine()->type() == QPaintEngine::SVG;
}

std::optional<QRectF> PainterContextDevice::clipInPainter() const
{
    if (!m_clips)
        return std::nullopt;
    return QRectF(m_rect.left() + m_clip.left(), m_rect.bottom() - m_clip.bottom(), m_clip.width(),
                  m_clip.height());
}

/// Puts a horizontal or vertical line on whole device pixels of a raster image, so that axes and
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

void PainterContextDevice::SetColor4(unsigned char color[4])
{
    Pen->SetColor(color[0], color[1], color[2], color[3]);
    Brush->SetColor(color[0], color[1], color[2], color[3]);
}

void PainterContextDevice::SetTexture(vtkImageData*, int) {}

void PainterContextDevice::SetPointSize(float size)
{
    Pen->SetWidth(size);
}

void PainterContextDevice::SetLineWidth(float width)
{
    Pen->SetWidth(width);
}

void PainterContextDevice::SetLineType(int type)
{
    Pen->SetLineType(type);
}

void PainterContextDevice::SetMatrix(vtkMatrix3x3* m)
{
    m_matrix = toTransform(m);
}

void PainterContextDevice::GetMatrix(vtkMatrix3x3* m)
{
    const std::array<double, 9> elements{m_matrix.m11(), m_matrix.m21(), m_matrix.m31(),
                                         m_matrix.m12(), m_matrix.m22(), m_matrix.m32(),
                                         m_matrix.m13(), m_matrix.m23(), m_matrix.m33()};
    m->DeepCopy(elements.data());
}

void PainterContextDevice::MultiplyMatrix(vtkMatrix3x3* m)
{
    m_matrix = toTransform(m) * m_matrix;
}

void PainterContextDevice::PushMatrix()
{
    m_matrices.push_back(m_matrix);
}

void PainterContextDevice::PopMatrix()
{
    if (m_matrices.empty())
        return;
    m_matrix = m_matrices.back();
    m_matrices.pop_back();
}

void PainterContextDevice::SetClipping(int* x)
{
    m_clip = QRectF(x[0], x[1], x[2], x[3]);
    if (m_clips)
        EnableClipping(true);
}

void PainterContextDevice::EnableClipping(bool enable)
{
    m_clips = enable;
    if (m_hasOuterClip)
        m_painter->setClipRegion(m_outerClip);
    else
        m_painter->setClipping(false);
    if (enable)
        m_painter->setClipRect(*clipInPainter(),
                               m_hasOuterClip ? Qt::IntersectClip : Qt::ReplaceClip);
}

} // namespace counterpart::paint
