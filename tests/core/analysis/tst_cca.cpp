/// CCA, SVCCA, PWCCA, Bartlett's test and the similarities of whole layers against what numpy and
/// scipy make of the activations themselves (tests/data/make_cca_values.py), and against planted
/// truth.
#include "core/analysis/bartlett_test.h"
#include "core/analysis/cca.h"
#include "core/analysis/cka.h"
#include "core/analysis/pwcca.h"
#include "core/analysis/svcca.h"
#include "core/base/error.h"
#include "tests/support/cca_values.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"

#include <QTest>

#include <numeric>

using namespace counterpart;
using namespace counterpart::core;
using test::Layers;

namespace {

const SidePair<std::string> kNames{"a.h5, fc", "b.h5, fc"};

Cca ccaOf(const Moments& moments)
{
    return canonicalCorrelation(moments, kNames, {}, {});
}

Matrix normalMatrix(Index samples, Index units, unsigned seed)
{
    return test::normalActivations(samples, units, seed).cast<double>();
}

double largestDifference(const Vector& found, const Vector& expected)
{
    return found.size() == expected.size() ? (found - expected).cwiseAbs().maxCoeff() : 1e300;
}

Vector asVector(const nlohmann::json& json)
{
    const std::vector<double> values = json;
    return Eigen::Map<const Vector>(values.data(), static_cast<Index>(values.size()));
}

} // namespace

class CcaTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsNumpy_data();
    void equalsNumpy();
    void variatesAreOrthonormalAndCorrelateAsStated();
    void doesNotChangeUnderAffineMaps();
    void findsPlantedDirections();
    void independentLayersFollowTheNullLaw();
    void bartlettRejectsAtItsLevel();
    void leavesDeadAndRepeatedUnitsOut();
    void keepsTheWantedDirections();
    void equalWeightsGiveTheMean();
    void rotatedCopyIsTheSame();
    void refusesWhatSaysNothing();
};

void CcaTest::equalsNumpy_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < 4; ++i)
        QTest::addRow("case %d", i) << i;
}

void CcaTest::equalsNumpy()
{
    QFETCH(const int, index);
    static const nlohmann::json stored = test::storedCcaValues();
    const nlohmann::json& expected = stored.at("cases").at(static_cast<std::size_t>(index));
    const Moments moments = test::momentsOf(test::storedLayers(expected.at("case")));
    const Cca cca = ccaOf(moments);
    QVERIFY(largestDifference(cca.coefficients, asVector(expected.at("rho"))) < 1e-10);
    QVERIFY(cca.warnings.empty());

    const Svcca variance = svcca(cca, {}, {});
    const Svcca singular = svcca(cca, {SvccaKeep::Rule::Singular}, {});
    QCOMPARE((std::vector<Index>{variance.kept.a, variance.kept.b}),
             expected.at("kept_variance").get<std::vector<Index>>());
    QCOMPARE((std::vector<Index>{singular.kept.a, singular.kept.b}),
             expected.at("kept_singular").get<std::vector<Index>>());
    QVERIFY(std::abs(variance.mean() - expected.at("svcca_variance").get<double>()) < 1e-10);
    QVERIFY(std::abs(singular.mean() - expected.at("svcca_singular").get<double>()) < 1e-10);

    const Pwcca pwcca = projectionWeighted(cca);
    QVERIFY(std::abs(pwcca.a - expected.at("pwcca_a").get<double>()) < 1e-10);
    QVERIFY(std::abs(pwcca.b - expected.at("pwcca_b").get<double>()) < 1e-10);
    const std::optional<double> released = releasedPwcca(cca, moments);
    QCOMPARE(released.has_value(), !expected.at("released").is_null());
    if (released)
        QVERIFY(std::abs(*released - expected.at("released").get<double>()) < 1e-9);

    const BartlettTest bartlett = bartlettTest(cca);
    const std::vector<double> pValues = expected.at("bartlett");
    QCOMPARE(bartlett.pValues.size(), pValues.size());
    QCOMPARE(bartlett.significant, static_cast<Index>(pValues.size()) - 1);
    for (std::size_t k = 0; k < pValues.size(); ++k)
        QVERIFY(std::abs(bartlett.pValues[k] - pValues[k]) < 1e-9);

    const LinearSimilarity linear = linearSimilarity(moments, {});
    QVERIFY(std::abs(*linear.cka - expected.at("cka").get<double>()) < 1e-12);
    QVERIFY(std::abs(*linear.procrustes - expected.at("procrustes").get<double>()) < 1e-12);
    QVERIFY(std::abs(*linear.procrustesDistance -
                     expected.at("procrustes_distance").get<double>()) < 1e-9);
}

