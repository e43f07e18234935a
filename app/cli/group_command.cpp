#include "cli/command.h"
#include "cli/comparison_arguments.h"
#include "cli/comparison_json.h"
#include "cli/group_report.h"
#include "cli/method.h"
#include "cli/study_output.h"
#include "cli/text_table.h"

#include "core/base/error.h"
#include "core/similarity/network_attributes.h"
#include "core/similarity/pair_warnings.h"
#include "core/similarity/training_runs.h"
#include "core/similarity/width_study.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

namespace counterpart::cli {

using Pointers = std::vector<const core::Network*>;

namespace {

struct Arguments
{
    std::vector<std::string> files;
    std::vector<std::string> layers;
    std::string table;
    std::string reference;
    std::string widthBy, widthAgainst;
    core::Index widthUnits = 0;
    std::optional<int> clusters; ///< none: GroupReportOptions' number, or as many as there are
    bool isDirected = false;
    GroupReportOptions report;
    ComparisonArguments comparison;
};

/// How the time divides between the group, its clusters and the study of the width.
constexpr double kGroupShare = 0.65;
constexpr double kReportShare = 0.7;

Json networksJson(const Pointers& networks)
{
    Json json = Json::array();
    for (const core::Network* network : networks) {
        Json one = inputJson(*network);
        one["attributes"] = Json::object();
        for (const auto& [name, attribute] : network->attributes)
            std::visit([&](const auto& value) { one["attributes"][name] = value; }, attribute);
        json.push_back(std::move(one));
    }
    return json;
}

Json widthJson(const core::WidthStudy& study, std::vector<std::string>& warnings)
{
    Json points = Json::array();
    for (const core::WidthPoint& point : study.points)
        points.push_back({{"value", point.value},
                          {"against", point.against},
                          {"networks", point.networks},
                          {"pairs", point.pairs},
                          {"mean", point.mean},
                          {"deviation", point.deviation}});
    return {{"layer", study.layer},
            {"measure", cardOf(study.options.measure).id},
            {"by", study.options.groupBy},
            {"against", study.options.against},
            {"units", study.options.units},
            {"points", points},
            {"correlation", numberOrNull(study.correlation,
                                         "a correlation needs three values of " +
                                             study.options.groupBy + " that differ",
                                         warnings)}};
}

std::string widthText(const core::WidthStudy& study)
{
    std::vector<TextRow> rows{
        {study.options.groupBy, study.options.against, "networks", "pairs", "mean", "deviation"}};
    for (const core::WidthPoint& point : study.points)
        rows.push_back({formatted(point.value), formatted(point.against),
                        std::to_string(point.networks), std::to_string(point.pairs),
                        formatted(point.mean), formatted(point.deviation)});
    return "\nDistance within each " + study.options.groupBy + " at " +
           std::to_string(study.options.units) + " units of " + study.layer + '\n' +
           formatTable(rows, 0) + "correlation with " + study.options.against + ": " +
           formatted(study.correlation) + '\n';
}

/// All that the command found.
struct Found
{
    Pointers networks;
    std::shared_ptr<const core::NetworkGroup> group;
    std::string remark;      ///< on --by; may be empty
    std::string widthRemark; ///< on --width-by; may be empty
    std::vector<GroupReport> reports;
    std::vector<std::shared_ptr<const core::WidthStudy>> widths; ///< one a layer and measure
};

std::vector<std::string> warningsOf(const Found& found)
{
    std::vector<std::string> warnings = found.group->warnings;
    for (const std::string& remark : {found.remark, found.widthRemark}) {
        if (!remark.empty())
            warnings.push_back(remark);
    }
    for (const auto& study : found.widths)
        core::addWarnings(warnings, study->warnings);
    return warnings;
}

Json layersJson(const Found& found, std::vector<std::string>& warnings)
{
    Json layers = Json::array();
    auto report = found.reports.begin();
    for (const core::GroupLayer& layer : found.group->layers) {
        Json one{{"layer", layer.name}, {"measures", Json::object()}};
        for (std::size_t i = 0; i < found.group->measures.size(); ++i, ++report)
            one["measures"][cardOf(report->measure).id] = groupReportJson(*report, warnings);
        if (!layer.partners.empty()) {
            one["partners"] = Json::array();
            for (const core::Partners& partners : layer.partners)
                one["partners"].push_back(unitsJson(partners));
        }
        layers.push_back(std::move(one));
    }
    return layers;
}

std::string asJson(const Found& found, const Arguments& arguments)
{
    std::vector<std::string> warnings = warningsOf(found);
    Json options = comparisonOptionsJson(arguments.comparison);
    options["by"] = arguments.report.by;
    options["symmetric"] = !arguments.isDirected;
    options["clusters"] = arguments.report.clusters;
    options["reference"] = arguments.reference;
    options["table"] = arguments.table;
    Json document{{"program", programJson()},
                  {"inputs", networksJson(found.networks)},
                  {"options", options},
                  {"input_count", found.networks.front()->inputs.count},
                  {"samples", found.group->samples},
                  {"most_samples", found.group->mostSamples},
                  {"dropped_samples", found.group->droppedSamples},
                  {"layers", layersJson(found, warnings)}};
    if (!found.widths.empty()) {
        document["width"] = Json::array();
        for (const auto& study : found.widths)
            document["width"].push_back(widthJson(*study, warnings));
    }
    document["warnings"] = warnings;
    document["passes"] = found.group->passes;
    document["seconds"] = {{"read", found.group->readSeconds},
                           {"compute", found.group->computeSeconds}};
    return toText(document);
}

std::string asText(const Found& found)
{
    std::string text = samplesText(found.group->samples, found.group->mostSamples,
                                   found.networks.front()->inputs.count) +
                       '\n';
    for (const GroupReport& report : found.reports)
        text += '\n' + groupReportText(report, *found.group);
    for (const auto& study : found.widths)
        text += widthText(*study);
    return text;
}

/// As in the window: of a run's checkpoints the last, as long as some of those left share a value.
Pointers comparedByWidth(Found& found, const std::string& attribute)
{
    Pointers trained;
    for (const std::size_t place : core::trainedPlaces(found.networks))
        trained.push_back(found.networks[place]);
    const std::vector<double> numbers = core::attributeNumbers(trained, attribute);
    const std::set<double> different(numbers.begin(), numbers.end());
    if (trained.size() == found.networks.size() || different.size() == numbers.size())
        return found.networks;
    found.widthRemark = attribute + ": of the checkpoints of a run the last is taken, " +
                        std::to_string(found.networks.size() - trained.size()) +
                        " networks are left out.";
    return trained;
}

void studyWidths(Found& found, const Arguments& arguments, const core::ComparisonOptions& options,
                 const core::Progress& progress)
{
    const Pointers networks = comparedByWidth(found, arguments.widthBy);
    const auto count =
        static_cast<double>(found.group->layers.size() * found.group->measures.size());
    for (const core::GroupLayer& layer : found.group->layers) {
        for (const core::Measure measure : found.group->measures) {
            const auto done = static_cast<double>(found.widths.size());
            found.widths.push_back(
                studyWidth(networks, layer.name,
                           {options, measure, arguments.widthBy, arguments.widthAgainst,
                            arguments.widthUnits, arguments.comparison.seed},
                           progress.part(done / count, (done + 1) / count)));
        }
    }
}

void takeClusters(Arguments& arguments, std::size_t networks)
{
    if (!arguments.clusters)
        return;
    const auto most = static_cast<int>(networks);
    if (*arguments.clusters < 1 || *arguments.clusters > most)
        throw core::UsageError("--clusters: found " + std::to_string(*arguments.clusters) +
                               ", expected a whole number from 1 to the number of networks, " +
                               std::to_string(most));
    arguments.report.clusters = *arguments.clusters;
}

void group(Arguments arguments, const core::Progress& progress)
{
    const auto measures = core::measuresFromList(arguments.comparison.measures);
    core::GroupOptions options{comparisonOptions(arguments.comparison), {}};
    auto networks = describeNetworks(arguments.files);
    if (!arguments.table.empty()) {
        for (const auto& network : networks)
            core::importAttributes(arguments.table, {network.get(), 1});
    }
    Found found;
    found.networks = pointersTo(networks);
    requireOutput(arguments.comparison.json, found.networks);
    StudyOutput study(arguments.comparison.out, found.networks);
    if (!arguments.reference.empty())
        options.reference = static_cast<int>(
            core::requireNamed(found.networks, arguments.reference, "--reference"));
    arguments.report.isSymmetric = !arguments.isDirected;
    takeClusters(arguments, found.networks.size());
    if (!arguments.report.by.empty()) {
        arguments.report.labels = core::attributeGroups(found.networks, arguments.report.by);
        found.remark = core::groupingRemark(found.networks, arguments.report.by);
    }
    found.group = compareGroup(found.networks, arguments.layers, measures, options,
                               progress.part(0, kGroupShare));
    found.reports =
        reportsOn(*found.group, arguments.report, progress.part(kGroupShare, kReportShare));
    if (!arguments.widthBy.empty())
        studyWidths(found, arguments, options.comparison, progress.part(kReportShare, 1));
    progress.checkpoint();
    warnAll(warningsOf(found));
    if (arguments.comparison.json != "-") {
        for (const core::GroupLayer& layer : found.group->layers)
            warnOfMissingValues(layer.values, found.group->networks, found.group->networks);
    }
    study.setReport("group", asJson(found, arguments));
    study.write({});
    writeResult(arguments.comparison.json, asText(found), asJson(found, arguments));
}

void addGroupOptions(CLI::App& command, Arguments& arguments)
{
    command
        .add_option("NET", arguments.files,
                    "Files, or a folder of them; FILE::NET where a file holds several networks")
        ->required();
    command
        .add_option("--layer", arguments.layers,
                    "A layer that all networks have; repeatable; default: all common ones")
        ->type_name("NAME")
        ->expected(1)
        ->take_all();
    command
        .add_option("--by", arguments.report.by,
                    "Also means and deviations within and between the values of an attribute; "
                    "many different numbers are cut into 4 ranges")
        ->type_name("ATTRIBUTE");
    command
        .add_option("--table", arguments.table,
                    "Attributes of the networks as values with commas: a column of file names and "
                    "one an attribute")
        ->type_name("CSV");
    command
        .add_option("--clusters", arguments.clusters,
                    "How many, from 1 to the number of networks; default 5, or the networks if "
                    "fewer")
        ->check(CLI::TypeValidator<int>("INT"));
    command
        .add_option("--reference", arguments.reference,
                    "Match the units of every network to those of this one: one of the files, "
                    "or the name of a network")
        ->type_name("FILE|NAME");
    command.add_flag("--directed", arguments.isDirected,
                     "Distances of measures that are not symmetric as they are, not averaged");
    command
        .add_option("--width-by", arguments.widthBy,
                    "Also the distances within each value of a number attribute, at one number "
                    "of units; of a run's checkpoints the last is taken")
        ->type_name("ATTRIBUTE");
    command
        .add_option("--width-against", arguments.widthAgainst,
                    "Number attribute to correlate them with; default: the one of --width-by")
        ->type_name("ATTRIBUTE");
    command
        .add_option("--width-units", arguments.widthUnits,
                    "Units drawn of each; default 0, as many as the narrowest has")
        ->check(CLI::NonNegativeNumber);
}

} // namespace

void addGroupCommand(CLI::App& app, Action& action)
{
    const auto arguments = std::make_shared<Arguments>();
    arguments->comparison.measures = "pwcca";
    CLI::App& command =
        *app.add_subcommand("group", "Compare the networks of a group with each other");
    addGroupOptions(command, *arguments);
    addComparisonOptions(command, arguments->comparison, "--measure,--measures");
    command.callback([&action, arguments] {
        action = [arguments](const core::Progress& progress) { group(*arguments, progress); };
    });
}

} // namespace counterpart::cli
