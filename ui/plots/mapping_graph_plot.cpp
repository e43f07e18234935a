#include "plots/mapping_graph_plot.h"

#include "plots/mapping_graph_state.h"
#include "plots/plot_tables.h"
#include "plots/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace counterpart::plots {

namespace {

constexpr std::size_t kLinksATarget = 3;
constexpr std::size_t kFewestShown = 200;
constexpr std::size_t kMostShown = 400; ///< more would be a blot, and each takes 0.1 ms to paint
constexpr double kNear = 5;             ///< pixels from a line that count as on it

std::string layerOf(const std::string& title)
{
    static const std::string kDot = " \u00B7 ";
    const auto at = title.rfind(kDot);
    return at == std::string::npos ? title : title.substr(at + kDot.size());
}

/// "A conv1[17]".
std::string unitName(const GraphColumn& column, std::size_t place)
{
    return std::string(column.side == core::Side::A ? "A " : "B ") + layerOf(column.title) + '[' +
           std::to_string(column.units[place].unit.unit.value) + ']';
}

/// Places of all links, of which the first `count` are the strongest, by falling strength.
std::vector<std::size_t> strongestFirst(const std::vector<GraphLink>& links, std::size_t count)
{
    std::vector<std::size_t> places(links.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::partial_sort(places, places.begin() + static_cast<std::ptrdiff_t>(count),
                              std::less{}, [&](std::size_t k) {
                                  return std::pair{-std::abs(links[k].weight), k};
                              });
    return places;
}

} // namespace

MappingGraphPlot::State::State()
{
    scene->AddItem(item);
    item->onPaint = [this](vtkContext2D& context) { paint(Canvas(context, theme, size.height)); };
}

void MappingGraphPlot::State::sortLinks()
{
    shown = std::min(content.links.size(), std::clamp(kLinksATarget * content.targets.units.size(),
                                                      kFewestShown, kMostShown));
    byStrength = strongestFirst(content.links, shown);
    strongest = byStrength.empty() ? 1 : std::abs(content.links[byStrength.front()].weight);
}

void MappingGraphPlot::State::layOut()
{
    layout = layOutGraph(content, size, ratio, window);
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
}

std::string MappingGraphPlot::State::nameOf(std::size_t k, int place) const
{
    return unitName(column(k), static_cast<std::size_t>(place));
}

std::optional<PlotHit> MappingGraphPlot::State::unitAt(Point point) const
{
    if (point.y < layout.area.y || point.y > layout.area.bottom())
        return std::nullopt;
    const bool isLeft = point.x <= layout.lineX[0] + 2;
    if (!isLeft && point.x < layout.lineX[1] - 2)
        return std::nullopt;
    const std::size_t k = isLeft ? 0 : 1;
    const int place = layout.placeAt(k, point.y);
    if (place < 0 || place >= static_cast<int>(column(k).units.size()))
        return std::nullopt;
    const GraphUnit& unit = column(k).units[static_cast<std::size_t>(place)];
    return PlotHit{{unit.unit}, nameOf(k, place) + (unit.note.empty() ? "" : "   " + unit.note)};
}

std::optional<PlotHit> MappingGraphPlot::State::linkAt(Point point) const
{
    if (!layout.area.contains(point))
        return std::nullopt;
    const GraphLink* nearest = nullptr;
    double least = kNear;
    for (std::size_t k = 0; k < shown; ++k) {
        const GraphLink& link = content.links[byStrength[k]];
        const double distance = distanceToLine(point, endOf(link, 0), endOf(link, 1));
        if (distance < least) {
            least = distance;
            nearest = &link;
        }
    }
    if (!nearest)
        return std::nullopt;
    const auto unitOf = [&](std::size_t k, int place) {
        return column(k).units[static_cast<std::size_t>(place)].unit;
    };
    PlotHit hit{{unitOf(0, nearest->predictor), unitOf(1, nearest->target)},
                nameOf(0, nearest->predictor) + " \u2192 " + nameOf(1, nearest->target) +
                    "   weight " + fixed(nearest->weight, 3)};
    if (content.predictors.side == core::Side::B)
        std::ranges::reverse(hit.units);
    return hit;
}

MappingGraphPlot::MappingGraphPlot() : m_state(std::make_unique<State>()) {}

MappingGraphPlot::~MappingGraphPlot() = default;

void MappingGraphPlot::setContent(MappingGraphContent content)
{
    content.parts = m_state->content.parts;
    const auto layers = [](const MappingGraphContent& graph) {
        std::array<std::optional<core::LayerRef>, 2> result;
        if (!graph.predictors.units.empty())
            result[0] = graph.predictors.units.front().unit.layerRef();
        if (!graph.targets.units.empty())
            result[1] = graph.targets.units.front().unit.layerRef();
        return result;
    };
    if (layers(content) != layers(m_state->content)) {
        m_state->window = {};
        m_state->images.clear();
    }
    m_state->content = std::move(content);
    m_state->sortLinks();
    m_state->layOut();
}

const MappingGraphContent& MappingGraphPlot::content() const
{
    return m_state->content;
}

void MappingGraphPlot::setFocus(std::optional<core::UnitRef> unit)
{
    m_state->focus = unit;
}

void MappingGraphPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
}

