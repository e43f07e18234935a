#include "models/undo_recorder.h"

#include <QElapsedTimer>

#include <utility>

namespace counterpart::models {

namespace {

constexpr int kMergeMilliseconds = 1000;
enum CommandId { SelectionCommandId = 1, LookCommandId };

/// A change of one value from `before` to `now`, applied by `apply`. The change has happened when
/// the command is made, so the stack's first redo() sets what is there already, which does nothing.
template <class Value, class Apply>
class ChangeCommand : public QUndoCommand
{
public:
    ChangeCommand(CommandId id, const QString& text, Value before, Value now, Apply apply)
        : QUndoCommand(text),
          m_id(id),
          m_before(std::move(before)),
          m_now(std::move(now)),
          m_apply(std::move(apply))
    {
        m_clock.start();
    }

    int id() const override { return m_id; }
    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_now); }
    bool mergeWith(const QUndoCommand* command) override
    {
        if (m_clock.elapsed() > kMergeMilliseconds)
            return false;
        m_now = static_cast<const ChangeCommand*>(command)->m_now;
        m_clock.restart();
        return true;
    }

private:
    CommandId m_id;
    Value m_before;
    Value m_now;
    Apply m_apply;
    QElapsedTimer m_clock;
};

using CurrentAndSelected = std::pair<session::Units, session::Units>;

} // namespace

UndoRecorder::UndoRecorder(session::Selection& selection, session::MatrixSettings& settings,
                           QObject* parent)
    : QObject(parent),
      m_selection(selection),
      m_settings(settings)
{
    connect(&selection, &session::Selection::currentChanged, this, &UndoRecorder::recordSelection);
    connect(&selection, &session::Selection::selectedChanged, this, &UndoRecorder::recordSelection);
    connect(&settings, &session::MatrixSettings::lookChanged, this, &UndoRecorder::recordLook);
}

void UndoRecorder::clear()
{
    m_current = m_selection.current();
    m_selected = m_selection.selected();
    m_stack.clear();
}

void UndoRecorder::recordSelection()
{
    CurrentAndSelected before{m_current, m_selected};
    CurrentAndSelected now{m_selection.current(), m_selection.selected()};
    if (before == now)
        return;
    m_current = now.first;
    m_selected = now.second;
    const auto apply = [this](const CurrentAndSelected& units) {
        m_current = units.first;
        m_selected = units.second;
        m_selection.setCurrent(units.first);
        m_selection.setSelected(units.second);
    };
    m_stack.push(new ChangeCommand(SelectionCommandId, tr("choice of units"), std::move(before),
                                   std::move(now), apply));
}

void UndoRecorder::recordLook(const session::MatrixLook& before, const session::MatrixLook& now)
{
    if (m_isApplying)
        return;
    const auto apply = [this](const session::MatrixLook& look) {
        m_isApplying = true;
        m_settings.setLook(look);
        m_isApplying = false;
    };
    m_stack.push(new ChangeCommand(LookCommandId, tr("matrix display"), before, now, apply));
}

} // namespace counterpart::models
