#include "cli/pair_report.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace counterpart::cli {

using core::LayerPairAnalysis;
using core::Side;

namespace {

std::string bothCounts(std::size_t a, std::size_t b, const char* between)
{
    return std::to_string(a) + between + std::to_string(b);
}

void append(TextRow& row, const TextRow& cells)
{
    row.insert(row.end(), cells.begin(), cells.end());
}

Json optionsJson(const Options& options, const Methods& methods)
{
    const core::PositionPolicy& policy = options.analysis.pass.policy;
    Json json{{"max_samples", policy.maxSamples}, {"seed", policy.seed}};
    json.update(settingsJson(options, methods));
    return json;
}

Json pairJson(const MethodInput& input, const Methods& methods)
{
    const LayerPairAnalysis& analysis = input.analysis;
    const core::Moments& moments = analysis.statistics.moments;
    return {{"layer_a", analysis.layer.a},
            {"layer_b", analysis.layer.b},
            {"units_a", moments.units(Side::A)},
            {"units_b", moments.units(Side::B)},
            {"samples", analysis.samples()},
            {"dropped_samples", analysis.statistics.droppedSamples},
            {"positions", toString(analysis.options.pass.policy.positions)},
            {"precision", moments.precision == core::Precision::Single ? "single" : "double"},
            {"options", optionsJson(input.options, methods)},
            {"dead_a", unitsJson(analysis.correlation.dead.a)},
            {"dead_b", unitsJson(analysis.correlation.dead.b)},
            {"warnings", Json::array()},
            {"seconds",
             {{"read", analysis.statistics.readSeconds},
              {"moments", analysis.statistics.computeSeconds}}}};
}

TextRow pairRow(const LayerPairAnalysis& analysis)
{
    const auto& profile = analysis.statistics.profile;
    const auto& dead = analysis.correlation.dead;
    return {analysis.layer.a, analysis.layer.b,
            bothCounts(profile.a.units.size(), profile.b.units.size(), " x "),
            bothCounts(dead.a.size(), dead.b.size(), " + "), std::to_string(analysis.samples())};
}

void addOnce(std::vector<std::string>& texts, const std::vector<std::string>& more)
{
    for (const std::string& text : more) {
        if (std::ranges::find(texts, text) == texts.end())
            texts.push_back(text);
    }
}

} // namespace

std::string formatted(const std::optional<double>& number)
{
    if (!number)
        return "-";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4f", *number);
    return text.data();
}

TextRow reportHeader(const Methods& methods)
{
    TextRow header{"layer A", "layer B", "units", "dead", "samples"};
    for (const Method* method : methods)
        append(header, method->headers);
    return header;
}

PairReport reportOn(const MethodInput& input, const Methods& methods,
                    const core::Progress& progress)
{
    PairReport report{
        pairJson(input, methods), pairRow(input.analysis), input.analysis.warnings, {}, {}};
    const auto count = static_cast<double>(methods.size());
    for (std::size_t i = 0; i < methods.size(); ++i) {
        const auto done = static_cast<double>(i);
        const auto start = std::chrono::steady_clock::now();
        MethodReport said = methods[i]->run(input, progress.part(done / count, (done + 1) / count));
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
        const std::string& name = methods[i]->name;
        report.json[name] = std::move(said.json);
        report.json["seconds"][name] = said.seconds.value_or(elapsed.count());
        append(report.row, said.cells);
        addOnce(report.warnings, said.warnings);
        if (said.kept.information)
            report.kept.information = said.kept.information;
        if (said.kept.shuffled)
            report.kept.shuffled = said.kept.shuffled;
        for (const std::string& note : said.notes)
            report.notes.push_back(input.analysis.layer.a + ", " + input.analysis.layer.b + ": " +
                                   note);
    }
    report.json["warnings"] = report.warnings;
    return report;
}

} // namespace counterpart::cli
