#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace counterpart::core {

/// A document as text, in one line or with `indent` spaces a level. Bytes that are not UTF-8, as
/// names in foreign files may have, are replaced instead of refused.
template <class Document>
std::string jsonText(const Document& document, int indent = -1)
{
    return document.dump(indent, ' ', false, Document::error_handler_t::replace);
}

} // namespace counterpart::core
