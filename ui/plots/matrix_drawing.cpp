#include "plots/matrix_drawing.h"

#include "plots/axis_ticks.h"
#include "plots/matrix_marks.h"
#include "plots/text_metrics.h"
#include "plots/ticks.h"

#include <vtkImageData.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace counterpart::plots {

namespace {

constexpr double kPad = 4; // between texts and the edge of the plot
constexpr double kGap = 5; // between lines of text, and between numbers and titles
constexpr double kTickLength = 4;
constexpr double kTickGap = 3;     // between a tick and its number
constexpr double kLetterRoom = 22; // left of the title, for a panel letter
constexpr double kLineWidth = 2;   // of a frame
constexpr double kBarGap = 8;
constexpr double kBarWidth = 12;
constexpr double kBarTickRoom = 44; // logical pixels of the bar for each number

Ticks barTicks(const ColourLimits& limits, double height)
{
    const int count = std::clamp(static_cast<int>(height / kBarTickRoom) + 1, 3, kMostScaleTicks);
    return niceTicks(limits.low, limits.high, count);
}

double barLeft(const Rect& frame)
{
    return frame.right() + kMarkRoom + kBarGap;
}

/// Whether the name of the values is short enough to stand on top of the bar.
bool isUpright(const std::string& valueName)
{
    return textWidth(valueName, TextRole::Label) <= 2 * kBarWidth;
}

bool hasDead(const MatrixContent& content)
{
    return !content.rows.dead.empty() || !content.columns.dead.empty();
}

const Colour& sideColour(const PlotTheme& theme, core::Side side)
{
    return side == core::Side::A ? theme.networkA : theme.networkB;
}

/// The middle of a text of this width that is centred on `wanted` but stays within [low, high].
double middleWithin(double wanted, double width, double low, double high)
{
    return high - low <= width ? (low + high) / 2
                               : std::clamp(wanted, low + width / 2, high - width / 2);
}

void drawTitle(Canvas& canvas, const std::string& title, const Rect& frame, double high)
{
    const double low = kLetterRoom;
    const std::string text = elided(title, TextRole::Title, high - low);
    const double width = textWidth(text, TextRole::Title);
    canvas.text({middleWithin(frame.x + frame.width / 2, width, low, high), kPad}, text,
                {.role = TextRole::Title,
                 .horizontal = HorizontalAlign::Centre,
                 .vertical = VerticalAlign::Top});
}

double columnTitleTop(const Rect& frame)
{
    return frame.bottom() + kTickLength + kTickGap + lineHeight(TextRole::Tick) + kGap;
}

std::vector<UnitTick> numbersBeside(const MatrixAxis& axis, const PlacedAxis& placed, double extent)
{
    return axis.isNumbered ? unitTicks(axis.order, placed, extent) : std::vector<UnitTick>{};
}

double widestNumber(const MatrixAxis& axis)
{
    return axis.isNumbered ? widestUnitLabel(axis.order) : 0;
}

void drawRowAxis(Canvas& canvas, const PlotTheme& theme, const MatrixAxis& axis,
                 const MatrixGeometry& geometry)
{
    const Rect frame = geometry.frame();
    const double tickEnd = frame.x - kTickLength;
    for (const UnitTick& tick : numbersBeside(axis, geometry.y, lineHeight(TextRole::Tick) - 2)) {
        canvas.line({tickEnd, tick.at}, {frame.x, tick.at}, theme.faint, kAxisWidth);
        canvas.text({tickEnd - kTickGap, tick.at}, tick.label,
                    {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});
    }
    // Between the line of the panel's letter and that of the title of the columns.
    const double low = kPad + lineHeight(TextRole::Title);
    const double high = columnTitleTop(frame) - kPad;
    const std::string title = elided(axis.title, TextRole::Label, high - low);
    const double middle =
        middleWithin(frame.y + frame.height / 2, textWidth(title, TextRole::Label), low, high);
    canvas.text({tickEnd - kTickGap - widestNumber(axis) - kGap, middle}, title,
                {.horizontal = HorizontalAlign::Centre,
                 .vertical = VerticalAlign::Bottom,
                 .colour = sideColour(theme, axis.side),
                 .rotation = 90});
}

void drawColumnAxis(Canvas& canvas, const PlotTheme& theme, const MatrixAxis& axis,
                    const MatrixGeometry& geometry, Size size)
{
    const Rect frame = geometry.frame();
    const double tickEnd = frame.bottom() + kTickLength;
    const double extent = std::max(widestNumber(axis), lineHeight(TextRole::Tick));
    for (const UnitTick& tick : numbersBeside(axis, geometry.x, extent)) {
        canvas.line({tick.at, frame.bottom()}, {tick.at, tickEnd}, theme.faint, kAxisWidth);
        canvas.text({tick.at, tickEnd + kTickGap}, tick.label,
                    {.role = TextRole::Tick,
                     .horizontal = HorizontalAlign::Centre,
                     .vertical = VerticalAlign::Top});
    }
    const std::string title = elided(axis.title, TextRole::Label, size.width - 2 * kPad);
    const double middle = middleWithin(frame.x + frame.width / 2, textWidth(title, TextRole::Label),
                                       kPad, size.width - kPad);
    canvas.text({middle, columnTitleTop(frame)}, title,
                {.horizontal = HorizontalAlign::Centre,
                 .vertical = VerticalAlign::Top,
                 .colour = sideColour(theme, axis.side)});
}

/// A column of colours, the last one on top.
vtkSmartPointer<vtkImageData> barImage(ColourMap map, int width, int height)
{
    auto image = vtkSmartPointer<vtkImageData>::New();
    image->SetDimensions(width, height, 1);
    image->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    auto* pixels = static_cast<Colour*>(image->GetScalarPointer());
    const auto table = colours(map);
    for (int y = 0; y < height; ++y)
        std::fill_n(
            pixels + static_cast<std::ptrdiff_t>(y) * width, width,
            table[static_cast<std::size_t>(y) * table.size() / static_cast<std::size_t>(height)]);
    return image;
}

/// On top of the bar, or turned beside its numbers.
void drawValueName(Canvas& canvas, const std::string& name, const ColourBar& bar, const Rect& rect)
{
    if (isUpright(name)) {
        canvas.text({rect.x + rect.width / 2, rect.y - kPad}, name,
                    {.horizontal = HorizontalAlign::Centre, .vertical = VerticalAlign::Bottom});
        return;
    }
    const double x = rect.right() + kTickLength + kTickGap +
                     widestTickLabel(bar.limits.low, bar.limits.high) + kGap;
    canvas.text(
        {x, rect.y + rect.height / 2}, elided(name, TextRole::Label, rect.height),
        {.horizontal = HorizontalAlign::Centre, .vertical = VerticalAlign::Top, .rotation = 90});
}

/// A rectangle of whole device pixels.
Rect onPixels(const Rect& rect, double ratio)
{
    const auto snap = [ratio](double v) { return std::round(v * ratio) / ratio; };
    return {snap(rect.x), snap(rect.y), snap(rect.width), snap(rect.height)};
}

void drawDeadKey(Canvas& canvas, const PlotTheme& theme, const Rect& key)
{
    canvas.fill(key, theme.dead);
    canvas.text({key.right() + kTickLength + kTickGap, key.y + key.height / 2}, "dead",
                {.role = TextRole::Tick});
}

} // namespace

