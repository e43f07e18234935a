#pragma once

#include "plots/canvas.h"
#include "plots/cloud_plot.h"

#include <Eigen/Core>

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <vector>

namespace counterpart::plots {

/// A point of a cloud as it is seen.
struct CloudPlace
{
    Point at;
    double scale = 1; ///< 1 at the middle of the box, more for nearer things
    double depth = 0; ///< larger is nearer
};

/// The view that a cloud begins with, degrees.
inline constexpr double kFirstUpright = 35;
inline constexpr double kFirstTilt = 22;

/// What a CloudPlot consists of; painted by cloud_drawing.cpp.
struct CloudPlot::State
{
    CloudContent content;
    PlotTheme theme = lightTheme();
    Size size{460, 380};
    Highlight highlight;
    double upright = kFirstUpright; ///< degrees
    double tilt = kFirstTilt;
    double zoom = 1;
    Eigen::Vector3d middle = Eigen::Vector3d::Zero();
    Eigen::Vector3d half = Eigen::Vector3d::Ones(); ///< of the box
    Rect area;
    std::vector<CloudPlace> projected;
    std::vector<std::size_t> order; ///< farthest first
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    State();
    void measure();
    void layOut();
    double titleHeight() const;
    double legendHeight() const;
    CloudPlace project(const Eigen::Vector3d& point) const;
    Eigen::Vector3d corner(int index) const;
    Colour colourOf(int category) const;
    bool hasFewPoints() const;
    double radius() const;
    void paint(Canvas canvas) const;
    void paintBox(Canvas& canvas) const;
    void paintPoints(Canvas& canvas) const;
    void paintLabels(Canvas& canvas) const;
    void paintLegend(Canvas& canvas) const;
};

} // namespace counterpart::plots
