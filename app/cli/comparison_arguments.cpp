#include "cli/comparison_arguments.h"

#include "cli/method_table.h"
#include "cli/output.h"

#include "core/base/error.h"
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
constexpr std::array kSettings{"cca.tolerance",   "svcca.keep",        "pwcca.weights",
                               "matching.signed", "moments.nonfinite", "moments.order"};

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
    const auto positions = core::positionsFromString(arguments.positions);
    if (!positions)
        throw core::UsageError("--positions: there is no policy \"" + arguments.positions +
                               "\"; expected all, mean, max, centre or flatten");
    Options options;
    options.analysis.pass.policy = {*positions, arguments.maxSamples, arguments.seed};
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
    std::ranges::sort(files);
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
    command.add_option(
        "--positions", arguments.positions,
        "What becomes of a layer's map: mean, max, centre, flatten or all; default mean");
    command
        .add_option("--max-samples", arguments.maxSamples,
                    "At most this many samples, drawn by the seed; default 0, all of them")
        ->check(CLI::NonNegativeNumber);
    command.add_option("--seed", arguments.seed, "Of what is drawn; default 0")
        ->check(CLI::NonNegativeNumber);
    command.add_option("--threads", arguments.threads, "Default 0, as many as the machine has")
        ->check(CLI::Range(0, 4096));
    command
        .add_option("--memory", arguments.memory,
                    "MB that a pass over the files may take; default 1024. With less the files "
                    "are read more often")
        ->check(CLI::Range(core::Index{1}, kMostMegabytes));
    command.add_option("--set", arguments.settings, "An option of a measure; repeatable")
        ->type_name("METHOD.OPTION=VALUE")
        ->expected(1)
        ->take_all();
    command.add_option("--json", arguments.json, "Write JSON to a file, or to standard output (-)")
        ->type_name("FILE|-");
    command.footer("Settings (the first value of each is its default):\n" + settingLines());
}

core::ComparisonOptions comparisonOptions(const ComparisonArguments& arguments)
{
    const Options options = optionsOf(arguments);
    core::ComparisonOptions result;
    const core::PassOptions& pass = options.analysis.pass;
    result.samples = {pass.policy, pass.nonFinite, pass.inputOrder, {}};
    result.measures.cca = options.cca;
    result.measures.svcca = options.svcca;
    result.measures.pwcca = options.pwccaWeights;
    result.measures.matching = options.analysis.matching;
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

void requireOutput(const std::string& json, const std::vector<const core::Network*>& networks)
{
    if (json.empty() || json == "-")
        return;
    for (const core::Network* network : networks) {
        std::error_code absent;
        if (std::filesystem::equivalent(json, network->path, absent))
            throw core::UsageError("--json: " + json + " is one of the inputs");
    }
    requireWritable(json);
}

void writeResult(const std::string& json, const std::string& text)
{
    if (json.empty() || json == "-")
        writeToStandardOutput(text);
    else
        writeToFile(json, text);
}

void warnAll(const std::vector<std::string>& warnings)
{
    std::ranges::for_each(warnings, [](const std::string& warning) { warn(warning); });
}

} // namespace counterpart::cli
