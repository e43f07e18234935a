#include "plots/gallery_layout.h"

#include "plots/gallery_measure.h"
#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace counterpart::plots {

namespace {

constexpr int kLongestLine = 8;
constexpr double kSmallestWidth = 150;
constexpr double kMostSpread = 20; ///< added between columns where there is room

/// The title in lines, broken between network and layer and where it is too long.
std::vector<std::string> labelLines(const std::string& title, double width, int most)
{
    static const std::string kDot = " \u00B7 ";
    const auto at = title.rfind(kDot);
    if (at == std::string::npos || most < 2)
        return wrapped(title, TextRole::Label, width, most);
    const auto layer =
        wrapped(title.substr(at + kDot.size()), TextRole::Label, width, std::max(1, most / 2));
    const int left = std::max(1, most - static_cast<int>(layer.size()));
    auto lines = wrapped(title.substr(0, at), TextRole::Label, width, left);
    lines.insert(lines.end(), layer.begin(), layer.end());
    return lines;
}

/// Works in device pixels; what it places is in logical ones.
class Builder
{
public:
    Builder(const GalleryContent& content, const GalleryFacts& facts, double width,
            std::optional<double> height, double ratio)
        : m_content(content),
          m_facts(facts),
          m_measure(facts, width, ratio),
          m_choice(m_measure.choose(height)),
          m_unit(m_measure.unit(m_choice)),
          m_ratio(ratio)
    {
        const int slack = m_measure.px(width) - m_measure.width(m_choice);
        const int gaps = m_choice.columns - 1;
        const int spread = gaps == 0 ? 0 : std::clamp(slack / gaps, 0, m_measure.px(kMostSpread));
        m_pitch = m_measure.cellWidth(m_choice) + m_measure.columnGap() + spread;
        m_left = std::max(0, slack - spread * gaps) / 2 + m_measure.margin();
    }

    GalleryLayout build()
    {
        int y = m_measure.margin();
        placeKey(y);
        y += m_measure.keyHeight();
        for (const auto& section : m_content.sections) {
            if (&section != &m_content.sections.front())
                y += m_measure.sectionGap();
            y = placeSection(section, y);
        }
        m_layout.hasHeaders = m_measure.nameHeight() > 0;
        m_layout.noPartner = m_content.noPartner;
        m_layout.height = m_measure.height(m_choice) / m_ratio;
        return std::move(m_layout);
    }

private:
    Rect logical(int x, int y, int width, int height) const
    {
        return {x / m_ratio, y / m_ratio, width / m_ratio, height / m_ratio};
    }

    void addText(const Rect& box, const std::string& text, HorizontalAlign align,
                 std::optional<core::Side> side = std::nullopt, TextRole role = TextRole::Label)
    {
        const auto network = side ? std::optional(m_content.network[*side]) : std::nullopt;
        const double x = align == HorizontalAlign::Centre ? box.x + box.width / 2 : box.x;
        m_layout.texts.push_back({{x, box.y + box.height / 2}, text, role, align, network});
    }

