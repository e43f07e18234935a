#include "cli/study_tables.h"

#include "cli/study_reports.h"
#include "core/analysis/cca.h"
#include "core/analysis/sparse_mapping.h"
#include "core/analysis/spectral_clustering.h"
#include "core/base/error.h"

#include <memory>

namespace counterpart::cli {

using core::DataTable;
using core::integerColumn;
using core::numberColumn;
using core::Side;
using core::StudyPair;
using core::TableCell;
using core::textColumn;
using Tables = std::vector<DataTable>;

namespace {

/// Of a unit, or none.
TableCell unitCell(core::UnitIndex unit)
{
    return unit.isValid() ? TableCell(std::int64_t{unit.value}) : TableCell();
}

/// `owner` keeps the matrix, which is not copied.
template <class Owner>
DataTable matrixTable(std::string name, const std::shared_ptr<Owner>& owner,
                      const core::Matrix& matrix)
{
    return {std::move(name),
            {},
            core::plainMatrix(std::shared_ptr<const core::Matrix>(owner, &matrix))};
}

/// Correlations between units of these sides. Those of a dead unit, which are kept as 0, do not
/// exist.
Tables correlationTable(std::string name, const StudyPair& pair, const core::Matrix& matrix,
                        Side rows, Side columns)
{
    DataTable table = matrixTable(std::move(name), pair.analysis, matrix);
    const auto isDead = [&](Side side) {
        std::vector<char> marks(pair.analysis->statistics.profile[side].units.size(), 0);
        for (const core::UnitIndex unit : pair.analysis->correlation.dead[side])
            marks[static_cast<std::size_t>(unit.value)] = 1;
        return marks;
    };
    table.matrix->at = [at = table.matrix->at, down = isDead(rows),
                        across = isDead(columns)](core::Index row, core::Index column) {
        const bool exists =
            !down[static_cast<std::size_t>(row)] && !across[static_cast<std::size_t>(column)];
        return exists ? at(row, column) : std::nullopt;
    };
    return {table};
}

Tables matchingRows(const core::Matching& matching)
{
    DataTable table{"matching",
                    {integerColumn("unit_a"), integerColumn("semi"), numberColumn("semi_value"),
                     numberColumn("gap"), integerColumn("matching"), numberColumn("matching_value"),
                     integerColumn("mutual_best")}};
    for (std::size_t u = 0; u < matching.units.a.size(); ++u) {
        const core::UnitMatch& unit = matching.units.a[u];
        const auto value = [](core::UnitIndex partner, double number) {
            return partner.isValid() ? TableCell(number) : TableCell();
        };
        table.addRow({std::int64_t(u), unitCell(unit.semi), value(unit.semi, unit.semiValue),
                      value(unit.semi, unit.gap), unitCell(unit.partner),
                      value(unit.partner, unit.partnerValue),
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
    return correlationTable("between", pair, pair.analysis->correlation.between, Side::A, Side::B);
}

Tables correlationWithinA(const StudyPair& pair, const core::Progress&)
{
    return correlationTable("within_a", pair, pair.analysis->correlation.within.a, Side::A,
                            Side::A);
}

Tables correlationWithinB(const StudyPair& pair, const core::Progress&)
{
    return correlationTable("within_b", pair, pair.analysis->correlation.within.b, Side::B,
                            Side::B);
}

const std::shared_ptr<const core::StudyInformation>& informationOf(const StudyPair& pair)
{
    if (pair.information.empty())
        throw core::InputError("the study holds no mutual information of " +
                               pair.analysis->layer.a + " and " + pair.analysis->layer.b +
                               "; expected one made with --methods mi");
    return pair.information.front();
}

Tables information(const StudyPair& pair, const core::Progress&)
{
    const auto& known = informationOf(pair);
    return {matrixTable("between", known, known->values.between)};
}

Tables informationMatching(const StudyPair& pair, const core::Progress&)
{
    return matchingRows(informationOf(pair)->matching);
}

Tables units(const StudyPair& pair, const core::Progress&)
{
    DataTable table{"units",
                    {textColumn("side"), integerColumn("unit"), numberColumn("mean"),
                     numberColumn("variance"), numberColumn("minimum"), numberColumn("maximum"),
                     integerColumn("dead")}};
    const core::LayerPairStatistics& statistics = pair.analysis->statistics;
    for (const Side side : {Side::A, Side::B}) {
        const core::Vector variance = statistics.moments.variance(side);
        const core::LayerProfile& profile = statistics.profile[side];
        for (std::size_t u = 0; u < profile.units.size(); ++u) {
            const auto unit = static_cast<core::Index>(u);
            const bool isDead = profile.isDead({static_cast<int>(u)});
            table.addRow({std::string(side == Side::A ? "A" : "B"), std::int64_t(u),
                          statistics.moments.mean[side][unit], variance[unit],
                          double{profile.units[u].minimum}, double{profile.units[u].maximum},
                          std::int64_t{isDead ? 1 : 0}});
        }
    }
    return {table};
}

Tables topInputs(const StudyPair& pair, const core::Progress&)
{
    DataTable table{"top_inputs",
                    {textColumn("side"), integerColumn("unit"), integerColumn("rank"),
                     integerColumn("input"), integerColumn("row"), integerColumn("column"),
                     numberColumn("value")}};
    for (const Side side : {Side::A, Side::B}) {
        const auto& all = pair.analysis->statistics.profile[side].units;
        for (std::size_t u = 0; u < all.size(); ++u) {
            for (std::size_t rank = 0; rank < all[u].top.size(); ++rank) {
                const core::TopSample& top = all[u].top[rank];
                table.addRow({std::string(side == Side::A ? "A" : "B"), std::int64_t(u),
                              std::int64_t(rank), std::int64_t{top.input.value},
                              std::int64_t{top.row}, std::int64_t{top.column}, double{top.value}});
            }
        }
    }
    return {table};
}

Tables mapping(const StudyPair& pair, const core::Progress& progress)
{
    const core::SparseMapping path =
        core::mapSparsely(core::mappingData(pair.analysis->statistics), {}, progress);
    const bool isJudged = path.path.front().heldOut.has_value();
    const core::MappingFit& fit = isJudged ? path.best() : path.tradeOff();
    DataTable table{"weights",
                    {integerColumn("target_b"), integerColumn("source_a"), numberColumn("weight"),
                     numberColumn("penalty")}};
    for (core::Index target = 0; target < fit.weights.outerSize(); ++target) {
        for (core::SparseWeights::InnerIterator it(fit.weights, target); it; ++it)
            table.addRow({std::int64_t{it.col()}, std::int64_t{it.row()}, it.value(), fit.penalty});
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
    DataTable table{"clusters",
                    {textColumn("side"), integerColumn("unit"), integerColumn("cluster")}};
    for (const Side side : {Side::A, Side::B}) {
        for (std::size_t u = 0; u < labels[side].size(); ++u)
            table.addRow(
                {std::string(side == Side::A ? "A" : "B"), std::int64_t(u),
                 labels[side][u] < 0 ? TableCell() : TableCell(std::int64_t{labels[side][u]})});
    }
    return {table};
}

Tables canonical(const StudyPair& pair, const core::Progress& progress)
{
    const core::Moments& moments = pair.doubles ? *pair.doubles : pair.analysis->statistics.moments;
    const core::Cca cca = core::canonicalCorrelation(moments, {"layer A", "layer B"}, {}, progress);
    DataTable table{"coefficients", {integerColumn("direction"), numberColumn("rho")}};
    for (core::Index i = 0; i < cca.coefficients.size(); ++i)
        table.addRow({std::int64_t{i}, cca.coefficients[i]});
    return {table};
}

Tables inputs(const core::Study& study)
{
    DataTable table{"inputs",
                    {integerColumn("place"), textColumn("model"), textColumn("path"),
                     integerColumn("samples"), integerColumn("layers")}};
    for (std::size_t i = 0; i < study.inputs.size(); ++i) {
        const core::Network& network = *study.inputs[i].network;
        table.addRow({std::int64_t(i), network.name, network.path.string(),
                      std::int64_t{network.inputs.count}, std::int64_t(network.layers.size())});
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
        {"mapping", "weights of B's units from A's, at the best penalty, by default options",
         &mapping, nullptr},
        {"clusters", "cluster of every unit, by default options", &clusters, nullptr},
        {"cca", "canonical correlations", &canonical, nullptr},
        {"layer-map", "every layer against every layer (similarity)", nullptr, &layerMapTables},
        {"group", "networks against each other (group)", nullptr, &groupTables},
        {"dynamics", "layers against checkpoints (dynamics)", nullptr, &dynamicsTables}};
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
