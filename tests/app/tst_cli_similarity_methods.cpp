/// Debiased CKA, the direct route of CCA, RSA and the stability of a matching from the command
/// line.
#include "tests/app/two_networks.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace counterpart;
using namespace counterpart::test;
using core::Matrix;
using core::Vector;

namespace {

const QString kData = QStringLiteral(COUNTERPART_SOURCE_DIR "/../shared/data");

/// Of two n x n matrices of the samples' similarities (Song et al. 2012, eq. 5).
double unbiasedHsic(Matrix k, Matrix l)
{
    const auto n = static_cast<double>(k.rows());
    k.diagonal().setZero();
    l.diagonal().setZero();
    return (k.cwiseProduct(l).sum() + k.sum() * l.sum() / ((n - 1) * (n - 2)) -
            2 * k.rowwise().sum().dot(l.rowwise().sum()) / (n - 2)) /
           (n * (n - 3));
}

} // namespace

class TestCliSimilarityMethods : public QObject
{
    Q_OBJECT

private slots:
    void debiasedCka();
    void debiasedCkaOfRealNetworks_data();
    void debiasedCkaOfRealNetworks();
    void crossCheckOfCca();
    void chanceOfDependentPositions();
    void rsaOfACopyAndOfOthers();
    void stabilityOfAMatching();
    void projectedLayerHasTheWantedDirections();
    void dftOfMapsOfTheLayers();

private:
    const TwoNetworks m_networks{"cli_similarity_methods"};
    const QString& m_a = m_networks.a;
    const QString& m_b = m_networks.b;
};

void TestCliSimilarityMethods::debiasedCka()
{
    const QJsonObject cka =
        analysedPair({m_a, m_b, "--layer", "conv", "--methods", "cka"})["cka"].toObject();
    const Matrix x = m_networks.convA.cast<double>();
    const Matrix y = m_networks.convB.cast<double>();
    const Matrix k = x * x.transpose();
    const Matrix l = y * y.transpose();
    QVERIFY(isClose(cka["linear_debiased"].toDouble(),
                    unbiasedHsic(k, l) / std::sqrt(unbiasedHsic(k, k) * unbiasedHsic(l, l)), 1e-9));
    QVERIFY(cka["linear_debiased"].toDouble() < cka["linear"].toDouble());
    const QJsonObject few =
        analysedPair({m_a, m_b, "--layer", "conv", "--methods", "cka", "--max-samples", "3"});
    QVERIFY(few["cka"].toObject().contains("linear_debiased"));
    QVERIFY(few["cka"].toObject()["linear_debiased"].isNull());
    QVERIFY(std::ranges::any_of(few["warnings"].toArray(), [](const QJsonValue& warning) {
        return warning.toString().contains("at least 4 samples");
    }));
}

void TestCliSimilarityMethods::debiasedCkaOfRealNetworks_data()
{
    QTest::addColumn<QString>("layer");
    for (const char* layer : {"relu1", "relu3", "relu5", "relu8", "fc"})
        QTest::newRow(layer) << layer;
}

void TestCliSimilarityMethods::debiasedCkaOfRealNetworks()
{
    QFETCH(const QString, layer);
    QFile file(kData + "/reference/tiny10_small.json");
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("shared/data is not beside the source tree");
    const QJsonObject expected =
        QJsonDocument::fromJson(file.readAll()).object()["layers"].toObject()[layer].toObject();
    const QString pair = kData + "/pairs/tiny10_in%1_small.h5";
    const QJsonObject cka = analysedPair({pair.arg(0), pair.arg(1), "--layer", layer, "--positions",
                                          "flatten", "--methods", "cka"})["cka"]
                                .toObject();
    QVERIFY(isClose(cka["linear"].toDouble(), expected["cka_images"].toDouble(), 1e-9));
    QVERIFY(isClose(cka["linear_debiased"].toDouble(), expected["cka_images_debiased"].toDouble(),
                    1e-9));
}

