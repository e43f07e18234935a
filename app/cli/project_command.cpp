#include "cli/command.h"
#include "cli/json.h"
#include "cli/layer_choice.h"
#include "cli/method_table.h"
#include "cli/output.h"
#include "cli/run_arguments.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/project_layer.h"
#include "core/base/error.h"

#include <array>
#include <cstdio>
#include <map>
#include <memory>

namespace counterpart::cli {

using core::ProjectionKind;

namespace {

const std::map<std::string, ProjectionKind>& kinds()
{
    static const std::map<std::string, ProjectionKind> all{
        {"svcca", ProjectionKind::Svcca},   {"cca", ProjectionKind::Cca},
        {"pca", ProjectionKind::Principal}, {"pls", ProjectionKind::Pls},
        {"active", ProjectionKind::Active}, {"random", ProjectionKind::Random}};
    return all;
}

struct Arguments
{
    core::SidePair<std::string> files;
    LayerChoice layers;
    std::string kind = "svcca";
    core::Index count = 20;
    std::string positions = "all";
    std::vector<std::string> settings;
    std::uint64_t seed = 0;
    std::string out;
    bool json = false;
};

core::PassOptions passOf(const Arguments& arguments)
{
    Options options;
    for (const std::string& setting : arguments.settings) {
        if (!setting.starts_with("moments.nonfinite=") && !setting.starts_with("moments.order="))
            throw core::UsageError(
                "--set: project has moments.order and moments.nonfinite; found \"" + setting +
                "\"");
        applySetting(options, setting);
    }
    core::PassOptions pass = options.analysis.pass;
    pass.policy.positions = positionsOf(arguments.positions);
    pass.precision = core::Precision::Double;
    return pass;
}

core::SidePair<core::LayerIndex> onePair(const core::SidePair<ChosenNetwork>& networks,
                                         const LayerChoice& choice)
{
    const auto pairs = chooseLayerPairs(networks, choice);
    if (pairs.size() != 1)
        throw core::UsageError("project: found " + std::to_string(pairs.size()) +
                               " layer pairs, expected one; name it by --layer or --pair");
    return pairs.front();
}

std::string asText(const core::Projection& projection, const std::string& out)
{
    std::array<char, 512> text{};
    std::snprintf(text.data(), text.size(),
                  ": %td of %td directions, %.2f %% of the variance;\n"
                  "activations %.4f of before, parameters of a square layer behind it %.4f\n",
                  projection.directions(), projection.units(), 100 * projection.variance,
                  projection.activationRatio(), projection.parameterRatio());
    return out + text.data();
}

/// Why there are fewer directions than were asked for; empty if there are not.
std::string reasonOfFewer(const core::Projection& projection, const Arguments& arguments)
{
    if (projection.directions() >= arguments.count)
        return {};
    const std::map<std::string, const char*> limits{
        {"svcca", "SVCCA keeps the directions that hold 99 % of the variance of each layer, and "
                  "there are as many as the layer of fewer has"},
        {"cca",
         "there are as many canonical directions as the layer of fewer independent units has"},
        {"pca", "the layer has no more units that vary independently"},
        {"pls", "the two layers vary together in no more directions"}};
    const auto limit = limits.find(arguments.kind);
    return std::to_string(arguments.count) + " directions were asked for and " +
           std::to_string(projection.directions()) +
           " are kept: " + (limit == limits.end() ? "the layer has no more units" : limit->second) +
           ".";
}

std::string asJson(const core::Projection& projection, const Arguments& arguments)
{
    return toText({{"program", programJson()},
                   {"out", arguments.out},
                   {"directions", arguments.kind},
                   {"count", projection.directions()},
                   {"asked", arguments.count},
                   {"units", projection.units()},
                   {"variance", projection.variance},
                   {"activation_ratio", projection.activationRatio()},
                   {"parameter_ratio", projection.parameterRatio()}});
}

void project(const Arguments& arguments, const core::Progress& progress)
{
    const core::PassOptions pass = passOf(arguments);
    const core::SidePair<ChosenNetwork> chosen{chooseNetwork(arguments.files.a),
                                               chooseNetwork(arguments.files.b)};
    const core::SidePair<core::LayerIndex> layers = onePair(chosen, arguments.layers);
    const core::SidePair<const core::Network*> networks{&chosen.a.network, &chosen.b.network};
    requireNotAnInput("--out", arguments.out, {networks.a, networks.b});
    requireWritable(arguments.out);
    core::LayerPairSources sources = core::openLayerPair(networks, layers, pass, progress);
    const core::Moments moments = core::computeMoments(*sources.source.a, *sources.source.b,
                                                       sources.names, pass, progress.part(0, 0.5));
    core::ProjectionOptions options;
    options.kind = kinds().at(arguments.kind);
    options.count = arguments.count;
    options.seed = arguments.seed;
    const core::Projection result =
        core::projection(moments, sources.names, options, progress.part(0.5, 0.6));
    core::writeProjected(*networks.a, layers.a, pass.policy.positions, result, arguments.kind,
                         arguments.out, progress.part(0.6, 1));
    if (const std::string reason = reasonOfFewer(result, arguments); !reason.empty())
        warn(reason);
    writeToStandardOutput(arguments.json ? asJson(result, arguments)
                                         : asText(result, arguments.out));
}

} // namespace

void addProjectCommand(CLI::App& app, Action& action)
{
    const auto arguments = std::make_shared<Arguments>();
    CLI::App& command = *app.add_subcommand(
        "project", "Write a layer of A with only some directions left, for the network to run on");
    command.add_option("A", arguments->files.a, "The network projected: FILE or FILE::LAYER")
        ->required();
    command.add_option("B", arguments->files.b, "Compared with it: FILE or FILE::LAYER")
        ->required();
    command.add_option("--layer", arguments->layers.layers, "A layer that both networks have")
        ->type_name("NAME");
    command.add_option("--pair", arguments->layers.pairs, "A layer of each network")
        ->type_name("LAYER_A:LAYER_B");
    command
        .add_option("--directions", arguments->kind,
                    "svcca (default), cca, pca, pls, or units: active, random")
        ->check(CLI::IsMember({"svcca", "cca", "pca", "pls", "active", "random"}));
    command.add_option("--count", arguments->count, "How many, default 20")
        ->check(CLI::Range(1, 1'000'000));
    command.add_option(
        "--positions", arguments->positions,
        "all (default), mean, max, centre, flatten, or resize (directions of maps of "
        "one size; every position of the layer is written)");
    command
        .add_option("--set", arguments->settings,
                    "moments.order=by-id (pair inputs by their ids) or moments.nonfinite=drop; "
                    "repeatable")
        ->type_name("METHOD.OPTION=VALUE")
        ->expected(1)
        ->take_all();
    command.add_option("--seed", arguments->seed, "Of random units, default 0")
        ->check(CLI::NonNegativeNumber);
    command.add_option("--out", arguments->out, "The HDF5 file to write")
        ->required()
        ->type_name("FILE");
    command.add_flag("--json", arguments->json, "Print JSON");
    command.callback([&action, arguments] {
        action = [arguments](const core::Progress& progress) { project(*arguments, progress); };
    });
}

} // namespace counterpart::cli
