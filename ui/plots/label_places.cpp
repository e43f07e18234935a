#include "plots/label_places.h"

#include <algorithm>

namespace counterpart::plots {

namespace {

constexpr double kBesideMark = 3;

bool touches(const Rect& a, const Rect& b)
{
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

} // namespace

void LabelPlaces::addMark(Point at, double radius)
{
    m_taken.push_back({at.x - radius, at.y - radius, 2 * radius, 2 * radius});
}

std::optional<Rect> LabelPlaces::take(Point mark, double radius, double width)
{
    const double away = radius + kBesideMark;
    const double y =
        std::clamp(mark.y - m_height / 2, m_area.y, std::max(m_area.y, m_area.bottom() - m_height));
    for (const double x : {mark.x + away, mark.x - away - width}) {
        const Rect place{x, y, width, m_height};
        if (!isFree(place))
            continue;
        m_taken.push_back(place);
        return place;
    }
    return std::nullopt;
}

bool LabelPlaces::isFree(const Rect& place) const
{
    return place.x >= m_area.x && place.right() <= m_area.right() && place.y >= m_area.y &&
           place.bottom() <= m_area.bottom() &&
           std::ranges::none_of(m_taken, [&](const Rect& other) { return touches(place, other); });
}

} // namespace counterpart::plots
