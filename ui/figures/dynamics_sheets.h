#pragma once

#include "ui/figures/figure_catalogue.h"

namespace counterpart::ui {

// The figures of training and time, as the catalogue makes them, and why they cannot be drawn of
// some inputs.

// Of the first run of checkpoints among the networks, by PWCCA. Checkpoints are told by a step,
// epoch, iteration or time.
std::string whyNoTraining(const FigureInputs& inputs);
std::unique_ptr<FigureSheet> dynamicsSheet(const FigureInputs& inputs);
/// A panel a checkpoint.
std::unique_ptr<FigureSheet> checkpointMapsSheet(const FigureInputs& inputs);
std::string whyNoSignalNoise(const FigureInputs& inputs);
/// Of the chosen layer, from the first checkpoint on.
std::unique_ptr<FigureSheet> signalNoiseSheet(const FigureInputs& inputs);

std::string whyNoClassSensitivity(const FigureInputs& inputs);
/// Of the first network, its last layer taken for the logits.
std::unique_ptr<FigureSheet> classSensitivitySheet(const FigureInputs& inputs);
std::string whyNoSequence(const FigureInputs& inputs);
/// Of the chosen layer of A, with the published period.
std::unique_ptr<FigureSheet> sequenceTimeSheet(const FigureInputs& inputs);

} // namespace counterpart::ui
