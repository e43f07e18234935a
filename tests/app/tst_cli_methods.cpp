#include "tests/app/two_networks.h"
#include "tests/support/direct_correlation.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace counterpart;
using namespace counterpart::test;
using core::Matrix;

namespace {

/// The files of the logits of two networks, whose values were published; empty where they are not.
QStringList logits()
{
    const QString data = COUNTERPART_SOURCE_DIR "/../shared/data/pairs/mnist_logits_model%1.h5";
    return QFile::exists(data.arg(0)) ? QStringList{data.arg(0), data.arg(1)} : QStringList{};
}

} // namespace

/// What the methods of `analyze` say under their keys, and their settings.
class TestCliMethods : public QObject
{
    Q_OBJECT

private slots:
    void mutualInformationOfTheLogits();
    void mutualInformationHasItsOptions();
    void unitsAreClustered();
    void singleUnitsAreSaid();
    void clustersHaveTheirOptions();
    void hierarchyJoinsTheBestPairsFirst();
    void subspacesOfTheLogits();
    void subspaceMatchHasItsOptions();
    void canonicalCorrelationsOfTheLogits();
    void canonicalCorrelationsHaveTheirOptions();
    void tooFewSamplesHaveNoCanonicalCorrelations();
    void activationsAreOrdered();

private:
    const TwoNetworks m_networks{"cli_methods"};
    const QString& m_folder = m_networks.folder;
    const QString& m_a = m_networks.a;
    const QString& m_b = m_networks.b;
    const ActivationBlock& m_convA = m_networks.convA;
    const ActivationBlock& m_convB = m_networks.convB;
};

void TestCliMethods::mutualInformationOfTheLogits()
{
    if (logits().isEmpty())
        QSKIP("shared/data is not beside the source tree");
    const QJsonObject pair =
        analysedPair(logits() + QStringList{"--methods", "mi", "--set", "mi.binning=percentile20",
                                            "--set", "mi.corrected=false"});
    const QJsonObject information = pair["mi"].toObject();
    QVERIFY(isClose(information["semi_mean"].toDouble(), .540910, 1e-6));
    QVERIFY(isClose(numbers(information["semi_value"])[0], .514165, 1e-6));
    QCOMPARE(integers(information["matching"]), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    QCOMPARE(information["diagonal_mean_matched"], information["matching_mean"]);
    QVERIFY(pair["seconds"].toObject()["mi"].toDouble(-1) >= 0);
}

void TestCliMethods::mutualInformationHasItsOptions()
{
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "mi"};
    const QJsonObject pair = analysedPair(conv);
    const QJsonObject corrected = pair["mi"].toObject();
    const QJsonObject options = pair["options"].toObject();
    QCOMPARE(options["mi.rows"].toInt(), 60000);
    QCOMPARE(options["mi.binning"].toString(), "zero+5%");
    QCOMPARE(options["mi.corrected"].toBool(), true);
    QCOMPARE(corrected["rows"].toInt(), int(kInputs * kPositions));
    QCOMPARE(integers(corrected["semi"]).size(), std::size_t(kUnitsA));
    // B's unit 2 is -a plus noise, and most of it below 0: one bin unless that is cut too.
    const QStringList everyFive{"--set", "mi.binning=percentile20"};
    QVERIFY(integers(corrected["semi"])[3] != 2);
    QCOMPARE(integers(analysedPair(conv + everyFive)["mi"].toObject()["semi"])[3], 2);
    const QJsonObject raw =
        analysedPair(conv + QStringList{"--set", "mi.corrected=false"})["mi"].toObject();
    QVERIFY(raw["semi_mean"].toDouble() > corrected["semi_mean"].toDouble());
    const QJsonObject few =
        analysedPair(conv + QStringList{"--set", "mi.rows=200", "--seed", "4"})["mi"].toObject();
    QCOMPARE(few["rows"].toInt(), 200);
    QVERIFY(few["semi_mean"] != corrected["semi_mean"]);
    QCOMPARE(runCli({"analyze", m_a, m_b, "--set", "mi.binning=20"}).status, 2);
}

