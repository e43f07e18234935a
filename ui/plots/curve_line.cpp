#include "plots/curve_line.h"

#include <vtkContext2D.h>
#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtkPen.h>
#include <vtkPoints2D.h>
#include <vtkTransform2D.h>

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

/// A polyline of this many points at most is drawn in one piece.
constexpr int kPiece = 32;
/// A column in which the line stays within this height is part of a smooth stretch.
constexpr double kSmooth = 3;

void drawInPieces(vtkContext2D& painter, std::vector<float>& coordinates)
{
    const auto n = static_cast<int>(coordinates.size() / 2);
    for (int first = 0; first + 1 < n; first += kPiece - 1)
        painter.DrawPoly(coordinates.data() + std::ptrdiff_t{2} * first,
                         std::min(kPiece, n - first));
}

} // namespace

std::vector<ColumnReach> columnReaches(std::span<const Point> line)
{
    std::vector<ColumnReach> columns;
    const auto extend = [&](double column, double y) {
        const double x = column + 0.5;
        if (columns.empty() || columns.back().x < x)
            columns.push_back({x, y, y});
        columns.back().low = std::min(columns.back().low, y);
        columns.back().high = std::max(columns.back().high, y);
    };
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const Point a = line[i];
        const Point b = line[i + 1];
        double column = std::floor(a.x);
        extend(column, a.y);
        for (; column + 1 < b.x; ++column) {
            const double y = a.y + (b.y - a.y) * (column + 1 - a.x) / (b.x - a.x);
            extend(column, y);
            extend(column + 1, y);
        }
        extend(column, b.y);
    }
    return columns;
}

vtkStandardNewMacro(CurveLine);

bool CurveLine::Paint(vtkContext2D* painter)
{
    // A chart brings its lines up to date first and only then moves its origin to a low end of an
    // axis that is small beside the range: the first picture would be drawn about the old origin.
    Update();
    if (!Visible || !Points || Points->GetNumberOfPoints() < 2)
        return false;
    painter->ApplyPen(Pen);
    const auto n = static_cast<int>(Points->GetNumberOfPoints());
    auto* first = static_cast<float*>(Points->GetVoidPointer(0));
    std::vector<float> coordinates(first, first + std::ptrdiff_t{2} * n);
    std::vector<float> inScene(coordinates.size());
    painter->GetTransform()->TransformPoints(coordinates.data(), inScene.data(), n);
    const float spacing = (inScene[inScene.size() - 2] - inScene[0]) / static_cast<float>(n - 1);
    if (n > kPiece && spacing < Pen->GetWidth())
        paintDense(*painter, inScene);
    else
        drawInPieces(*painter, coordinates);
    return true;
}

/// In scene pixels, without the chart's transform.
void CurveLine::paintDense(vtkContext2D& painter, std::span<const float> coordinates) const
{
    std::vector<Point> line;
    for (std::size_t i = 0; i + 1 < coordinates.size(); i += 2)
        line.push_back({coordinates[i], coordinates[i + 1]});
    painter.PushMatrix();
    painter.SetTransform(vtkNew<vtkTransform2D>());
    std::vector<float> upright;
    std::vector<float> smooth;
    for (const auto& [x, low, high] : columnReaches(line)) {
        const auto column = static_cast<float>(x);
        smooth.insert(smooth.end(), {column, static_cast<float>((low + high) / 2)});
        if (high - low <= kSmooth)
            continue;
        drawInPieces(painter, smooth);
        smooth.clear();
        for (const double y : {low, high})
            upright.insert(upright.end(), {column, static_cast<float>(y)});
    }
    drawInPieces(painter, smooth);
    if (!upright.empty())
        painter.DrawLines(upright.data(), static_cast<int>(upright.size() / 2));
    painter.PopMatrix();
}

} // namespace counterpart::plots