void TestCliSimilarityMethods::crossCheckOfCca()
{
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "cca"};
    const QJsonObject without = analysedPair(conv);
    QVERIFY(!without["cca"].toObject().contains("cross_check"));
    QCOMPARE(without["options"].toObject()["cca.check"].toString(), "none");
    const QStringList checked = conv + QStringList{"--set", "cca.check=direct"};
    const QJsonObject cca = analysedPair(checked)["cca"].toObject();
    QVERIFY(cca["cross_check"].toDouble(1) < 1e-9);
    QVERIFY(isClose(cca["cross_check_mean"].toDouble(), cca["mean"].toDouble(), 1e-9));
    QCOMPARE(cca["cross_check_rank_a"], cca["rank_a"]);
    QVERIFY(cca["floor_a"].toDouble() > cca["cross_check_floor_a"].toDouble());
    const CliRun text = runCli(QStringList{"analyze"} + checked);
    QVERIFY(text.output.contains("cross-check by QR of the data: largest difference"));
    const QJsonObject null = analysedPair(conv + QStringList{"--set", "cca.null=100"})["cca"]
                                 .toObject()["null"]
                                 .toObject();
    QCOMPARE(null["low"].toArray().size(), int(kUnitsA));
    // 5 and 7 units, 1800 samples: rho² is 7 / 1799 on average.
    QVERIFY(isClose(null["mean"].toDouble(), std::sqrt(7.0 / 1799), 0.012));
    QCOMPARE(runCli(QStringList{"analyze"} + conv + QStringList{"--set", "cca.check=svd"}).status,
             2);
}

/// Where all positions of an input are alike there are as many independent samples as inputs: the
/// shuffled inputs say so, the law of independent samples does not.
void TestCliSimilarityMethods::chanceOfDependentPositions()
{
    const auto write = [&](const char* name, unsigned seed) {
        const core::ActivationBlock inputs = normalActivations(kInputs, kUnitsA, seed);
        core::ActivationBlock samples(kInputs * kPositions, kUnitsA);
        for (Index i = 0; i < samples.rows(); ++i)
            samples.row(i) = inputs.row(i / kPositions);
        const QString path = m_networks.folder + '/' + name;
        Hdf5Fixture file(path.toStdString());
        file.write("/activations/conv", {kInputs, kUnitsA, kRows, kColumns},
                   asChannelsFirst(samples));
        file.setAttribute("/activations/conv", "axes", std::string("NCHW"));
        return path;
    };
    const QStringList arguments{write("alike_a.h5", 31),
                                write("alike_b.h5", 32),
                                "--methods",
                                "cca",
                                "--set",
                                "cca.null=50"};
    const QJsonObject null = analysedPair(arguments)["cca"].toObject()["null"].toObject();
    const std::vector<double> shuffled = numbers(null["shuffled"]);
    QCOMPARE(shuffled.size(), std::size_t(kUnitsA));
    const Eigen::Map<const Vector> rho(shuffled.data(), kUnitsA);
    QVERIFY(isClose(null["shuffled_mean"].toDouble(), rho.mean()));
    const double expected = double(kUnitsA) / (kInputs - 1);
    QVERIFY(isClose(rho.squaredNorm() / kUnitsA, expected, expected / 2));
    const double ofLaw = std::sqrt(double(kUnitsA) / (kInputs * kPositions - 1));
    QVERIFY(isClose(null["mean"].toDouble(), ofLaw, ofLaw / 4));
    QVERIFY(null["shuffled_mean"].toDouble() > 1.5 * ofLaw);
    const CliRun text = runCli(QStringList{"analyze"} + arguments);
    QVERIFY(text.output.contains("mean CCA by chance: with the inputs of B shuffled 0."));
    QVERIFY(text.output.contains("of independent normal samples, as many for as many units, 0."));
}

void TestCliSimilarityMethods::rsaOfACopyAndOfOthers()
{
    const QStringList fc{m_a, m_b, "--layer", "fc", "--methods", "rsa"};
    const QJsonObject same = analysedPair(fc)["rsa"].toObject();
    QCOMPARE(same["samples"].toInt(), int(kInputs));
    QVERIFY(isClose(same["pearson"].toDouble(), 1, 1e-12));
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "rsa"};
    const QJsonObject drawn = analysedPair(conv)["rsa"].toObject();
    QCOMPARE(drawn["samples"].toInt(), 1000);
    QVERIFY(drawn["pearson"].toDouble() > 0.1 && drawn["pearson"].toDouble() < 0.95);
    // Every pair of samples at once.
    const QJsonObject all =
        analysedPair(conv + QStringList{"--set", "rsa.samples=2000"})["rsa"].toObject();
    QCOMPARE(all["samples"].toInt(), int(kInputs * kPositions));
    QVERIFY(isClose(all["pearson"].toDouble(), drawn["pearson"].toDouble(), 0.05));
    QVERIFY(analysedPair(conv + QStringList{"--set", "rsa.distance=correlation"})["rsa"] !=
            QJsonValue(drawn));
    for (const QString wrong : {"rsa.samples=2", "rsa.distance=manhattan"})
        QCOMPARE(runCli({"analyze", m_a, m_b, "--set", wrong}).status, 2);
}

