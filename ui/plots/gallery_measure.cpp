#include "plots/gallery_measure.h"

#include "plots/text_metrics.h"
#include "plots/ticks.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

// Sides of a unit's squares in logical pixels.
constexpr double kSmallestSide = 36;
constexpr double kComfortableSide = 58;
constexpr double kUsualSide = 96;
constexpr double kUsualSideOfTwo = 68; ///< where a filter stands above the crops
constexpr double kSingleSide = 150;
constexpr double kLargestSide = 200;

constexpr double kGutterWidth = 112;
constexpr double kGutterFrom = 460; // narrower plots name the networks above
constexpr double kNameBoxHeight = 34;
constexpr double kSmallestNameBox = 48;
constexpr double kLargestNameBox = 130;
constexpr double kLargestName = 68; ///< above pictures: "1187  ·  12.35"; more is cut short

/// The largest multiple of the picture that fits, or all of the side if the picture is larger.
int wholeMultiple(int side, int extent)
{
    return extent > 0 && extent <= side ? side / extent * extent : side;
}

/// The multiple of the picture nearest to `wanted` that fits into the side.
int nearestMultiple(int wanted, int side, int extent)
{
    const int nearest = (2 * wanted + extent) / (2 * extent) * extent;
    return nearest > 0 && nearest <= side ? nearest : wholeMultiple(side, extent);
}

void addUnit(GalleryFacts& facts, const UnitPictures& unit, std::size_t& mostCrops)
{
    facts.filterExtent = std::max({facts.filterExtent, unit.filter.width, unit.filter.height});
    for (const auto& crop : unit.crops)
        facts.cropExtent = std::max({facts.cropExtent, crop.width, crop.height});
    mostCrops = std::max(mostCrops, unit.crops.size());
    facts.widestName = std::max(facts.widestName, textWidth(nameText(unit), TextRole::Label));
}

} // namespace

std::string nameText(const UnitPictures& unit)
{
    return unit.note.empty() ? unit.name : unit.name + "  ·  " + unit.note;
}

GalleryFacts factsOf(const GalleryContent& content)
{
    GalleryFacts facts;
    std::size_t mostCrops = 0;
    std::size_t pairs = 0;
    facts.showsPartners = !content.titleB.empty();
    for (const auto& section : content.sections) {
        const auto n = static_cast<int>(section.pairs.size());
        facts.mostPairs = std::max(facts.mostPairs, n);
        facts.pairsOfSection.push_back(n);
        facts.titledSections += content.parts.title && !section.title.empty() ? 1 : 0;
        pairs += section.pairs.size();
        for (const auto& pair : section.pairs) {
            addUnit(facts, pair.a, mostCrops);
            addUnit(facts, pair.b, mostCrops);
            facts.showsPartners |= pair.b.unit.unit.isValid();
            if (const auto text = valueText(content, pair))
                facts.widestValue = std::max(facts.widestValue, textWidth(*text, TextRole::Label));
        }
    }
    facts.isSingle = pairs == 1;
    const auto perSide = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(mostCrops))));
    facts.cropsPerSide = std::clamp(std::min(content.cropsPerSide, perSide), 1, 8);
    return facts;
}

std::optional<std::string> valueText(const GalleryContent& content, const GalleryPair& pair)
{
    if (!pair.hasPartner)
        return std::nullopt;
    return content.valueName + " = " + fixed(pair.value, 2);
}

GalleryMeasure::GalleryMeasure(const GalleryFacts& facts, double width, double ratio)
    : m_facts(facts),
      m_width(width),
      m_ratio(ratio)
{
}

int GalleryMeasure::px(double logical) const
{
    return static_cast<int>(std::lround(logical * m_ratio));
}

int GalleryMeasure::margin() const
{
    return px(kMargin);
}

double GalleryMeasure::availableWidth() const
{
    return m_width - 2 * kMargin;
}

int GalleryMeasure::gutter() const
{
    return m_facts.isSingle || m_width < kGutterFrom ? 0 : px(kGutterWidth);
}

int GalleryMeasure::keyHeight() const
{
    if (m_facts.isSingle || m_width >= kGutterFrom)
        return 0;
    return (m_facts.showsPartners ? 2 : 1) * px(lineHeight(TextRole::Label) + 2) + px(6);
}

int GalleryMeasure::nameHeight() const
{
    return m_facts.hasPictures() || m_facts.isSingle ? px(lineHeight(TextRole::Label) + 3) : 0;
}

int GalleryMeasure::valueHeight() const
{
    return m_facts.widestValue > 0 ? px(lineHeight(TextRole::Label) + 5) : 0;
}

int GalleryMeasure::titleHeight() const
{
    return px(lineHeight(TextRole::Title) + 6);
}

