#include "plots/canvas.h"

#include <vtkBrush.h>
#include <vtkContext2D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtkPen.h>
#include <vtkRect.h>
#include <vtkTextProperty.h>

#include <array>
#include <vector>

namespace counterpart::plots {

namespace {

float f(double value)
{
    return static_cast<float>(value);
}

void setPen(vtkContext2D& context, Colour colour, double width, bool dashed = false)
{
    auto* pen = context.GetPen();
    pen->SetLineType(dashed ? vtkPen::DASH_LINE : vtkPen::SOLID_LINE);
    pen->SetColor(colour.r, colour.g, colour.b, colour.a);
    pen->SetWidth(f(width));
}

void setNoPen(vtkContext2D& context)
{
    context.GetPen()->SetLineType(vtkPen::NO_PEN);
}

void setBrush(vtkContext2D& context, Colour colour)
{
    context.GetBrush()->SetTexture(nullptr);
    context.GetBrush()->SetColor(colour.r, colour.g, colour.b, colour.a);
}

} // namespace

Canvas::Canvas(vtkContext2D& context, const PlotTheme& theme, double height)
    : m_context(context),
      m_theme(theme),
      m_height(height)
{
}

void Canvas::text(Point anchor, const std::string& utf8, const TextSetting& setting)
{
    if (utf8.empty())
        return;
    vtkNew<vtkTextProperty> property;
    applyTextStyle(property, m_theme, setting.role, setting.horizontal, setting.vertical);
    if (const auto& colour = setting.colour) {
        property->SetColor(colour->r / 255.0, colour->g / 255.0, colour->b / 255.0);
        property->SetOpacity(colour->a / 255.0);
    }
    property->SetOrientation(setting.rotation);
    m_context.ApplyTextProp(property);
    m_context.DrawString(f(anchor.x), flip(anchor.y), utf8.c_str());
}

void Canvas::line(Point from, Point to, Colour colour, double width, bool dashed)
{
    setPen(m_context, colour, width, dashed);
    m_context.DrawLine(f(from.x), flip(from.y), f(to.x), flip(to.y));
}

void Canvas::fill(const Rect& rect, Colour colour)
{
    setNoPen(m_context);
    setBrush(m_context, colour);
    m_context.DrawRect(f(rect.x), flip(rect.bottom()), f(rect.width), f(rect.height));
}

void Canvas::frame(const Rect& rect, Colour colour, double width)
{
    fill({rect.x, rect.y, rect.width, width}, colour);
    fill({rect.x, rect.bottom() - width, rect.width, width}, colour);
    fill({rect.x, rect.y + width, width, rect.height - 2 * width}, colour);
    fill({rect.right() - width, rect.y + width, width, rect.height - 2 * width}, colour);
}

void Canvas::disc(Point centre, double radius, Colour fill, Colour stroke, double strokeWidth)
{
    setPen(m_context, stroke, strokeWidth);
    setBrush(m_context, fill);
    m_context.DrawEllipse(f(centre.x), flip(centre.y), f(radius), f(radius));
}

void Canvas::polygon(std::span<const Point> points, Colour colour)
{
    setNoPen(m_context);
    setBrush(m_context, colour);
    std::vector<float> coordinates;
    coordinates.reserve(2 * points.size());
    for (const auto& point : points) {
        coordinates.push_back(f(point.x));
        coordinates.push_back(flip(point.y));
    }
    m_context.DrawPolygon(coordinates.data(), static_cast<int>(points.size()));
}

void Canvas::image(const Rect& rect, vtkImageData* picture)
{
    m_context.DrawImage(vtkRectf(f(rect.x), flip(rect.bottom()), f(rect.width), f(rect.height)),
                        picture);
}

vtkStandardNewMacro(PaintItem);

bool PaintItem::Paint(vtkContext2D* painter)
{
    if (onPaint)
        onPaint(*painter);
    return true;
}

} // namespace counterpart::plots
