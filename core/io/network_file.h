#pragma once

#include "core/data/network.h"
#include "core/data/position_policy.h"
#include "core/io/activation_source.h"

#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace counterpart::core {

/// Reads the headers of `path` and says what is in it, by its own words or by the guesses of
/// formats.md; one network, or several where a file holds several ("/netA/activations/…").
/// Reads no activation. Throws InputError if the file is missing, empty, damaged, of an unknown
/// kind, or holds no layer.
std::vector<Network> describeFile(const std::filesystem::path& path);

/// The layer of that name. Throws InputError, with the names that there are, if there is none.
LayerIndex requireLayer(const Network& network, const std::string& name);

/// The layer with its axes taken as `axes` instead of as stated or guessed.
/// Throws InputError if the dataset has not that many axes.
Layer withAxes(Layer layer, AxisOrder axes);

/// Opens the stream of a layer. Throws InputError if the dataset cannot be read, for example for a
/// filter that is not installed (named in the message).
std::unique_ptr<ActivationSource> openActivations(const Network& network, LayerIndex layer,
                                                  Positions positions);

/// What to say where a network's pictures, ids or filters are absent is up to the caller: these
/// return nothing then, and throw Error only where a dataset is there and cannot be read.

/// The strings of a dataset of `network` (fixed or variable length, ASCII or UTF-8; integers are
/// written as digits). Used for ids, labels, label names, unit names and files.
/// At most `most` of them, from `first` on.
std::vector<std::string> readStrings(const Network& network, const std::string& dataset,
                                     Index first = 0,
                                     Index most = std::numeric_limits<Index>::max());

/// One label an input as text, by way of label names where there are some; empty if absent.
std::vector<std::string> readLabels(const Network& network);

} // namespace counterpart::core
