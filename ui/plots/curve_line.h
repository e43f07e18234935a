#pragma once

#include "plots/geometry.h"

#include <span>
#include <vector>

#include <vtkPlotLine.h>

namespace counterpart::plots {

/// The vertical reach of a line within one column of pixels.
struct ColumnReach
{
    double x = 0; ///< middle of the column
    double low = 0;
    double high = 0;
};

/// A line through points of ascending x as the reach of its segments within columns of width 1;
/// neighbours touch where the line does.
std::vector<ColumnReach> columnReaches(std::span<const Point> line);

/// A line of a chart that stays quick with thousands of points. An antialiasing painter's time for
/// one path grows with the square of the strokes that cross a row of pixels (a jagged curve of 4096
/// units took 0.6 s to 3 s), so a line is drawn in short pieces; and where its points are closer
/// than the pen is wide, as one upright stroke a column of pixels, with polylines through smooth
/// stretches.
class CurveLine : public vtkPlotLine
{
public:
    static CurveLine* New();
    vtkTypeMacro(CurveLine, vtkPlotLine)

        bool Paint(vtkContext2D* painter) override;

protected:
    CurveLine() = default;
    ~CurveLine() override = default;

private:
    void paintDense(vtkContext2D& painter, std::span<const float> coordinates) const;
};

} // namespace counterpart::plots