void CcaTest::variatesAreOrthonormalAndCorrelateAsStated()
{
    const Layers layers = test::storedLayers({21, 500, 5, 14, 10});
    const Cca cca = ccaOf(test::momentsOf(layers));
    const Matrix x = layers.a.rowwise() - layers.a.colwise().mean();
    const Matrix y = layers.b.rowwise() - layers.b.colwise().mean();
    const Matrix h = x * cca.directions(Side::A, 0, cca.coefficients.size());
    const Matrix g = y * cca.directions(Side::B, 0, cca.coefficients.size());
    const Matrix unity = Matrix::Identity(10, 10);
    QVERIFY((h.transpose() * h - unity).cwiseAbs().maxCoeff() < 1e-10);
    QVERIFY((g.transpose() * g - unity).cwiseAbs().maxCoeff() < 1e-10);
    const Matrix between = h.transpose() * g;
    QVERIFY((between - Matrix(cca.coefficients.asDiagonal())).cwiseAbs().maxCoeff() < 1e-10);
    QVERIFY((x.transpose() * h - cca.projections(Side::A, 0, h.cols())).cwiseAbs().maxCoeff() <
            1e-9);
    QVERIFY((y.transpose() * g - cca.projections(Side::B, 0, g.cols())).cwiseAbs().maxCoeff() <
            1e-9);
}

void CcaTest::doesNotChangeUnderAffineMaps()
{
    const Layers layers = test::storedLayers({22, 600, 6, 20, 16});
    const Vector expected = ccaOf(test::momentsOf(layers)).coefficients;
    const auto mapped = [](const Matrix& layer, unsigned seed) {
        Matrix values = layer * normalMatrix(layer.cols(), layer.cols(), seed);
        values.rowwise() += normalMatrix(1, layer.cols(), seed + 1).row(0) * 10;
        return values;
    };
    const Layers others{mapped(layers.a, 1), mapped(layers.b, 3)};
    QVERIFY(largestDifference(ccaOf(test::momentsOf(others)).coefficients, expected) < 1e-6);
    const Cca itself = ccaOf(test::momentsOf({layers.a, others.a}));
    QVERIFY((itself.coefficients.array() - 1).abs().maxCoeff() < 1e-9);
    QVERIFY(itself.coefficients.maxCoeff() <= 1);
}

void CcaTest::findsPlantedDirections()
{
    // Three directions of 25 are shared without noise, the others are independent.
    const Matrix shared = normalMatrix(4000, 3, 31);
    const auto layer = [&](unsigned seed) {
        Matrix values = normalMatrix(4000, 25, seed);
        values.leftCols(3) = shared;
        return Matrix(values * normalMatrix(25, 25, seed + 1));
    };
    const Cca cca = ccaOf(test::momentsOf({layer(40), layer(50)}));
    QVERIFY(cca.coefficients.head(3).minCoeff() > 1 - 1e-9);
    QVERIFY(cca.coefficients[3] < 0.25);
    QCOMPARE(bartlettTest(cca).significant, Index{3});
}

void CcaTest::independentLayersFollowTheNullLaw()
{
    double sum = 0;
    double squares = 0;
    constexpr int kTrials = 40;
    double expected = 0;
    for (int trial = 0; trial < kTrials; ++trial) {
        const auto seed = static_cast<unsigned>(100 + 2 * trial);
        const Cca cca =
            ccaOf(test::momentsOf({normalMatrix(200, 12, seed), normalMatrix(200, 8, seed + 1)}));
        const double mean = cca.coefficients.squaredNorm() / 8;
        sum += mean;
        squares += mean * mean;
        expected = nullMeanSquare(cca);
    }
    QCOMPARE(expected, 12.0 / 199);
    const double mean = sum / kTrials;
    const double error = std::sqrt((squares / kTrials - mean * mean) / kTrials);
    QVERIFY(std::abs(mean - expected) < 4 * error);
}

void CcaTest::bartlettRejectsAtItsLevel()
{
    // Uniform p-values: Kolmogorov's distance of 200 of them is below 1.63 / sqrt(200) in 99 of
    // 100.
    std::vector<double> p;
    for (unsigned trial = 0; trial < 200; ++trial) {
        const Cca cca = ccaOf(test::momentsOf(
            {normalMatrix(400, 6, 1000 + 2 * trial), normalMatrix(400, 5, 1001 + 2 * trial)}));
        p.push_back(bartlettTest(cca).pValues.front());
    }
    std::ranges::sort(p);
    double distance = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        distance = std::max({distance, std::abs(p[i] - static_cast<double>(i) / 200),
                             std::abs(p[i] - static_cast<double>(i + 1) / 200)});
    QVERIFY2(distance < 1.63 / std::sqrt(200), qPrintable(QString::number(distance)));
}

