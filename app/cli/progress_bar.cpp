#include "cli/progress_bar.h"

#include <cmath>
#include <cstdio>

#include <unistd.h>

namespace counterpart::cli {

namespace {
constexpr int kCells = 30;
constexpr std::string_view kClearLine = "\r\033[K";
} // namespace

ProgressBar::ProgressBar() : m_isTerminal(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar()
{
    if (!m_shown.empty())
        std::fputs(kClearLine.data(), stderr);
}

core::Progress::Sink ProgressBar::sink()
{
    if (!m_isTerminal)
        return {};
    return [this](double fraction, std::string_view stage) { draw(fraction, stage); };
}

void ProgressBar::draw(double fraction, std::string_view stage)
{
    const auto filled = static_cast<std::size_t>(std::lround(fraction * kCells));
    std::string line{kClearLine};
    line += '[' + std::string(filled, '=') + std::string(kCells - filled, ' ') + "] ";
    line += std::to_string(std::lround(fraction * 100)) + " %  ";
    line += stage;
    if (line == m_shown)
        return;
    m_shown = line;
    std::fputs(line.c_str(), stderr);
}

} // namespace counterpart::cli
