#include "cli/study_tables.h"

#include "core/analysis/cca.h"
#include "core/analysis/sparse_mapping.h"
#include "core/analysis/spectral_clustering.h"
#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace counterpart::cli {

using core::ResultCell;
using core::ResultTable;
using core::Side;
using core::StudyPair;
using Tables = std::vector<ResultTable>;
using Json = nlohmann::json;

namespace {

/// Of a unit, or none.
ResultCell unitCell(core::UnitIndex unit)
{
    return unit.isValid() ? ResultCell(std::int64_t{unit.value}) : ResultCell();
}

ResultTable matrixTable(std::string name, const core::Matrix& matrix)
{
    ResultTable table;
    table.name = std::move(name);
    table.matrix = matrix;
    return table;
}

Tables matchingRows(const core::Matching& matching)
{
    ResultTable table{
        "matching",
        {"unit_a", "semi", "semi_value", "gap", "matching", "matching_value", "mutual_best"},
        {},
        {}};
    for (std::size_t u = 0; u < matching.units.a.size(); ++u) {
        const core::UnitMatch& unit = matching.units.a[u];
        const auto value = [](core::UnitIndex partner, double number) {
            return partner.isValid() ? ResultCell(number) : ResultCell();
        };
        table.rows.push_back({std::int64_t(u), unitCell(unit.semi),
                              value(unit.semi, unit.semiValue), value(unit.semi, unit.gap),
                              unitCell(unit.partner), value(unit.partner, unit.partnerValue),
                              std::int64_t{unit.isMutualBest ? 1 : 0}});
    }
    return {table};
}

Tables matching(const StudyPair& pair, const core::Progress&)
{
    return matchingRows(pair.analysis->matching);
}

Tables correlation(const StudyPair& pair, const core::Progress&)
{
    return {matrixTable("between", pair.analysis->correlation.between)};
}

Tables correlationWithinA(const StudyPair& pair, const core::Progress&)
{
    return {matrixTable("within_a", pair.analysis->correlation.within.a)};
}

Tables correlationWithinB(const StudyPair& pair, const core::Progress&)
{
    return {matrixTable("within_b", pair.analysis->correlation.within.b)};
}

const core::StudyInformation& informationOf(const StudyPair& pair)
{
    if (pair.information.empty())
        throw core::InputError("the study holds no mutual information of " +
                               pair.analysis->layer.a + " and " + pair.analysis->layer.b +
                               "; expected one made with --methods mi");
    return *pair.information.front();
}

Tables information(const StudyPair& pair, const core::Progress&)
{
    return {matrixTable("between", informationOf(pair).values.between)};
}

Tables informationMatching(const StudyPair& pair, const core::Progress&)
{
    return matchingRows(informationOf(pair).matching);
}

Tables units(const StudyPair& pair, const core::Progress&)
{
    ResultTable table{
        "units", {"side", "unit", "mean", "variance", "minimum", "maximum", "dead"}, {}, {}};
    const core::LayerPairStatistics& statistics = pair.analysis->statistics;
    for (const Side side : {Side::A, Side::B}) {
        const core::Vector variance = statistics.moments.variance(side);
        const core::LayerProfile& profile = statistics.profile[side];
        for (std::size_t u = 0; u < profile.units.size(); ++u) {
            const auto unit = static_cast<core::Index>(u);
            const bool isDead = profile.isDead({static_cast<int>(u)});
            table.rows.push_back({std::string(side == Side::A ? "A" : "B"), std::int64_t(u),
                                  statistics.moments.mean[side][unit], variance[unit],
                                  double{profile.units[u].minimum},
                                  double{profile.units[u].maximum}, std::int64_t{isDead ? 1 : 0}});
        }
    }
    return {table};
}

Tables topInputs(const StudyPair& pair, const core::Progress&)
{
    ResultTable table{
        "top_inputs", {"side", "unit", "rank", "input", "row", "column", "value"}, {}, {}};
    for (const Side side : {Side::A, Side::B}) {
        const auto& all = pair.analysis->statistics.profile[side].units;
        for (std::size_t u = 0; u < all.size(); ++u) {
            for (std::size_t rank = 0; rank < all[u].top.size(); ++rank) {
                const core::TopSample& top = all[u].top[rank];
                table.rows.push_back({std::string(side == Side::A ? "A" : "B"), std::int64_t(u),
                                      std::int64_t(rank), std::int64_t{top.input.value},
                                      std::int64_t{top.row}, std::int64_t{top.column},
                                      double{top.value}});
            }
        }
    }
    return {table};
}

Tables mapping(const StudyPair& pair, const core::Progress& progress)
{
    const core::SparseMapping path =
        core::mapSparsely(core::mappingData(pair.analysis->statistics), {}, progress);
    const core::MappingFit& fit = path.tradeOff();
    ResultTable table{"weights", {"target_b", "source_a", "weight", "penalty"}, {}, {}};
    for (core::Index target = 0; target < fit.weights.outerSize(); ++target) {
        for (core::SparseWeights::InnerIterator it(fit.weights, target); it; ++it)
            table.rows.push_back(
                {std::int64_t{it.col()}, std::int64_t{it.row()}, it.value(), fit.penalty});
    }
    return {table};
}

Tables clusters(const StudyPair& pair, const core::Progress& progress)
{
    const core::Correlation& correlation = pair.analysis->correlation;
    const auto embedding = core::embedUnits(correlation, {}, progress.part(0, 0.8));
    core::ClusterOptions options;
    options.seed = pair.analysis->options.pass.policy.seed;
    const auto found = core::clusterUnits(embedding, correlation, options, progress.part(0.8, 1));
    const auto labels = found.tree.labels(found.tree.rootNodes());
    ResultTable table{"clusters", {"side", "unit", "cluster"}, {}, {}};
    for (const Side side : {Side::A, Side::B}) {
        for (std::size_t u = 0; u < labels[side].size(); ++u)
            table.rows.push_back(
                {std::string(side == Side::A ? "A" : "B"), std::int64_t(u),
                 labels[side][u] < 0 ? ResultCell() : ResultCell(std::int64_t{labels[side][u]})});
    }
    return {table};
}

Tables canonical(const StudyPair& pair, const core::Progress& progress)
{
    const core::Moments& moments = pair.doubles ? *pair.doubles : pair.analysis->statistics.moments;
    const core::Cca cca = core::canonicalCorrelation(moments, {"layer A", "layer B"}, {}, progress);
    ResultTable table{"coefficients", {"direction", "rho"}, {}, {}};
    for (core::Index i = 0; i < cca.coefficients.size(); ++i)
        table.rows.push_back({std::int64_t{i}, cca.coefficients[i]});
    return {table};
}

Tables inputs(const core::Study& study)
{
    ResultTable table{"inputs", {"place", "model", "path", "samples", "layers"}, {}, {}};
    for (std::size_t i = 0; i < study.inputs.size(); ++i) {
        const core::Network& network = *study.inputs[i].network;
        table.rows.push_back({std::int64_t(i), network.name, network.path.string(),
                              std::int64_t{network.inputs.count},
                              std::int64_t(network.layers.size())});
    }
    return {table};
}

Json reportOf(const core::Study& study, const std::string& command)
{
    const auto found = study.reports.find(command);
    if (found == study.reports.end())
        throw core::InputError("the study holds no results of " + command +
                               "; expected one made by counterpart-cli " + command + " --out");
    const Json report = Json::parse(found->second, nullptr, false);
    if (!report.is_object())
        throw core::InputError("the study's results of " + command + " are damaged");
    return report;
}

ResultCell cellOf(const Json& value)
{
    return value.is_number() ? ResultCell(value.get<double>()) : ResultCell();
}

/// A grid of numbers as rows of (row, column, value) with the measure before them.
void addGrid(ResultTable& table, const std::string& measure, const Json& grid, const Json& rows,
             const Json& columns)
{
    for (std::size_t i = 0; i < grid.size() && i < rows.size(); ++i) {
        for (std::size_t j = 0; j < grid[i].size() && j < columns.size(); ++j) {
            const auto name = [](const Json& text) {
                return text.is_string() ? text.get<std::string>() : text.dump();
            };
            table.rows.push_back({measure, name(rows[i]), name(columns[j]), cellOf(grid[i][j])});
        }
    }
}

Tables layerMap(const core::Study& study)
{
    const Json report = reportOf(study, "similarity");
    ResultTable table{"layer_map", {"measure", "layer_a", "layer_b", "value"}, {}, {}};
    const Json measures = report.value("measures", Json::object());
    for (const auto& [measure, grid] : measures.items())
        addGrid(table, measure, grid, report.value("layers_a", Json::array()),
                report.value("layers_b", Json::array()));
    return {table};
}

Tables dynamics(const core::Study& study)
{
    const Json report = reportOf(study, "dynamics");
    Json steps = Json::array();
    const Json checkpoints = report.value("checkpoints", Json::array());
    for (const Json& checkpoint : checkpoints)
        steps.push_back(checkpoint.value("step", Json()));
    ResultTable table{"dynamics", {"measure", "layer", "step", "value"}, {}, {}};
    const Json measures = report.value("measures", Json::object());
    for (const auto& [measure, grid] : measures.items())
        addGrid(table, measure, grid, report.value("layers", Json::array()), steps);
    return {table};
}

Tables group(const core::Study& study)
{
    const Json report = reportOf(study, "group");
    Json names = Json::array();
    const Json networks = report.value("inputs", Json::array());
    for (const Json& input : networks)
        names.push_back(input.value("model", Json()));
    ResultTable table{"group", {"measure", "network_a", "network_b", "value"}, {}, {}};
    const Json layers = report.value("layers", Json::array());
    for (const Json& layer : layers) {
        const Json measures = layer.value("measures", Json::object());
        for (const auto& [measure, values] : measures.items())
            addGrid(table, layer.value("layer", "") + ' ' + measure,
                    values.value("values", Json::array()), names, names);
    }
    return {table};
}

} // namespace

