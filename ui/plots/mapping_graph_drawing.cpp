#include "core/base/number_text.h"
#include "plots/mapping_graph_state.h"
#include "plots/picture_image.h"
#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kThinnest = 0.6;
constexpr double kWidest = 4;
/// Shares of a link's colour, the rest being the background's.
constexpr double kFaintest = 0.235;
constexpr double kReceded = 0.1;
constexpr double kTick = 4; ///< length of a unit's mark
constexpr double kGap = 5;

/// Opaque: Qt paints see-through lines with several threads, and waking them for each line takes
/// longer than painting it.
Colour mixed(const Colour& under, const Colour& over, double share)
{
    const auto channel = [&](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(std::lround(from + (to - from) * share));
    };
    return {channel(under.r, over.r), channel(under.g, over.g), channel(under.b, over.b)};
}

bool contains(const std::vector<core::UnitRef>& units, core::UnitRef unit)
{
    return std::ranges::find(units, unit) != units.end();
}

} // namespace

void MappingGraphPlot::State::paint(Canvas canvas)
{
    paintTitles(canvas);
    paintLinks(canvas);
    for (std::size_t k = 0; k < 2; ++k)
        paintColumn(canvas, k);
    if (content.parts.legend)
        paintFooter(canvas);
}

void MappingGraphPlot::State::paintTitles(Canvas& canvas) const
{
    const double title = lineHeight(TextRole::Title);
    if (content.parts.title)
        canvas.text({kMargin, kMargin + title / 2},
                    elided(content.title, TextRole::Title, size.width - 2 * kMargin),
                    {.role = TextRole::Title});
    if (!content.parts.axes)
        return;
    const double y =
        kMargin + (content.parts.title ? title + 4 : 0) + lineHeight(TextRole::Label) / 2;
    const double width = (size.width - 3 * kMargin) / 2;
    canvas.text({kMargin, y}, elided(content.predictors.title, TextRole::Label, width),
                {.colour = colourOf(0)});
    canvas.text({size.width - kMargin, y}, elided(content.targets.title, TextRole::Label, width),
                {.horizontal = HorizontalAlign::Right, .colour = colourOf(1)});
}

/// The hovered units whose lines stand out: targets if there are any among them, as the question is
/// what predicts a unit; else predictors.
std::vector<core::UnitRef> MappingGraphPlot::State::pointedAt() const
{
    for (const std::size_t k : {std::size_t{1}, std::size_t{0}}) {
        std::vector<core::UnitRef> found;
        for (const GraphUnit& unit : column(k).units) {
            if (contains(highlight.hover, unit.unit))
                found.push_back(unit.unit);
        }
        if (!found.empty())
            return found;
    }
    return {};
}

bool MappingGraphPlot::State::touches(const GraphLink& link,
                                      const std::vector<core::UnitRef>& units) const
{
    return contains(units,
                    content.predictors.units[static_cast<std::size_t>(link.predictor)].unit) ||
           contains(units, content.targets.units[static_cast<std::size_t>(link.target)].unit);
}

/// Weak ones first, so that strong ones lie on top; those of focused units last.
void MappingGraphPlot::State::paintLinks(Canvas& canvas) const
{
    std::vector<core::UnitRef> units = pointedAt();
    if (focus)
        units.push_back(*focus);
    for (std::size_t k = shown; k-- > 0;) {
        const GraphLink& link = content.links[byStrength[k]];
        if (units.empty())
            paintLink(canvas, link, std::nullopt);
        else if (!touches(link, units))
            paintLink(canvas, link, kReceded);
    }
    if (units.empty())
        return;
    for (std::size_t k = byStrength.size(); k-- > 0;) {
        const GraphLink& link = content.links[byStrength[k]];
        if (touches(link, units))
            paintLink(canvas, link, 1.0);
    }
}

void MappingGraphPlot::State::paintLink(Canvas& canvas, const GraphLink& link,
                                        std::optional<double> ofColour) const
{
    Point from = endOf(link, 0);
    Point to = endOf(link, 1);
    const Rect& area = layout.area;
    if (std::max(from.y, to.y) < area.y || std::min(from.y, to.y) > area.bottom())
        return;
    const auto clip = [&](Point& moved, const Point& other) {
        const double y = std::clamp(moved.y, area.y, area.bottom());
        if (y != moved.y)
            moved = {moved.x + (other.x - moved.x) * (y - moved.y) / (other.y - moved.y), y};
    };
    const Point start = from;
    clip(from, to);
    clip(to, start);
    const double share = std::abs(link.weight) / strongest;
    const Colour colour = link.weight > 0 ? theme.positive : theme.negative;
    const double strength = kFaintest + (1 - kFaintest) * std::min(share, 1.0);
    canvas.line(from, to, mixed(theme.background, colour, ofColour.value_or(strength)),
                kThinnest + (kWidest - kThinnest) * share);
}

