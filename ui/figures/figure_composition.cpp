#include "ui/figures/figure_composition.h"

#include "plots/canvas.h"
#include "plots/matrix_drawing.h"
#include "plots/plot_grid.h"
#include "plots/plot_tables.h"
#include "plots/text_metrics.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace counterpart::ui {

using plots::Plot;
using plots::Rect;
using plots::Size;

namespace {

constexpr double kLetterTop = 4; ///< as far down as the titles of plots

/// The scale that all plots share, if all are matrices with the same.
std::optional<plots::MatrixScale> sharedScaleOf(const std::vector<Plot*>& figures)
{
    std::optional<plots::MatrixScale> shared;
    for (const Plot* figure : figures) {
        for (const Plot* panel : panelsOf(*figure)) {
            const auto* matrix = dynamic_cast<const plots::MatrixPlot*>(panel);
            const auto scale = matrix ? matrix->scale() : std::nullopt;
            if (!scale || (shared && !(*shared == *scale)))
                return std::nullopt;
            shared = scale;
        }
    }
    return shared;
}

double sumOf(const std::vector<double>& lengths)
{
    return std::accumulate(lengths.begin(), lengths.end(), 0.0);
}

/// Stretched or shrunk to the room in proportion, but none below its minimum as long as there is
/// room for all.
std::vector<double> fitted(const std::vector<double>& preferred, const std::vector<double>& minimum,
                           double room)
{
    const double least = sumOf(minimum);
    if (room <= least) {
        std::vector<double> lengths = minimum;
        for (double& length : lengths)
            length *= room / std::max(least, 1.0);
        return lengths;
    }
    std::vector<double> lengths;
    const double spare = room - least;
    double wish = 0;
    for (std::size_t i = 0; i < preferred.size(); ++i)
        wish += std::max(preferred[i] - minimum[i], 1.0);
    for (std::size_t i = 0; i < preferred.size(); ++i)
        lengths.push_back(minimum[i] + spare * std::max(preferred[i] - minimum[i], 1.0) / wish);
    return lengths;
}

/// The height of a figure in a row: beside a higher one it keeps about its proportions.
double heightIn(const Plot& figure, double width, double row)
{
    constexpr double kStretch = 1.2;
    const Size preferred = figure.preferredSize();
    const double wanted = kStretch * width * preferred.height / preferred.width;
    return std::min(row, std::max(wanted, figure.minimumSize().height));
}

} // namespace

struct FigureComposition::Overlay
{
    plots::PlotTheme theme = plots::lightTheme();
    vtkNew<vtkContextScene> scene;
    vtkNew<plots::PaintItem> item;

    void paintLetters(plots::Canvas& canvas, const std::vector<Rect>& rects) const
    {
        for (std::size_t i = 0; rects.size() > 1 && i < rects.size(); ++i)
            canvas.text(
                {rects[i].x, rects[i].y + kLetterTop}, plots::PlotGrid::letterOf(i),
                {.role = plots::TextRole::PanelLetter, .vertical = plots::VerticalAlign::Top});
    }

    void paintBar(plots::Canvas& canvas, const plots::MatrixScale& scale, const Rect& place,
                  double ratio) const
    {
        plots::MatrixContent content;
        content.valueName = scale.valueName;
        plots::MatrixGeometry geometry; // the bar stands right of a matrix of no width
        geometry.x.start = place.x;
        geometry.y.start = place.y;
        geometry.y.length = static_cast<core::Index>(place.height);
        plots::drawColourBar(canvas, theme, content, {scale.map, scale.limits}, geometry, ratio);
    }
};

std::vector<const Plot*> panelsOf(const Plot& plot)
{
    std::vector<const Plot*> panels;
    if (const auto* composition = dynamic_cast<const FigureComposition*>(&plot)) {
        for (const Plot* figure : composition->figures())
            std::ranges::copy(panelsOf(*figure), std::back_inserter(panels));
    } else if (const auto* grid = dynamic_cast<const plots::PlotGrid*>(&plot)) {
        for (const auto& panel : grid->panels())
            panels.push_back(panel.get());
    } else {
        panels.push_back(&plot);
    }
    return panels;
}

FigureComposition::FigureComposition(std::vector<Plot*> figures, int columns)
    : m_figures(std::move(figures)),
      m_columns(std::clamp<std::size_t>(static_cast<std::size_t>(std::max(1, columns)), 1,
                                        std::max<std::size_t>(1, m_figures.size()))),
      m_overlay(std::make_unique<Overlay>())
{
    if (m_figures.size() > 1)
        m_shared = sharedScaleOf(m_figures);
    m_overlay->scene->AddItem(m_overlay->item);
    m_overlay->item->onPaint = [this](vtkContext2D& context) {
        plots::Canvas canvas(context, m_overlay->theme, m_size.height);
        if (m_parts.letters)
            m_overlay->paintLetters(canvas, m_rects);
        if (m_shared && m_parts.colourBar) {
            const double top = plots::kMargin + plots::lineHeight(plots::TextRole::Title) * 2;
            m_overlay->paintBar(canvas, *m_shared,
                                {m_size.width - barRoom(), top, 0,
                                 std::floor(m_size.height - top - 2 * plots::kMargin)},
                                m_ratio);
        }
    };
    setParts({});
}

FigureComposition::~FigureComposition()
{
    for (Plot* figure : m_figures)
        if (auto* parted = dynamic_cast<plots::PartedPlot*>(figure))
            parted->setParts({});
}

