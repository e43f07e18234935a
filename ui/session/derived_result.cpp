#include "session/derived_result.h"

namespace counterpart::session {

void DerivedResultBase::setState(State state, const QString& failure)
{
    m_state = state;
    m_failure = failure;
    emit changed();
}

} // namespace counterpart::session
