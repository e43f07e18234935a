#include "paint/painter_context_device.h"

#include <vtkBrush.h>
#include <vtkImageData.h>
#include <vtkMatrix3x3.h>
#include <vtkPen.h>

#include <QPaintEngine>

#include <array>
#include <cmath>

namespace counterpart::paint {

namespace {

QColor toColour(const unsigned char* rgba)
{
    return {rgba[0], rgba[1], rgba[2], rgba[3]};
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

} // namespace

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
