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
/// The widest label of niceTicks(low, high) with up to kMostScaleTicks.
inline constexpr int kMostScaleTicks = 11;
double widestTickLabel(double low, double high);
double lineHeight(TextRole role);
int fontSize(TextRole role);

/// The text, shortened so as to fit into `width`. Parts between " · ", arrows, " ~ " or ": "
/// stay all of them: names of two halves give way where both end alike, then the longest in their
/// middle, as names often differ at their ends. Where there is no room for that, the text as a
/// whole is cut in its middle.
std::string elided(const std::string& utf8, TextRole role, double width);

/// The text broken at spaces into at most `maxLines` lines of this width, a word that is longer
/// than a line also after one of "._/-"; what does not fit is elided.
std::vector<std::string> wrapped(const std::string& utf8, TextRole role, double width,
                                 int maxLines);

} // namespace counterpart::plots
