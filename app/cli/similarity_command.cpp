#include "cli/command.h"
#include "cli/comparison_arguments.h"
#include "cli/comparison_json.h"
#include "cli/layer_choice.h"
#include "cli/study_inputs.h"
#include "cli/study_output.h"

#include "core/similarity/null_band.h"

#include <memory>

namespace counterpart::cli {

using core::LayerMap;
using core::Side;

namespace {

struct Arguments
{
    core::SidePair<std::string> files;
    int nullDraws = 0;
    ComparisonArguments comparison;
};

/// What a map of the time takes that also has a null.
constexpr double kMapShare = 0.3;

/// All that the command found.
struct Found
{
    core::SidePair<ChosenNetwork> networks;
    std::shared_ptr<const LayerMap> map;
    std::shared_ptr<const core::NullBand> null; ///< or null
};

Json nullJson(const core::NullBand& band, std::vector<std::string>& warnings)
{
    Json measures = Json::object();
    for (std::size_t i = 0; i < band.measures.size(); ++i)
        measures[cardOf(band.measures[i]).id] = {{"mean", gridJson(band.mean[i], warnings)},
                                                 {"low", gridJson(band.low[i], warnings)},
                                                 {"high", gridJson(band.high[i], warnings)}};
    return {{"draws", band.draws}, {"seed", band.seed}, {"measures", measures}};
}

std::string asJson(const Found& found, const Arguments& arguments)
{
    const LayerMap& map = *found.map;
    std::vector<std::string> warnings = map.warnings;
    Json measures = Json::object();
    for (std::size_t i = 0; i < map.measures.size(); ++i)
        measures[cardOf(map.measures[i]).id] = gridJson(map.values[i], warnings);
    Json coefficients = Json::array();
    for (const core::Vector& cell : map.coefficients)
        coefficients.push_back(numbersJson(cell));
    Json document{
        {"program", programJson()},
        {"inputs", {inputJson(found.networks.a.network), inputJson(found.networks.b.network)}},
        {"options", comparisonOptionsJson(arguments.comparison)},
        {"layers_a", map.layers.a},
        {"layers_b", map.layers.b},
        {"input_count", found.networks.a.network.inputs.count},
        {"samples", map.samples},
        {"most_samples", map.mostSamples},
        {"dropped_samples", map.droppedSamples},
        {"measures", measures},
        {"coefficients", coefficients},
        {"null_mean_square", map.nullMeanSquare},
        {"passes", map.passes},
        {"seconds", {{"read", map.readSeconds}, {"compute", map.computeSeconds}}}};
    if (found.null)
        document["null"] = nullJson(*found.null, warnings);
    document["warnings"] = warnings;
    return toText(document);
}

std::string asText(const Found& found)
{
    const LayerMap& map = *found.map;
    const auto title = [&](Side side) {
        const core::Network& network = found.networks[side].network;
        return network.name + " (" + network.path.string() + ")\n";
    };
    std::string text =
        "A  " + title(Side::A) + "B  " + title(Side::B) +
        samplesText(map.samples, map.mostSamples, found.networks.a.network.inputs.count) +
        "; rows are layers of A\n";
    for (std::size_t i = 0; i < map.measures.size(); ++i) {
        const std::string measure = titleOf(map.measures[i]);
        text += '\n' + gridText(measure, map.layers.a, map.layers.b, map.values[i]);
        if (found.null)
            text += '\n' + gridText(measure + ", inputs shuffled", map.layers.a, map.layers.b,
                                    found.null->mean[i]);
    }
    return text;
}

std::vector<core::LayerIndex> onlyIfNamed(const ChosenNetwork& network)
{
    return network.layer.isValid() ? std::vector{network.layer} : std::vector<core::LayerIndex>{};
}

void similarity(const Arguments& arguments, const core::Progress& progress)
{
    const std::vector<core::Measure> measures =
        core::measuresFromList(arguments.comparison.measures);
    const core::ComparisonOptions options = comparisonOptions(arguments.comparison);
    Found found;
    found.networks = arguments.files.b.empty()
                         ? StudyInputs(arguments.files.a).networks()
                         : core::SidePair<ChosenNetwork>{chooseNetwork(arguments.files.a),
                                                         chooseNetwork(arguments.files.b)};
    const core::SidePair<const core::Network*> pointers{&found.networks.a.network,
                                                        &found.networks.b.network};
    const core::SidePair<std::vector<core::LayerIndex>> layers{onlyIfNamed(found.networks.a),
                                                               onlyIfNamed(found.networks.b)};
    requireOutput(arguments.comparison.json, {pointers.a, pointers.b});
    StudyOutput study(arguments.comparison.out, {pointers.a, pointers.b});
    const double share = arguments.nullDraws > 0 ? kMapShare : 1;
    found.map = similarityMap(pointers, layers, measures, options, progress.part(0, share));
    if (arguments.nullDraws > 0)
        found.null = similarityNull(pointers, layers, measures, options, arguments.nullDraws,
                                    arguments.comparison.seed, progress.part(share, 1));
    progress.checkpoint();
    warnAll(found.map->warnings);
    if (arguments.comparison.json != "-")
        warnOfMissingValues(found.map->values, found.map->layers.a, found.map->layers.b);
    study.setReport("similarity", asJson(found, arguments));
    study.write({});
    writeResult(arguments.comparison.json, asText(found), asJson(found, arguments));
}

} // namespace

void addSimilarityCommand(CLI::App& app, Action& action)
{
    const auto arguments = std::make_shared<Arguments>();
    arguments->comparison.measures = "cca,svcca,pwcca,cka";
    CLI::App& command = *app.add_subcommand(
        "similarity", "Compare every layer of one network with every layer of another");
    command
        .add_option("A", arguments->files.a,
                    "First network: FILE or FILE::LAYER; or alone, a study, for its two networks")
        ->required();
    command.add_option("B", arguments->files.b, "Second network: FILE or FILE::LAYER");
    command
        .add_option("--null", arguments->nullDraws,
                    "Also mean, lowest and highest of so many maps with the inputs of B shuffled")
        ->check(CLI::Range(0, 100000));
    addComparisonOptions(command, arguments->comparison, "--measures");
    command.callback([&action, arguments] {
        action = [arguments](const core::Progress& progress) { similarity(*arguments, progress); };
    });
}

} // namespace counterpart::cli