void TestCliSimilarityMethods::stabilityOfAMatching()
{
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "matching,stability"};
    const QJsonObject pair = analysedPair(conv);
    const QJsonObject stability = pair["stability"].toObject();
    QCOMPARE(stability["folds"].toInt(), 10);
    QCOMPARE(stability["kept"].toArray().size(), int(kUnitsA));
    const QJsonArray interval = stability["matching_mean_95"].toArray();
    const double mean = pair["matching"].toObject()["matching_mean"].toDouble();
    QVERIFY(interval[0].toDouble() < mean && mean < interval[1].toDouble());
    // A layer against itself: every resample gives the same partners.
    const QJsonObject same =
        analysedPair({m_a, m_a, "--layer", "conv", "--methods", "stability"})["stability"]
            .toObject();
    QCOMPARE(same["kept_mean"].toDouble(), 1.0);
    QCOMPARE(same["halves_agree_mean"].toDouble(), 1.0);
    QCOMPARE(analysedPair(conv)["stability"], QJsonValue(stability));
    QCOMPARE(analysedPair(conv + QStringList{"--set", "stability.folds=4"})["stability"]
                 .toObject()["folds"]
                 .toInt(),
             4);
    QCOMPARE(runCli({"analyze", m_a, m_b, "--set", "stability.folds=1"}).status, 2);
}

void TestCliSimilarityMethods::projectedLayerHasTheWantedDirections()
{
    const QString out = m_networks.folder + "/projected.h5";
    const QStringList conv{"project", m_a, m_b, "--layer", "conv", "--out", out};
    for (const QString kind : {"svcca", "cca", "pca", "pls", "active", "random"}) {
        const QJsonObject said =
            jsonOf(runCli(conv + QStringList{"--directions", kind, "--count", "2", "--json"}));
        QCOMPARE(said["count"].toInt(), 2);
        QVERIFY(isClose(said["parameter_ratio"].toDouble(), 2.0 * 2 / double(kUnitsA)));
        // What was written has two directions, whose inputs and maps are those of A.
        const QJsonObject pair = analysedPair(
            {out, m_b, "--methods", "cca", "--pair", "conv:conv", "--set", "cca.tolerance=1e-5"});
        QCOMPARE(pair["cca"].toObject()["rank_a"].toInt(), 2);
        QCOMPARE(pair["samples"].toInt(), int(kInputs * kPositions));
        QVERIFY(!pair["warnings"].toArray().contains(QStringLiteral("assumed")));
    }
    // With every direction nothing changes.
    QCOMPARE(runCli(conv + QStringList{"--directions", "pca"}).status, 0);
    const QJsonObject same = analysedPair({out, m_a, "--pair", "conv:conv"})["matching"].toObject();
    QVERIFY(isClose(same["matching_mean"].toDouble(), 1, 1e-6));
    QCOMPARE(runCli({"project", m_a, m_b, "--layer", "conv", "--out", m_a}).status, 2);
    QCOMPARE(runCli({"project", m_a, m_b, "--out", out}).status, 2);
    QCOMPARE(runCli(conv + QStringList{"--directions", "best"}).status, 2);
    QCOMPARE(runCli({"project", m_a, m_b, "--layer", "conv", "--out", "/nowhere/x.h5"}).status, 1);
}

void TestCliSimilarityMethods::dftOfMapsOfTheLayers()
{
    const QJsonObject dft =
        analysedPair({m_a, m_b, "--layer", "conv", "--methods", "dft"})["dft"].toObject();
    QCOMPARE(dft["coefficients"].toArray().size(), int(kUnitsA * kPositions));
    QCOMPARE(dft["rows"].toInt(), int(core::Index{2}));
    QCOMPARE(dft["mean_at"].toArray().size(), dft["rows"].toInt());
    // The frequency 0 is the mean over places.
    const QJsonObject means =
        analysedPair({m_a, m_b, "--layer", "conv", "--methods", "cca", "--positions", "mean"});
    QVERIFY(isClose(dft["dc_mean"].toDouble(), means["cca"].toObject()["mean"].toDouble(), 1e-6));
    const QJsonObject few =
        analysedPair({m_a, m_a, "--layer", "fc", "--methods", "dft"})["dft"].toObject();
    QCOMPARE(few["rows"].toInt(), 1);
    QVERIFY(isClose(few["mean"].toDouble(), 1, 1e-9));
}

QTEST_APPLESS_MAIN(TestCliSimilarityMethods)
#include "tst_cli_similarity_methods.moc"
