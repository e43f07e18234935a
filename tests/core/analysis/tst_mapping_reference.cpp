/// The LASSO of real networks against scikit-learn's coordinate descent (shared/data/README.md).
/// Skipped where that folder is not there.
#include "core/analysis/layer_pair_analysis.h"
#include "core/analysis/sparse_mapping.h"
#include "core/io/network_file.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace counterpart::core;

namespace {

const std::filesystem::path kData = COUNTERPART_SOURCE_DIR "/../shared/data";
constexpr double kTolerance = 1e-6;

MappingData pairData(const std::string& layer)
{
    const Network a = describeFile(kData / "pairs/tiny10_in0_small.h5").at(0);
    const Network b = describeFile(kData / "pairs/tiny10_in1_small.h5").at(0);
    return mappingData(
        analyseLayerPair({&a, &b}, {a.findLayer(layer), b.findLayer(layer)}, {}, {})->statistics);
}

double objective(const MappingData& data, const Vector& weights, Index target, double penalty)
{
    return 0.5 * (1 - 2 * weights.dot(data.training.between.col(target)) +
                  weights.dot(data.training.within.a * weights)) +
           penalty * weights.cwiseAbs().sum();
}

/// R² of least squares over all targets together, each by its variance.
double pooledR2(const MappingData& data, Side from)
{
    const SparseMapping mapping = mapSparsely(data, {.from = from, .penalties = {0}}, {});
    const Vector variance = data.deviation[other(from)].cwiseAbs2();
    return mapping.path[0].training->r2.dot(variance) / variance.sum();
}

} // namespace

class MappingReferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void layers_data();
    void layers();
};

void MappingReferenceTest::initTestCase()
{
    if (!std::filesystem::exists(kData / "reference"))
        QSKIP("shared/data is not beside the source tree");
}

void MappingReferenceTest::layers_data()
{
    QTest::addColumn<QString>("layer");
    for (const char* layer : {"relu1", "relu3", "relu5", "relu8", "fc"})
        QTest::newRow(layer) << layer;
}

/// The objective of stored units, and the means over all of them.
void MappingReferenceTest::layers()
{
    QFETCH(const QString, layer);
    std::ifstream file(kData / "reference/tiny10_small.json");
    const nlohmann::json expected =
        nlohmann::json::parse(file).at("layers").at(layer.toStdString());
    const MappingData data = pairData(layer.toStdString());
    const nlohmann::json& table = expected.at("lasso_layer_a_to_b").at("table");
    MappingOptions options;
    for (const nlohmann::json& row : table)
        options.penalties.push_back(row.at("alpha"));
    const SparseMapping mapping = mapSparsely(data, options, {});
    for (std::size_t k = 0; k < table.size(); ++k) {
        const MappingFit& fit = mapping.path[k];
        QCOMPARE(fit.penalty, table[k].at("alpha").get<double>());
        QVERIFY(fit.kkt <= kTolerance);
        // scikit-learn stopped at a duality gap of its own: near-zero weights differ.
        QVERIFY(std::abs(fit.training->meanR2 - table[k].at("mean_r2").get<double>()) < 1e-4);
        QVERIFY(std::abs(fit.meanNonzeros - table[k].at("mean_nonzero").get<double>()) < 0.5);
        for (const nlohmann::json& unit : expected.at("lasso_a_to_b").at("units")) {
            const Index target = unit.at("unit").get<Index>();
            const nlohmann::json& stored = unit.at("path").at(k);
            Vector weights = Vector::Zero(data.units(Side::A));
            for (std::size_t i = 0; i < stored.at("idx").size(); ++i)
                weights[stored.at("idx").at(i).get<Index>()] = stored.at("coef").at(i);
            const double theirs = objective(data, weights, target, fit.penalty);
            const double ours = objective(data, fit.weights.col(target), target, fit.penalty);
            QVERIFY2(ours <= theirs + 1e-12 && theirs - ours < kTolerance,
                     std::to_string((theirs - ours) * 1e6).c_str());
        }
    }
    for (const Side from : {Side::A, Side::B}) {
        const char* const key = from == Side::A ? "lin_r2_a_to_b" : "lin_r2_b_to_a";
        const double r2 = pooledR2(data, from);
        QVERIFY2(std::abs(r2 - expected.at(key).get<double>()) < 1e-6, std::to_string(r2).c_str());
    }
}

QTEST_APPLESS_MAIN(MappingReferenceTest)
#include "tst_mapping_reference.moc"
