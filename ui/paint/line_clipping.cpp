#include "paint/line_clipping.h"

#include <algorithm>
#include <array>

namespace counterpart::paint {

bool clipSegment(QLineF& segment, const QRectF& clip)
{
    const double dx = segment.dx();
    const double dy = segment.dy();
    const std::array<double, 4> direction{-dx, dx, -dy, dy};
    const std::array<double, 4> distance{segment.x1() - clip.left(), clip.right() - segment.x1(),
                                         segment.y1() - clip.top(), clip.bottom() - segment.y1()};
    double from = 0;
    double to = 1;
    for (std::size_t side = 0; side < 4; ++side) {
        if (direction[side] == 0) {
            if (distance[side] < 0)
                return false;
            continue;
        }
        const double t = distance[side] / direction[side];
        if (direction[side] < 0)
            from = std::max(from, t);
        else
            to = std::min(to, t);
    }
    if (from > to)
        return false;
    segment = QLineF(segment.pointAt(from), segment.pointAt(to));
    return true;
}

std::vector<QPolygonF> clippedPolyline(const QPolygonF& line, const QRectF& clip)
{
    std::vector<QPolygonF> pieces;
    bool continues = false;
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        QLineF segment(line[i], line[i + 1]);
        if (!clipSegment(segment, clip)) {
            continues = false;
            continue;
        }
        if (!continues || pieces.empty() || pieces.back().back() != segment.p1())
            pieces.push_back(QPolygonF{segment.p1()});
        pieces.back().append(segment.p2());
        continues = segment.p2() == line[i + 1];
    }
    return pieces;
}

} // namespace counterpart::paint