MatrixRoom roomAround(const MatrixContent& content, const std::optional<ColourBar>& bar)
{
    const double numbers = kTickLength + kTickGap;
    MatrixRoom room;
    room.left = kPad + lineHeight(TextRole::Label) + kGap + widestNumber(content.rows) + numbers;
    room.top = kPad + lineHeight(TextRole::Title) + 2 + kMarkRoom;
    room.bottom = numbers + lineHeight(TextRole::Tick) + kGap + lineHeight(TextRole::Label) + kPad;
    room.right = kPad + std::max(kMarkRoom, widestNumber(content.columns) / 2);
    if (!content.parts.axes) // a letter of the panel stands at the left above
        room = {kLetterRoom, room.top, kPad + kMarkRoom, kPad + kLineWidth};
    if (!content.parts.title)
        room.top = content.parts.letters ? room.top : kPad + kMarkRoom;
    if (bar) {
        const double dead = hasDead(content) ? textWidth("dead", TextRole::Tick) : 0;
        const double labels = std::max(dead, widestTickLabel(bar->limits.low, bar->limits.high) +
                                                 kGap + lineHeight(TextRole::Label));
        room.right = kMarkRoom + kBarGap + kBarWidth + numbers + labels + kPad;
    }
    return room;
}

void drawAxes(Canvas& canvas, const PlotTheme& theme, const MatrixContent& content,
              const MatrixGeometry& geometry, Size size, bool withBar)
{
    const Rect frame = geometry.frame();
    const bool makesWay = withBar && isUpright(content.valueName);
    if (content.parts.title)
        drawTitle(canvas, content.title, frame,
                  makesWay ? barLeft(frame) - kGap : size.width - kPad);
    if (!content.parts.axes)
        return;
    drawRowAxis(canvas, theme, content.rows, geometry);
    drawColumnAxis(canvas, theme, content.columns, geometry, size);
}

void drawColourBar(Canvas& canvas, const PlotTheme& theme, const MatrixContent& content,
                   const ColourBar& bar, const MatrixGeometry& geometry, double ratio)
{
    const Rect frame = geometry.frame();
    const bool withKey = hasDead(content) && frame.height > 5 * kBarWidth;
    Rect rect{barLeft(frame), frame.y, kBarWidth,
              frame.height - (withKey ? kBarWidth + 2 * kGap : 0)};
    rect = onPixels(rect, ratio);
    const auto pixels = [ratio](double v) {
        return std::max(1, static_cast<int>(std::lround(v * ratio)));
    };
    canvas.image(rect, barImage(bar.map, pixels(rect.width), pixels(rect.height)));
    canvas.frame(rect, theme.faint, std::max(1.0, std::round(ratio)) / ratio);

    const Ticks ticks = barTicks(bar.limits, rect.height);
    const double tickEnd = rect.right() + kTickLength;
    for (std::size_t i = 0; i < ticks.positions.size(); ++i) {
        const double share =
            (ticks.positions[i] - bar.limits.low) / (bar.limits.high - bar.limits.low);
        const double y = rect.bottom() - share * rect.height;
        canvas.line({rect.right(), y}, {tickEnd, y}, theme.faint, kAxisWidth);
        canvas.text({tickEnd + kTickGap, y}, ticks.labels[i], {.role = TextRole::Tick});
    }
    drawValueName(canvas, content.valueName, bar, rect);
    if (withKey)
        drawDeadKey(canvas, theme,
                    onPixels({rect.x, frame.bottom() - kBarWidth, kBarWidth, kBarWidth}, ratio));
}

} // namespace counterpart::plots
