#include "plots/density_drawing.h"

#include "plots/colour_map.h"
#include "plots/text_metrics.h"

#include <vtkImageData.h>
#include <vtkSmartPointer.h>

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kPad = 6;
constexpr double kGap = 4;
constexpr double kTickLength = 4;
constexpr double kTickGap = 3;
constexpr double kTickRoom = 44; // logical pixels of an axis for each number
constexpr double kBarWidth = 10;
constexpr double kBarGap = 8;
constexpr double kBarTickGap = 18;
constexpr double kMarkerRadius = 3.5;
constexpr double kDiscRadius = 6;
constexpr int kVectorPixels = 2;
constexpr ColourMap kMap = ColourMap::Viridis;
/// The first colours of the map are left out: they are hardly told from a dark background.
constexpr double kFirstColour = 0.18;

Ticks ticksOf(const DensityAxis& axis, double length)
{
    return niceTicks(axis.low, axis.high, std::max(3, static_cast<int>(length / kTickRoom)));
}

double widest(const Ticks& ticks)
{
    double width = 0;
    for (const std::string& label : ticks.labels)
        width = std::max(width, textWidth(label, TextRole::Tick));
    return width;
}

/// Where a cell begins among so many pixels: whole pixels a cell, which may differ by one.
int cellStart(core::Index cell, core::Index cells, int pixels)
{
    return static_cast<int>(cell * pixels / cells);
}

double scaled(double count)
{
    return std::log1p(count);
}

Colour colourAt(double share)
{
    const auto table = colours(kMap);
    const double place = kFirstColour + (1 - kFirstColour) * std::clamp(share, 0.0, 1.0);
    return table[static_cast<std::size_t>(std::lround(place * 255))];
}

Ticks barTicks(const DensityContent& content, double height)
{
    const double most = scaled(content.saturation);
    return logCountTicks(content.saturation, most * kBarTickGap / std::max(height, 1.0) / 2.3);
}

double barLabelWidth(const DensityContent& content)
{
    return textWidth("≥" + std::to_string(std::lround(content.saturation)), TextRole::Tick);
}

} // namespace

int decimalsFor(double step)
{
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step))), 0, 6);
}

DensityLayout layOutDensity(const DensityContent& content, Size size, double ratio)
{
    const double tick = lineHeight(TextRole::Tick);
    const double label = lineHeight(TextRole::Label);
    const FigureParts& parts = content.parts;
    const bool hasTitle = parts.title && !content.title.empty();
    const double titleHeight = hasTitle ? lineHeight(TextRole::Title) + kGap : 0;
    const double notes = parts.legend ? static_cast<double>(content.notes.size()) * (tick + 1) : 0;
    DensityLayout layout;
    layout.size = size;
    layout.notesTop = kPad + titleHeight;
    const double barTitle = content.countName.empty() || !parts.colourBar ? 0 : tick;
    const double top = layout.notesTop + notes + kGap + barTitle + tick / 2;
    const double bottom = parts.axes ? kTickLength + kTickGap + tick + kGap + label + kPad : kPad;
    const double height = std::max(20.0, size.height - top - bottom);
    if (parts.axes)
        layout.yTicks = ticksOf(content.y, height);
    const double left =
        parts.axes ? kPad + label + kGap + widest(layout.yTicks) + kTickGap + kTickLength : kPad;
    const double right = parts.colourBar ? kBarGap + kBarWidth + kTickLength + kTickGap +
                                               barLabelWidth(content) + kPad
                                         : 2 * kPad;
    const double width = std::max(20.0, size.width - left - right);

    layout.pixelWidth = std::max(1, static_cast<int>(width * ratio));
    layout.pixelHeight = std::max(1, static_cast<int>(height * ratio));
    const auto onPixel = [ratio](double value) { return std::round(value * ratio) / ratio; };
    layout.area = {onPixel(left), onPixel(top), layout.pixelWidth / ratio,
                   layout.pixelHeight / ratio};
    const Rect& area = layout.area;
    layout.x = {content.x.low, content.x.high, area.x, area.width};
    layout.y = {content.y.low, content.y.high, area.bottom(), -area.height};
    if (parts.axes)
        layout.xTicks = ticksOf(content.x, area.width);
    layout.yTitleMiddle = kPad + label / 2;
    layout.xTitleTop = area.bottom() + kTickLength + kTickGap + tick + kGap;
    layout.bar = {onPixel(area.right() + kBarGap), area.y, onPixel(kBarWidth), area.height};
    return layout;
}

