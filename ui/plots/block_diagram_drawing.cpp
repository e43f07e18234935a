#include "plots/block_diagram_state.h"
#include "plots/network_key.h"
#include "plots/text_metrics.h"

#include <algorithm>

namespace counterpart::plots {

namespace {

constexpr double kBarWidth = 7;
constexpr double kBarGap = 3;
constexpr double kOutlineWidth = 1;
constexpr double kInnerWidth = 0.75;
/// Spans of fewer logical pixels are not outlined.
constexpr double kSmallestOutline = 4;
constexpr Colour kLine{16, 18, 22};
constexpr Colour kRim{255, 255, 255, 170};
constexpr double kRimWidth = 3;
constexpr double kChosenWidth = 2;
constexpr double kChosenRimWidth = 4;

/// [from, to) in pixels of the visible part of a run; empty if none is.
struct Stretch
{
    double from = 0;
    double to = 0;

    double length() const { return to - from; }
};

Stretch visible(const PlacedAxis& axis, core::LeafSpan span)
{
    const double end = axis.start + axis.size();
    return {std::clamp(axis.at(span.begin), axis.start, end),
            std::clamp(axis.at(span.end), axis.start, end)};
}

} // namespace

void BlockDiagramPlot::State::paintBars(Canvas& canvas, const MatrixGeometry& geometry) const
{
    const Rect frame = geometry.frame();
    const auto count = static_cast<int>(content.units.size());
    for (int begin = 0; begin < count;) {
        const core::Side side = content.units[static_cast<std::size_t>(begin)].side;
        int end = begin + 1;
        while (end < count && content.units[static_cast<std::size_t>(end)].side == side)
            ++end;
        const Stretch rows = visible(geometry.y, {begin, end});
        const Stretch columns = visible(geometry.x, {begin, end});
        if (rows.length() > 0)
            canvas.fill({frame.x - kBarGap - kBarWidth, rows.from, kBarWidth, rows.length()},
                        colourOf(side));
        if (columns.length() > 0)
            canvas.fill({columns.from, frame.bottom() + kBarGap, columns.length(), kBarWidth},
                        colourOf(side));
        begin = end;
    }
}

void BlockDiagramPlot::State::paintDiagonal(Canvas& canvas, const MatrixGeometry& geometry) const
{
    for (int place = 0; place < static_cast<int>(content.units.size()); ++place) {
        const Stretch row = visible(geometry.y, {place, place + 1});
        const Stretch column = visible(geometry.x, {place, place + 1});
        if (row.length() > 0 && column.length() > 0)
            canvas.fill({column.from, row.from, column.length(), row.length()},
                        colourOf(content.units[static_cast<std::size_t>(place)].side));
    }
}

/// The sides of the square that lie within the frame.
void BlockDiagramPlot::State::paintOutline(Canvas& canvas, const MatrixGeometry& geometry,
                                           core::LeafSpan span, Colour colour, double width) const
{
    const Stretch rows = visible(geometry.y, span);
    const Stretch columns = visible(geometry.x, span);
    if (rows.length() <= 0 || columns.length() <= 0)
        return;
    const auto horizontal = [&](double place) {
        const double y = geometry.y.at(place);
        if (y >= rows.from && y <= rows.to)
            canvas.fill({columns.from - width / 2, y - width / 2, columns.length() + width, width},
                        colour);
    };
    const auto vertical = [&](double place) {
        const double x = geometry.x.at(place);
        if (x >= columns.from && x <= columns.to)
            canvas.fill({x - width / 2, rows.from - width / 2, width, rows.length() + width},
                        colour);
    };
    for (const int place : {span.begin, span.end}) {
        horizontal(place);
        vertical(place);
    }
}

void BlockDiagramPlot::State::paint(Canvas canvas) const
{
    if (content.units.empty())
        return;
    const MatrixGeometry& geometry = matrix.geometry();
    const auto isSeen = [&](core::LeafSpan span) {
        return span.size() * geometry.x.cellSize() >= kSmallestOutline;
    };
    for (const core::LeafSpan span : content.innerSpans) {
        if (span.size() > 1 && isSeen(span))
            paintOutline(canvas, geometry, span, kLine, kInnerWidth);
    }
    for (const Block& block : content.blocks) {
        if (isSeen(block.span))
            paintOutline(canvas, geometry, block.span, kRim, kRimWidth);
    }
    for (const Block& block : content.blocks) {
        if (isSeen(block.span))
            paintOutline(canvas, geometry, block.span, kLine, kOutlineWidth);
    }
    if (content.isDiagonalMarked)
        paintDiagonal(canvas, geometry);
    if (chosen.size() > 0) {
        paintOutline(canvas, geometry, chosen, kRim, kChosenRimWidth);
        paintOutline(canvas, geometry, chosen, theme.current, kChosenWidth);
    }
    paintBars(canvas, geometry);
    drawNetworkKey(canvas, theme, content.names,
                   {kMargin / 2, geometry.frame().bottom() + kBarGap + kBarWidth + 4,
                    size.width - kMargin, lineHeight(TextRole::Tick)});
}

} // namespace counterpart::plots
