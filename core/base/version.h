#pragma once

namespace counterpart::core {

/// The program's version, for example "0.1.0".
const char* version();

} // namespace counterpart::core
