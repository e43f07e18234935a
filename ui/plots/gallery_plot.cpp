#include "plots/gallery_plot.h"

#include "plots/canvas.h"
#include "plots/gallery_drawing.h"
#include "plots/gallery_layout.h"
#include "plots/gallery_measure.h"
#include "plots/plot_tables.h"

#include <vtkContextScene.h>
#include <vtkImageData.h>
#include <vtkNew.h>

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

/// "conv1" of "Patches, seed 1 · conv1"; all of it if there is no dot.
std::string layerOf(const std::string& title)
{
    static const std::string kDot = " \u00B7 ";
    const auto at = title.rfind(kDot);
    return at == std::string::npos ? title : title.substr(at + kDot.size());
}

std::vector<core::UnitRef> unitsOf(const GalleryPair& pair)
{
    std::vector<core::UnitRef> units;
    for (const auto* unit : {&pair.a, &pair.b})
        if (unit->unit.unit.isValid())
            units.push_back(unit->unit);
    return units;
}

/// Whether the units of a column have nothing to do with one another.
bool isApart(const GalleryPair& pair)
{
    return !pair.hasPartner && unitsOf(pair).size() == 2;
}

/// Of units that no value joins.
std::string noteOf(const GalleryPair& pair)
{
    if (pair.hasPartner)
        return {};
    return pair.a.note + (pair.b.note.empty() ? "" : " | ") + pair.b.note;
}

bool hasNotes(const GalleryContent& content)
{
    return std::ranges::any_of(content.sections, [](const GallerySection& section) {
        return std::ranges::any_of(section.pairs,
                                   [](const auto& pair) { return !noteOf(pair).empty(); });
    });
}

/// None in the place of no name.
core::TableCell nameCell(const std::string& name)
{
    return name.empty() ? core::TableCell() : core::TableCell(name);
}

/// The unit at a point of a column of units apart: B's begins where A's pictures end, as its name
/// stands above its own.
core::Side sideAt(const PlacedPair& placed, Point point)
{
    const Rect& upper = placed.units.a->block;
    return point.y < upper.y + upper.height ? core::Side::A : core::Side::B;
}

} // namespace

struct GalleryPlot::State
{
    GalleryContent content;
    PlotTheme theme = lightTheme();
    double ratio = 1;
    Size size{960, 600};
    Highlight highlight;
    GalleryLayout layout;
    ScaledPictures pictures;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    State();
    void layOut();
    void paint(Canvas canvas);
    std::string unitText(core::Side side, const UnitPictures& unit) const;
    std::vector<const GalleryPair*> walk() const;
};

GalleryPlot::State::State()
{
    scene->AddItem(item);
    item->onPaint = [this](vtkContext2D& context) { paint(Canvas(context, theme, size.height)); };
}

void GalleryPlot::State::layOut()
{
    layout = layOutGallery(content, size.width, size.height, ratio);
    pictures.clear();
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
}

void GalleryPlot::State::paint(Canvas canvas)
{
    GalleryDrawing drawing(canvas, theme, ratio, pictures);
    drawing.texts(layout);
    drawing.pairs(layout);
    drawing.frames(layout, highlight.selected, theme.selected, 0);
    drawing.frames(layout, highlight.current, theme.current, 0);
    drawing.frames(layout, highlight.hover, theme.hover, 1);
}

std::string GalleryPlot::State::unitText(core::Side side, const UnitPictures& unit) const
{
    if (!unit.unit.unit.isValid())
        return {};
    const auto layer = layerOf(side == core::Side::A ? content.titleA : content.titleB);
    return layer.empty() ? unit.name : layer + "[" + unit.name + "]";
}

/// The pairs in the order of the sections, each once.
std::vector<const GalleryPair*> GalleryPlot::State::walk() const
{
    std::vector<const GalleryPair*> pairs;
    for (const auto& section : content.sections)
        for (const auto& pair : section.pairs) {
            const auto units = unitsOf(pair);
            const bool isNew = std::ranges::none_of(
                pairs, [&](const auto* other) { return unitsOf(*other) == units; });
            if (isNew)
                pairs.push_back(&pair);
        }
    return pairs;
}

GalleryPlot::GalleryPlot() : m_state(std::make_unique<State>()) {}

GalleryPlot::~GalleryPlot() = default;

