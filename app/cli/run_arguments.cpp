#include "cli/run_arguments.h"

#include "cli/output.h"

#include "core/base/error.h"

#include <filesystem>

namespace counterpart::cli {

void addSampleOptions(CLI::App& command, RunArguments& arguments, const char* positionsHelp)
{
    command.add_option("--positions", arguments.positions, positionsHelp);
    command
        .add_option("--max-samples", arguments.maxSamples,
                    "At most this many samples, drawn by the seed; default 0, all of them")
        ->check(CLI::NonNegativeNumber);
    command.add_option("--seed", arguments.seed, "Of what is drawn; default 0")
        ->check(CLI::NonNegativeNumber);
}

void addRunOptions(CLI::App& command, RunArguments& arguments, const char* what)
{
    command.add_option("--threads", arguments.threads, "Default 0, as many as the machine has")
        ->check(CLI::Range(0, 4096));
    command
        .add_option("--set", arguments.settings,
                    "An option of " + std::string(what) + "; repeatable")
        ->type_name("METHOD.OPTION=VALUE")
        ->expected(1)
        ->take_all();
    command
        .add_option("--json", arguments.json,
                    "Write JSON to a file beside the tables, or to standard output instead of "
                    "them (-)")
        ->type_name("FILE|-");
    command.add_option("--out", arguments.out, "Write what was found to a study, or add it to one")
        ->type_name("STUDY");
}

core::Positions positionsOf(const std::string& word)
{
    const auto positions = core::positionsFromString(word);
    if (!positions)
        throw core::UsageError("--positions: there is no policy \"" + word +
                               "\"; expected all, mean, max, centre, flatten or resize");
    return *positions;
}

void requireNotAnInput(const char* option, const std::string& output,
                       const std::vector<const core::Network*>& networks)
{
    for (const core::Network* network : networks) {
        std::error_code absent;
        if (std::filesystem::equivalent(output, network->path, absent))
            throw core::UsageError(std::string(option) + ": " + output + " is one of the inputs");
    }
}

void requireOutput(const std::string& json, const std::vector<const core::Network*>& networks)
{
    if (json.empty() || json == "-")
        return;
    requireNotAnInput("--json", json, networks);
    requireWritable(json);
}

void writeResult(const std::string& json, const std::string& tables, const std::string& document)
{
    const bool isOnlyJson = json == "-";
    if (!json.empty() && !isOnlyJson)
        writeToFile(json, document);
    writeToStandardOutput(isOnlyJson ? document : tables);
}

} // namespace counterpart::cli
