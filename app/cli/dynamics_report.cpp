#include "cli/dynamics_report.h"

#include "cli/comparison_json.h"
#include "cli/method.h"

#include "core/similarity/network_attributes.h"
#include "core/similarity/pair_warnings.h"

namespace counterpart::cli {

namespace {

Json checkpointsJson(const core::Checkpoints& checkpoints)
{
    Json json = Json::array();
    for (std::size_t t = 0; t < checkpoints.networks.size(); ++t) {
        Json one = inputJson(*checkpoints.networks[t]);
        one["step"] = checkpoints.steps[t];
        json.push_back(std::move(one));
    }
    return json;
}

Json stepOrNull(const std::optional<int>& place, const core::Dynamics& dynamics)
{
    return place ? Json(dynamics.steps[static_cast<std::size_t>(*place)]) : Json(nullptr);
}

Json freezeJson(const FoundDynamics& found, double level)
{
    Json layers = Json::array();
    for (const core::FreezeAdvice& one : found.freeze)
        layers.push_back({{"layer", one.layer},
                          {"settled", stepOrNull(one.settled, *found.dynamics)},
                          {"freeze", stepOrNull(one.freeze, *found.dynamics)}});
    return {{"advisory", true},
            {"measure", cardOf(*found.freezeMeasure).id},
            {"level", level},
            {"layers", layers}};
}

Json signalJson(const core::SignalNoise& signal)
{
    return {{"layer", signal.layer},
            {"early", signal.options.early},
            {"middle", *signal.options.middle},
            {"directions", signal.options.directions},
            {"steps", signal.steps},
            {"signal", signal.signal},
            {"noise", signal.noise}};
}

Json measuresJson(const core::Dynamics& dynamics, std::vector<std::string>& warnings)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < dynamics.measures.size(); ++i)
        json[cardOf(dynamics.measures[i]).id] = gridJson(dynamics.curves[i], warnings);
    return json;
}

Json mapsJson(const core::Dynamics& dynamics, std::vector<std::string>& warnings)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < dynamics.measures.size(); ++i) {
        Json maps = Json::array();
        for (const core::ValueGrid& map : dynamics.maps[i])
            maps.push_back(gridJson(map, warnings));
        json[cardOf(dynamics.measures[i]).id] = std::move(maps);
    }
    return json;
}

Json classesJson(const FoundDynamics& found, std::vector<std::string>& warnings)
{
    Json values = Json::array();
    for (const auto& one : found.classes)
        values.push_back(gridJson(one->values, warnings));
    const core::ClassSensitivity& first = *found.classes.front();
    return {{"logits", first.logits},
            {"layers", first.layers},
            {"classes", first.classes},
            {"values", values}};
}

Json sequenceJson(const core::SequenceTime& sequence, std::vector<std::string>& warnings)
{
    Json measures = Json::object();
    const Json rows = gridJson(sequence.values, warnings);
    for (std::size_t i = 0; i < sequence.measures.size(); ++i)
        measures[cardOf(sequence.measures[i]).id] = rows[i];
    return {{"layer", sequence.layer},
            {"period", sequence.options.period},
            {"samples", sequence.samples},
            {"measures", measures}};
}

std::string freezeText(const FoundDynamics& found, double level)
{
    const auto step = [&](const std::optional<int>& place) -> std::string {
        return place ? core::attributeText(found.dynamics->steps[static_cast<std::size_t>(*place)])
                     : "-";
    };
    std::vector<TextRow> rows{{"layer", "settled", "freeze from"}};
    for (const core::FreezeAdvice& one : found.freeze)
        rows.push_back({one.layer, step(one.settled), step(one.freeze)});
    return "\nAdvice only, to be tried with the network: step from which on " +
           std::string(cardOf(*found.freezeMeasure).title) + " stays at " + formatted(level) +
           " or more\n" + formatTable(rows, 1);
}

std::vector<std::string> asTexts(const std::vector<double>& steps)
{
    std::vector<std::string> texts;
    for (const double step : steps)
        texts.push_back(core::attributeText(step));
    return texts;
}

/// Which checkpoint told signal from noise, and why that one.
std::string middleText(const core::SignalNoise& signal, const DynamicsArguments& arguments,
                       const core::Dynamics& dynamics)
{
    const auto place = static_cast<std::size_t>(*signal.options.middle);
    const std::string unit = dynamics.stepName.empty() ? "checkpoint" : dynamics.stepName;
    return ", told apart by " + unit + ' ' + core::attributeText(dynamics.steps[place]) +
           (arguments.middle ? ""
                             : " (half-way through the list of checkpoints; --middle names "
                               "another)") +
           '\n';
}

