#pragma once

#include "core/base/progress.h"

#include <string>
#include <string_view>

namespace counterpart::cli {

/// One line on standard error that says how far the work is; nothing where that is no terminal.
class ProgressBar
{
public:
    ProgressBar();
    /// Clears the line.
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// What core::Progress reports to; empty where nothing is shown. Must not outlive the bar.
    core::Progress::Sink sink();

private:
    void draw(double fraction, std::string_view stage);

    bool m_isTerminal = false;
    std::string m_shown;
};

} // namespace counterpart::cli
