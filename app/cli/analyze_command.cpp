#include "cli/command.h"
#include "cli/layer_choice.h"
#include "cli/output.h"
#include "cli/pair_report.h"
#include "cli/run_arguments.h"
#include "cli/study_inputs.h"
#include "cli/study_output.h"

#include "core/base/error.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

namespace counterpart::cli {

using core::Index;
using core::Side;

namespace {

struct Arguments : RunArguments
{
    Arguments() { positions = "all"; }

    core::SidePair<std::string> files;
    LayerChoice layers;
    std::optional<std::string> methods; ///< none: the cheap ones
};

Options optionsOf(const Arguments& arguments, const Methods& methods)
{
    Options options;
    options.analysis.pass.policy = {positionsOf(arguments.positions), arguments.maxSamples,
                                    arguments.seed};
    for (const std::string& setting : arguments.settings)
        applySetting(options, setting);
    for (const Method* method : methods) {
        if (method->prepare)
            method->prepare(options);
    }
    return options;
}

/// What is compared, once it was found to exist.
struct Work
{
    core::SidePair<ChosenNetwork> networks;
    std::vector<core::SidePair<core::LayerIndex>> pairs;
    Methods methods;
    Options options;
    std::optional<StudyInputs> study; ///< if one was given in place of the networks
};

void checkOptions(const Work& work)
{
    for (const core::SidePair<core::LayerIndex>& pair : work.pairs) {
        const core::SidePair<const core::Layer*> layers{&work.networks.a.network.layer(pair.a),
                                                        &work.networks.b.network.layer(pair.b)};
        for (const Method* method : work.methods) {
            if (method->check)
                method->check(layers, work.options);
        }
    }
}

Work prepare(const Arguments& arguments)
{
    Work work;
    work.methods = parseMethods(arguments.methods);
    work.options = optionsOf(arguments, work.methods);
    work.options.isForStudy = !arguments.out.empty();
    if (arguments.files.b.empty()) {
        work.study.emplace(arguments.files.a);
        work.study->requireReading(work.options.analysis.pass);
        work.networks = work.study->networks();
        work.pairs = work.study->pairs(arguments.layers);
        checkOptions(work);
        return work;
    }
    work.networks = {chooseNetwork(arguments.files.a), chooseNetwork(arguments.files.b)};
    work.pairs = chooseLayerPairs(work.networks, arguments.layers);
    checkOptions(work);
    return work;
}

/// How the time of a pair divides between the pass and the methods, if any of them is dear.
constexpr double kPassShare = 0.3;

PairReport reportOnPair(const Work& work, const core::SidePair<core::LayerIndex>& layers,
                        StudyOutput& study, const core::Progress& progress)
{
    const core::SidePair<const core::Network*> networks{&work.networks.a.network,
                                                        &work.networks.b.network};
    const core::StudyPair* known = work.study ? &work.study->known(layers) : nullptr;
    const bool areCheap = std::ranges::all_of(work.methods, &Method::isCheap);
    const double share = areCheap ? 1 : kPassShare;
    const auto analysis = known ? known->analysis
                                : core::analyseLayerPair(networks, layers, work.options.analysis,
                                                         progress.part(0, share));
    PairReport report = reportOn({networks, layers, *analysis, work.options, known}, work.methods,
                                 progress.part(share, 1));
    if (study)
        study.addPair(studyPair({{study.place(0), layers.a}, {study.place(1), layers.b}}, analysis,
                                report.kept));
    return report;
}

/// Reports on the pairs one after another and hands each report on, so that one analysis is held at
/// a time, except for a study. Each warning is printed the first time that it occurs.
template <class Consumer>
void reportOnAll(const Work& work, StudyOutput& study, const core::Progress& progress,
                 Consumer consume)
{
    std::set<std::string> warned;
    const auto count = static_cast<double>(work.pairs.size());
    for (std::size_t i = 0; i < work.pairs.size(); ++i) {
        const auto done = static_cast<double>(i);
        PairReport report = reportOnPair(work, work.pairs[i], study,
                                         progress.part(done / count, (done + 1) / count));
        for (const std::string& warning : report.warnings) {
            if (warned.insert(warning).second)
                warn(warning);
        }
        consume(std::move(report));
    }
}

/// Both forms of the results.
struct Results
{
    Json document;
    std::vector<TextRow> rows;
    std::string notes;
};

Results analysed(const Work& work, StudyOutput& study, const core::Progress& progress)
{
    Results results;
    results.document = {
        {"program", programJson()},
        {"inputs", {inputJson(work.networks.a.network), inputJson(work.networks.b.network)}},
        {"pairs", Json::array()}};
    results.rows = {reportHeader(work.methods)};
    reportOnAll(work, study, progress, [&](PairReport report) {
        results.document["pairs"].push_back(std::move(report.json));
        results.rows.push_back(std::move(report.row));
        for (const std::string& note : report.notes)
            results.notes += '\n' + note;
    });
    return results;
}

std::string asTable(const Work& work, const Results& results)
{
    const auto title = [&](Side side) {
        const core::Network& network = work.networks[side].network;
        return network.name + " (" + network.path.string() + ")\n";
    };
    return "A  " + title(Side::A) + "B  " + title(Side::B) + '\n' +
           formatTable(results.rows, kReportTextColumns) +
           (results.notes.empty() ? "" : results.notes + '\n');
}

void analyze(const Arguments& arguments, const core::Progress& progress)
{
    const Work work = prepare(arguments);
    const std::vector<const core::Network*> inputs{&work.networks.a.network,
                                                   &work.networks.b.network};
    requireOutput(arguments.json, inputs);
    StudyOutput study(arguments.out, inputs);
    study.setSeed(arguments.seed);
    core::setThreadCount(arguments.threads);

    const Results results = analysed(work, study, progress);
    const std::string document = toText(results.document);
    progress.checkpoint();
    study.setReport("analyze", document);
    study.write({});
    writeResult(arguments.json, asTable(work, results), document);
}

void addLayerOptions(CLI::App& command, Arguments& arguments)
{
    command
        .add_option("--layer", arguments.layers.layers,
                    "A layer that both networks have; repeatable")
        ->type_name("NAME")
        ->expected(1)
        ->take_all();
    command.add_option("--pair", arguments.layers.pairs, "A layer of each network; repeatable")
        ->type_name("LAYER_A:LAYER_B")
        ->expected(1)
        ->take_all();
    command
        .add_option_function<std::string>(
            "--layers", [&arguments](const std::string&) { arguments.layers.all = true; },
            "Every layer name that both networks have")
        ->type_name("all")
        ->check(CLI::IsMember({"all"}));
}

} // namespace

void addAnalyzeCommand(CLI::App& app, Action& action)
{
    const auto arguments = std::make_shared<Arguments>();
    CLI::App& command = *app.add_subcommand("analyze", "Compare layers of two networks");
    command
        .add_option("A", arguments->files.a,
                    "First network: FILE or FILE::LAYER; or alone, a study, whose readings are "
                    "used instead of the activations")
        ->required();
    command.add_option("B", arguments->files.b, "Second network: FILE or FILE::LAYER");
    addLayerOptions(command, *arguments);
    command.add_option("--methods", arguments->methods,
                       "Comma-separated, or all: " + methodNames() +
                           "; default: those that take no more than one pass");
    addSampleOptions(
        command, *arguments,
        "What becomes of a layer's map: all, mean, max, centre, flatten, or resize (all "
        "positions, the larger map averaged to the smaller); default all");
    addRunOptions(command, *arguments, "a method");
    command.footer("Settings (the default of each first):\n" + settingHelp() +
                   "\nColumns of the table that their names do not explain:\n" + columnHelp());
    command.callback([&action, arguments] {
        action = [arguments](const core::Progress& progress) { analyze(*arguments, progress); };
    });
}

} // namespace counterpart::cli
