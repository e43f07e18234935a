#include "cli/comparison_arguments.h"

#include "cli/method_table.h"
#include "cli/output.h"

#include "core/base/error.h"
#include "core/base/natural_order.h"
#include "core/base/parallel.h"
#include "core/io/named_networks.h"
#include "core/io/network_file.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace counterpart::cli {

namespace {

constexpr core::Index kMostMegabytes = core::Index{1} << 30;

/// Of `analyze`, those that mean something here.
constexpr std::array kSettings{"cca.tolerance",     "svcca.keep",   "pwcca.weights",
                               "matching.signed",   "rsa.samples",  "rsa.distance",
                               "moments.nonfinite", "moments.order"};

std::vector<const Setting*> knownSettings()
{
    std::vector<const Setting*> known;
    for (const char* const name : kSettings)
        known.push_back(&settingOf(name));
    return known;
}

std::string settingLines()
{
    std::string lines;
    for (const Setting* setting : knownSettings())
        lines += "  " + setting->name + "=VALUE: " + setting->values + '\n';
    return lines;
}

Options optionsOf(const ComparisonArguments& arguments)
{
    Options options;
    options.analysis.pass.policy = {positionsOf(arguments.positions), arguments.maxSamples,
                                    arguments.seed};
    for (const std::string& setting : arguments.settings) {
        const std::string name = setting.substr(0, setting.find('='));
        if (std::ranges::find(kSettings, name) == kSettings.end())
            throw core::UsageError("--set: there is no setting \"" + name +
                                   "\" of this command; expected one of\n" + settingLines());
        applySetting(options, setting);
    }
    return options;
}

std::vector<std::filesystem::path> filesOf(const std::filesystem::path& folder)
{
    constexpr std::array kExtensions{".h5", ".hdf5", ".npz", ".npy", ".safetensors"};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string extension = entry.path().extension().string();
        if (std::ranges::find(kExtensions, extension) != kExtensions.end())
            files.push_back(entry.path());
    }
    if (files.empty())
        throw core::InputError(folder.string() +
                               " is a folder without a file of activations; expected .h5, .hdf5, "
                               ".npz, .npy or .safetensors files.");
    std::ranges::sort(files, [](const auto& one, const auto& two) {
        return core::isNaturallyBefore(one.string(), two.string());
    });
    return files;
}

} // namespace

void addComparisonOptions(CLI::App& command, ComparisonArguments& arguments,
                          const char* measureOption)
{
    std::string ids;
    for (const core::MeasureCard& card : core::measureCards())
        ids += (ids.empty() ? "" : ", ") + std::string(card.id);
    command.add_option(measureOption, arguments.measures, "Comma-separated, of: " + ids)
        ->capture_default_str();
    addSampleOptions(
        command, arguments,
        "What becomes of a layer's map: mean, max, centre, flatten, all, or resize (all "
        "positions, the larger map averaged to the smaller); default mean");
    command
        .add_option("--memory", arguments.memory,
                    "MB that a pass over the files may take; default: a quarter of the machine's "
                    "memory, 1024 at least. With less the files are read more often; a pair of "
                    "layers that does not fit is left out")
        ->check(CLI::Range(core::Index{1}, kMostMegabytes));
    addRunOptions(command, arguments, "a measure");
    command.footer("Settings (the default of each first):\n" + settingLines());
}

core::ComparisonOptions comparisonOptions(const ComparisonArguments& arguments)
{
    const Options options = optionsOf(arguments);
    core::ComparisonOptions result;
    const core::PassOptions& pass = options.analysis.pass;
    result.samples.policy = pass.policy;
    result.samples.nonFinite = pass.nonFinite;
    result.samples.inputOrder = pass.inputOrder;
    result.measures.cca = options.cca;
    result.measures.svcca = options.svcca;
    result.measures.pwcca = options.pwccaWeights;
    result.measures.matching = options.analysis.matching;
    result.measures.rsaSamples = options.rsaSamples;
    result.measures.rsaDistance = options.rsaDistance;
    result.memoryBytes = arguments.memory << 20;
    core::setThreadCount(arguments.threads);
    return result;
}

Json comparisonOptionsJson(const ComparisonArguments& arguments)
{
    const Options options = optionsOf(arguments);
    Json json{{"measures", arguments.measures},
              {"positions", arguments.positions},
              {"max_samples", arguments.maxSamples},
              {"seed", arguments.seed},
              {"memory_mb", arguments.memory}};
    for (const Setting* setting : knownSettings())
        json[setting->name] = setting->value(options);
    return json;
}

std::vector<std::unique_ptr<core::Network>>
describeNetworks(const std::vector<std::string>& arguments)
{
    std::vector<std::unique_ptr<core::Network>> networks;
    const auto add = [&](std::vector<core::Network> some) {
        for (core::Network& network : some)
            networks.push_back(std::make_unique<core::Network>(std::move(network)));
    };
    for (const std::string& argument : arguments) {
        if (!std::filesystem::is_directory(argument)) {
            add(core::describeNamed(argument).networks);
            continue;
        }
        for (const std::filesystem::path& file : filesOf(argument))
            add(core::describeFile(file));
    }
    return networks;
}

std::vector<const core::Network*>
pointersTo(const std::vector<std::unique_ptr<core::Network>>& networks)
{
    std::vector<const core::Network*> pointers;
    for (const auto& network : networks)
        pointers.push_back(network.get());
    return pointers;
}

void warnAll(const std::vector<std::string>& warnings)
{
    std::ranges::for_each(warnings, [](const std::string& warning) { warn(warning); });
}

} // namespace counterpart::cli
