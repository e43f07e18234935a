#pragma once

#include "core/analysis/ordering.h"

#include <QObject>

#include <optional>

namespace counterpart::session {

/// How colour limits are found.
enum class LimitsKind {
    Full,       ///< -1..1, or 0..1 for absolute values
    MinMax,     ///< smallest and largest value of the four matrices
    Percentile, ///< 1st and 99th percentile, symmetric around 0 for signed values
    Manual
};

/// Names of plots::ColourMap, which this layer does not know.
enum class MapChoice { Gray, Viridis, Cividis, BlueRed };

struct MatrixLook
{
    core::OrderKind order = core::OrderKind::Original;
    MapChoice map = MapChoice::BlueRed;
    LimitsKind limits = LimitsKind::Full;
    double manualLow = -1;
    double manualHigh = 1;
    /// The network that orders the units of all others, where the order is by reference.
    std::optional<core::NetId> reference;

    bool operator==(const MatrixLook&) const = default;
};

/// The look with no reference network; what was ordered by one is ordered by match.
MatrixLook withoutReference(MatrixLook look);
/// The look with the units ordered by those of that network.
MatrixLook byReference(MatrixLook look, core::NetId net);

/// Order, colour map and limits of the matrices: one for all views, and undoable.
class MatrixSettings : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const MatrixLook& look() const { return m_look; }
    void setLook(const MatrixLook& look);

signals:
    void lookChanged(const counterpart::session::MatrixLook& before,
                     const counterpart::session::MatrixLook& now);

private:
    MatrixLook m_look;
};

} // namespace counterpart::session