const std::vector<StudyTable>& studyTables()
{
    static const std::vector<StudyTable> tables{
        {"inputs", "the networks and their files", nullptr, &inputs},
        {"matching", "of each unit of A the best and the one-to-one partner", &matching, nullptr},
        {"correlation", "matrix between A and B", &correlation, nullptr},
        {"correlation-a", "matrix within A", &correlationWithinA, nullptr},
        {"correlation-b", "matrix within B", &correlationWithinB, nullptr},
        {"mi", "matrix of mutual information between A and B, nats", &information, nullptr},
        {"mi-matching", "partners by mutual information", &informationMatching, nullptr},
        {"units", "mean, variance and range of every unit", &units, nullptr},
        {"top-inputs", "the inputs that excite every unit most", &topInputs, nullptr},
        {"mapping", "weights of B's units from A's, at the default trade-off", &mapping, nullptr},
        {"clusters", "cluster of every unit, by default options", &clusters, nullptr},
        {"cca", "canonical correlations", &canonical, nullptr},
        {"layer-map", "every layer against every layer (similarity)", nullptr, &layerMap},
        {"group", "networks against each other (group)", nullptr, &group},
        {"dynamics", "layers against checkpoints (dynamics)", nullptr, &dynamics}};
    return tables;
}

const StudyTable& studyTableNamed(const std::string& name)
{
    std::string names;
    for (const StudyTable& table : studyTables()) {
        if (name == table.name)
            return table;
        names += std::string(", ") + table.name;
    }
    throw core::UsageError("--what: there is no \"" + name + "\"; expected list" + names);
}

} // namespace counterpart::cli
