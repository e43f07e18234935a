#pragma once

#include <string>
#include <vector>

namespace counterpart::test {

/// The cells of comma-separated values, line by line, for tests of what was written. Quotes hold
/// commas, line breaks and doubled quotes; an empty line has one empty cell.
inline std::vector<std::vector<std::string>> readCsv(const std::string& text)
{
    std::vector<std::vector<std::string>> lines{{""}};
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string& cell = lines.back().back();
        if (isQuoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"')
            cell += text[i++];
        else if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && text[i] == ',')
            lines.back().emplace_back();
        else if (!isQuoted && text[i] == '\n')
            lines.emplace_back(1);
        else
            cell += text[i];
    }
    lines.pop_back(); // after the last line's end
    return lines;
}

} // namespace counterpart::test
