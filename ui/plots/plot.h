#pragma once

#include "core/base/types.h"
#include "plots/geometry.h"
#include "plots/plot_style.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

class vtkContextScene;

namespace counterpart::core {
struct DataTable;
}

namespace counterpart::plots {

/// What lies under the pointer: the units (one of each network in a matrix cell, for example) and
/// a line of text for the status bar, such as "A conv1[17] ~ B conv1[4]   r = 0.972".
struct PlotHit
{
    std::vector<core::UnitRef> units;
    std::string text;
};

/// The units that every plot marks, in the order of strength.
struct Highlight
{
    std::vector<core::UnitRef> hover;
    std::vector<core::UnitRef> current;
    std::vector<core::UnitRef> selected;
};

/// A scene and where it is drawn within the plot.
struct ScenePlacement
{
    vtkContextScene* scene = nullptr;
    Rect rect;
};

/// Makes tables, on any thread and at any later time: it holds data that do not change.
using TableMaker = std::function<std::vector<core::DataTable>()>;

/// A picture that can be drawn without a widget: on screen, into SVG, PDF or PNG by the same code.
/// Lives on the GUI thread; holds shared, immutable data that it was given.
///
/// Before it is drawn: setTheme(), setPixelRatio() and setSize(), in any order; each is cheap when
/// nothing changes.
class Plot
{
public:
    virtual ~Plot() = default;
    Plot() = default;
    Plot(const Plot&) = delete;
    Plot& operator=(const Plot&) = delete;

    virtual void setTheme(const PlotTheme& theme) = 0;
    /// Device pixels a logical pixel, for images that must fall on whole pixels.
    virtual void setPixelRatio(double ratio) = 0;
    /// Lays the plot out for this size in logical pixels.
    virtual void setSize(Size size) = 0;
    /// Smallest size at which nothing overlaps, and the size of a figure on its own.
    virtual Size minimumSize() const = 0;
    virtual Size preferredSize() const = 0;

    /// Whether there are no data to draw: nothing, or axes alone, would be seen.
    virtual bool isEmpty() const = 0;
    /// The scenes to paint, after setSize().
    virtual std::vector<ScenePlacement> placements() const = 0;

    virtual void setHighlight(const Highlight&) {}
    virtual std::optional<PlotHit> hitAt(Point) const { return std::nullopt; }

    /// Interaction. Each returns true if the plot must be painted again.
    virtual bool zoomAt(Point /*centre*/, double /*factor*/) { return false; }
    virtual bool pan(Point /*from*/, Point /*to*/) { return false; }
    virtual bool resetView() { return false; }

    /// The data of the picture, all of them whatever part is shown: one table called "values", or
    /// several. Cheap; what takes long is left to the maker.
    virtual TableMaker tables() const = 0;
    /// The same as tab-separated text with header lines, for "Copy data"; of tables of more than
    /// four million cells the last rows are left out.
    std::string dataAsText() const;
};

} // namespace counterpart::plots
