#include "plots/text_table.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace counterpart::plots {

void TextTable::add(const std::string& cell)
{
    if (!m_rowIsEmpty)
        m_text += '\t';
    m_rowIsEmpty = false;
    std::ranges::transform(cell, std::back_inserter(m_text),
                           [](char c) { return c == '\t' || c == '\n' || c == '\r' ? ' ' : c; });
}

void TextTable::endRow()
{
    m_text += '\n';
    m_rowIsEmpty = true;
}

std::string plainNumber(double value)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

} // namespace counterpart::plots
