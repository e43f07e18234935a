#include "session/unit_filter.h"

namespace counterpart::session {

void UnitFilter::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    emit changed();
}

void UnitFilter::setRange(double lowest, double highest)
{
    if (m_lowest == lowest && m_highest == highest)
        return;
    m_lowest = lowest;
    m_highest = highest;
    emit changed();
}

} // namespace counterpart::session