void FigureComposition::setTheme(const plots::PlotTheme& theme)
{
    m_overlay->theme = theme;
    for (Plot* figure : m_figures)
        figure->setTheme(theme);
}

void FigureComposition::setPixelRatio(double ratio)
{
    m_ratio = ratio;
    for (Plot* figure : m_figures)
        figure->setPixelRatio(ratio);
    layOut();
}

void FigureComposition::setVectorTarget(bool isVector)
{
    for (Plot* figure : m_figures)
        if (auto* target = dynamic_cast<plots::VectorTarget*>(figure))
            target->setVectorTarget(isVector);
}

/// The letters of the composition stand for those of its figures.
void FigureComposition::setParts(const plots::FigureParts& parts)
{
    m_parts = parts;
    plots::FigureParts inner = parts;
    if (m_figures.size() > 1)
        inner.letters = false;
    if (m_shared)
        inner.colourBar = false;
    for (Plot* figure : m_figures)
        if (auto* parted = dynamic_cast<plots::PartedPlot*>(figure))
            parted->setParts(inner);
    layOut();
}

void FigureComposition::setSize(Size size)
{
    m_size = size;
    layOut();
}

FigureComposition::Tracks FigureComposition::tracksOf(Size (Plot::*wanted)() const) const
{
    const std::size_t rows = (m_figures.size() + m_columns - 1) / m_columns;
    Tracks tracks{std::vector<double>(m_columns, 0), std::vector<double>(rows, 0)};
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const Size own = (*m_figures[i].*wanted)();
        double& width = tracks.columns[i % m_columns];
        double& height = tracks.rows[i / m_columns];
        width = std::max(width, std::ceil(own.width));
        height = std::max(height, std::ceil(own.height));
    }
    return tracks;
}

Size FigureComposition::sizeOf(const Tracks& tracks) const
{
    return {sumOf(tracks.columns) + plots::kMargin * double(tracks.columns.size() + 1) + barRoom(),
            sumOf(tracks.rows) + plots::kMargin * double(tracks.rows.size() + 1)};
}

double FigureComposition::barRoom() const
{
    if (!m_shared || !m_parts.colourBar)
        return 0;
    plots::MatrixContent content;
    content.valueName = m_shared->valueName;
    return plots::roomAround(content, plots::ColourBar{m_shared->map, m_shared->limits}).right;
}

Size FigureComposition::minimumSize() const
{
    return sizeOf(tracksOf(&Plot::minimumSize));
}

Size FigureComposition::preferredSize() const
{
    return sizeOf(tracksOf(&Plot::preferredSize));
}

/// On whole device pixels, so that images can be too.
void FigureComposition::layOut()
{
    if (m_size.width <= 0 || m_size.height <= 0)
        return;
    const Tracks preferred = tracksOf(&Plot::preferredSize);
    const Tracks minimum = tracksOf(&Plot::minimumSize);
    const double gap = plots::kMargin;
    const auto widths =
        fitted(preferred.columns, minimum.columns,
               m_size.width - barRoom() - gap * double(preferred.columns.size() + 1));
    const auto heights = fitted(preferred.rows, minimum.rows,
                                m_size.height - gap * double(preferred.rows.size() + 1));
    const auto whole = [this](double v) { return std::floor(v * m_ratio) / m_ratio; };
    m_rects.clear();
    double y = gap;
    for (std::size_t row = 0; row < heights.size(); ++row) {
        double x = gap;
        for (std::size_t column = 0; column < m_columns && m_rects.size() < m_figures.size();
             ++column) {
            Plot& figure = *m_figures[m_rects.size()];
            const double height = heightIn(figure, widths[column], heights[row]);
            const Rect rect{whole(x), whole(y), std::max(1.0, whole(widths[column])),
                            std::max(1.0, whole(height))};
            figure.setSize({rect.width, rect.height});
            m_rects.push_back(rect);
            x += widths[column] + gap;
        }
        y += heights[row] + gap;
    }
}

bool FigureComposition::isEmpty() const
{
    return std::ranges::all_of(m_figures, &plots::Plot::isEmpty);
}

std::vector<plots::ScenePlacement> FigureComposition::placements() const
{
    std::vector<plots::ScenePlacement> result;
    for (std::size_t i = 0; i < m_rects.size(); ++i) {
        for (plots::ScenePlacement placement : m_figures[i]->placements()) {
            placement.rect.x += m_rects[i].x;
            placement.rect.y += m_rects[i].y;
            result.push_back(placement);
        }
    }
    result.push_back({m_overlay->scene, {0, 0, m_size.width, m_size.height}});
    return result;
}

plots::TableMaker FigureComposition::tables() const
{
    if (m_figures.size() == 1)
        return m_figures.front()->tables();
    std::vector<std::pair<std::string, plots::TableMaker>> panels;
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const std::string letter = plots::PlotGrid::letterOf(i);
        const auto* grid = dynamic_cast<const plots::PlotGrid*>(m_figures[i]);
        if (!grid || grid->panels().size() == 1) {
            panels.emplace_back(letter, m_figures[i]->tables());
            continue;
        }
        for (std::size_t panel = 0; panel < grid->panels().size(); ++panel)
            panels.emplace_back(letter + '/' + std::to_string(panel + 1),
                                grid->panels()[panel]->tables());
    }
    return plots::joinedTables(std::move(panels));
}

} // namespace counterpart::ui
