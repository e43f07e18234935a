#include "plots/plot_grid.h"

#include "plots/canvas.h"
#include "plots/plot_tables.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kLetterTop = 4; // as far down as the title of a panel

Point relative(Point point, const Rect& rect)
{
    return {point.x - rect.x, point.y - rect.y};
}

/// a … z, then aa, ab, …
std::string letter(std::size_t panel)
{
    const auto last = static_cast<char>('a' + panel % 26);
    return panel < 26 ? std::string(1, last) : letter(panel / 26 - 1) + last;
}

} // namespace

struct PlotGrid::State
{
    int columns = 1;
    std::vector<std::unique_ptr<Plot>> plots;
    std::vector<Rect> rects;
    std::size_t panPanel = 0;
    Point panEnd{-1, -1}; ///< outside every panel
    PlotTheme theme = lightTheme();
    double ratio = 1;
    FigureParts parts;
    Size size;
    vtkNew<vtkContextScene> letters;
    vtkNew<PaintItem> lettersItem;

    int rows() const
    {
        return std::max(1, (static_cast<int>(plots.size()) + columns - 1) / columns);
    }

    /// The size of the grid when every panel has the size that the largest one asks for.
    Size sizeFor(Size (Plot::*wanted)() const) const
    {
        Size panel;
        for (const auto& plot : plots) {
            const Size own = (*plot.*wanted)();
            panel.width = std::max(panel.width, std::ceil(own.width));
            panel.height = std::max(panel.height, std::ceil(own.height));
        }
        return {columns * panel.width + (columns + 1) * kMargin,
                rows() * panel.height + (rows() + 1) * kMargin};
    }

    void layOut();
    std::size_t indexAt(Point point) const;
    void paintLetters(vtkContext2D& context);
};

/// Panels of equal size, in whole device pixels and on whole device pixels, so that their images
/// can be too.
void PlotGrid::State::layOut()
{
    const auto whole = [this](double v) { return std::floor(v * ratio) / ratio; };
    const double width = whole((size.width - (columns + 1) * kMargin) / columns);
    const double height = whole((size.height - (rows() + 1) * kMargin) / rows());
    rects.clear();
    for (std::size_t i = 0; i < plots.size(); ++i) {
        const auto row = static_cast<double>(i / static_cast<std::size_t>(columns));
        const auto column = static_cast<double>(i % static_cast<std::size_t>(columns));
        const Rect rect{whole(kMargin + column * (width + kMargin)),
                        whole(kMargin + row * (height + kMargin)), std::max(0.0, width),
                        std::max(0.0, height)};
        rects.push_back(rect);
        plots[i]->setSize({rect.width, rect.height});
    }
}

std::size_t PlotGrid::State::indexAt(Point point) const
{
    const auto found =
        std::ranges::find_if(rects, [point](const Rect& rect) { return rect.contains(point); });
    return static_cast<std::size_t>(found - rects.begin());
}

void PlotGrid::State::paintLetters(vtkContext2D& context)
{
    if (plots.size() < 2 || !parts.letters)
        return;
    Canvas canvas(context, theme, size.height);
    for (std::size_t i = 0; i < rects.size(); ++i)
        canvas.text({rects[i].x, rects[i].y + kLetterTop}, letter(i),
                    {.role = TextRole::PanelLetter, .vertical = VerticalAlign::Top});
}

PlotGrid::PlotGrid(int columns) : m_state(std::make_unique<State>())
{
    m_state->columns = std::max(1, columns);
    m_state->lettersItem->onPaint = [state = m_state.get()](vtkContext2D& context) {
        state->paintLetters(context);
    };
    m_state->letters->AddItem(m_state->lettersItem);
}

PlotGrid::~PlotGrid() = default;

void PlotGrid::take(std::unique_ptr<Plot> plot)
{
    plot->setTheme(m_state->theme);
    plot->setPixelRatio(m_state->ratio);
    m_state->plots.push_back(std::move(plot));
    m_state->layOut();
}

void PlotGrid::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
    for (const auto& plot : m_state->plots)
        plot->setTheme(theme);
}

void PlotGrid::setPixelRatio(double ratio)
{
    m_state->ratio = ratio;
    for (const auto& plot : m_state->plots)
        plot->setPixelRatio(ratio);
    m_state->layOut();
}

void PlotGrid::setVectorTarget(bool isVector)
{
    for (const auto& plot : m_state->plots)
        if (auto* target = dynamic_cast<VectorTarget*>(plot.get()))
            target->setVectorTarget(isVector);
}

