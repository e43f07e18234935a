/// The analysis of real networks against values computed with numpy and scipy in double precision
/// (shared/data/README.md). Skipped where that folder is not there.
#include "core/analysis/layer_pair_analysis.h"

#include "core/io/network_file.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace counterpart::core;

namespace {

const std::filesystem::path kData = COUNTERPART_SOURCE_DIR "/../shared/data";

nlohmann::json reference(const std::string& name)
{
    std::ifstream file(kData / "reference" / (name + ".json"));
    return nlohmann::json::parse(file);
}

Network network(const std::string& path)
{
    return describeFile(kData / path).at(0);
}

std::shared_ptr<const LayerPairAnalysis> analyse(const Network& a, const Network& b,
                                                 const std::string& layer,
                                                 const AnalysisOptions& options = {})
{
    return analyseLayerPair({&a, &b}, {a.findLayer(layer), b.findLayer(layer)}, options, {});
}

std::vector<int> numbers(const Partners& partners)
{
    std::vector<int> result;
    for (const UnitIndex unit : partners)
        result.push_back(unit.value);
    return result;
}

double largestDifference(const Vector& found, const nlohmann::json& expected)
{
    const std::vector<double> values = expected;
    if (static_cast<Index>(values.size()) != found.size())
        return std::numeric_limits<double>::infinity();
    return (found - Eigen::Map<const Vector>(values.data(), found.size())).cwiseAbs().maxCoeff();
}

std::vector<std::vector<int>> topInputs(const LayerProfile& profile)
{
    std::vector<std::vector<int>> inputs;
    for (const UnitProfile& unit : profile.units) {
        inputs.emplace_back();
        for (const TopSample& sample : unit.top)
            inputs.back().push_back(sample.input.value);
    }
    return inputs;
}

/// Moments, matching, semi-matching and top images of one layer pair, under both precisions.
void compare(const LayerPairAnalysis& analysis, const nlohmann::json& expected, double tolerance)
{
    const Moments& moments = analysis.statistics.moments;
    QCOMPARE(moments.samples, expected.at("samples").get<Index>());
    QVERIFY(largestDifference(moments.mean.a, expected.at("mean_a")) < 1e-6);
    QVERIFY(largestDifference(moments.mean.b, expected.at("mean_b")) < 1e-6);
    QVERIFY(largestDifference(moments.variance(Side::A).cwiseSqrt(), expected.at("std_a")) < 1e-5);
    QVERIFY(largestDifference(moments.variance(Side::B).cwiseSqrt(), expected.at("std_b")) < 1e-5);

    const Matching& matching = analysis.matching;
    QCOMPARE(numbers(matching.oneToOne(Side::A)), expected.at("match_col").get<std::vector<int>>());
    QCOMPARE(numbers(matching.semi(Side::A)),
             expected.at("semi_col_of_row").get<std::vector<int>>());
    QCOMPARE(numbers(matching.semi(Side::B)),
             expected.at("semi_row_of_col").get<std::vector<int>>());
    const std::vector<double> values = expected.at("match_corr");
    double total = 0;
    for (std::size_t unit = 0; unit < values.size(); ++unit) {
        QVERIFY(std::abs(matching.units.a[unit].partnerValue - values[unit]) < tolerance);
        total += values[unit];
    }
    QVERIFY(std::abs(matching.total - total) < tolerance * static_cast<double>(values.size()));
    QVERIFY(std::abs(matching.matchingMean.value() - expected.at("match_mean").get<double>()) <
            tolerance);
    QVERIFY(std::abs(matching.semiMean.value() - expected.at("semi_row_mean").get<double>()) <
            tolerance);
}

} // namespace

class ReferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void layersOfTwoNetworks_data();
    void layersOfTwoNetworks();
    void permutedCopy_data();
    void permutedCopy();
    void logits();
    void group_data();
    void group();
};

void ReferenceTest::initTestCase()
{
    if (!std::filesystem::exists(kData / "reference"))
        QSKIP("shared/data is not beside the source tree");
}

