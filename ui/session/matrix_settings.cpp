#include "session/matrix_settings.h"

#include <utility>

namespace counterpart::session {

void MatrixSettings::setLook(const MatrixLook& look)
{
    if (m_look == look)
        return;
    const MatrixLook before = std::exchange(m_look, look);
    emit lookChanged(before, m_look);
}

} // namespace counterpart::session
