#include "core/base/version.h"

namespace counterpart::core {

const char* version()
{
    return COUNTERPART_VERSION;
}

} // namespace counterpart::core
