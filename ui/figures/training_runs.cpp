#include "ui/figures/training_runs.h"

#include "core/base/number_text.h"
#include "core/similarity/checkpoints.h"
#include "ui/figures/comparison_request.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace counterpart::ui {

namespace {

/// The name without its last number: "gen_s0 epoch 16" is "gen_s0 epoch".
std::string withoutLastNumber(const std::string& name)
{
    const auto last = std::find_if(name.rbegin(), name.rend(), core::isDigit);
    if (last == name.rend())
        return name;
    const auto first = std::find_if_not(last, name.rend(), core::isDigit);
    std::string rest(name.begin(), first.base());
    rest.append(last.base(), name.end());
    while (!rest.empty() && std::string(" _-.").find(rest.back()) != std::string::npos)
        rest.pop_back();
    return rest;
}

/// Empty where the files do not say when in the training they were written, or say that they are of
/// different runs.
std::string stepName(const std::vector<session::NetworkPtr>& networks)
{
    core::Checkpoints checkpoints = orderedCheckpoints(networks);
    return core::checkpointDoubts(checkpoints).isOtherRun ? std::string{}
                                                          : std::move(checkpoints.stepName);
}

std::vector<TrainingRun> namedRuns(const std::vector<session::NetworkPtr>& networks)
{
    std::vector<TrainingRun> runs;
    for (std::size_t place = 0; place < networks.size(); ++place) {
        const std::string name = withoutLastNumber(networks[place]->name);
        auto run = std::ranges::find(runs, name, &TrainingRun::name);
        if (run == runs.end())
            run = runs.insert(runs.end(), {name, {}});
        run->places.push_back(place);
    }
    std::erase_if(runs, [](const TrainingRun& run) { return run.places.size() < 2; });
    std::ranges::stable_partition(
        runs, [&](const TrainingRun& run) { return !stepName(networksOf(run, networks)).empty(); });
    return runs;
}

} // namespace

std::vector<TrainingRun> trainingRuns(const std::vector<session::NetworkPtr>& networks)
{
    std::vector<TrainingRun> runs = namedRuns(networks);
    const bool isOne = runs.size() == 1 && runs.front().places.size() == networks.size();
    if (isOne || networks.size() < 2)
        return runs;
    TrainingRun all{"all open networks", std::vector<std::size_t>(networks.size())};
    std::iota(all.places.begin(), all.places.end(), std::size_t{0});
    runs.push_back(std::move(all));
    return runs;
}

std::vector<session::NetworkPtr> networksOf(const TrainingRun& run,
                                            const std::vector<session::NetworkPtr>& networks)
{
    std::vector<session::NetworkPtr> checkpoints;
    for (const std::size_t place : run.places)
        checkpoints.push_back(networks[place]);
    return checkpoints;
}

std::optional<TrainingRun> firstRun(const std::vector<session::NetworkPtr>& networks)
{
    const std::vector<TrainingRun> runs = trainingRuns(networks);
    if (runs.empty() || stepName(networksOf(runs.front(), networks)).empty())
        return std::nullopt;
    return runs.front();
}

std::vector<session::NetworkPtr> trainedOf(const std::vector<session::NetworkPtr>& networks)
{
    std::set<const core::Network*> earlier;
    for (const TrainingRun& run : namedRuns(networks)) {
        const std::vector<session::NetworkPtr> checkpoints = networksOf(run, networks);
        if (stepName(checkpoints).empty())
            continue;
        const std::vector<const core::Network*> ordered = orderedCheckpoints(checkpoints).networks;
        earlier.insert(ordered.begin(), ordered.end() - 1);
    }
    std::vector<session::NetworkPtr> trained = networks;
    std::erase_if(trained, [&](const auto& network) { return earlier.contains(network.get()); });
    return trained;
}

} // namespace counterpart::ui