/// Three causes, each with four units of A and five of B that share it.
void TestCliMethods::unitsAreClustered()
{
    const auto planted = [](Index units, unsigned seed) {
        const ActivationBlock causes = normalActivations(400, 3, 50);
        ActivationBlock values = 0.3f * normalActivations(400, units, seed);
        for (Index unit = 0; unit < units; ++unit)
            values.col(unit) += causes.col(unit % 3);
        return values;
    };
    const auto write = [&](const QString& name, Index units, unsigned seed) {
        const ActivationBlock rowMajor = planted(units, seed).transpose();
        Hdf5Fixture file((m_folder + name).toStdString());
        file.write("/activations/fc", {400, units},
                   std::vector<float>(rowMajor.data(), rowMajor.data() + rowMajor.size()));
    };
    write("/planted_a.h5", 12, 51);
    write("/planted_b.h5", 15, 52);
    const QJsonObject pair = analysedPair({m_folder + "/planted_a.h5", m_folder + "/planted_b.h5",
                                           "--methods", "clusters", "--set", "clusters.alpha=0.2"});
    const QJsonObject clusters = pair["clusters"].toObject();
    QCOMPARE(clusters["k"].toInt(), 3);
    QCOMPARE(clusters["suggested_k"].toInt(), 3);
    const Matrix within = directCorrelation(planted(12, 51), planted(12, 51));
    const Matrix between = directCorrelation(planted(12, 51), planted(15, 52));
    const std::vector<int> a = integers(clusters["labels_a"]);
    const std::vector<int> b = integers(clusters["labels_b"]);
    QCOMPARE(a.size(), std::size_t{12});
    QCOMPARE(b.size(), std::size_t{15});
    for (std::size_t unit = 0; unit < b.size(); ++unit)
        QCOMPARE(b[unit], a[unit % 3]);
    double sum = 0;
    for (Index i = 0; i < 12; i += 3)
        for (Index j = 0; j < 15; j += 3)
            sum += between(i, j);
    QVERIFY(isClose(numbers(clusters["between"])[std::size_t(a[0])], sum / 20, 1e-6));
    const std::vector<double> means = numbers(clusters["between"]);
    QVERIFY(isClose(clusters["mean_between"].toDouble(),
                    std::accumulate(means.begin(), means.end(), 0.0) / 3));
    const std::vector<double> inner = numbers(clusters["within"]);
    QVERIFY(isClose(clusters["mean_within"].toDouble(),
                    std::accumulate(inner.begin(), inner.end(), 0.0) / 3));
    QCOMPARE(clusters["mixed"].toInt(), 3);
    QCOMPARE(clusters["largest"].toInt(), 9);
    // No more than 0.2 x 27 units a cluster.
    const QJsonObject split = clusters["split"].toObject();
    QCOMPARE(numbers(split["between"]).size(), std::size_t(split["clusters"].toInt()));
    std::vector<int> sizes(std::size_t(split["clusters"].toInt()));
    for (const char* side : {"labels_a", "labels_b"})
        for (const int label : integers(split[side]))
            ++sizes[std::size_t(label)];
    QVERIFY(std::ranges::max(sizes) <= 5);
    QVERIFY(within(0, 3) > 0.8);
}

/// One unit of A is like no other.
void TestCliMethods::singleUnitsAreSaid()
{
    const auto write = [&](const QString& name, bool hasOdd, unsigned seed) {
        const ActivationBlock causes = normalActivations(400, 3, 50);
        ActivationBlock values = 0.3f * normalActivations(400, 4, seed);
        for (Index unit = 0; unit < 4; ++unit)
            values.col(unit) += causes.col(hasOdd && unit == 3 ? 2 : unit % 2);
        const ActivationBlock rowMajor = values.transpose();
        Hdf5Fixture file((m_folder + name).toStdString());
        file.write("/activations/fc", {400, 4},
                   std::vector<float>(rowMajor.data(), rowMajor.data() + rowMajor.size()));
    };
    write("/odd_a.h5", true, 53);
    write("/odd_b.h5", false, 54);
    const QStringList arguments{
        "analyze", m_folder + "/odd_a.h5", m_folder + "/odd_b.h5", "--methods", "clusters",
        "--set",   "clusters.k=3"};
    const CliRun split = runCli(arguments);
    QCOMPARE(split.status, 0);
    QVERIFY2(split.errors.contains("clusters of fc and fc: 1 of 3 are single units"),
             split.errors.constData());
    QVERIFY2(split.output.contains("3 given"), split.output.constData());
    const CliRun whole = runCli(arguments + QStringList{"--set", "clusters.alpha=1"});
    QVERIFY(!whole.errors.contains("splitting"));
    const QJsonObject clusters =
        jsonOf(runCli(arguments + QStringList{"--json", "-"}))["pairs"][0]["clusters"].toObject();
    QCOMPARE(clusters["mixed"].toInt(), 2);
    const QJsonObject parts = clusters["split"].toObject();
    const auto count = std::size_t(parts["clusters"].toInt());
    std::vector<int> sizes(count);
    for (const char* side : {"labels_a", "labels_b"})
        for (const int label : integers(parts[side]))
            ++sizes[std::size_t(label)];
    const auto single = std::ranges::count(sizes, 1);
    QCOMPARE(parts["single_units"].toInt(), int(single));
    const QString said = QStringLiteral("splitting leaves single units, %1 of %2, as it stops at "
                                        "clusters.alpha x units = 0.2 units")
                             .arg(single)
                             .arg(count);
    QVERIFY2(split.errors.contains(said.toUtf8()), split.errors.constData());
    QCOMPARE(integers(clusters["labels_a"])[3], 2); // of one network: last
}