void ReferenceTest::layersOfTwoNetworks_data()
{
    QTest::addColumn<QString>("layer");
    for (const char* layer : {"relu1", "relu3", "relu5", "relu8", "fc"})
        QTest::newRow(layer) << layer;
}

void ReferenceTest::layersOfTwoNetworks()
{
    QFETCH(const QString, layer);
    const std::string name = layer.toStdString();
    const nlohmann::json expected = reference("tiny10_small").at("layers").at(name);
    const Network a = network("pairs/tiny10_in0_small.h5");
    const Network b = network("pairs/tiny10_in1_small.h5");
    const auto analysis = analyse(a, b, name);
    compare(*analysis, expected, 1e-10);
    QCOMPARE(topInputs(analysis->statistics.profile.a),
             expected.at("top9_images_a").get<std::vector<std::vector<int>>>());
    QCOMPARE(topInputs(analysis->statistics.profile.b),
             expected.at("top9_images_b").get<std::vector<std::vector<int>>>());

    AnalysisOptions options;
    options.pass.precision = Precision::Single;
    compare(*analyse(a, b, name, options), expected, 1e-6);
}

void ReferenceTest::permutedCopy_data()
{
    layersOfTwoNetworks_data();
}

void ReferenceTest::permutedCopy()
{
    QFETCH(const QString, layer);
    const std::string name = layer.toStdString();
    const Network a = network("pairs/tiny10_in0_small.h5");
    const Network b = network("pairs/tiny10_in0_control_permuted.h5");
    const auto analysis = analyse(a, b, name);
    compare(*analysis, reference("control_permuted").at("layers").at(name), 1e-10);
    for (const UnitMatch& unit : analysis->matching.units.a)
        QVERIFY(unit.partnerValue > 1 - 1e-10);
}

void ReferenceTest::logits()
{
    const nlohmann::json expected = reference("mnist_logits");
    const Network a = network("pairs/mnist_logits_model0.h5");
    const Network b = network("pairs/mnist_logits_model1.h5");
    const auto analysis = analyseLayerPair({&a, &b}, {LayerIndex{0}, LayerIndex{0}}, {}, {});
    QCOMPARE(analysis->samples(), Index{10000});
    QVERIFY(std::abs(analysis->correlation.between(0, 0) - .516659) < 1e-6);
    QVERIFY(std::abs(analysis->correlation.between(0, 0) - expected.at("c00").get<double>()) <
            1e-10);
    QVERIFY(std::abs(analysis->correlation.between(0, 1) - expected.at("c01").get<double>()) <
            1e-10);
    QVERIFY(std::abs(analysis->matching.matchingMean.value() - .605811) < 1e-6);
    QVERIFY(std::abs(analysis->matching.semiMean.value() - .614610) < 1e-6);
    QCOMPARE(numbers(analysis->matching.oneToOne(Side::A)),
             expected.at("matching").get<std::vector<int>>());
    QCOMPARE(numbers(analysis->matching.semi(Side::A)),
             expected.at("semi").get<std::vector<int>>());
}

void ReferenceTest::group_data()
{
    QTest::addColumn<QString>("layer");
    for (const char* layer : {"conv1", "conv2", "conv3", "conv4", "fc1", "fc2"})
        QTest::newRow(layer) << layer;
}

/// The first network of the group against every one, matching over live units.
void ReferenceTest::group()
{
    QFETCH(const QString, layer);
    const std::string name = layer.toStdString();
    const nlohmann::json expected = reference("group");
    const std::vector<std::string> files = expected.at("networks");
    const std::vector<double> means = expected.at("layers").at(name).at("matching").at(0);
    const Network a = network("group/" + files[0]);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const Network b = network("group/" + files[i]);
        const double mean = analyse(a, b, name)->matching.matchingMean.value();
        QVERIFY2(std::abs(mean - means[i]) < 1e-7, std::to_string(mean - means[i]).c_str());
    }
}

QTEST_APPLESS_MAIN(ReferenceTest)
#include "tst_reference.moc"
