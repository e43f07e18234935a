#pragma once

#include "session/matrix_settings.h"
#include "session/selection.h"

#include <QUndoStack>

namespace counterpart::models {

/// Writes changes of the current and selected units, the order and the colours of matrices into an
/// undo stack. Repeated changes of one kind (walking with the arrow keys, dragging a limit) become
/// one step if they follow within a second.
class UndoRecorder : public QObject
{
    Q_OBJECT

public:
    UndoRecorder(session::Selection& selection, session::MatrixSettings& settings,
                 QObject* parent = nullptr);

    QUndoStack& stack() { return m_stack; }
    /// Forgets every step: after other files or layers were chosen, units mean something else.
    void clear();

private:
    void recordSelection();
    void recordLook(const session::MatrixLook& before, const session::MatrixLook& now);

    session::Selection& m_selection;
    session::MatrixSettings& m_settings;
    session::Units m_current;
    session::Units m_selected;
    bool m_isApplying = false; ///< an undo or redo sets the look: not to be recorded
    QUndoStack m_stack;
};

} // namespace counterpart::models
