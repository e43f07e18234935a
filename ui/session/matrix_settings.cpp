#include "session/matrix_settings.h"

#include <utility>

namespace counterpart::session {

MatrixLook withoutReference(MatrixLook look)
{
    look.reference.reset();
    if (look.order == core::OrderKind::Reference)
        look.order = core::OrderKind::Match;
    return look;
}

MatrixLook byReference(MatrixLook look, core::NetId net)
{
    look.reference = net;
    look.order = core::OrderKind::Reference;
    return look;
}

void MatrixSettings::setLook(const MatrixLook& look)
{
    if (m_look == look)
        return;
    const MatrixLook before = std::exchange(m_look, look);
    emit lookChanged(before, m_look);
}

} // namespace counterpart::session
