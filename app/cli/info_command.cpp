#include "cli/command.h"
#include "cli/json.h"
#include "cli/network_text.h"
#include "cli/output.h"
#include "cli/study_info.h"

#include "core/io/network_file.h"
#include "core/io/study_file.h"

#include <memory>

namespace counterpart::cli {

namespace {

struct Arguments
{
    std::vector<std::string> files;
    bool json = false;
};

/// What the files hold, in their order of each kind.
struct Contents
{
    std::vector<core::Network> networks;
    std::vector<std::pair<std::string, core::Study>> studies; ///< with their paths
};

std::string asText(const Contents& contents)
{
    std::string text;
    for (const core::Network& network : contents.networks)
        text += (text.empty() ? "" : "\n") + networkText(network);
    for (const auto& [path, study] : contents.studies)
        text += (text.empty() ? "" : "\n") + studyText(path, study);
    return text;
}

std::string asJson(const Contents& contents)
{
    Json document{{"program", programJson()}, {"networks", Json::array()}};
    for (const core::Network& network : contents.networks)
        document["networks"].push_back(networkJson(network));
    for (const auto& [path, study] : contents.studies)
        document["studies"].push_back(studyJson(path, study));
    return toText(document);
}

void info(const Arguments& arguments, const core::Progress& progress)
{
    Contents contents;
    for (const std::string& file : arguments.files) {
        progress.checkpoint();
        if (core::isStudy(file)) {
            contents.studies.emplace_back(file, core::readStudyWords(file, progress));
            continue;
        }
        for (core::Network& network : core::describeFile(file))
            contents.networks.push_back(std::move(network));
    }
    writeToStandardOutput(arguments.json ? asJson(contents) : asText(contents));
}

} // namespace

void addInfoCommand(CLI::App& app, Action& action)
{
    const auto arguments = std::make_shared<Arguments>();
    CLI::App& command =
        *app.add_subcommand("info", "Say what files hold, by reading their headers");
    command.add_option("FILE", arguments->files, "Files of activations, or studies")->required();
    command.add_flag("--json", arguments->json, "Print JSON");
    command.callback([&action, arguments] {
        action = [arguments](const core::Progress& progress) { info(*arguments, progress); };
    });
}

} // namespace counterpart::cli