void PlotGrid::setParts(const FigureParts& parts)
{
    m_state->parts = parts;
    for (const auto& plot : m_state->plots)
        if (auto* parted = dynamic_cast<PartedPlot*>(plot.get()))
            parted->setParts(parts);
}

std::string PlotGrid::letterOf(std::size_t panel)
{
    return letter(panel);
}

const std::vector<std::unique_ptr<Plot>>& PlotGrid::panels() const
{
    return m_state->plots;
}

void PlotGrid::setSize(Size size)
{
    m_state->size = size;
    m_state->layOut();
}

Size PlotGrid::minimumSize() const
{
    return m_state->sizeFor(&Plot::minimumSize);
}

Size PlotGrid::preferredSize() const
{
    return m_state->sizeFor(&Plot::preferredSize);
}

bool PlotGrid::isEmpty() const
{
    return std::ranges::all_of(m_state->plots, [](const auto& plot) { return plot->isEmpty(); });
}

std::vector<ScenePlacement> PlotGrid::placements() const
{
    std::vector<ScenePlacement> result;
    for (std::size_t i = 0; i < m_state->plots.size(); ++i) {
        const Rect& panel = m_state->rects[i];
        for (ScenePlacement placement : m_state->plots[i]->placements()) {
            placement.rect.x += panel.x;
            placement.rect.y += panel.y;
            result.push_back(placement);
        }
    }
    result.push_back({m_state->letters, {0, 0, m_state->size.width, m_state->size.height}});
    return result;
}

void PlotGrid::setHighlight(const Highlight& highlight)
{
    for (const auto& plot : m_state->plots)
        plot->setHighlight(highlight);
}

std::optional<PlotHit> PlotGrid::hitAt(Point point) const
{
    const std::size_t i = m_state->indexAt(point);
    if (i >= m_state->plots.size())
        return std::nullopt;
    return m_state->plots[i]->hitAt(relative(point, m_state->rects[i]));
}

bool PlotGrid::zoomAt(Point centre, double factor)
{
    const std::size_t i = m_state->indexAt(centre);
    return i < m_state->plots.size() &&
           m_state->plots[i]->zoomAt(relative(centre, m_state->rects[i]), factor);
}

/// A movement that goes on where the last one ended stays with the panel in which it began.
bool PlotGrid::pan(Point from, Point to)
{
    const bool goesOn = from.x == m_state->panEnd.x && from.y == m_state->panEnd.y;
    const std::size_t i = goesOn ? m_state->panPanel : m_state->indexAt(from);
    m_state->panPanel = i;
    m_state->panEnd = to;
    return i < m_state->plots.size() && m_state->plots[i]->pan(relative(from, m_state->rects[i]),
                                                               relative(to, m_state->rects[i]));
}

bool PlotGrid::resetView()
{
    bool isChanged = false;
    for (const auto& plot : m_state->plots)
        isChanged |= plot->resetView();
    return isChanged;
}

/// For each panel how many numbers it has, and these.
std::vector<double> PlotGrid::zoomState() const
{
    std::vector<double> state;
    bool isZoomed = false;
    for (const auto& plot : m_state->plots) {
        const auto* zoomed = dynamic_cast<const ZoomedPlot*>(plot.get());
        const std::vector<double> own = zoomed ? zoomed->zoomState() : std::vector<double>{};
        isZoomed |= !own.empty();
        state.push_back(static_cast<double>(own.size()));
        state.insert(state.end(), own.begin(), own.end());
    }
    return isZoomed ? state : std::vector<double>{};
}

void PlotGrid::setZoomState(const std::vector<double>& state)
{
    std::size_t at = 0;
    for (const auto& plot : m_state->plots) {
        const double count = at < state.size() ? state[at++] : 0;
        const auto left = static_cast<double>(state.size() - at);
        std::vector<double> own;
        if (count >= 0 && count <= left)
            own.assign(state.begin() + static_cast<std::ptrdiff_t>(at),
                       state.begin() + static_cast<std::ptrdiff_t>(at) +
                           static_cast<std::ptrdiff_t>(count));
        at += own.size();
        if (auto* zoomed = dynamic_cast<ZoomedPlot*>(plot.get()))
            zoomed->setZoomState(own);
    }
}

TableMaker PlotGrid::tables() const
{
    if (m_state->plots.size() == 1)
        return m_state->plots.front()->tables();
    std::vector<std::pair<std::string, TableMaker>> panels;
    for (std::size_t i = 0; i < m_state->plots.size(); ++i)
        panels.emplace_back(letter(i), m_state->plots[i]->tables());
    return joinedTables(std::move(panels));
}

} // namespace counterpart::plots
