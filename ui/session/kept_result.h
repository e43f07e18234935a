#pragma once

#include "session/result_drawer.h"

namespace counterpart::session {

/// What the drawer keeps there, where read(text) is not null; else what make() gives, which is kept
/// from then on as write(result).
template <class Read, class Make, class Write>
auto keptOrMade(const DrawerPlace& place, Read read, Make make, Write write) -> decltype(make())
{
    if (const auto text = place.drawer ? place.drawer->find(place.key) : std::nullopt) {
        if (decltype(make()) kept = read(*text))
            return kept;
    }
    decltype(make()) made = make();
    if (place.drawer)
        place.drawer->keep(place.key, write(*made));
    return made;
}

} // namespace counterpart::session