void paintDensityImage(vtkImageData& image, const DensityContent& content,
                       const DensityLayout& layout, bool isVector)
{
    const int times = isVector ? kVectorPixels : 1;
    const core::Index columns = content.counts.rows();
    const core::Index rows = content.counts.cols();
    const int width = layout.pixelWidth * times;
    const int height = layout.pixelHeight * times;
    image.SetDimensions(width, height, 1);
    image.AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    auto* pixels = static_cast<Colour*>(image.GetScalarPointer());
    const double most = scaled(content.saturation);
    const auto startX = [&](core::Index column) {
        return times * cellStart(column, columns, layout.pixelWidth);
    };
    const auto startY = [&](core::Index row) {
        return times * cellStart(row, rows, layout.pixelHeight);
    };
    for (core::Index row = 0; row < rows; ++row) {
        Colour* line = pixels + static_cast<std::ptrdiff_t>(startY(row)) * width;
        for (core::Index column = 0; column < columns; ++column) {
            const core::Index count = content.counts(column, row);
            const Colour colour = count == 0 ? Colour{0, 0, 0, 0}
                                             : colourAt(scaled(static_cast<double>(count)) / most);
            std::fill(line + startX(column), line + startX(column + 1), colour);
        }
        for (int y = startY(row) + 1; y < startY(row + 1); ++y)
            std::copy_n(line, width, pixels + static_cast<std::ptrdiff_t>(y) * width);
    }
    image.Modified();
}

DensityDrawing::DensityDrawing(Canvas& canvas, const PlotTheme& theme,
                               const DensityContent& content, const DensityLayout& layout)
    : m_canvas(canvas),
      m_theme(theme),
      m_content(content),
      m_layout(layout)
{
}

Colour DensityDrawing::titleColour(const DensityAxis& axis) const
{
    if (!axis.side)
        return m_theme.foreground;
    return *axis.side == core::Side::A ? m_theme.networkA : m_theme.networkB;
}

void DensityDrawing::titles()
{
    const Rect& area = m_layout.area;
    const double width = m_layout.size.width - 2 * kPad;
    const auto centred = [&](const std::string& text, TextRole role) {
        const double half = textWidth(text, role) / 2;
        return std::clamp(area.x + area.width / 2, kPad + half,
                          std::max(kPad + half, m_layout.size.width - kPad - half));
    };
    const FigureParts& parts = m_content.parts;
    const std::string title = elided(parts.title ? m_content.title : "", TextRole::Title, width);
    m_canvas.text({centred(title, TextRole::Title), kPad}, title,
                  {.role = TextRole::Title,
                   .horizontal = HorizontalAlign::Centre,
                   .vertical = VerticalAlign::Top});
    double top = m_layout.notesTop;
    for (const std::string& line : parts.legend ? m_content.notes : std::vector<std::string>{}) {
        const std::string note = elided(line, TextRole::Tick, width);
        m_canvas.text({centred(note, TextRole::Tick), top}, note,
                      {.role = TextRole::Tick,
                       .horizontal = HorizontalAlign::Centre,
                       .vertical = VerticalAlign::Top});
        top += lineHeight(TextRole::Tick) + 1;
    }
    if (!parts.axes)
        return;
    const std::string x = elided(m_content.x.title, TextRole::Label, width);
    m_canvas.text({centred(x, TextRole::Label), m_layout.xTitleTop}, x,
                  {.horizontal = HorizontalAlign::Centre,
                   .vertical = VerticalAlign::Top,
                   .colour = titleColour(m_content.x)});
    // Between the line of the panel's letter and that of the title below.
    const double low = kPad + lineHeight(TextRole::Title);
    const double high = m_layout.xTitleTop - kPad;
    const std::string y = elided(m_content.y.title, TextRole::Label, high - low);
    const double half = textWidth(y, TextRole::Label) / 2;
    const double middle =
        std::clamp(area.y + area.height / 2, low + half, std::max(low + half, high - half));
    m_canvas.text({m_layout.yTitleMiddle, middle}, y,
                  {.horizontal = HorizontalAlign::Centre,
                   .colour = titleColour(m_content.y),
                   .rotation = 90});
}