void MappingGraphPlot::State::paintColumn(Canvas& canvas, std::size_t k)
{
    const double outwards = k == 0 ? -1 : 1;
    const auto mark = [&](const core::UnitRef unit) -> std::optional<Colour> {
        if (contains(highlight.hover, unit))
            return theme.hover;
        if (contains(highlight.current, unit))
            return theme.current;
        if (contains(highlight.selected, unit))
            return theme.selected;
        return std::nullopt;
    };
    const auto& units = column(k).units;
    for (std::size_t place = 0; place < units.size(); ++place) {
        const int row = static_cast<int>(place);
        if (!layout.isVisible(k, row))
            continue;
        const std::optional<Colour> marked = mark(units[place].unit);
        const double y = layout.yOf(k, row);
        double x = layout.lineX[k];
        const double thickness = std::clamp(layout.rowHeight[k] - 1, 1.0, 3.0);
        canvas.fill({k == 0 ? x - kTick : x, y - thickness / 2, kTick, thickness},
                    marked.value_or(colourOf(k)));
        x += outwards * (kTick + 2);
        if (layout.pictureSide > 0) {
            const Point centre{x + outwards * layout.pictureSide / 2, y};
            paintPicture(canvas, units[place].picture, centre);
            const double half = layout.pictureSide / 2 + 1;
            if (marked)
                canvas.frame({centre.x - half, y - half, 2 * half, 2 * half}, *marked, 2);
            x += outwards * (layout.pictureSide + kGap);
        }
        if (layout.hasNumbers || marked)
            canvas.text({x, y}, std::to_string(units[place].unit.unit.value),
                        {.role = TextRole::Tick,
                         .horizontal = k == 0 ? HorizontalAlign::Right : HorizontalAlign::Left,
                         .colour = marked ? marked : std::optional(theme.faint)});
    }
}

void MappingGraphPlot::State::paintPicture(Canvas& canvas,
                                           const std::shared_ptr<const core::Picture>& picture,
                                           Point centre)
{
    if (!picture || picture->isEmpty())
        return;
    const auto side = static_cast<int>(std::lround(layout.pictureSide * ratio));
    if (side != imageSide)
        images.clear();
    imageSide = side;
    vtkSmartPointer<vtkImageData>& image = images[picture];
    if (!image)
        image = makeImage(*picture, side, side);
    const double left = std::round((centre.x - layout.pictureSide / 2) * ratio) / ratio;
    const double top = std::round((centre.y - layout.pictureSide / 2) * ratio) / ratio;
    canvas.image({left, top, layout.pictureSide, layout.pictureSide}, image);
}

void MappingGraphPlot::State::paintFooter(Canvas& canvas) const
{
    constexpr double kSwatch = 16;
    constexpr double kSpace = 14;
    const std::size_t all = content.links.size();
    std::string count = all == 0      ? "every weight is 0"
                        : shown < all ? "the strongest " + std::to_string(shown) + " of " +
                                            std::to_string(all) + " weights"
                                      : std::to_string(all) + (all == 1 ? " weight" : " weights");
    if (all > 0)
        count += " up to " + core::numberText(std::round(strongest * 1000) / 1000);
    const double room =
        size.width - 2 * kMargin - 2 * (kSwatch + kGap + kSpace) - textWidth(count, TextRole::Tick);
    const bool isShort =
        textWidth("positive", TextRole::Tick) + textWidth("negative", TextRole::Tick) > room;
    const double y = size.height - kMargin - lineHeight(TextRole::Tick) / 2;
    double x = kMargin;
    for (const bool isPositive : {true, false}) {
        const std::string text =
            isPositive ? (isShort ? "+" : "positive") : (isShort ? "\u2212" : "negative");
        canvas.line({x, y}, {x + kSwatch, y}, isPositive ? theme.positive : theme.negative, 2.5);
        canvas.text({x + kSwatch + kGap, y}, text, {.role = TextRole::Tick});
        x += kSwatch + kGap + textWidth(text, TextRole::Tick) + kSpace;
    }
    canvas.text({size.width - kMargin, y}, elided(count, TextRole::Tick, size.width - kMargin - x),
                {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});
}

} // namespace counterpart::plots
