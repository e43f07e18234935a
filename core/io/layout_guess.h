#pragma once

#include "core/data/network.h"
#include "core/io/file_contents.h"

#include <vector>

namespace counterpart::core {

/// The networks of a file, by its own words (/activations/<layer>, /netA/activations/<layer>) or by
/// the guesses of formats.md, which are said in Network::guesses. Throws InputError if the file
/// holds no layer, a layer without samples, or layers of different numbers of samples.
std::vector<Network> guessNetworks(const FileContents& contents);

} // namespace counterpart::core
