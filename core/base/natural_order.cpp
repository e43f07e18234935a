#include "core/base/natural_order.h"

#include "core/base/number_text.h"

namespace counterpart::core {

namespace {

/// Takes the number in front away; without leading zeros.
std::string_view takeNumber(std::string_view& text)
{
    while (!text.empty() && text.front() == '0')
        text.remove_prefix(1);
    std::size_t digits = 0;
    while (digits < text.size() && isDigit(text[digits]))
        ++digits;
    const std::string_view number = text.substr(0, digits);
    text.remove_prefix(digits);
    return number;
}

} // namespace

bool isNaturallyBefore(std::string_view a, std::string_view b)
{
    const std::string_view wholeA = a;
    const std::string_view wholeB = b;
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const std::string_view x = takeNumber(a);
            const std::string_view y = takeNumber(b);
            if (x != y)
                return x.size() != y.size() ? x.size() < y.size() : x < y;
            continue;
        }
        if (a.front() != b.front())
            return a.front() < b.front();
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.empty() && b.empty() ? wholeA < wholeB : a.empty();
}

} // namespace counterpart::core