void TestCliMethods::clustersHaveTheirOptions()
{
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "clusters"};
    const QJsonObject options = analysedPair(conv)["options"].toObject();
    QCOMPARE(options["clusters.k"].toString(), "eigengap");
    QCOMPARE(options["clusters.tau"].toDouble(-1), 0.0);
    QCOMPARE(options["clusters.laplacian"].toString(), "unnormalised");
    QCOMPARE(options["clusters.alpha"].toDouble(), 0.025);
    QCOMPARE(options["clusters.restarts"].toInt(), 20);
    const auto with = [&](const QString& setting) {
        return analysedPair(conv + QStringList{"--set", setting})["clusters"].toObject();
    };
    QCOMPARE(with("clusters.k=4")["k"].toInt(), 4);
    QCOMPARE(with("clusters.tau=0.99")["isolated"].toInt(), int(kUnitsA + kUnitsB));
    QCOMPARE(with("clusters.alpha=1")["split"].toObject()["clusters"].toInt(),
             int(numbers(with("clusters.alpha=1")["between"]).size()));
    QVERIFY(numbers(with("clusters.laplacian=symmetric")["eigenvalues"]).back() < 2);
    for (const QString wrong :
         {"clusters.k=0", "clusters.k=2.5", "clusters.k=many", "clusters.tau=1", "clusters.alpha=0",
          "clusters.restarts=0", "clusters.laplacian=signless", "hac.of=nothing"})
        QCOMPARE(runCli({"analyze", m_a, m_b, "--set", wrong}).status, 2);
}

void TestCliMethods::hierarchyJoinsTheBestPairsFirst()
{
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "hac"};
    const auto with = [&](const QStringList& settings) {
        QStringList arguments = conv;
        for (const QString& setting : settings)
            arguments << "--set" << setting;
        return analysedPair(arguments)["hac"].toObject();
    };
    const QJsonObject hierarchy = with({"hac.of=between"});
    QCOMPARE(hierarchy["merges"].toInt(), int(kUnitsA + kUnitsB - 1));
    QCOMPARE(hierarchy["tree"].toArray().size(), hierarchy["merges"].toInt());
    QCOMPARE(integers(hierarchy["order"]).size(), std::size_t(kUnitsA + kUnitsB));
    // The largest correlation of all joins first.
    const Matrix between = directCorrelation(m_convA, m_convB);
    Index a = 0;
    Index b = 0;
    const double largest = between.maxCoeff(&a, &b);
    const QJsonArray first = hierarchy["first"].toArray()[0].toArray();
    QCOMPARE(first[0].toInt(), int(a));
    QCOMPARE(first[1].toInt(), int(b));
    QVERIFY(isClose(first[2].toDouble(), largest, 1e-6));
    double above = 2;
    for (const QJsonValue& merge : hierarchy["tree"].toArray()) {
        QVERIFY(merge.toArray()[2].toDouble() <= above);
        above = merge.toArray()[2].toDouble();
    }
    const CliRun table =
        runCli(QStringList{"analyze"} + conv + QStringList{"--set", "hac.of=between"});
    QVERIFY2(table.output.contains(QStringLiteral("joined first (A~B, similarity): %1~%2 %3")
                                       .arg(a)
                                       .arg(b)
                                       .arg(largest, 0, 'f', 4)
                                       .toUtf8()),
             table.output.constData());
    QVERIFY(with({"hac.of=all"}) != hierarchy);
    QVERIFY(with({}) != hierarchy);
    QCOMPARE(with({}), with({"hac.of=mapping"}));
    // At a penalty just below the largest correlation it is its unit's only predictor, and its
    // weight is what it exceeds the penalty by.
    const QJsonArray only =
        with({"mapping.heldout=0",
              "mapping.penalties=" + QString::number(largest - 0.01, 'g', 17)})["first"]
            .toArray()[0]
            .toArray();
    QCOMPARE(only[0].toInt(), int(a));
    QCOMPARE(only[1].toInt(), int(b));
    QVERIFY(isClose(only[2].toDouble(), 0.01, 1e-6));
}

