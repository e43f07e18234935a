#include "session/selection.h"

#include <algorithm>
#include <utility>

namespace counterpart::session {

Selection::Selection(QObject* parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &Selection::sendChanges);
}

void Selection::setHover(const Units& units)
{
    if (m_hover == units)
        return;
    m_hover = units;
    noteChange(HoverChange);
}

void Selection::setCurrent(const Units& units)
{
    if (m_current == units)
        return;
    m_current = units;
    noteChange(CurrentChange);
}

void Selection::setSelected(const Units& units)
{
    Units sorted = units;
    std::ranges::sort(sorted);
    const auto repeated = std::ranges::unique(sorted);
    sorted.erase(repeated.begin(), repeated.end());
    if (m_selected == sorted)
        return;
    m_selected = std::move(sorted);
    noteChange(SelectedChange);
}

void Selection::toggleSelected(const Units& units)
{
    const auto isSelected = [this](const core::UnitRef& unit) {
        return std::ranges::binary_search(m_selected, unit);
    };
    Units next = m_selected;
    if (std::ranges::all_of(units, isSelected)) {
        std::erase_if(next, [&](const core::UnitRef& unit) {
            return std::ranges::find(units, unit) != units.end();
        });
    } else {
        next.insert(next.end(), units.begin(), units.end());
    }
    setSelected(next);
}

void Selection::clear()
{
    setHover({});
    setCurrent({});
    setSelected({});
}

void Selection::noteChange(Change change)
{
    m_changes |= change;
    m_timer.start();
}

void Selection::sendChanges()
{
    const int changes = std::exchange(m_changes, 0);
    if (changes & SelectedChange)
        emit selectedChanged();
    if (changes & CurrentChange)
        emit currentChanged();
    if (changes & HoverChange)
        emit hoverChanged();
}

} // namespace counterpart::session
