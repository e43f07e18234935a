#pragma once

#include "ui/figures/figure_catalogue.h"

#include <memory>
#include <utility>

namespace counterpart::ui {

/// A figure of one plot.
template <class PlotClass, class Content>
std::unique_ptr<FigureSheet> plotSheet(Content content)
{
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<PlotClass>();
    plot->setContent(std::move(content));
    sheet->add(std::move(plot));
    return sheet;
}

/// How the chosen pair was read, but for positions: their mean, so that maps of all sizes compare.
inline core::PassOptions meanPass(const FigureInputs& inputs)
{
    core::PassOptions pass = inputs.result.analysis->options.pass;
    pass.policy.positions = core::Positions::Mean;
    return pass;
}

} // namespace counterpart::ui
