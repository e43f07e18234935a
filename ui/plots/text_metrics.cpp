#include "plots/text_metrics.h"

#include "plots/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace counterpart::plots {

namespace {

constexpr const char* kEllipsis = "\u2026";

/// Advance widths of U+0020 to U+007E in thousandths of the font size.
using AdvanceTable = std::array<short, 95>;

constexpr AdvanceTable kRegular{
    281, 278, 403, 631, 638, 813, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 625, 464, 605,
    636, 642, 608, 624, 571, 616, 624, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598,
    587, 743, 740, 264, 543, 652, 563, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642,
    665, 625, 362, 357, 362, 469, 452, 497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544,
    237, 869, 585, 597, 609, 609, 372, 523, 364, 581, 557, 813, 540, 557, 541, 362, 327, 362, 659};

constexpr AdvanceTable kSemiBold{
    248, 309, 396, 643, 649, 844, 663, 213, 393, 393, 543, 673, 295, 466, 290, 379, 667, 481,  621,
    652, 666, 632, 648, 587, 646, 648, 290, 295, 673, 673, 673, 544, 999, 724, 657, 744, 724,  608,
    586, 755, 744, 275, 561, 677, 566, 906, 741, 775, 643, 776, 651, 649, 660, 734, 724, 1007, 690,
    705, 653, 393, 379, 393, 481, 468, 497, 575, 630, 577, 630, 593, 377, 625, 613, 261, 261,  569,
    261, 898, 610, 608, 625, 625, 397, 549, 380, 608, 576, 837, 563, 576, 562, 393, 358, 393,  673};

constexpr int kLetterAdvance = 610; ///< of Latin and Greek letters beyond the table
constexpr int kSignAdvance = 660;   ///< of mathematical signs
constexpr int kMiddleDotAdvance = 290;
constexpr int kEllipsisAdvance = 821;
constexpr int kSquareAdvance = 1000; ///< of arrows, the dash, ideographs, pictographs

bool isSemiBold(TextRole role)
{
    return role == TextRole::Title || role == TextRole::PanelLetter;
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Advance of the character that begins at `i`, which is moved on to the next one.
int takeAdvance(std::string_view utf8, std::size_t& i, const AdvanceTable& table)
{
    const auto start = i++;
    while (i < utf8.size() && isContinuation(utf8[i]))
        ++i;
    const auto character = utf8.substr(start, i - start);
    const auto first = static_cast<unsigned char>(character.front());
    if (character.size() == 1)
        return first >= 32 && first < 127 ? table[first - 32U] : 0;
    if (character == "\u00B7")
        return kMiddleDotAdvance;
    if (character == kEllipsis)
        return kEllipsisAdvance;
    if (character.size() == 2)
        return kLetterAdvance;
    const bool isSquare =
        character == "\u2014" || character.starts_with("\xE2\x86") || first >= 0xE3;
    return isSquare ? kSquareAdvance : kSignAdvance;
}

/// The longest beginning of whole characters that is no wider than `width`.
std::string_view beginningWithin(std::string_view utf8, TextRole role, double width)
{
    const auto& table = isSemiBold(role) ? kSemiBold : kRegular;
    const double limit = width * 1000 / fontSize(role);
    int used = 0;
    std::size_t i = 0;
    while (i < utf8.size()) {
        const auto before = i;
        used += takeAdvance(utf8, i, table);
        if (used > limit)
            return utf8.substr(0, before);
    }
    return utf8;
}

/// The longest end of whole characters that is no wider than `width`.
std::string_view endWithin(std::string_view utf8, TextRole role, double width)
{
    std::size_t start = 0;
    while (start < utf8.size() && textWidth(utf8.substr(start), role) > width) {
        ++start;
        while (start < utf8.size() && isContinuation(utf8[start]))
            ++start;
    }
    return utf8.substr(start);
}

std::string_view withoutLastSpaces(std::string_view text)
{
    const auto last = text.find_last_not_of(' ');
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string_view withoutFirstSpaces(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    return text.substr(first == std::string_view::npos ? text.size() : first);
}

/// Both ends with an ellipsis between them; nothing where not even that fits.
std::string cutInTheMiddle(std::string_view utf8, TextRole role, double width)
{
    if (textWidth(utf8, role) <= width)
        return std::string(utf8);
    const double rest = width - textWidth(kEllipsis, role);
    if (rest <= 0)
        return {};
    const auto begin = withoutLastSpaces(beginningWithin(utf8, role, rest / 2));
    const auto end = withoutFirstSpaces(endWithin(utf8, role, rest - textWidth(begin, role)));
    return std::string(begin) + kEllipsis + std::string(end);
}

/// A name with what stands between it and the one before.
struct TitlePart
{
    std::string_view separator; ///< empty in front of the first one
    std::string_view name;
};

std::vector<TitlePart> partsOf(std::string_view title)
{
    constexpr std::array<std::string_view, 5> kSeparators{" \u00B7 ", "  \u2192  ", " \u2192 ",
                                                          " ~ ", ": "};
    std::vector<TitlePart> parts{{{}, title}};
    for (std::size_t i = 0; i < title.size();) {
        const auto found = std::ranges::find_if(kSeparators, [&](std::string_view separator) {
            return title.substr(i).starts_with(separator);
        });
        if (found == kSeparators.end()) {
            ++i;
            continue;
        }
        TitlePart& last = parts.back();
        const auto place = static_cast<std::size_t>(last.name.data() - title.data());
        last.name = title.substr(place, i - place);
        i += found->size();
        parts.push_back({*found, title.substr(i)});
    }
    return parts;
}

/// The name without the last words, if it shares them with the other one and they differ before.
std::string withoutSharedEnd(std::string_view name, std::string_view other)
{
    const auto [own, others] =
        std::ranges::mismatch(name.rbegin(), name.rend(), other.rbegin(), other.rend());
    if (own == name.rend() || others == other.rend())
        return std::string(name);
    const auto shared = static_cast<std::size_t>(name.rend() - own);
    const std::size_t word = name.find(' ', shared);
    if (word == std::string_view::npos)
        return std::string(name);
    const std::size_t last = name.find_last_not_of(" ,", word);
    return std::string(name.substr(0, last + 1)) + kEllipsis;
}

/// The names of a title; where its halves are alike, as of two networks, without what a name shares
/// at its end with that of the other half.
std::vector<std::string> namesOf(const std::vector<TitlePart>& parts)
{
    std::vector<std::string> names;
    const std::size_t half = parts.size() / 2;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t other = i < half ? i + half : i - half;
        names.push_back(parts.size() % 2 == 0 ? withoutSharedEnd(parts[i].name, parts[other].name)
                                              : std::string(parts[i].name));
    }
    return names;
}

/// The width that no name may exceed for all to fit into `room`.
double nameLimit(std::vector<double> widths, double room)
{
    std::ranges::sort(widths);
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const double share = room / static_cast<double>(widths.size() - i);
        if (widths[i] > share)
            return share;
        room -= widths[i];
    }
    return room;
}

/// The word, cut after signs at which it may be broken where it is wider than a line.
std::vector<std::string> piecesOf(const std::string& word, TextRole role, double width)
{
    std::vector<std::string> pieces{word};
    if (textWidth(word, role) <= width)
        return pieces;
    while (true) {
        const std::string rest = pieces.back();
        const std::size_t cut = rest.find_first_of("._/-");
        if (cut == std::string::npos || cut + 1 == rest.size())
            return pieces;
        pieces.back() = rest.substr(0, cut + 1);
        pieces.push_back(rest.substr(cut + 1));
    }
}

} // namespace

