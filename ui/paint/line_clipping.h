#pragma once

#include <QLineF>
#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace counterpart::paint {

/// Cuts the segment to the rectangle (Liang & Barsky 1984); false if nothing of it is inside.
bool clipSegment(QLineF& segment, const QRectF& clip);

/// The pieces of a polyline that lie in the rectangle. For SVG, whose Qt 6.4 painter cannot clip.
std::vector<QPolygonF> clippedPolyline(const QPolygonF& line, const QRectF& clip);

} // namespace counterpart::paint