/// methods.md 2.5.
void TestCliMethods::subspacesOfTheLogits()
{
    if (logits().isEmpty())
        QSKIP("shared/data is not beside the source tree");
    const QJsonObject pair = analysedPair(
        logits() + QStringList{"--methods", "subspace", "--set", "subspace.epsilon=0.3,0.4,0.5"});
    const QJsonObject subspace = pair["subspace"].toObject();
    QCOMPARE(numbers(subspace["similarity"]), (std::vector<double>{0, 0, 1}));
    QCOMPARE(numbers(subspace["null"]), (std::vector<double>{0, 0, 0}));
    QVERIFY(subspace["max_epsilon"].toDouble() > 0.4 && subspace["max_epsilon"].toDouble() < 0.5);
}

void TestCliMethods::subspaceMatchHasItsOptions()
{
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "subspace"};
    const QJsonObject pair = analysedPair(conv);
    const QJsonObject options = pair["options"].toObject();
    QCOMPARE(numbers(options["subspace.epsilon"]).size(), std::size_t{6});
    QCOMPARE(options["subspace.columns"].toString(), "all");
    QCOMPARE(options["subspace.centred"].toBool(true), false);
    QCOMPARE(options["subspace.zeros"].toString(), "exclude");
    QCOMPARE(pair["precision"].toString(), "double");
    const QJsonObject drawn =
        analysedPair(conv + QStringList{"--set", "subspace.columns=16x10000"})["subspace"]
            .toObject();
    // There are fewer samples than are drawn: every draw is all of them.
    QCOMPARE(drawn["draws"].toInt(), 16);
    const QJsonObject all = pair["subspace"].toObject();
    for (std::size_t i = 0; i < 6; ++i) {
        QVERIFY(isClose(numbers(drawn["similarity"])[i], numbers(all["similarity"])[i], 1e-12));
        QVERIFY(isClose(numbers(drawn["deviation"])[i], 0, 1e-7));
    }
    QCOMPARE(drawn["sizes"], all["sizes"]);
    QVERIFY(analysedPair(conv + QStringList{"--set", "subspace.centred=true"})["subspace"]
                .toObject()["max_epsilon"] != all["max_epsilon"]);
    // A layer and itself match wholly; with its inputs shuffled they do not.
    const QJsonObject same =
        analysedPair({m_a, m_a, "--layer", "fc", "--methods", "subspace"})["subspace"].toObject();
    QCOMPARE(numbers(same["similarity"]), std::vector<double>(6, 1.0));
    QCOMPARE(numbers(same["null"])[0], 0.0);
    // The table is of the largest epsilon, wherever it stands, and says so.
    const QByteArray table =
        runCli(QStringList{"analyze"} + conv + QStringList{"--set", "subspace.epsilon=0.5,0.1"})
            .output;
    QVERIFY2(table.contains("max. match  largest epsilon  shuffled"), table.constData());
    QVERIFY2(table.contains(" 0.5000 "), table.constData());
    QVERIFY(!table.contains(" 0.1000 "));
    // That few samples let units match by chance stands beside how many did.
    const CliRun few = runCli(QStringList{"analyze"} + conv + QStringList{"--max-samples", "30"});
    QVERIFY2(few.errors.contains("a unit, units can match by chance alone (here "),
             few.errors.constData());
    const QByteArray help = runCli({"analyze", "--help"}).output;
    for (const char* columns :
         {"\n  subspace: share", "\n  rsa: correlation", "\n  stability: share", "\n  dft: mean"})
        QVERIFY2(help.contains(columns), columns);
    QVERIFY(help.contains("subspace.epsilon=VALUE: 0.1,0.15,0.2,0.25,0.3,0.5 or numbers"));
    for (const QString wrong : {"subspace.epsilon=1", "subspace.epsilon=-0.1", "subspace.zeros=no"})
        QCOMPARE(runCli({"analyze", m_a, m_b, "--set", wrong}).status, 2);
}

