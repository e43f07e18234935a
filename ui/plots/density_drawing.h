#pragma once

#include "plots/canvas.h"
#include "plots/chart_axes.h"
#include "plots/density_plot.h"

class vtkImageData;

namespace counterpart::plots {

/// Where everything of a DensityPlot lies, logical pixels.
struct DensityLayout
{
    Rect area; ///< of the cells, which are whole device pixels
    int pixelWidth = 1;
    int pixelHeight = 1; ///< of the area in device pixels
    AxisScale x;
    AxisScale y;
    Ticks xTicks;
    Ticks yTicks;
    double notesTop = 0;
    double yTitleMiddle = 0; ///< x of the turned title
    double xTitleTop = 0;
    Rect bar;
    Size size;

    Point toPixel(Point value) const { return {x.toPixel(value.x), y.toPixel(value.y)}; }
};

DensityLayout layOutDensity(const DensityContent& content, Size size, double ratio);

/// Empty cells are transparent. In vector graphics every device pixel is a few image pixels, so
/// that viewers which smooth images leave the cells sharp.
void paintDensityImage(vtkImageData& image, const DensityContent& content,
                       const DensityLayout& layout, bool isVector);

/// Decimals that tell numbers apart which differ by `step`.
int decimalsFor(double step);

class DensityDrawing
{
public:
    DensityDrawing(Canvas& canvas, const PlotTheme& theme, const DensityContent& content,
                   const DensityLayout& layout);

    void axes();
    void frame();
    void colourBar(double ratio);
    void reference();
    void markers();
    /// A unit that is highlighted, at a place in the values of the axes.
    void disc(Point value, Colour colour);

private:
    Colour titleColour(const DensityAxis& axis) const;
    void titles();

    Canvas& m_canvas;
    const PlotTheme& m_theme;
    const DensityContent& m_content;
    const DensityLayout& m_layout;
};

} // namespace counterpart::plots
