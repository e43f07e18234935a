#include "plots/curve_drawing.h"

namespace counterpart::plots {

namespace {

constexpr double kMarkerRadius = 3.5;
constexpr double kThresholdWidth = 2;
constexpr std::uint8_t kBackOpacity = 225;

} // namespace

Colour curveColour(const PlotTheme& theme, CurveRole role)
{
    switch (role) {
    case CurveRole::Semi:
        return theme.semi;
    case CurveRole::Matching:
        return theme.matching;
    case CurveRole::NetworkA:
        return theme.networkA;
    case CurveRole::NetworkB:
        break;
    }
    return theme.networkB;
}

double curveWidth(const Curve& curve, const CurveContent& content)
{
    const bool isUnderAnother =
        curve.role == CurveRole::Semi && !curve.withMarkers && content.curves.size() > 1;
    return isUnderAnother ? 2 * kCurveWidth : kCurveWidth;
}

CurveDrawing::CurveDrawing(Canvas& canvas, const PlotTheme& theme, const CurveContent& content,
                           const CurveLayout& layout)
    : m_canvas(canvas),
      m_theme(theme),
      m_content(content),
      m_layout(layout)
{
}

void CurveDrawing::titles()
{
    const auto draw = [&](const CurveText& title, TextRole role, double rotation) {
        m_canvas.text(title.centre, title.text,
                      {.role = role, .horizontal = HorizontalAlign::Centre, .rotation = rotation});
    };
    draw(m_layout.title, TextRole::Title, 0);
    draw(m_layout.xTitle, TextRole::Label, 0);
    draw(m_layout.yTitle, TextRole::Label, 90);
}

void CurveDrawing::threshold(double value)
{
    const Rect& area = m_layout.axes.area;
    const double y = m_layout.axes.y.toPixel(value);
    m_canvas.line({area.x, y}, {area.right(), y}, m_theme.threshold, kThresholdWidth, true);
    m_canvas.text({area.right() + 6, y}, fixed(value, 2),
                  {.role = TextRole::Tick, .colour = m_theme.threshold});
}

void CurveDrawing::markers()
{
    for (std::size_t c = 0; c < m_content.curves.size(); ++c) {
        const auto& curve = m_content.curves[c];
        if (!curve.withMarkers && curve.points.size() != 1)
            continue;
        for (const Point& point : m_layout.points[c])
            m_canvas.disc(point, kMarkerRadius, curveColour(m_theme, curve.role),
                          m_theme.background, 1);
    }
}

void CurveDrawing::legendSample(const Curve& curve, Point left)
{
    const Colour colour = curveColour(m_theme, curve.role);
    m_canvas.line({left.x + 1, left.y}, {left.x + kLegendSampleWidth - 1, left.y}, colour,
                  curveWidth(curve, m_content));
    if (curve.withMarkers)
        m_canvas.disc({left.x + kLegendSampleWidth / 2, left.y}, kMarkerRadius, colour,
                      m_theme.background, 1);
}

void CurveDrawing::legend(std::optional<double> threshold)
{
    const Rect& box = m_layout.legendBox;
    const double y = threshold ? m_layout.axes.y.toPixel(*threshold) : -1;
    if (threshold && y >= box.y && y <= box.bottom()) {
        Colour back = m_theme.background;
        back.a = kBackOpacity;
        m_canvas.fill(box, back);
    }
    for (const auto& line : m_layout.legend) {
        Point left{line.rect.x, line.rect.y + line.rect.height / 2};
        if (line.curve >= 0) {
            legendSample(m_content.curves[static_cast<std::size_t>(line.curve)], left);
            left.x += kLegendSampleWidth + kLegendSampleGap;
        }
        m_canvas.text(left, line.text, {});
    }
}

void CurveDrawing::ring(Point centre, Colour colour, double radius)
{
    m_canvas.disc(centre, radius, colour, m_theme.background, 1.5);
}

} // namespace counterpart::plots
