#pragma once

#include "session/units.h"

#include <QObject>
#include <QTimer>

namespace counterpart::session {

/// Which units the user points at (hover), looks at (current) and has picked out (selected); at
/// most two for hover and current, of both networks or of one.
/// Partners are not stored: they follow from the matching in force.
///
/// A setter given the present value does nothing. Signals are merged: at most one of each kind for
/// one turn of the event loop, sent after the last change.
class Selection : public QObject
{
    Q_OBJECT

public:
    explicit Selection(QObject* parent = nullptr);

    const Units& hover() const { return m_hover; }
    const Units& current() const { return m_current; }
    /// In ascending order, each unit once.
    const Units& selected() const { return m_selected; }

    void setHover(const Units& units);
    void setCurrent(const Units& units);
    void setSelected(const Units& units);
    /// Adds the units to the selected ones, or removes them if all are selected already.
    void toggleSelected(const Units& units);
    void clear();

signals:
    void hoverChanged();
    void currentChanged();
    void selectedChanged();

private:
    enum Change { HoverChange = 1, CurrentChange = 2, SelectedChange = 4 };
    void noteChange(Change change);
    void sendChanges();

    Units m_hover;
    Units m_current;
    Units m_selected;
    int m_changes = 0;
    QTimer m_timer;
};

} // namespace counterpart::session