/// methods.md 4.6.
void TestCliMethods::canonicalCorrelationsOfTheLogits()
{
    if (logits().isEmpty())
        QSKIP("shared/data is not beside the source tree");
    const QJsonObject pair = analysedPair(logits() + QStringList{"--methods", "cca,cka"});
    const QJsonObject cca = pair["cca"].toObject();
    const std::vector<double> expected{.946246, .920247, .905424, .883260, .847350,
                                       .777148, .736530, .574116, .376654, .090288};
    const std::vector<double> found = numbers(cca["coefficients"]);
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY(isClose(found[i], expected[i], 1e-6));
    QVERIFY(isClose(cca["mean"].toDouble(), .705726, 1e-6));
    QVERIFY(isClose(cca["pwcca_a"].toDouble(), .807445, 1e-6));
    QVERIFY(isClose(cca["pwcca_b"].toDouble(), .798955, 1e-6));
    QVERIFY(isClose(cca["pwcca_released"].toDouble(), .737201, 1e-6));
    QVERIFY(isClose(cca["svcca_variance99"].toDouble(), .778751, 1e-6));
    QVERIFY(isClose(cca["svcca_singular99"].toDouble(), .705726, 1e-6));
    QCOMPARE(cca["kept_a"].toInt(), 8);
    QVERIFY(isClose(pair["cka"].toObject()["linear"].toDouble(), .437452, 1e-6));
    const QStringList swapped{logits()[1], logits()[0], "--methods", "cca"};
    QVERIFY(isClose(analysedPair(swapped)["cca"].toObject()["pwcca_released"].toDouble(), .817963,
                    1e-6));
}

void TestCliMethods::canonicalCorrelationsHaveTheirOptions()
{
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "cca"};
    const QJsonObject pair = analysedPair(conv);
    const QJsonObject options = pair["options"].toObject();
    QCOMPARE(options["cca.tolerance"].toDouble(), 1e-9);
    QCOMPARE(options["svcca.keep"].toString(), "variance99");
    QCOMPARE(options["pwcca.weights"].toString(), "first");
    const QJsonObject two =
        analysedPair(conv + QStringList{"--set", "svcca.keep=2"})["cca"].toObject();
    QCOMPARE(two["kept_a"].toInt(), 2);
    QCOMPARE(two["kept_b"].toInt(), 2);
    QCOMPARE(two["svcca_variance99"], pair["cca"].toObject()["svcca_variance99"]);
    QCOMPARE(analysedPair(conv + QStringList{"--set", "cca.tolerance=0.9"})["cca"]
                 .toObject()["rank_a"]
                 .toInt(),
             1);
    for (const QString wrong : {"svcca.keep=0", "svcca.keep=1.5", "cca.tolerance=1"})
        QCOMPARE(runCli({"analyze", m_a, m_b, "--set", wrong}).status, 2);
    QCOMPARE(runCli({"analyze", m_a, m_b, "--methods", "cca", "--set", "moments.precision=single"})
                 .status,
             2);
}

void TestCliMethods::tooFewSamplesHaveNoCanonicalCorrelations()
{
    const QJsonObject pair =
        analysedPair({m_a, m_b, "--layer", "conv", "--methods", "cca", "--max-samples", "6"});
    const QJsonObject cca = pair["cca"].toObject();
    QVERIFY(cca.contains("mean") && cca["mean"].isNull());
    QVERIFY(cca.contains("pwcca_a") && cca["pwcca_a"].isNull());
    const QJsonArray warnings = pair["warnings"].toArray();
    QVERIFY(std::ranges::any_of(warnings, [](const QJsonValue& warning) {
        return warning.toString().contains("6 samples of up to");
    }));
}

void TestCliMethods::activationsAreOrdered()
{
    const QJsonObject activations =
        analysedPair({m_a, m_b, "--layer", "conv"})["activations"].toObject();
    const std::vector<double> means = numbers(activations["mean_b"]);
    std::vector<int> order(means.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order,
                      [&](int i, int j) { return means[std::size_t(i)] > means[std::size_t(j)]; });
    QCOMPARE(integers(activations["order_b"]), order);
}

QTEST_APPLESS_MAIN(TestCliMethods)
#include "tst_cli_methods.moc"
