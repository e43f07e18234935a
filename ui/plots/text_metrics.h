#pragma once

#include "plots/plot_style.h"

#include <string>
#include <string_view>
#include <vector>

namespace counterpart::plots {

/// Sizes of a line of text in logical pixels, from the advance widths of the bundled font without
/// kerning (at most 5 % wider than drawn), so that a plot can be laid out before there is anything
/// to draw on. Characters beyond ASCII count as the average of their kind.
double textWidth(std::string_view utf8, TextRole role);
double lineHeight(TextRole role);
int fontSize(TextRole role);

/// The text, or its beginning (its end, if `keepEnd`) with an ellipsis, so as to fit into `width`.
std::string elided(const std::string& utf8, TextRole role, double width, bool keepEnd = false);

/// The text broken at spaces (a word that is too long is elided) into at most `maxLines` lines of
/// this width; what remains is elided.
std::vector<std::string> wrapped(const std::string& utf8, TextRole role, double width,
                                 int maxLines);

} // namespace counterpart::plots
