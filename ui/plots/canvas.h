#pragma once

#include "plots/geometry.h"
#include "plots/plot_style.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

#include <vtkContextItem.h>

class vtkContext2D;
class vtkImageData;

namespace counterpart::plots {

/// How a text is set: its role, where its anchor lies, its colour (the theme's if none) and its
/// direction (degrees, anticlockwise).
struct TextSetting
{
    TextRole role = TextRole::Label;
    HorizontalAlign horizontal = HorizontalAlign::Left;
    VerticalAlign vertical = VerticalAlign::Centre;
    std::optional<Colour> colour{};
    double rotation = 0;
};

/// Draws with VTK in the coordinates of a plot: logical pixels, y downwards.
class Canvas
{
public:
    /// `height` is the height of the scene. Both references must outlive the canvas.
    Canvas(vtkContext2D& context, const PlotTheme& theme, double height);

    void text(Point anchor, const std::string& utf8, const TextSetting& setting);
    void line(Point from, Point to, Colour colour, double width, bool dashed = false);
    void fill(const Rect& rect, Colour colour);
    /// A frame whose stroke lies wholly inside the rectangle.
    void frame(const Rect& rect, Colour colour, double width);
    void disc(Point centre, double radius, Colour fill, Colour stroke, double strokeWidth);
    void polygon(std::span<const Point> points, Colour colour);
    /// The picture, stretched to the rectangle.
    void image(const Rect& rect, vtkImageData* picture);

private:
    float flip(double y) const { return static_cast<float>(m_height - y); }

    vtkContext2D& m_context;
    const PlotTheme& m_theme;
    double m_height;
};

/// A context item that is painted by a function of the plot that owns it.
class PaintItem : public vtkContextItem
{
public:
    static PaintItem* New();
    vtkTypeMacro(PaintItem, vtkContextItem)

        std::function<void(vtkContext2D&)> onPaint;

    bool Paint(vtkContext2D* painter) override;

protected:
    PaintItem() = default;
    ~PaintItem() override = default;
};

} // namespace counterpart::plots
