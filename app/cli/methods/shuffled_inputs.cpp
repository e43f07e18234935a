#include "cli/methods/methods.h"

#include "core/analysis/null_model.h"

namespace counterpart::cli {

std::shared_ptr<const core::Moments> shuffledInputs(const MethodInput& input, KeptResults& kept,
                                                    const core::Progress& progress)
{
    if (input.known && input.known->shuffled) {
        kept.shuffled = input.known->shuffled;
        return kept.shuffled;
    }
    const core::PassOptions& pass = input.analysis.options.pass;
    kept.shuffled = std::make_shared<const core::Moments>(
        core::shuffledMoments(input.networks, input.layers, pass, pass.policy.seed, progress));
    return kept.shuffled;
}

} // namespace counterpart::cli
