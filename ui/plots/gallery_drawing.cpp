#include "plots/gallery_drawing.h"

#include "plots/gallery_measure.h"
#include "plots/picture_image.h"
#include "plots/text_metrics.h"

#include <vtkImageData.h>

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kFrameWidth = 2;
constexpr double kUnitFrameGap = 5; // between the pictures of one unit and its frame

/// `length` of a picture whose longer side is `extent`, when that is fitted into `side`.
int fitted(int length, int extent, int side)
{
    if (extent <= side)
        return side / extent * length;
    return std::max(1, static_cast<int>(std::lround(double(length) * side / extent)));
}

bool isApart(const GalleryPair& pair)
{
    return !pair.hasPartner && pair.a.unit.unit.isValid() && pair.b.unit.unit.isValid();
}

Rect inside(const Rect& rect, double inset)
{
    return {rect.x + inset, rect.y + inset, rect.width - 2 * inset, rect.height - 2 * inset};
}

bool contains(std::span<const core::UnitRef> units, const UnitPictures& unit)
{
    return unit.unit.unit.isValid() && std::ranges::find(units, unit.unit) != units.end();
}

} // namespace

GalleryDrawing::GalleryDrawing(Canvas& canvas, const PlotTheme& theme, double ratio,
                               ScaledPictures& pictures)
    : m_canvas(canvas),
      m_theme(theme),
      m_ratio(ratio),
      m_pictures(pictures)
{
}

Colour GalleryDrawing::colourOf(core::Side side) const
{
    return side == core::Side::A ? m_theme.networkA : m_theme.networkB;
}

void GalleryDrawing::texts(const GalleryLayout& layout)
{
    for (const auto& text : layout.texts)
        m_canvas.text(text.anchor, text.text,
                      {.role = text.role,
                       .horizontal = text.align,
                       .colour = text.side ? std::optional(colourOf(*text.side)) : std::nullopt});
}

void GalleryDrawing::pairs(const GalleryLayout& layout)
{
    for (const auto& placed : layout.pairs)
        for (const auto side : {core::Side::A, core::Side::B}) {
            const auto& unit = placed.units[side];
            if (!unit)
                continue;
            if (unit->slots.empty())
                box(*unit, layout);
            for (const auto& picture : unit->slots)
                slot(picture);
        }
}

/// With a hairline around, so that a white picture is seen on white.
void GalleryDrawing::slot(const PictureSlot& slot)
{
    const double hair = std::max(1.0, std::round(m_ratio)) / m_ratio;
    const Rect& rect = slot.rect;
    m_canvas.fill({rect.x - hair, rect.y - hair, rect.width + 2 * hair, rect.height + 2 * hair},
                  m_theme.grid);
    if (!slot.picture || slot.picture->isEmpty()) {
        m_canvas.fill(rect, m_theme.background);
        return;
    }
    const int side = static_cast<int>(std::lround(rect.width * m_ratio));
    const int extent = std::max(slot.picture->width, slot.picture->height);
    const int width = fitted(slot.picture->width, extent, side);
    const int height = fitted(slot.picture->height, extent, side);
    auto& image = m_pictures[{slot.picture, width, height}];
    if (!image)
        image = makeImage(*slot.picture, width, height);
    const int left = (side - width) / 2;
    const int top = (side - height) / 2;
    m_canvas.image(
        {rect.x + left / m_ratio, rect.y + top / m_ratio, width / m_ratio, height / m_ratio},
        image);
}

void GalleryDrawing::box(const PlacedUnit& unit, const GalleryLayout& layout)
{
    const Rect& rect = unit.block;
    m_canvas.frame(rect, m_theme.grid, 1);
    const bool isNamed = unit.unit && !layout.hasHeaders;
    const auto role = isNamed ? TextRole::Label : TextRole::Tick;
    const auto lines = wrapped(isNamed     ? nameText(*unit.unit)
                               : unit.unit ? "no picture"
                                           : layout.noPartner,
                               role, rect.width - 6, 2);
    const double height = lineHeight(role);
    double y = rect.y + (rect.height - height * (static_cast<double>(lines.size()) - 1)) / 2;
    for (const auto& line : lines) {
        m_canvas.text({rect.x + rect.width / 2, y}, line,
                      {.role = role,
                       .horizontal = HorizontalAlign::Centre,
                       .colour = isNamed ? colourOf(unit.network) : m_theme.faint});
        y += height;
    }
}

/// Each unit of a column of units apart by itself.
void GalleryDrawing::frameUnits(const PlacedPair& placed, std::span<const core::UnitRef> units,
                                Colour colour, double inset)
{
    for (const auto side : {core::Side::A, core::Side::B}) {
        const auto& unit = placed.units[side];
        if (unit && unit->unit && contains(units, *unit->unit))
            m_canvas.frame(inside(unit->block, inset - kUnitFrameGap), colour, kFrameWidth);
    }
}

void GalleryDrawing::frames(const GalleryLayout& layout, std::span<const core::UnitRef> units,
                            Colour colour, int step)
{
    const bool byA = std::ranges::any_of(
        layout.pairs, [&](const PlacedPair& placed) { return contains(units, placed.pair->a); });
    const double inset = step * kFrameWidth;
    for (const auto& placed : layout.pairs) {
        if (isApart(*placed.pair)) {
            frameUnits(placed, units, colour, inset);
            continue;
        }
        if (!contains(units, byA ? placed.pair->a : placed.pair->b))
            continue;
        m_canvas.frame(inside(placed.cell, inset), colour, kFrameWidth);
    }
}

} // namespace counterpart::plots