void MappingGraphPlot::setPixelRatio(double ratio)
{
    if (ratio == m_state->ratio)
        return;
    m_state->ratio = ratio;
    m_state->layOut();
}

void MappingGraphPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

void MappingGraphPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size MappingGraphPlot::minimumSize() const
{
    return {260, 200};
}

Size MappingGraphPlot::preferredSize() const
{
    const std::size_t rows =
        std::max(m_state->content.predictors.units.size(), m_state->content.targets.units.size());
    return {560, std::clamp(90 + 17.0 * static_cast<double>(rows), 420.0, 960.0)};
}

bool MappingGraphPlot::isEmpty() const
{
    return m_state->content.predictors.units.empty();
}

std::vector<ScenePlacement> MappingGraphPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

void MappingGraphPlot::setHighlight(const Highlight& highlight)
{
    m_state->highlight = highlight;
}

std::optional<PlotHit> MappingGraphPlot::hitAt(Point point) const
{
    const std::optional<PlotHit> unit = m_state->unitAt(point);
    return unit ? unit : m_state->linkAt(point);
}

bool MappingGraphPlot::zoomAt(Point centre, double factor)
{
    const Rect& area = m_state->layout.area;
    const GraphWindow before = m_state->window;
    m_state->window.zoomAt(std::clamp((centre.y - area.y) / area.height, 0.0, 1.0), factor);
    m_state->layOut();
    return !(m_state->window == before);
}

bool MappingGraphPlot::pan(Point from, Point to)
{
    const GraphWindow before = m_state->window;
    m_state->window.move((from.y - to.y) / m_state->layout.area.height);
    m_state->layOut();
    return !(m_state->window == before);
}

bool MappingGraphPlot::resetView()
{
    const GraphWindow before = m_state->window;
    m_state->window = {};
    m_state->layOut();
    return !(before == GraphWindow{});
}

std::vector<double> MappingGraphPlot::zoomState() const
{
    if (m_state->window == GraphWindow{})
        return {};
    return {m_state->window.low, m_state->window.high};
}

void MappingGraphPlot::setZoomState(const std::vector<double>& state)
{
    const bool isWindow =
        state.size() == 2 && state[0] >= 0 && state[0] < state[1] && state[1] <= 1;
    m_state->window = isWindow ? GraphWindow{state[0], state[1]} : GraphWindow{};
    m_state->layOut();
}

/// The strongest first; some million weights take seconds.
TableMaker MappingGraphPlot::tables() const
{
    return [content = m_state->content] {
        core::DataTable table{"values",
                              {core::textColumn("predictor"), core::textColumn("target"),
                               core::numberColumn("weight")}};
        const auto namesOf = [](const GraphColumn& column) {
            std::vector<std::string> names;
            for (std::size_t place = 0; place < column.units.size(); ++place)
                names.push_back(unitName(column, place));
            return names;
        };
        const std::vector<std::string> predictors = namesOf(content.predictors);
        const std::vector<std::string> targets = namesOf(content.targets);
        for (const std::size_t k : strongestFirst(content.links, content.links.size())) {
            const GraphLink& link = content.links[k];
            table.addRow({predictors[static_cast<std::size_t>(link.predictor)],
                          targets[static_cast<std::size_t>(link.target)], link.weight});
        }
        return std::vector{table};
    };
}

} // namespace counterpart::plots
