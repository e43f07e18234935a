#include "cli/command.h"
#include "cli/comparison_json.h"
#include "cli/dynamics_report.h"
#include "cli/study_output.h"

#include "core/base/error.h"
#include "core/io/network_file.h"

#include <algorithm>
#include <iterator>
#include <memory>

namespace counterpart::cli {

namespace {

/// How the time divides between the curves and what else is asked for.
constexpr double kCurveShare = 0.6;

void findMore(FoundDynamics& found, const DynamicsArguments& arguments,
              const core::ComparisonOptions& options, const core::Progress& progress)
{
    const std::size_t classes = arguments.logits.empty() ? 0 : found.checkpoints.networks.size();
    const auto steps = static_cast<double>(arguments.signalLayers.size() + classes +
                                           arguments.sequenceLayers.size());
    double done = 0;
    const auto next = [&] {
        done += 1;
        return progress.part((done - 1) / steps, done / steps);
    };
    for (const std::string& layer : arguments.signalLayers) {
        core::SignalNoiseOptions signal = arguments.signal;
        signal.comparison = options;
        signal.middle = arguments.middle;
        found.signals.push_back(followDirections(found.checkpoints, layer, signal, next()));
    }
    const std::string logits = arguments.logits == "last" ? "" : arguments.logits;
    for (std::size_t t = 0; t < classes; ++t)
        found.classes.push_back(classSensitivity(*found.checkpoints.networks[t],
                                                 found.dynamics->layers, logits, options, next()));
    const core::Network& last = *found.checkpoints.networks.back();
    for (const std::string& layer : arguments.sequenceLayers) {
        const core::Index period = arguments.period.value_or(
            core::usualPeriod(last.layer(core::requireLayer(last, layer))));
        found.sequences.push_back(
            sequenceTime(last, layer, found.dynamics->measures, {options, period}, next()));
    }
    const auto isSimilarity = [](core::Measure measure) { return !cardOf(measure).isDistance; };
    const auto first = std::ranges::find_if(found.dynamics->measures, isSimilarity);
    if (first == found.dynamics->measures.end() || found.checkpoints.networks.size() < 2)
        return;
    found.freezeMeasure = *first;
    found.freeze = freezeAdvice(*found.dynamics, *first, arguments.freezeLevel);
}

/// Networks that neither have steps nor seem to be of one run are something else.
void requireOneRun(const core::Checkpoints& checkpoints)
{
    const core::CheckpointDoubts doubts = checkpointDoubts(checkpoints);
    if (!doubts.noSteps.empty() && doubts.isOtherRun)
        throw core::UsageError("dynamics compares checkpoints of one run. " + doubts.otherRun +
                               ' ' + doubts.noSteps +
                               " Name the files of one run; networks of several runs are compared "
                               "by group.");
}

void dynamics(const DynamicsArguments& arguments, const core::Progress& progress)
{
    const auto measures = core::measuresFromList(arguments.comparison.measures);
    const core::ComparisonOptions options = comparisonOptions(arguments.comparison);
    const auto networks = describeNetworks(arguments.files);
    const bool isLast = arguments.against == "last";
    const auto others = isLast ? describeNetworks({}) : describeNetworks({arguments.against});
    if (others.size() > 1)
        throw core::UsageError("--against: " + arguments.against + " holds " +
                               std::to_string(others.size()) + " networks; expected one");
    FoundDynamics found;
    found.checkpoints = core::orderCheckpoints(pointersTo(networks));
    requireOneRun(found.checkpoints);
    requireOutput(arguments.comparison.json, found.checkpoints.networks);
    requireOutput(arguments.comparison.json, pointersTo(others));
    std::vector<const core::Network*> inputs = found.checkpoints.networks;
    std::ranges::copy(pointersTo(others), std::back_inserter(inputs));
    StudyOutput study(arguments.comparison.out, inputs);
    const core::Network& reference = isLast ? *found.checkpoints.networks.back() : *others.front();
    found.dynamics = compareDynamics(found.checkpoints, reference, arguments.layers, measures,
                                     {options, arguments.hasMaps}, progress.part(0, kCurveShare));
    findMore(found, arguments, options, progress.part(kCurveShare, 1));
    progress.checkpoint();
    warnAll(warningsOf(found));
    if (arguments.comparison.json != "-")
        warnOfMissingValues(found.dynamics->curves, found.dynamics->layers,
                            found.dynamics->checkpoints);
    study.setReport("dynamics", dynamicsJson(found, arguments));
    study.write({});
    writeResult(arguments.comparison.json, dynamicsText(found, arguments),
                dynamicsJson(found, arguments));
}

void addCurveOptions(CLI::App& command, DynamicsArguments& arguments)
{
    command
        .add_option("NET", arguments.files,
                    "Checkpoints of one network: files, or a folder of them")
        ->required();
    command.add_option("--against", arguments.against, "last, or the file of another network")
        ->type_name("last|FILE");
    command
        .add_option("--layer", arguments.layers,
                    "A layer of every checkpoint; repeatable; default: all common ones")
        ->type_name("NAME")
        ->expected(1)
        ->take_all();
    command.add_flag("--maps", arguments.hasMaps,
                     "Also every layer of each checkpoint against every layer of the reference");
    command
        .add_option("--freeze-level", arguments.freezeLevel,
                    "Similarity that a layer must keep to be called settled; default 0.95")
        ->check(CLI::Range(0.0, 1.0));
}

void addMoreOptions(CLI::App& command, DynamicsArguments& arguments)
{
    command
        .add_option("--signal", arguments.signalLayers,
                    "Also signal and noise directions of a layer; repeatable")
        ->type_name("LAYER")
        ->expected(1)
        ->take_all();
    command.add_option("--early", arguments.signal.early,
                       "Checkpoint whose directions are followed, from 0 on; default 0");
    command.add_option(
        "--middle", arguments.middle,
        "Checkpoint that tells signal from noise, from 0 on; default: the one half-way "
        "through the list from --early on");
    command
        .add_option("--directions", arguments.signal.directions,
                    "Directions of each kind; default 100, at most half of all")
        ->check(CLI::PositiveNumber);
    command
        .add_option("--class-sensitivity", arguments.logits,
                    "Also the correlation of each layer with each class of this layer of logits")
        ->type_name("last|LAYER");
    command
        .add_option("--sequence-time", arguments.sequenceLayers,
                    "Also the outputs of a recurrent layer of the last checkpoint at each token "
                    "modulo the period against the last one; repeatable")
        ->type_name("LAYER")
        ->expected(1)
        ->take_all();
    command
        .add_option("--period", arguments.period,
                    "Tokens; default 20, or a whole sequence where that is shorter")
        ->check(CLI::PositiveNumber);
}

} // namespace

void addDynamicsCommand(CLI::App& app, Action& action)
{
    const auto arguments = std::make_shared<DynamicsArguments>();
    arguments->comparison.measures = "pwcca,cca";
    CLI::App& command =
        *app.add_subcommand("dynamics", "Compare the checkpoints of a network with the last one");
    addCurveOptions(command, *arguments);
    addMoreOptions(command, *arguments);
    addComparisonOptions(command, arguments->comparison, "--measure,--measures");
    command.callback([&action, arguments] {
        action = [arguments](const core::Progress& progress) { dynamics(*arguments, progress); };
    });
}

} // namespace counterpart::cli
