#pragma once

#include "core/base/types.h"

#include <QObject>
#include <QString>

namespace counterpart::session {

/// Which units lists show: those whose number or name contains the text and whose best value lies
/// in the range.
class UnitFilter : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const QString& text() const { return m_text; }
    double lowest() const { return m_lowest; }
    double highest() const { return m_highest; }

    void setText(const QString& text);
    /// Similarities, each -1..1.
    void setRange(double lowest, double highest);

signals:
    void changed();

private:
    QString m_text;
    double m_lowest = -1;
    double m_highest = 1;
};

} // namespace counterpart::session
