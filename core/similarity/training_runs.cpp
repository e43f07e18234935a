#include "core/similarity/training_runs.h"

#include "core/base/number_text.h"
#include "core/similarity/checkpoints.h"

#include <algorithm>
#include <set>

namespace counterpart::core {

namespace {

using Pointers = std::vector<const Network*>;

/// The name without its last number: "gen_s0 epoch 16" is "gen_s0 epoch".
std::string withoutLastNumber(const std::string& name)
{
    const auto last = std::find_if(name.rbegin(), name.rend(), isDigit);
    if (last == name.rend())
        return name;
    const auto first = std::find_if_not(last, name.rend(), isDigit);
    std::string rest(name.begin(), first.base());
    rest.append(last.base(), name.end());
    while (!rest.empty() && std::string(" _-.").find(rest.back()) != std::string::npos)
        rest.pop_back();
    return rest;
}

Pointers networksOf(const TrainingRun& run, std::span<const Network* const> networks)
{
    Pointers checkpoints;
    for (const std::size_t place : run.places)
        checkpoints.push_back(networks[place]);
    return checkpoints;
}

} // namespace

bool areCheckpoints(std::span<const Network* const> networks)
{
    const Checkpoints checkpoints = orderCheckpoints({networks.begin(), networks.end()});
    return !checkpoints.stepName.empty() && !checkpointDoubts(checkpoints).isOtherRun;
}

std::vector<TrainingRun> trainingRuns(std::span<const Network* const> networks)
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
        runs, [&](const TrainingRun& run) { return areCheckpoints(networksOf(run, networks)); });
    return runs;
}

std::vector<std::size_t> trainedPlaces(std::span<const Network* const> networks)
{
    std::set<const Network*> earlier;
    for (const TrainingRun& run : trainingRuns(networks)) {
        const Pointers checkpoints = networksOf(run, networks);
        if (!areCheckpoints(checkpoints))
            continue;
        const Pointers ordered = orderCheckpoints(checkpoints).networks;
        earlier.insert(ordered.begin(), ordered.end() - 1);
    }
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < networks.size(); ++place) {
        if (!earlier.contains(networks[place]))
            places.push_back(place);
    }
    return places;
}

} // namespace counterpart::core