void DensityDrawing::axes()
{
    titles();
    const Rect& area = m_layout.area;
    for (std::size_t i = 0; i < m_layout.xTicks.positions.size(); ++i) {
        const double x = m_layout.x.toPixel(m_layout.xTicks.positions[i]);
        m_canvas.line({x, area.y}, {x, area.bottom()}, m_theme.grid, kAxisWidth);
        m_canvas.line({x, area.bottom()}, {x, area.bottom() + kTickLength}, m_theme.faint,
                      kAxisWidth);
        m_canvas.text({x, area.bottom() + kTickLength + kTickGap}, m_layout.xTicks.labels[i],
                      {.role = TextRole::Tick,
                       .horizontal = HorizontalAlign::Centre,
                       .vertical = VerticalAlign::Top});
    }
    for (std::size_t i = 0; i < m_layout.yTicks.positions.size(); ++i) {
        const double y = m_layout.y.toPixel(m_layout.yTicks.positions[i]);
        m_canvas.line({area.x, y}, {area.right(), y}, m_theme.grid, kAxisWidth);
        m_canvas.line({area.x - kTickLength, y}, {area.x, y}, m_theme.faint, kAxisWidth);
        m_canvas.text({area.x - kTickLength - kTickGap, y}, m_layout.yTicks.labels[i],
                      {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});
    }
}

void DensityDrawing::frame()
{
    const Rect& area = m_layout.area;
    m_canvas.frame({area.x - 1, area.y - 1, area.width + 2, area.height + 2}, m_theme.faint,
                   kAxisWidth);
}

void DensityDrawing::colourBar(double ratio)
{
    const Rect& bar = m_layout.bar;
    const int height = std::max(1, static_cast<int>(std::lround(bar.height * ratio)));
    auto image = vtkSmartPointer<vtkImageData>::New();
    image->SetDimensions(1, height, 1);
    image->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    auto* pixels = static_cast<Colour*>(image->GetScalarPointer());
    for (int y = 0; y < height; ++y)
        pixels[y] = colourAt((y + 0.5) / height);
    m_canvas.image(bar, image);
    m_canvas.frame(bar, m_theme.faint, kAxisWidth);
    m_canvas.text({m_layout.size.width - kPad, bar.y - lineHeight(TextRole::Tick)},
                  m_content.countName,
                  {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});

    const double most = scaled(m_content.saturation);
    const auto tickAt = [&](double share, const std::string& text) {
        const double y = bar.bottom() - share * bar.height;
        m_canvas.line({bar.right(), y}, {bar.right() + kTickLength, y}, m_theme.faint, kAxisWidth);
        m_canvas.text({bar.right() + kTickLength + kTickGap, y}, text, {.role = TextRole::Tick});
    };
    tickAt(1, "≥" + std::to_string(std::lround(m_content.saturation)));
    const double room = kBarTickGap / std::max(bar.height, 1.0);
    const Ticks ticks = barTicks(m_content, bar.height);
    for (std::size_t i = 0; i < ticks.positions.size(); ++i) {
        const double share = ticks.positions[i] * std::log(10.0) / most;
        if (share < 1 - room)
            tickAt(share, ticks.labels[i]);
    }
}

void DensityDrawing::reference()
{
    for (std::size_t i = 1; i < m_content.reference.size(); ++i) {
        const Point from = m_layout.toPixel(m_content.reference[i - 1]);
        const Point to = m_layout.toPixel(m_content.reference[i]);
        const Rect& area = m_layout.area;
        if (from.y < area.y || to.y < area.y || from.y > area.bottom() || to.y > area.bottom() ||
            std::min(from.x, to.x) < area.x || std::max(from.x, to.x) > area.right())
            continue;
        m_canvas.line(from, to, m_theme.foreground, kAxisWidth);
    }
}

void DensityDrawing::markers()
{
    for (const DensityMarker& marker : m_content.markers)
        m_canvas.disc(m_layout.toPixel({marker.x, marker.y}), kMarkerRadius, m_theme.threshold,
                      m_theme.background, 1);
}

void DensityDrawing::disc(Point value, Colour colour)
{
    m_canvas.disc(m_layout.toPixel(value), kDiscRadius, colour, m_theme.background, 1.5);
}

} // namespace counterpart::plots
