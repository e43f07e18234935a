#pragma once

#include <vector>

namespace counterpart::plots {

/// A plot of which a part can be shown, or which can be turned, and that tells how in numbers which
/// files can keep.
class ZoomedPlot
{
public:
    /// Empty while everything is shown as in the beginning.
    virtual std::vector<double> zoomState() const = 0;
    /// Shows that part, or as much of it as there is; numbers that mean nothing are passed over.
    virtual void setZoomState(const std::vector<double>& state) = 0;

protected:
    ~ZoomedPlot() = default;
};

} // namespace counterpart::plots
