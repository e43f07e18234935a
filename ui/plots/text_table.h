#pragma once

#include <string>

namespace counterpart::plots {

/// Tab-separated text, as spreadsheets take it: tabs and line breaks within a cell become spaces.
class TextTable
{
public:
    void add(const std::string& cell);
    void endRow();
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
    bool m_rowIsEmpty = true;
};

/// Shortest decimal text that gives the value back.
std::string plainNumber(double value);

} // namespace counterpart::plots
