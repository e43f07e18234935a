#pragma once

#include "session/session.h"

#include <string>
#include <vector>

namespace counterpart::ui {

/// What the networks are by one attribute.
struct NetworkLabels
{
    std::string attribute;
    std::vector<int> category; ///< of each network; -1 where the file does not say
    std::vector<std::string> names;
    bool isOrdered = false; ///< numbers, by rising value
};

/// The attributes that tell the networks apart: more than one value, and fewer than there are
/// networks unless they are numbers; those in ranges as core::attributeGroups() makes them.
std::vector<NetworkLabels> distinguishing(const std::vector<session::NetworkPtr>& networks);

} // namespace counterpart::ui
