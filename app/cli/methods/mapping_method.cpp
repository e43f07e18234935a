#include "cli/methods/methods.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/mapping_replica.h"
#include "core/analysis/sparse_mapping.h"

namespace counterpart::cli {

using core::MappingData;
using core::MappingFit;
using core::Side;

namespace {

constexpr double kMostHeldOut = 0.9;
constexpr double kLargestPenalty = 1e6;
/// What the replica takes of the time, where it is asked for.
constexpr double kReplicaShare = 0.7;

/// Lists of one number a fit, null where there is none.
class Table
{
public:
    explicit Table(MethodReport& report, const MappingData& data) : m_report(report), m_data(data)
    {
    }

    void add(Json& json, const MappingFit& fit) const
    {
        const auto of = [](const auto& error, double core::MappingError::*value) {
            return error ? std::optional((*error).*value) : std::nullopt;
        };
        using Error = core::MappingError;
        json["penalties"].push_back(fit.penalty);
        json["lambda"].push_back(fit.penalty / m_data.penaltyOfLambda(1));
        json["loss"].push_back(number(of(fit.training, &Error::loss), kNoTarget));
        json["heldout_loss"].push_back(number(of(fit.heldOut, &Error::loss), whyNoHeldOut(fit)));
        json["mean_nonzeros"].push_back(
            number(fit.training ? std::optional(fit.meanNonzeros) : std::nullopt, kNoTarget));
        json["r2"].push_back(number(of(fit.training, &Error::meanR2), kNoTarget));
        json["heldout_r2"].push_back(number(of(fit.heldOut, &Error::meanR2), whyNoHeldOut(fit)));
        json["kkt"].push_back(fit.kkt);
    }

    void addDiverged(Json& json, int iteration) const
    {
        const std::string reason = "mapping.replica: null, because the authors' optimiser diverged "
                                   "within " +
                                   std::to_string(iteration) + " iterations";
        for (const char* key : {"penalties", "lambda", "loss", "heldout_loss", "mean_nonzeros",
                                "r2", "heldout_r2", "kkt"})
            json[key].push_back(number(std::nullopt, reason));
    }

private:
    static constexpr const char* kNoTarget =
        "mapping: null stands for a mean over no unit: every target unit is dead";

    Json number(const std::optional<double>& value, const std::string& reason) const
    {
        return numberOrNull(value, reason, m_report.warnings);
    }
    std::string whyNoHeldOut(const MappingFit& fit) const
    {
        return fit.training ? "mapping: " + m_data.whyNoHeldOut : kNoTarget;
    }

    MethodReport& m_report;
    const MappingData& m_data;
};

Json replicaJson(const MethodInput& input, const MappingData& data, const Table& table,
                 const core::Progress& progress)
{
    const core::PassOptions& pass = input.options.analysis.pass;
    const std::vector<double>& lambdas = input.options.replicaLambdas;
    Json json{{"converged", false}};
    const auto count = static_cast<double>(lambdas.size());
    for (std::size_t k = 0; k < lambdas.size(); ++k) {
        const auto done = static_cast<double>(k);
        core::LayerPairSources sources =
            core::openLayerPair(input.networks, input.layers, pass, progress);
        const core::ReplicaOptions options{
            .from = input.options.mapping.from, .lambda = lambdas[k], .seed = pass.policy.seed};
        const core::MappingReplica replica =
            replicateMapping(*sources.source.a, *sources.source.b, data, pass, options,
                             progress.part(done / count, (done + 1) / count));
        if (replica.divergedAt)
            table.addDiverged(json, *replica.divergedAt);
        else
            table.add(json, replica.fit);
    }
    return json;
}

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const std::vector<double>& lambdas = input.options.replicaLambdas;
    const MappingData data = core::mappingData(input.analysis.statistics);
    const double share = lambdas.empty() ? 1 : 1 - kReplicaShare;
    progress.stage("mapping");
    const core::SparseMapping mapping =
        mapSparsely(data, input.options.mapping, progress.part(0, share));
    MethodReport report;
    const Table table(report, data);
    report.json = {{"direction", mapping.from == Side::A ? "ab" : "ba"},
                   {"training_samples", data.samples},
                   {"heldout_samples", data.heldOut ? data.heldOut->samples : 0}};
    for (const MappingFit& fit : mapping.path)
        table.add(report.json, fit);
    if (!lambdas.empty())
        report.json["replica"] = replicaJson(input, data, table, progress.part(share, 1));
    const MappingFit& best = mapping.best();
    if (const std::string remark = mapping.bestPenaltyRemark(); !remark.empty())
        report.warnings.push_back("mapping: " + remark + " (--set mapping.penalties)");
    const auto lossOf = [](const std::optional<core::MappingError>& error) {
        return formatted(error ? std::optional(error->loss) : std::nullopt);
    };
    report.cells = {formatted(best.penalty), lossOf(best.training), lossOf(best.heldOut),
                    formatted(best.meanNonzeros)};
    return report;
}

} // namespace

void holdOutInputs(Options& options)
{
    if (options.mappingHeldOut > 0)
        options.analysis.pass.foldShares = {options.mappingHeldOut};
}

Method mappingMethod()
{
    Method method{
        "mapping",
        {"best penalty", "map loss", "map held-out", "non-zeros"},
        {numberList(
             "mapping.penalties",
             [](Options& o) -> std::vector<double>& { return o.mapping.penalties; }, 0,
             kLargestPenalty, "20 that fall to a thousandth of the largest"),
         numberList(
             "mapping.lambdas",
             [](Options& o) -> std::vector<double>& { return o.mapping.lambdas; }, 0,
             kLargestPenalty, "none (mapping.penalties)"),
         choice<Side>("mapping.direction", [](Options& o) -> Side& { return o.mapping.from; },
                      {{"ab", Side::A}, {"ba", Side::B}}),
         number(
             "mapping.heldout", [](Options& o) -> double& { return o.mappingHeldOut; }, 0,
             kMostHeldOut),
         numberList(
             "mapping.replica", [](Options& o) -> std::vector<double>& { return o.replicaLambdas; },
             0, kLargestPenalty, "none")},
        &run,
        false,
        &holdOutInputs};
    method.columns = "the penalty whose weights predict the inputs held out best; there half the "
                     "mean squared error of the samples fitted to, and of those held out, both as "
                     "shares of the variance of the samples fitted to (0.5 = as good as no "
                     "prediction of these); mean number of weights that are not 0 for each target "
                     "unit";
    return method;
}

} // namespace counterpart::cli
