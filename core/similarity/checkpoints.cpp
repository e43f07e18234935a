#include "core/similarity/checkpoints.h"

#include "core/base/natural_order.h"
#include "core/base/number_text.h"
#include "core/similarity/network_attributes.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>

namespace counterpart::core {

namespace {

/// The attribute in every network; none unless all have it as a number, each another one.
std::optional<std::vector<double>> differentNumbers(const std::vector<const Network*>& networks,
                                                    const std::string& name)
{
    auto numbers = numbersIn(networks, name);
    if (numbers && std::set<double>(numbers->begin(), numbers->end()).size() < numbers->size())
        return std::nullopt;
    return numbers;
}

/// "gen_s epoch" of "gen_s0 epoch 12".
std::string withoutNumbers(std::string name)
{
    std::erase_if(name, [](char c) { return isDigit(c) || c == '.'; });
    return name;
}

std::string filesOf(const Network& first, const Network& other)
{
    return first.path.filename().string() + " and " + other.path.filename().string();
}

/// Which attribute says that two networks are of different runs; empty if none does.
std::string differenceOf(const Network& first, const Network& other)
{
    for (const char* const name : {"seed", "group"}) {
        const auto one = first.attributes.find(name);
        const auto two = other.attributes.find(name);
        if (one != first.attributes.end() && two != other.attributes.end() &&
            one->second != two->second)
            return "the attribute " + std::string(name) + " of " + filesOf(first, other) +
                   " differs (" + attributeText(one->second) + " and " +
                   attributeText(two->second) + ")";
    }
    return {};
}

} // namespace

std::string checkpointText(const std::string& stepName, double step, const std::string& name)
{
    return stepName.empty() ? name : stepName + ' ' + numberText(step);
}

std::string Checkpoints::textOf(std::size_t place) const
{
    return checkpointText(stepName, steps[place], networks[place]->name);
}

CheckpointDoubts checkpointDoubts(const Checkpoints& checkpoints)
{
    CheckpointDoubts doubts;
    if (checkpoints.networks.size() < 2)
        return doubts;
    if (checkpoints.stepName.empty())
        doubts.noSteps =
            "No attribute step, epoch, iteration or time is a number in every file and "
            "differs between them: the networks are taken in the order of their file "
            "names.";
    const Network& first = *checkpoints.networks.front();
    std::string difference;
    for (const Network* network : checkpoints.networks) {
        const std::string attribute = differenceOf(first, *network);
        if (!attribute.empty() && !doubts.isOtherRun) {
            difference = attribute;
            doubts.isOtherRun = true;
        } else if (difference.empty() &&
                   withoutNumbers(first.name) != withoutNumbers(network->name)) {
            difference = "the models of " + filesOf(first, *network) + " are " + first.name +
                         " and " + network->name;
        }
    }
    if (!difference.empty())
        doubts.otherRun = "The networks may not be checkpoints of one run: " + difference + ".";
    return doubts;
}

Checkpoints orderCheckpoints(std::vector<const Network*> networks)
{
    std::vector<std::size_t> order(networks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Checkpoints result;
    for (const char* const name : {"step", "epoch", "iteration", "time"}) {
        const auto numbers = differentNumbers(networks, name);
        if (!numbers)
            continue;
        std::ranges::sort(order, {}, [&](std::size_t i) { return (*numbers)[i]; });
        for (const std::size_t i : order)
            result.steps.push_back((*numbers)[i]);
        result.stepName = name;
        break;
    }
    if (result.stepName.empty()) {
        std::ranges::stable_sort(order, [&](std::size_t i, std::size_t j) {
            return isNaturallyBefore(networks[i]->path.string(), networks[j]->path.string());
        });
        for (std::size_t i = 0; i < order.size(); ++i)
            result.steps.push_back(static_cast<double>(i));
    }
    for (const std::size_t i : order)
        result.networks.push_back(networks[i]);
    return result;
}

} // namespace counterpart::core
