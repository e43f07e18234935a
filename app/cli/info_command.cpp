#include "cli/command.h"
#include "cli/json.h"
#include "cli/network_text.h"
#include "cli/output.h"

#include "core/io/network_file.h"

#include <memory>

namespace counterpart::cli {

namespace {

struct Arguments
{
    std::vector<std::string> files;
    bool json = false;
};

std::string asText(const std::vector<core::Network>& networks)
{
    std::string text;
    for (const core::Network& network : networks)
        text += (text.empty() ? "" : "\n") + networkText(network);
    return text;
}

std::string asJson(const std::vector<core::Network>& networks)
{
    Json document{{"program", programJson()}, {"networks", Json::array()}};
    for (const core::Network& network : networks)
        document["networks"].push_back(networkJson(network));
    return toText(document);
}

void info(const Arguments& arguments, const core::Progress& progress)
{
    std::vector<core::Network> networks;
    for (const std::string& file : arguments.files) {
        progress.checkpoint();
        for (core::Network& network : core::describeFile(file))
            networks.push_back(std::move(network));
    }
    writeToStandardOutput(arguments.json ? asJson(networks) : asText(networks));
}

} // namespace

void addInfoCommand(CLI::App& app, Action& action)
{
    const auto arguments = std::make_shared<Arguments>();
    CLI::App& command =
        *app.add_subcommand("info", "Say what files hold, by reading their headers");
    command.add_option("FILE", arguments->files, "Files of activations")->required();
    command.add_flag("--json", arguments->json, "Print JSON");
    command.callback([&action, arguments] {
        action = [arguments](const core::Progress& progress) { info(*arguments, progress); };
    });
}

} // namespace counterpart::cli