int fontSize(TextRole role)
{
    switch (role) {
    case TextRole::Title:
    case TextRole::PanelLetter:
        return kTitleSize;
    case TextRole::Label:
        return kLabelSize;
    case TextRole::Tick:
        break;
    }
    return kTickSize;
}

double textWidth(std::string_view utf8, TextRole role)
{
    const auto& table = isSemiBold(role) ? kSemiBold : kRegular;
    int sum = 0;
    for (std::size_t i = 0; i < utf8.size();)
        sum += takeAdvance(utf8, i, table);
    return sum * fontSize(role) / 1000.0;
}

double widestTickLabel(double low, double high)
{
    double width = 0;
    for (int count = 3; count <= kMostScaleTicks; ++count)
        for (const std::string& label : niceTicks(low, high, count).labels)
            width = std::max(width, textWidth(label, TextRole::Tick));
    return width;
}

double lineHeight(TextRole role)
{
    constexpr double kAscentAndDescent = 1.21;
    return std::ceil(fontSize(role) * kAscentAndDescent);
}

std::string elided(const std::string& utf8, TextRole role, double width)
{
    constexpr double kShortestName = 3; // in letters
    if (textWidth(utf8, role) <= width)
        return utf8;
    const std::vector<TitlePart> parts = partsOf(utf8);
    const std::vector<std::string> names = namesOf(parts);
    double room = width - 1e-6; // for rounding
    std::vector<double> widths;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        room -= textWidth(parts[i].separator, role);
        widths.push_back(textWidth(names[i], role));
    }
    const double limit = nameLimit(widths, room);
    if (limit < textWidth(kEllipsis, role) + kShortestName * textWidth("n", role))
        return cutInTheMiddle(utf8, role, width);
    std::string shown;
    for (std::size_t i = 0; i < parts.size(); ++i)
        shown.append(parts[i].separator).append(cutInTheMiddle(names[i], role, limit));
    return shown;
}

std::vector<std::string> wrapped(const std::string& utf8, TextRole role, double width, int maxLines)
{
    std::vector<std::string> lines;
    std::istringstream words(utf8);
    for (std::string word; words >> word;) {
        std::string glue = " ";
        for (const std::string& piece : piecesOf(word, role, width)) {
            const bool mayBreak = static_cast<int>(lines.size()) < maxLines;
            const std::string longer = lines.empty() ? piece : lines.back() + glue + piece;
            if (lines.empty() || (mayBreak && textWidth(longer, role) > width))
                lines.push_back(piece);
            else
                lines.back() = longer;
            glue.clear();
        }
    }
    for (auto& line : lines)
        line = elided(line, role, width);
    return lines;
}

} // namespace counterpart::plots