void CcaTest::leavesDeadAndRepeatedUnitsOut()
{
    Layers layers = test::storedLayers({23, 400, 4, 10, 8});
    const Vector expected = ccaOf(test::momentsOf(layers)).coefficients;
    Matrix more(400, 13);
    more << layers.a, layers.a.col(2), Matrix::Constant(400, 1, 3.0), 2 * layers.a.col(0);
    layers.a = more;
    const Cca cca = ccaOf(test::momentsOf(layers));
    QCOMPARE(cca.units.a, Index{12});
    QCOMPARE(cca.layer.a.rank(), Index{10});
    QCOMPARE(nullMeanSquare(cca), 10.0 / 399);
    QVERIFY(largestDifference(cca.coefficients, expected) < 1e-9);
    QCOMPARE(cca.warnings.size(), std::size_t{1});
    QVERIFY(cca.warnings[0].find("units of A span 10 directions") != std::string::npos);
}

void CcaTest::keepsTheWantedDirections()
{
    PrincipalDirections layer;
    layer.singular = Vector{{4, 2, 1, 1}}; // squares 16, 4, 1, 1 of 22
    using Rule = SvccaKeep::Rule;
    QCOMPARE(keptDirections(layer, {Rule::Variance, 0.9}), Index{2});
    QCOMPARE(keptDirections(layer, {Rule::Variance, 0.91}), Index{3});
    QCOMPARE(keptDirections(layer, {Rule::Singular, 0.75}), Index{2});
    QCOMPARE(keptDirections(layer, {Rule::Singular, 0.76}), Index{3});
    QCOMPARE(keptDirections(layer, {Rule::Variance, 1}), Index{4});
    QCOMPARE(keptDirections(layer, {Rule::Count, 0.99, 3}), Index{3});
    QCOMPARE(keptDirections(layer, {Rule::Count, 0.99, 9}), Index{4});
}

void CcaTest::equalWeightsGiveTheMean()
{
    const Moments moments = test::momentsOf(test::storedLayers({24, 300, 3, 9, 9}));
    Cca cca = ccaOf(moments);
    const Pwcca pwcca = projectionWeighted(cca);
    QVERIFY(std::abs(pwcca.weights.a.sum() - 1) < 1e-12);
    QVERIFY(std::abs(pwcca.weights.b.sum() - 1) < 1e-12);
    QCOMPARE(pwcca.symmetric, (pwcca.a + pwcca.b) / 2);
    // Every unit with the same projection on every variate:
    cca.layer.a.directions.setOnes();
    cca.layer.a.singular.setOnes();
    cca.rotations.a.setIdentity();
    QVERIFY(std::abs(projectionWeighted(cca).a - cca.mean()) < 1e-12);
}

void CcaTest::rotatedCopyIsTheSame()
{
    const Matrix x = test::storedLayers({25, 300, 4, 12, 5}).a;
    const Matrix rotation = test::rotation(12, 7);
    const LinearSimilarity linear = linearSimilarity(test::momentsOf({x, x * rotation}), {});
    QVERIFY(std::abs(*linear.cka - 1) < 1e-12);
    QVERIFY(std::abs(*linear.procrustes - 1) < 1e-12);
    QVERIFY(*linear.procrustesDistance < 1e-6);
    const LinearSimilarity scaled = linearSimilarity(test::momentsOf({x, 3 * x * rotation}), {});
    QVERIFY(std::abs(*scaled.procrustes - 1) < 1e-12);
    QVERIFY(std::abs(*scaled.procrustesDistance - 2 * test::centred(x).norm()) < 1e-9);
    const Matrix dead = Matrix::Ones(300, 4);
    QVERIFY(!linearSimilarity(test::momentsOf({x, dead}), {}).cka);
}

void CcaTest::refusesWhatSaysNothing()
{
    using test::messageOf;
    const Moments few = test::momentsOf({normalMatrix(9, 8, 1), normalMatrix(9, 3, 2)});
    const QString message = messageOf<InputError>([&] { ccaOf(few); });
    QVERIFY2(message.contains("a.h5, fc"), qPrintable(message));
    QVERIFY(message.contains("9 samples of up to 8 independent units"));

    const Cca ten = ccaOf(test::momentsOf({normalMatrix(10, 8, 1), normalMatrix(10, 3, 2)}));
    QVERIFY(ten.coefficients[1] > 1 - 1e-9); // 8 + 3 - 9 of them are 1 whatever the data
    QVERIFY(ten.coefficients[2] < 1 - 1e-9);
    QVERIFY(ten.warnings.at(0).starts_with("2 of the canonical correlations are 1"));
    const Cca thirty = ccaOf(test::momentsOf({normalMatrix(30, 8, 1), normalMatrix(30, 3, 2)}));
    QVERIFY(thirty.warnings.at(0).find("by chance alone") != std::string::npos);

    const Matrix dead = Matrix::Ones(40, 3);
    const Moments noUnits = test::momentsOf({normalMatrix(40, 4, 1), dead});
    QVERIFY(messageOf<InputError>([&] { ccaOf(noUnits); }).contains("b.h5, fc"));
    Moments single = few;
    single.precision = Precision::Single;
    QVERIFY(messageOf<UsageError>([&] { ccaOf(single); }).contains("double precision"));
}

QTEST_GUILESS_MAIN(CcaTest)
#include "tst_cca.moc"