std::string signalText(const core::SignalNoise& signal, const std::string& middle)
{
    std::vector<TextRow> rows{{signal.layer + ", step", "signal", "noise"}};
    for (std::size_t i = 0; i < signal.steps.size(); ++i)
        rows.push_back({core::attributeText(signal.steps[i]), formatted(signal.signal[i]),
                        formatted(signal.noise[i])});
    return "\nMean-CCA distance of " + std::to_string(signal.options.directions) + " directions" +
           middle + formatTable(rows, 1);
}

std::string sequenceText(const core::SequenceTime& sequence)
{
    std::vector<std::string> rows;
    std::vector<std::string> columns;
    for (const core::Measure measure : sequence.measures)
        rows.push_back(titleOf(measure));
    for (core::Index phase = 0; phase < sequence.options.period; ++phase)
        columns.push_back(std::to_string(phase));
    return '\n' + gridText(sequence.layer + ", token", rows, columns, sequence.values);
}

} // namespace

std::vector<std::string> warningsOf(const FoundDynamics& found)
{
    std::vector<std::string> warnings = found.dynamics->warnings;
    for (const auto& signal : found.signals)
        core::addWarnings(warnings, signal->warnings);
    for (const auto& one : found.classes)
        core::addWarnings(warnings, one->warnings);
    for (const auto& sequence : found.sequences)
        core::addWarnings(warnings, sequence->warnings);
    return warnings;
}

std::string dynamicsJson(const FoundDynamics& found, const DynamicsArguments& arguments)
{
    const core::Dynamics& dynamics = *found.dynamics;
    std::vector<std::string> warnings = warningsOf(found);
    Json options = comparisonOptionsJson(arguments.comparison);
    options["against"] = arguments.against;
    Json document{{"program", programJson()},
                  {"checkpoints", checkpointsJson(found.checkpoints)},
                  {"step_attribute", dynamics.stepName},
                  {"reference", dynamics.reference},
                  {"options", options},
                  {"layers", dynamics.layers},
                  {"input_count", found.checkpoints.networks.front()->inputs.count},
                  {"samples", dynamics.samples},
                  {"most_samples", dynamics.mostSamples},
                  {"dropped_samples", dynamics.droppedSamples},
                  {"measures", measuresJson(dynamics, warnings)}};
    if (arguments.hasMaps)
        document["maps"] = mapsJson(dynamics, warnings);
    if (found.freezeMeasure)
        document["freeze"] = freezeJson(found, arguments.freezeLevel);
    if (!found.signals.empty()) {
        document["signal_noise"] = Json::array();
        for (const auto& signal : found.signals)
            document["signal_noise"].push_back(signalJson(*signal));
    }
    if (!found.classes.empty())
        document["class_sensitivity"] = classesJson(found, warnings);
    if (!found.sequences.empty()) {
        document["sequence_time"] = Json::array();
        for (const auto& sequence : found.sequences)
            document["sequence_time"].push_back(sequenceJson(*sequence, warnings));
    }
    document["warnings"] = warnings;
    document["passes"] = dynamics.passes;
    document["seconds"] = {{"read", dynamics.readSeconds}, {"compute", dynamics.computeSeconds}};
    return toText(document);
}

std::string dynamicsText(const FoundDynamics& found, const DynamicsArguments& arguments)
{
    const core::Dynamics& dynamics = *found.dynamics;
    const std::vector<std::string> steps = asTexts(dynamics.steps);
    std::string text = "Against " + dynamics.reference + "; " +
                       samplesText(dynamics.samples, dynamics.mostSamples,
                                   found.checkpoints.networks.front()->inputs.count) +
                       "; columns are " +
                       (dynamics.stepName.empty() ? "checkpoint" : dynamics.stepName) + "s\n";
    for (std::size_t i = 0; i < dynamics.measures.size(); ++i) {
        const std::string title = titleOf(dynamics.measures[i]);
        text += '\n' + gridText(title, dynamics.layers, steps, dynamics.curves[i]);
        for (std::size_t t = 0; arguments.hasMaps && t < steps.size(); ++t)
            text += '\n' + gridText(title + " at " + steps[t], dynamics.layers, dynamics.layers,
                                    dynamics.maps[i][t]);
    }
    if (found.freezeMeasure)
        text += freezeText(found, arguments.freezeLevel);
    for (const auto& signal : found.signals)
        text += signalText(*signal, middleText(*signal, arguments, dynamics));
    for (std::size_t t = 0; t < found.classes.size(); ++t)
        text += '\n' + gridText("class, at " + steps[t], found.classes[t]->layers,
                                found.classes[t]->classes, found.classes[t]->values);
    for (const auto& sequence : found.sequences)
        text += sequenceText(*sequence);
    return text;
}

} // namespace counterpart::cli
