#include "cli/methods/methods.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/null_model.h"
#include "core/analysis/subspace_match.h"

#include <algorithm>
#include <cmath>

namespace counterpart::cli {

using core::SubspaceMatch;

namespace {

/// How convolutional layers were sampled where the method was published.
constexpr int kDraws = 16;
constexpr core::Index kColumns = 10'000;
/// With fewer samples a unit, everything matches (methods.md 2.1).
constexpr core::Index kSamplesAUnit = 5;
/// What the matches take of the time, next to the control with shuffled inputs.
constexpr double kMatchShare = 0.6;
/// What reading takes of the time of one draw.
constexpr double kReadShare = 0.8;

SubspaceOptions& settings(Options& options)
{
    return options.subspace;
}

/// The matches at each epsilon, of one draw of samples or of several.
using Draws = std::vector<std::vector<SubspaceMatch>>;

std::vector<SubspaceMatch> matchesOf(const core::Moments& moments, const SubspaceOptions& options,
                                     const core::Progress& progress)
{
    return subspaceMatches(core::unitProducts(moments, options.isCentred), options.epsilons,
                           options.zeros, progress);
}

/// How a draw reads the layers; without draws, as the analysis did.
core::PassOptions passOfDraw(const MethodInput& input, int draw)
{
    core::PassOptions pass = input.analysis.options.pass;
    if (!input.options.subspace.isSampled)
        return pass;
    const core::Index limit = pass.policy.maxSamples;
    pass.policy.maxSamples = limit > 0 ? std::min(limit, kColumns) : kColumns;
    pass.policy.seed += static_cast<std::uint64_t>(draw);
    return pass;
}

core::Moments drawnMoments(const MethodInput& input, int draw, const core::Progress& progress)
{
    const core::PassOptions pass = passOfDraw(input, draw);
    core::LayerPairSources sources =
        core::openLayerPair(input.networks, input.layers, pass, progress);
    return computeMoments(*sources.source.a, *sources.source.b, sources.names, pass, progress);
}

Draws drawsOf(const MethodInput& input, const core::Progress& progress)
{
    const SubspaceOptions& options = input.options.subspace;
    if (!options.isSampled)
        return {matchesOf(input.analysis.statistics.moments, options, progress)};
    Draws draws;
    for (int draw = 0; draw < kDraws; ++draw) {
        const core::Progress part = progress.part(double(draw) / kDraws, double(draw + 1) / kDraws);
        const core::Moments moments = drawnMoments(input, draw, part.part(0, kReadShare));
        draws.push_back(matchesOf(moments, options, part.part(kReadShare, 1)));
    }
    return draws;
}

/// Mean and deviation over the draws at one epsilon; none where no unit is counted.
struct Spread
{
    std::optional<double> mean;
    std::optional<double> deviation;
};

Spread spreadOf(const Draws& draws, std::size_t epsilon)
{
    double sum = 0;
    double squares = 0;
    for (const auto& draw : draws) {
        const std::optional<double>& value = draw[epsilon].similarity;
        if (!value)
            return {};
        sum += *value;
        squares += *value * *value;
    }
    const auto count = static_cast<double>(draws.size());
    const double mean = sum / count;
    return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

/// `shuffled` is the match at the largest epsilon with the inputs of B shuffled, if that was made.
void warnOfFewSamples(const MethodInput& input, const std::optional<double>& shuffled,
                      MethodReport& report)
{
    const core::Moments& moments = input.analysis.statistics.moments;
    const core::Index samples =
        input.options.subspace.isSampled ? std::min(kColumns, moments.samples) : moments.samples;
    const core::Index larger = std::max(moments.units(core::Side::A), moments.units(core::Side::B));
    if (samples < kSamplesAUnit * larger)
        report.warnings.push_back(
            "subspace match: " + std::to_string(samples) + " samples for layers of up to " +
            std::to_string(larger) + " units; with fewer than " + std::to_string(kSamplesAUnit) +
            " a unit, units can match by chance alone" +
            (shuffled ? " (here " + formatted(shuffled) + " of them with the inputs shuffled)"
                      : ""));
}

/// The similarities when nothing corresponds, or null if they are not wanted.
Json nullJson(const MethodInput& input, KeptResults& kept, const core::Progress& progress)
{
    const SubspaceOptions& options = input.options.subspace;
    if (!options.hasNull)
        return nullptr;
    const core::Progress reading = progress.part(0, kReadShare);
    std::shared_ptr<const core::Moments> shuffled;
    if (options.isSampled) {
        const core::PassOptions pass = passOfDraw(input, 0);
        shuffled = std::make_shared<const core::Moments>(
            core::shuffledMoments(input.networks, input.layers, pass, pass.policy.seed, reading));
    } else {
        shuffled = shuffledInputs(input, kept, reading);
    }
    Json values = Json::array();
    for (const SubspaceMatch& match : matchesOf(*shuffled, options, progress.part(kReadShare, 1)))
        values.push_back(match.similarity ? Json(*match.similarity) : Json());
    return values;
}

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const SubspaceOptions& options = input.options.subspace;
    const Draws draws = drawsOf(input, progress.part(0, kMatchShare));
    const core::UnitProducts products =
        core::unitProducts(input.analysis.statistics.moments, options.isCentred);
    MethodReport report;
    const auto value = [&, reason = reasonOfNoMean(input.analysis)](const auto& number) {
        return numberOrNull(number, reason, report.warnings);
    };
    report.json = {{"epsilon", options.epsilons}, {"similarity", Json::array()},
                   {"deviation", Json::array()},  {"sizes", Json::array()},
                   {"draws", draws.size()},       {"max_epsilon", value(largestEpsilon(products))},
                   {"zero", products.zero.size()}};
    for (std::size_t i = 0; i < options.epsilons.size(); ++i) {
        const Spread spread = spreadOf(draws, i);
        report.json["similarity"].push_back(value(spread.mean));
        report.json["deviation"].push_back(value(spread.deviation));
        report.json["sizes"].push_back({draws.front()[i].sizes.a, draws.front()[i].sizes.b});
    }
    report.json["null"] = nullJson(input, report.kept, progress.part(kMatchShare, 1));
    const auto largest = static_cast<std::size_t>(std::ranges::max_element(options.epsilons) -
                                                  options.epsilons.begin());
    const Json& null = report.json["null"];
    const std::optional<double> shuffled = null.is_array() && null[largest].is_number()
                                               ? std::optional(null[largest].get<double>())
                                               : std::nullopt;
    report.cells = {formatted(spreadOf(draws, largest).mean), formatted(options.epsilons[largest]),
                    formatted(shuffled)};
    if (!options.hasNull)
        report.notes.push_back(
            "max. match: the same with inputs shuffled, which says how much of it "
            "is chance: --set subspace.null=true");
    warnOfFewSamples(input, shuffled, report);
    return report;
}

} // namespace

Method subspaceMethod()
{
    using core::ZeroUnits;
    Method method{
        "subspace",
        {"max. match", "largest epsilon", "shuffled"},
        {numberList(
             "subspace.epsilon",
             [](Options& o) -> std::vector<double>& { return settings(o).epsilons; }, 0, 0.9999),
         choice<bool>("subspace.columns", [](Options& o) -> bool& { return settings(o).isSampled; },
                      {{"all", false}, {"16x10000", true}}),
         flag("subspace.centred", [](Options& o) -> bool& { return settings(o).isCentred; }),
         choice<ZeroUnits>("subspace.zeros",
                           [](Options& o) -> ZeroUnits& { return settings(o).zeros; },
                           {{"exclude", ZeroUnits::Exclude},
                            {"code", ZeroUnits::Code},
                            {"literal", ZeroUnits::Literal}}),
         flag("subspace.null", [](Options& o) -> bool& { return settings(o).hasNull; })},
        &run,
        false,
        &needDoublePrecision};
    method.columns = "share of all units in the maximum match at the largest epsilon alone; that "
                     "epsilon; the same share with the inputs of B shuffled (subspace.null). "
                     "--json has all of subspace.epsilon";
    return method;
}

} // namespace counterpart::cli
