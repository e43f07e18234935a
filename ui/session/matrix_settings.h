#pragma once

#include "core/analysis/ordering.h"

#include <QObject>

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

    bool operator==(const MatrixLook&) const = default;
};

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
