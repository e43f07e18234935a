#pragma once

namespace counterpart::plots {

/// What of a plot goes into a figure. On the screen everything is shown.
struct FigureParts
{
    bool title = true;     ///< above the plot, and above each panel
    bool axes = true;      ///< titles, ticks and numbers of the axes
    bool colourBar = true; ///< where the plot has one
    bool legend = true;    ///< names of curves, colours and notes
    bool letters = true;   ///< a, b, c of panels

    bool operator==(const FigureParts&) const = default;
};

/// A plot that can leave parts out and gives their room to the rest.
class PartedPlot
{
public:
    virtual void setParts(const FigureParts& parts) = 0;

protected:
    ~PartedPlot() = default;
};

} // namespace counterpart::plots
