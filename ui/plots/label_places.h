#pragma once

#include "plots/geometry.h"

#include <optional>
#include <vector>

namespace counterpart::plots {

/// Places for labels beside marks, so that none covers a mark or another label.
class LabelPlaces
{
public:
    /// Of labels of this height, all within the area.
    LabelPlaces(Rect area, double height) : m_area(area), m_height(height) {}

    /// Nothing may cover it. All marks before the first label.
    void addMark(Point at, double radius);
    /// Right of the mark, or left of it where there is no room; none where there is none either. At
    /// its height, or as near as the area allows. Nothing may cover it from then on.
    std::optional<Rect> take(Point mark, double radius, double width);

private:
    bool isFree(const Rect& place) const;

    Rect m_area;
    double m_height;
    std::vector<Rect> m_taken;
};

} // namespace counterpart::plots
