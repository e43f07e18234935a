#include "ui/figures/training_runs.h"

#include "ui/figures/comparison_request.h"

#include <numeric>

namespace counterpart::ui {

using core::TrainingRun;

namespace {

std::vector<session::NetworkPtr> at(const std::vector<std::size_t>& places,
                                    const std::vector<session::NetworkPtr>& networks)
{
    std::vector<session::NetworkPtr> picked;
    picked.reserve(places.size());
    for (const std::size_t place : places)
        picked.push_back(networks[place]);
    return picked;
}

} // namespace

std::vector<TrainingRun> trainingRuns(const std::vector<session::NetworkPtr>& networks)
{
    std::vector<TrainingRun> runs = core::trainingRuns(pointersTo(networks));
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
    return at(run.places, networks);
}

std::optional<TrainingRun> firstRun(const std::vector<session::NetworkPtr>& networks)
{
    const std::vector<TrainingRun> runs = trainingRuns(networks);
    if (runs.empty() || !core::areCheckpoints(pointersTo(networksOf(runs.front(), networks))))
        return std::nullopt;
    return runs.front();
}

std::vector<session::NetworkPtr> trainedOf(const std::vector<session::NetworkPtr>& networks)
{
    return at(core::trainedPlaces(pointersTo(networks)), networks);
}

} // namespace counterpart::ui