    /// The names of the networks above all, where there is no room for them at the left.
    void placeKey(int y)
    {
        if (m_measure.keyHeight() == 0)
            return;
        const int line = m_measure.px(lineHeight(TextRole::Label) + 2);
        const int width = m_measure.px(10'000);
        const auto add = [&](core::Side side, const std::string& where, const std::string& title) {
            const double room = m_measure.availableWidth();
            addText(logical(m_measure.margin(), y, width, line),
                    elided(where + title, TextRole::Label, room), HorizontalAlign::Left, side);
            y += line;
        };
        add(core::Side::A, m_facts.showsPartners ? "above: " : "", m_content.titleA);
        if (m_facts.showsPartners)
            add(core::Side::B, "below: ", m_content.titleB);
    }

    int placeSection(const GallerySection& section, int y)
    {
        if (m_content.parts.title && !section.title.empty()) {
            addText(logical(m_left, y, m_measure.px(10'000), m_measure.titleHeight()),
                    elided(section.title, TextRole::Title, m_measure.availableWidth()),
                    HorizontalAlign::Left, std::nullopt, TextRole::Title);
            y += m_measure.titleHeight();
        }
        int column = 0;
        for (const auto& pair : section.pairs) {
            if (column == m_choice.columns) {
                column = 0;
                y += m_measure.cellHeight(m_choice) + m_measure.lineGap();
            }
            if (column == 0)
                placeRowLabels(y);
            placePair(pair, m_left + m_measure.gutter() + column * m_pitch, y);
            ++column;
        }
        return y + (section.pairs.empty() ? 0 : m_measure.cellHeight(m_choice));
    }

    int rowTop(core::Side side, int y) const
    {
        const int top = y + m_measure.padding();
        return side == core::Side::A ? top : top + m_measure.unitRow(m_choice) + m_measure.rowGap();
    }

    /// The network and layer at the left of its row, level with the pictures.
    void placeRowLabels(int y)
    {
        if (m_measure.gutter() == 0)
            return;
        const double line = lineHeight(TextRole::Label);
        const double width = (m_measure.gutter() - m_measure.px(12)) / m_ratio;
        const int most = std::max(1, static_cast<int>(m_unit.height / m_ratio / line));
        for (const auto side : {core::Side::A, core::Side::B}) {
            if (side == core::Side::B && !m_facts.showsPartners)
                continue;
            const auto& title = side == core::Side::A ? m_content.titleA : m_content.titleB;
            const auto lines = labelLines(title, width, most);
            const int top = rowTop(side, y) + m_measure.nameHeight();
            const Rect block = logical(m_left, top, 0, m_unit.height);
            double lineY = block.y + (block.height - line * static_cast<double>(lines.size())) / 2;
            for (const auto& text : lines) {
                addText({block.x, lineY, width, line}, text, HorizontalAlign::Left, side);
                lineY += line;
            }
        }
    }

    void placePair(const GalleryPair& pair, int x, int y)
    {
        const int width = m_measure.cellWidth(m_choice);
        const int height = m_measure.cellHeight(m_choice);
        PlacedPair placed{&pair, logical(x, y, width, height), {}};
        for (const auto side : {core::Side::A, core::Side::B}) {
            if (side == core::Side::B && !m_facts.showsPartners)
                continue;
            const auto& unit = side == core::Side::A ? pair.a : pair.b;
            placed.units[side] =
                placeUnit(unit.unit.unit.isValid() ? &unit : nullptr, side, x, rowTop(side, y));
        }
        if (const auto value = valueText(m_content, pair)) {
            const int valueY = y + height - m_measure.padding() - m_measure.valueHeight();
            addText(logical(x, valueY + m_measure.px(3), width,
                            m_measure.valueHeight() - m_measure.px(3)),
                    *value, HorizontalAlign::Centre);
        }
        m_layout.pairs.push_back(std::move(placed));
    }

    std::string header(const UnitPictures& unit, core::Side side, double width) const
    {
        const auto& title = side == core::Side::A ? m_content.titleA : m_content.titleB;
        if (!m_facts.isSingle || title.empty())
            return elided(nameText(unit), TextRole::Label, width);
        return elided(title + "[" + unit.name + "]", TextRole::Label, m_measure.availableWidth());
    }

    PlacedUnit placeUnit(const UnitPictures* unit, core::Side side, int cellX, int y)
    {
        const int cellWidth = m_measure.cellWidth(m_choice);
        const int x = cellX + (cellWidth - m_unit.width) / 2;
        const int top = y + m_measure.nameHeight();
        PlacedUnit placed{
            unit, m_content.network[side], logical(x, top, m_unit.width, m_unit.height), {}};
        if (!unit)
            return placed;
        if (m_measure.nameHeight() > 0)
            addText(logical(cellX, y, cellWidth, m_measure.nameHeight() - m_measure.px(3)),
                    header(*unit, side, cellWidth / m_ratio), HorizontalAlign::Centre, side);
        if (unit->filter.isEmpty() && unit->crops.empty())
            return placed;
        if (m_unit.filter > 0)
            placed.slots.push_back(
                {unit->filter.isEmpty() ? nullptr : &unit->filter,
                 logical(x + m_unit.filterX, top + m_unit.filterY, m_unit.filter, m_unit.filter)});
        if (m_unit.tile > 0)
            placeCrops(*unit, x + m_unit.cropX, top + m_unit.cropY, placed);
        return placed;
    }

    void placeCrops(const UnitPictures& unit, int x, int y, PlacedUnit& placed) const
    {
        const auto n = static_cast<std::size_t>(m_facts.cropsPerSide);
        const int pitch = m_unit.tile + m_unit.gap;
        for (std::size_t i = 0; i < n * n; ++i) {
            const auto* crop = i < unit.crops.size() ? &unit.crops[i] : nullptr;
            placed.slots.push_back(
                {crop, logical(x + static_cast<int>(i % n) * pitch,
                               y + static_cast<int>(i / n) * pitch, m_unit.tile, m_unit.tile)});
        }
    }

    const GalleryContent& m_content;
    const GalleryFacts& m_facts;
    GalleryMeasure m_measure;
    GalleryChoice m_choice;
    UnitMeasure m_unit;
    double m_ratio;
    int m_pitch = 0;
    int m_left = 0;
    GalleryLayout m_layout;
};

} // namespace

GalleryLayout layOutGallery(const GalleryContent& content, double width,
                            std::optional<double> height, double ratio)
{
    const auto facts = factsOf(content);
    return Builder(content, facts, width, height, ratio).build();
}

Size smallestGallery(const GalleryContent& content, double ratio)
{
    constexpr double kNarrow = 1;
    const auto facts = factsOf(content);
    const int columns = std::clamp(facts.mostPairs, 1, kLongestLine);
    // Narrow plots have no gutter: measured so, and again as wide as that comes out.
    const GalleryMeasure narrow(facts, kNarrow, ratio);
    const double width = narrow.width(narrow.smallest(columns)) / ratio;
    const GalleryMeasure measure(facts, width, ratio);
    const auto choice = measure.smallest(columns);
    return {std::max(kSmallestWidth, std::ceil(measure.width(choice) / ratio)),
            std::ceil(measure.height(choice) / ratio)};
}

double comfortableGalleryWidth(const GalleryContent& content, double ratio)
{
    constexpr double kWide = 10'000;
    constexpr double kSide = 88;
    const auto facts = factsOf(content);
    const GalleryMeasure measure(facts, kWide, ratio);
    GalleryChoice choice = measure.smallest(std::clamp(facts.mostPairs, 1, kLongestLine));
    choice.side = measure.px(kSide);
    return std::max(280.0, std::ceil(measure.width(choice) / ratio));
}

} // namespace counterpart::plots
