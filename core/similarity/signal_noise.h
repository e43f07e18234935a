#pragma once

#include "core/base/progress.h"
#include "core/similarity/checkpoints.h"
#include "core/similarity/layer_comparison.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

struct SignalNoiseOptions
{
    ComparisonOptions comparison;
    int early = 0;             ///< checkpoint whose directions are followed
    std::optional<int> middle; ///< checkpoint that tells them apart; none: the one in the middle
    Index directions = 100;    ///< of each kind; half of what there are, if that is fewer
};

/// Which directions of a layer stay (signal) and which come and go (noise) (Morcos, Raghu, Bengio
/// 2018, section 2.3 and fig. 1 d-f). The canonical variates of the early checkpoint with the
/// middle one that correlate most are signal, those that correlate least noise; each kind, as a
/// layer of its own, is compared with every later checkpoint by mean CCA. Signal is expected to
/// stay near; noise far, with a jump at the middle, where it was chosen to be farthest.
struct SignalNoise
{
    std::string layer;
    SignalNoiseOptions options; ///< as they were used
    std::vector<int> places;    ///< of the later checkpoints
    std::vector<double> steps;  ///< theirs
    std::vector<double> signal; ///< mean-CCA distance, 0 to 1
    std::vector<double> noise;
    Index samples = 0;
    std::vector<std::string> warnings;
};

/// Reads the layer of the early checkpoint with as many later ones at a time as the budget of
/// memory and the files that may be open allow. Throws UsageError for checkpoints that are not
/// there or not in that order and for two layers beyond the budget, InputError where canonical
/// correlations would not depend on the data, and what layerSetMoments() throws.
std::shared_ptr<const SignalNoise> followDirections(const Checkpoints& checkpoints,
                                                    const std::string& layer,
                                                    SignalNoiseOptions options,
                                                    const Progress& progress);

} // namespace counterpart::core