UnitMeasure GalleryMeasure::unit(const GalleryChoice& choice) const
{
    UnitMeasure m;
    if (!m_facts.hasPictures()) {
        const double wanted = std::min(m_facts.widestName + 20, kLargestNameBox);
        m.width = std::max(px(kSmallestNameBox), std::min(choice.side, px(wanted)));
        m.height = px(kNameBoxHeight);
        return m;
    }
    const int n = m_facts.cropsPerSide;
    m.gap = px(1);
    m.tile = m_facts.cropExtent == 0
                 ? 0
                 : wholeMultiple((choice.side - (n - 1) * m.gap) / n, m_facts.cropExtent);
    const int crops = m.tile == 0 ? 0 : n * m.tile + (n - 1) * m.gap;
    if (m_facts.filterExtent > 0)
        m.filter = crops == 0 ? wholeMultiple(choice.side, m_facts.filterExtent)
                              : nearestMultiple(crops, choice.side, m_facts.filterExtent);
    const int between = m.filter > 0 && crops > 0 ? px(5) : 0;
    if (choice.isBeside) {
        m.width = m.filter + between + crops;
        m.height = std::max(m.filter, crops);
        m.cropX = m.filter + between;
        m.cropY = (m.height - crops) / 2;
        m.filterY = (m.height - m.filter) / 2;
    } else {
        m.width = std::max(m.filter, crops);
        m.height = m.filter + between + crops;
        m.cropX = (m.width - crops) / 2;
        m.cropY = m.filter + between;
        m.filterX = (m.width - m.filter) / 2;
    }
    return m;
}

int GalleryMeasure::cellWidth(const GalleryChoice& choice) const
{
    const double name = std::min(m_facts.widestName, kLargestName);
    const double text = std::max(m_facts.widestValue, m_facts.isSingle ? 0.0 : name);
    return std::max(unit(choice).width, px(text)) + 2 * padding();
}

int GalleryMeasure::unitRow(const GalleryChoice& choice) const
{
    return nameHeight() + unit(choice).height;
}

int GalleryMeasure::cellHeight(const GalleryChoice& choice) const
{
    const int rows = m_facts.showsPartners ? 2 * unitRow(choice) + rowGap() : unitRow(choice);
    return rows + valueHeight() + 2 * padding();
}

int GalleryMeasure::width(const GalleryChoice& choice) const
{
    return 2 * margin() + gutter() + choice.columns * cellWidth(choice) +
           (choice.columns - 1) * columnGap();
}

int GalleryMeasure::height(const GalleryChoice& choice) const
{
    int height = 2 * margin() + keyHeight() + m_facts.titledSections * titleHeight();
    for (const int pairs : m_facts.pairsOfSection) {
        const int lines = (pairs + choice.columns - 1) / choice.columns;
        height += lines * cellHeight(choice) + std::max(0, lines - 1) * lineGap();
    }
    return height + std::max(0, static_cast<int>(m_facts.pairsOfSection.size()) - 1) * sectionGap();
}

std::optional<int> GalleryMeasure::largestSide(int columns, bool isBeside, int most,
                                               std::optional<double> height) const
{
    for (int side = most; side >= px(kSmallestSide); --side) {
        const GalleryChoice choice{columns, isBeside, side};
        if (this->width(choice) <= px(m_width) && (!height || this->height(choice) <= px(*height)))
            return side;
    }
    return std::nullopt;
}

GalleryChoice GalleryMeasure::smallest(int columns) const
{
    return {columns, false, px(kSmallestSide)};
}

/// A little more than `side` if the crops then need not be made smaller.
int GalleryMeasure::roundedUp(int side) const
{
    constexpr double kMost = 1.2;
    const int n = m_facts.cropsPerSide;
    const int needed = n * m_facts.cropExtent + (n - 1) * px(1);
    return needed > side && needed <= kMost * side ? needed : side;
}

int GalleryMeasure::pictureSide(const GalleryChoice& choice) const
{
    const auto m = unit(choice);
    const int n = m_facts.cropsPerSide;
    return m_facts.hasPictures() ? std::max(m.filter, n * m.tile + (n - 1) * m.gap) : m.width;
}

bool GalleryMeasure::isComfortable(const GalleryChoice& choice) const
{
    return pictureSide(choice) >= px(kComfortableSide);
}

GalleryChoice GalleryMeasure::choose(std::optional<double> height) const
{
    const bool hasBoth = m_facts.filterExtent > 0 && m_facts.cropExtent > 0;
    const double usual = m_facts.isSingle ? kSingleSide : hasBoth ? kUsualSideOfTwo : kUsualSide;
    const int most = roundedUp(px(height ? kLargestSide : usual));
    std::optional<GalleryChoice> best;
    int last = 0;
    for (int lines = 1; lines <= std::max(1, m_facts.mostPairs); ++lines) {
        const int columns = std::max(1, (m_facts.mostPairs + lines - 1) / lines);
        if (columns == last)
            continue;
        last = columns;
        std::optional<GalleryChoice> here;
        for (const bool isBeside : {true, false}) {
            const auto side =
                isBeside && !hasBoth ? std::nullopt : largestSide(columns, isBeside, most, height);
            if (!side || (here && !height && isComfortable(*here)))
                continue;
            const GalleryChoice choice{columns, isBeside, *side};
            if (!here || pictureSide(choice) > pictureSide(*here))
                here = choice;
        }
        if (here && isComfortable(*here))
            return *here;
        if (here && (!best || pictureSide(*here) > pictureSide(*best)))
            best = here;
    }
    if (best)
        return *best;
    return height ? choose(std::nullopt) : smallest(1);
}

} // namespace counterpart::plots