void GalleryPlot::setContent(GalleryContent content)
{
    content.parts = m_state->content.parts;
    m_state->content = std::move(content);
    m_state->layOut();
}

std::optional<std::vector<core::UnitRef>> GalleryPlot::neighbour(core::UnitRef unit, int step) const
{
    const auto pairs = m_state->walk();
    if (pairs.empty())
        return std::nullopt;
    auto at = std::ranges::find_if(pairs, [&](const auto* p) { return p->a.unit == unit; });
    if (at == pairs.end())
        at = std::ranges::find_if(
            pairs, [&](const auto* p) { return p->hasPartner && p->b.unit == unit; });
    if (at == pairs.end())
        return unitsOf(*pairs.front());
    const auto last = static_cast<std::ptrdiff_t>(pairs.size()) - 1;
    const auto next = std::clamp<std::ptrdiff_t>(at - pairs.begin() + step, 0, last);
    std::vector<core::UnitRef> units = unitsOf(*pairs[static_cast<std::size_t>(next)]);
    if (isApart(*pairs[static_cast<std::size_t>(next)]))
        units.resize(1);
    return units;
}

void GalleryPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
}

void GalleryPlot::setPixelRatio(double ratio)
{
    if (ratio == m_state->ratio)
        return;
    m_state->ratio = ratio;
    m_state->layOut();
}

void GalleryPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

void GalleryPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size GalleryPlot::minimumSize() const
{
    return smallestGallery(m_state->content, m_state->ratio);
}

Size GalleryPlot::preferredSize() const
{
    const double width = comfortableGalleryWidth(m_state->content, m_state->ratio);
    return {width, heightForWidth(width)};
}

double GalleryPlot::heightForWidth(double width) const
{
    return std::ceil(layOutGallery(m_state->content, width, std::nullopt, m_state->ratio).height);
}

bool GalleryPlot::isEmpty() const
{
    return std::ranges::all_of(m_state->content.sections,
                               [](const GallerySection& section) { return section.pairs.empty(); });
}

std::vector<ScenePlacement> GalleryPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

void GalleryPlot::setHighlight(const Highlight& highlight)
{
    m_state->highlight = highlight;
}

std::optional<PlotHit> GalleryPlot::hitAt(Point point) const
{
    const auto& pairs = m_state->layout.pairs;
    const auto found = std::ranges::find_if(
        pairs, [&](const PlacedPair& placed) { return placed.cell.contains(point); });
    if (found == pairs.end())
        return std::nullopt;
    const auto& pair = *found->pair;
    if (isApart(pair)) {
        const core::Side side = sideAt(*found, point);
        const UnitPictures& unit = side == core::Side::A ? pair.a : pair.b;
        const std::string network = side == core::Side::A ? "A " : "B ";
        return PlotHit{{unit.unit}, network + m_state->unitText(side, unit) + "   " + unit.note};
    }
    const auto a = m_state->unitText(core::Side::A, pair.a);
    const auto b = m_state->unitText(core::Side::B, pair.b);
    std::string text = a + (a.empty() || b.empty() ? "" : " ~ ") + b;
    if (const auto value = valueText(m_state->content, pair))
        text += "   " + *value;
    return PlotHit{unitsOf(pair), text};
}

TableMaker GalleryPlot::tables() const
{
    const GalleryContent& content = m_state->content;
    const bool showsPartners = factsOf(content).showsPartners;
    const bool showsNotes = hasNotes(content);
    core::DataTable table{"values",
                          {core::textColumn("section"), core::textColumn(content.titleA)}};
    if (showsPartners) {
        table.columns.push_back(core::textColumn(content.titleB));
        table.columns.push_back(core::numberColumn(content.valueName));
    }
    if (showsNotes)
        table.columns.push_back(core::textColumn("note"));
    for (const GallerySection& section : content.sections)
        for (const GalleryPair& pair : section.pairs) {
            std::vector<core::TableCell> row{section.title,
                                             nameCell(m_state->unitText(core::Side::A, pair.a))};
            if (showsPartners) {
                row.push_back(nameCell(m_state->unitText(core::Side::B, pair.b)));
                row.push_back(pair.hasPartner ? core::TableCell(pair.value) : core::TableCell());
            }
            if (showsNotes)
                row.push_back(nameCell(noteOf(pair)));
            table.addRow(row);
        }
    return madeTables({table});
}

} // namespace counterpart::plots
