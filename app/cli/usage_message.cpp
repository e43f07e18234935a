#include "cli/usage_message.h"

#include <array>
#include <regex>

namespace counterpart::cli {

namespace {

/// A message of CLI11 and what is said instead.
struct Wording
{
    const char* found;
    const char* said;
};

constexpr std::array kWordings{
    Wording{R"((\S+): \d+ required all:\{all\} missing)", "$1 needs a value: all"},
    Wording{R"((\S+): \d+ required (.*) missing)", "$1 needs a value: $2"},
    Wording{R"((\S+): Value (.*) not in range (\S+?)(?:\.0+)? to \d{19,}.*)",
            "$1: found $2, expected a number from $3 on"},
    Wording{R"((\S+): Value (.*) not in range (\S+?)(?:\.0+)? to (\S+?)(?:\.0+)?)",
            "$1: found $2, expected a number from $3 to $4"},
    // As CLI11 2.4 writes them.
    Wording{R"((\S+): Value (.*) not in range \[(\S+) - \S+e\+30\d\])",
            "$1: found $2, expected a number from $3 on"},
    Wording{R"((\S+): Value (.*) not in range \[(\S+) - (\S+)\])",
            "$1: found $2, expected a number from $3 to $4"},
    Wording{R"((\S+): (.*) not in \{(.*)\})", "$1: found $2, expected $3"},
    Wording{R"(Could not convert: (\S+) = (.*))", "$1: found $2, expected a number"},
    Wording{R"(The following arguments? (?:was|were) not expected: (.*))", "not expected: $1"}};

} // namespace

std::string usageMessage(const CLI::ParseError& error)
{
    std::string text = error.what();
    for (const Wording& wording : kWordings) {
        const std::regex pattern(wording.found);
        if (std::regex_match(text, pattern))
            return std::regex_replace(text, pattern, wording.said);
    }
    return text;
}

} // namespace counterpart::cli
