#include "tests/app/cli_process.h"
#include "tests/support/direct_correlation.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/random_activations.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace counterpart;
using namespace counterpart::test;
using core::ActivationBlock;
using core::Index;
using core::Matrix;

namespace {

constexpr Index kInputs = 300;
constexpr Index kRows = 2;
constexpr Index kColumns = 3;
constexpr Index kPositions = kRows * kColumns;
constexpr Index kUnitsA = 5;
constexpr Index kUnitsB = 7;

/// The samples of a map, [inputs * positions x units], in the order of an NCHW dataset.
std::vector<double> asChannelsFirst(const ActivationBlock& samples)
{
    std::vector<double> values;
    for (Index input = 0; input < kInputs; ++input)
        for (Index unit = 0; unit < samples.cols(); ++unit)
            for (Index position = 0; position < kPositions; ++position)
                values.push_back(static_cast<double>(samples(input * kPositions + position, unit)));
    return values;
}

/// What `--positions <policy>` makes of a map, by its definition; [samples x units].
ActivationBlock reduced(const ActivationBlock& samples, const QString& policy)
{
    if (policy == "all")
        return samples;
    const Index units = policy == "flatten" ? samples.cols() * kPositions : samples.cols();
    ActivationBlock result(kInputs, units);
    for (Index input = 0; input < kInputs; ++input) {
        const ActivationBlock map = samples.middleRows(input * kPositions, kPositions);
        if (policy == "mean")
            result.row(input) = map.cast<double>().colwise().mean().cast<float>();
        else if (policy == "max")
            result.row(input) = map.colwise().maxCoeff();
        else if (policy == "centre")
            result.row(input) = map.row(kRows / 2 * kColumns + kColumns / 2);
        else
            result.row(input) = map.reshaped().transpose();
    }
    return result;
}

/// The best one-to-one choice of a column for every row, by trying all; rows <= columns.
std::pair<std::vector<int>, double> bestAssignment(const Matrix& weights)
{
    std::vector<int> columns(static_cast<std::size_t>(weights.cols()));
    std::iota(columns.begin(), columns.end(), 0);
    std::pair<std::vector<int>, double> best{{}, -1e300};
    do {
        double total = 0;
        for (Index row = 0; row < weights.rows(); ++row)
            total += weights(row, columns[static_cast<std::size_t>(row)]);
        if (total > best.second)
            best = {{columns.begin(), columns.begin() + weights.rows()}, total};
    } while (std::ranges::next_permutation(columns).found);
    return best;
}

int bestIn(const Matrix& weights, Index row)
{
    Index column = 0;
    weights.row(row).maxCoeff(&column);
    return static_cast<int>(column);
}

bool isClose(double actual, double expected, double tolerance = 1e-9)
{
    if (std::abs(actual - expected) <= tolerance)
        return true;
    qWarning("%.17g differs from %.17g", actual, expected);
    return false;
}

bool areMeansOf(const QJsonValue& means, const ActivationBlock& samples, double tolerance = 1e-9)
{
    const std::vector<double> actual = numbers(means);
    const core::Vector expected = samples.cast<double>().colwise().mean();
    bool close = static_cast<Index>(actual.size()) == expected.size();
    for (Index unit = 0; close && unit < expected.size(); ++unit)
        close = isClose(actual[static_cast<std::size_t>(unit)], expected(unit), tolerance);
    return close;
}

} // namespace

/// The contract of `--json`: its keys, and its numbers against brute force.
class TestCliJson : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void analyzeHasTheKeysOfTheContract();
    void numbersAgreeWithBruteForce_data();
    void numbersAgreeWithBruteForce();
    void positionsAreReduced_data();
    void positionsAreReduced();
    void mutualInformationOfTheLogits();
    void mutualInformationHasItsOptions();
    void unitsAreClustered();
    void clustersHaveTheirOptions();
    void hierarchyJoinsTheBestPairsFirst();
    void activationsAreOrdered();
    void onlyTheMethodsAskedForAreThere();
    void layersArePaired_data();
    void layersArePaired();
    void samplesAreDrawnAlikeAndBySeed();
    void threadsChangeNothing();
    void outputIsOnlyJson();
    void fileHoldsWhatStandardOutputHolds();
    void infoDescribesTheFile();

private:
    QString m_a, m_b, m_folder;
    ActivationBlock m_convA, m_convB;
};

void TestCliJson::initTestCase()
{
    m_folder = freshFolder("cli_json");
    m_a = m_folder + "/a.h5";
    m_b = m_folder + "/b.h5";
    m_convA = reluActivations(kInputs * kPositions, kUnitsA, 4, 1, 2);
    m_convB = reluActivations(kInputs * kPositions, kUnitsB, 4, 1, 3);
    m_convB.col(2) = -m_convA.col(3) + 0.2f * m_convB.col(2); // strong, but negative

    const ActivationBlock fc = normalActivations(kInputs, 6, 4);
    std::vector<std::string> ids;
    for (Index i = 0; i < kInputs; ++i)
        ids.push_back("input " + std::to_string(i));
    const auto write = [&](const QString& path, const ActivationBlock& conv, const char* model) {
        Hdf5Fixture file(path.toStdString(), true);
        file.setAttribute("/", "model", std::string(model));
        file.setAttribute("/", "seed", 7);
        file.write("/activations/conv", {kInputs, conv.cols(), kRows, kColumns},
                   asChannelsFirst(conv));
        file.setAttribute("/activations/conv", "axes", std::string("NCHW"));
        file.setAttribute("/activations/conv", "rf_size", 7);
        file.setAttribute("/activations/conv", "rf_stride", 2);
        file.setAttribute("/activations/conv", "rf_offset", -3);
        const ActivationBlock rowMajor = fc.transpose();
        file.write("/activations/fc", {kInputs, 6},
                   std::vector<float>(rowMajor.data(), rowMajor.data() + rowMajor.size()));
        file.writeStrings("/inputs/id", ids);
    };
    write(m_a, m_convA, "first");
    write(m_b, m_convB, "second");
}

void TestCliJson::analyzeHasTheKeysOfTheContract()
{
    const QJsonObject document = jsonOf(runCli({"analyze", m_a, m_b, "--json", "-"}));
    QCOMPARE(document["program"].toObject()["name"].toString(), "counterpart");
    QVERIFY(!document["program"].toObject()["version"].toString().isEmpty());

    const QJsonArray inputs = document["inputs"].toArray();
    QCOMPARE(inputs.size(), 2);
    QCOMPARE(inputs[0].toObject()["path"].toString(), m_a);
    QCOMPARE(inputs[1].toObject()["model"].toString(), "second");
    QCOMPARE(inputs[0].toObject()["samples"].toInt(), int(kInputs));

    const QJsonArray pairs = document["pairs"].toArray();
    QCOMPARE(pairs.size(), 2);
    const QJsonObject pair = pairs[0].toObject();
    QCOMPARE(pair["layer_a"].toString(), "conv");
    QCOMPARE(pair["layer_b"].toString(), "conv");
    QCOMPARE(pair["units_a"].toInt(), int(kUnitsA));
    QCOMPARE(pair["units_b"].toInt(), int(kUnitsB));
    QCOMPARE(pair["samples"].toInt(), int(kInputs * kPositions));
    QCOMPARE(pair["positions"].toString(), "all");
    QVERIFY(pair["dead_a"].isArray() && pair["dead_b"].isArray() && pair["warnings"].isArray());
    for (const char* key : {"read", "moments", "matching"})
        QVERIFY2(pair["seconds"].toObject()[key].toDouble(-1) >= 0, key);

    const QJsonObject matching = pair["matching"].toObject();
    for (const char* key : {"semi_mean", "matching_mean", "overlap"})
        QVERIFY2(matching[key].isDouble(), key);
    QVERIFY(matching["below_threshold"].toObject()["0.5"].isDouble());
    for (const char* key : {"semi", "matching", "mutual_best"})
        QVERIFY2(matching[key].isArray(), key);
    QVERIFY(pair["correlation"].toObject()["mean_abs_between"].isDouble());
    QCOMPARE(pair["activations"].toObject()["mean_a"].toArray().size(), int(kUnitsA));
    QCOMPARE(pair["activations"].toObject()["mean_b"].toArray().size(), int(kUnitsB));
}

void TestCliJson::numbersAgreeWithBruteForce_data()
{
    QTest::addColumn<QStringList>("settings");
    QTest::addColumn<bool>("isSigned");
    QTest::addColumn<double>("tolerance");

    const QString exact = "moments.precision=double";
    QTest::newRow("as published") << QStringList{"--set", exact} << true << 1e-12;
    QTest::newRow("by absolute value")
        << QStringList{"--set", exact, "--set", "matching.signed=false"} << false << 1e-12;
    QTest::newRow("in single precision")
        << QStringList{"--set", "moments.precision=single"} << true << 1e-6;
}

void TestCliJson::numbersAgreeWithBruteForce()
{
    QFETCH(QStringList, settings);
    QFETCH(bool, isSigned);
    QFETCH(double, tolerance);

    const Matrix correlation = directCorrelation(m_convA, m_convB);
    const Matrix similarity = isSigned ? correlation : Matrix(correlation.cwiseAbs());
    const auto [assigned, total] = bestAssignment(similarity);
    std::vector<int> semi;
    QJsonArray mutualBest;
    double semiSum = 0;
    int agreeing = 0;
    int below = 0;
    for (Index unit = 0; unit < kUnitsA; ++unit) {
        const int best = bestIn(similarity, unit);
        semi.push_back(best);
        semiSum += similarity(unit, best);
        below += similarity(unit, best) < 0.5;
        agreeing += assigned[static_cast<std::size_t>(unit)] == best;
        if (bestIn(similarity.transpose(), best) == unit)
            mutualBest.append(QJsonArray{int(unit), best});
    }

    const QJsonObject pair = analysedPair(QStringList{m_a, m_b, "--layer", "conv"} + settings);
    const QJsonObject matching = pair["matching"].toObject();
    QCOMPARE(integers(matching["semi"]), semi);
    QCOMPARE(integers(matching["matching"]), assigned);
    QCOMPARE(matching["mutual_best"].toArray(), mutualBest);
    QVERIFY(isClose(matching["semi_mean"].toDouble(), semiSum / kUnitsA, tolerance));
    QVERIFY(isClose(matching["matching_mean"].toDouble(), total / kUnitsA, tolerance));
    QVERIFY(isClose(matching["total"].toDouble(), total, kUnitsA * tolerance));
    QVERIFY(isClose(matching["overlap"].toDouble(), double(agreeing) / kUnitsA));
    QVERIFY(
        isClose(matching["below_threshold"].toObject()["0.5"].toDouble(), double(below) / kUnitsA));
    QVERIFY(isClose(pair["correlation"].toObject()["mean_abs_between"].toDouble(),
                    correlation.cwiseAbs().mean(), tolerance));
    QVERIFY(areMeansOf(pair["activations"].toObject()["mean_a"], m_convA, tolerance));
    QVERIFY(areMeansOf(pair["activations"].toObject()["mean_b"], m_convB, tolerance));
}

void TestCliJson::positionsAreReduced_data()
{
    QTest::addColumn<QString>("policy");
    for (const char* policy : {"all", "mean", "max", "centre", "flatten"})
        QTest::newRow(policy) << policy;
}

void TestCliJson::positionsAreReduced()
{
    QFETCH(QString, policy);
    const ActivationBlock a = reduced(m_convA, policy);
    const ActivationBlock b = reduced(m_convB, policy);
    const QJsonObject pair = analysedPair({m_a, m_b, "--layer", "conv", "--positions", policy});
    QCOMPARE(pair["positions"].toString(), policy);
    QCOMPARE(pair["samples"].toInt(), int(a.rows()));
    QCOMPARE(pair["units_a"].toInt(), int(a.cols()));
    QVERIFY(areMeansOf(pair["activations"].toObject()["mean_a"], a, 1e-6));
    QVERIFY(areMeansOf(pair["activations"].toObject()["mean_b"], b, 1e-6));
    QVERIFY(isClose(pair["correlation"].toObject()["mean_abs_between"].toDouble(),
                    directCorrelation(a, b).cwiseAbs().mean(), 1e-6));
}

/// The values of shared/design/methods.md, 4.6.
void TestCliJson::mutualInformationOfTheLogits()
{
    const QString data = COUNTERPART_SOURCE_DIR "/../shared/data/pairs/mnist_logits_model%1.h5";
    if (!QFile::exists(data.arg(0)))
        QSKIP("shared/data is not beside the source tree");
    const QJsonObject pair =
        analysedPair({data.arg(0), data.arg(1), "--methods", "mi", "--set",
                      "mi.binning=percentile20", "--set", "mi.corrected=false"});
    const QJsonObject information = pair["mi"].toObject();
    QVERIFY(isClose(information["semi_mean"].toDouble(), .540910, 1e-6));
    QVERIFY(isClose(numbers(information["semi_value"])[0], .514165, 1e-6));
    QCOMPARE(integers(information["matching"]), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    QCOMPARE(information["diagonal_mean_matched"], information["matching_mean"]);
    QVERIFY(pair["seconds"].toObject()["mi"].toDouble(-1) >= 0);
}

void TestCliJson::mutualInformationHasItsOptions()
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
void TestCliJson::unitsAreClustered()
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
    QCOMPARE(numbers(clusters["within"]).size(), std::size_t{3});
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

void TestCliJson::clustersHaveTheirOptions()
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

void TestCliJson::hierarchyJoinsTheBestPairsFirst()
{
    const QStringList conv{m_a, m_b, "--layer", "conv", "--methods", "hac"};
    const QJsonObject hierarchy = analysedPair(conv)["hac"].toObject();
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
    QVERIFY(analysedPair(conv + QStringList{"--set", "hac.of=all"})["hac"] !=
            QJsonValue(hierarchy));
}

void TestCliJson::activationsAreOrdered()
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

void TestCliJson::onlyTheMethodsAskedForAreThere()
{
    const QJsonObject pair =
        analysedPair({m_a, m_b, "--layer", "fc", "--methods", "activations,correlation"});
    QVERIFY(pair.contains("activations") && pair.contains("correlation"));
    QVERIFY(!pair.contains("matching"));
}

void TestCliJson::layersArePaired_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("pairs");

    const QStringList files{m_a, m_b};
    QTest::newRow("common names in depth order") << files << QStringList{"conv:conv", "fc:fc"};
    QTest::newRow("all") << files + QStringList{"--layers", "all"}
                         << QStringList{"conv:conv", "fc:fc"};
    QTest::newRow("in the order asked, once")
        << files + QStringList{"--layer", "fc", "--layer", "conv", "--layer", "fc"}
        << QStringList{"fc:fc", "conv:conv"};
    QTest::newRow("different names")
        << files + QStringList{"--pair", "fc:conv", "--positions", "mean"}
        << QStringList{"fc:conv"};
    QTest::newRow("in the file arguments")
        << QStringList{m_a + "::fc", m_b + "::fc"} << QStringList{"fc:fc"};
    QTest::newRow("in one file argument")
        << QStringList{m_a, m_b + "::conv"} << QStringList{"conv:conv"};
}

void TestCliJson::layersArePaired()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, pairs);
    const QJsonObject document =
        jsonOf(runCli(QStringList{"analyze"} + arguments + QStringList{"--json", "-"}));
    QStringList found;
    for (const QJsonValue pair : document["pairs"].toArray())
        found << pair["layer_a"].toString() + ':' + pair["layer_b"].toString();
    QCOMPARE(found, pairs);
}

void TestCliJson::samplesAreDrawnAlikeAndBySeed()
{
    const auto means = [&](const QString& second, const char* seed) {
        const QJsonObject pair =
            analysedPair({m_a, second, "--layer", "conv", "--max-samples", "500", "--seed", seed});
        return std::tuple(pair["samples"].toInt(),
                          numbers(pair["activations"].toObject()["mean_a"]),
                          numbers(pair["activations"].toObject()["mean_b"]));
    };
    const auto [count, first, ofSame] = means(m_a, "3");
    QCOMPARE(count, 500);
    QCOMPARE(first, ofSame);
    QVERIFY(std::get<1>(means(m_b, "3")) == first);
    QVERIFY(std::get<1>(means(m_b, "4")) != first);
}

void TestCliJson::threadsChangeNothing()
{
    const QStringList pair{m_a, m_b, "--layer", "conv", "--set", "moments.precision=double"};
    const QJsonObject one = analysedPair(pair + QStringList{"--threads", "1"});
    const QJsonObject two = analysedPair(pair + QStringList{"--threads", "2"});
    QCOMPARE(one["matching"].toObject()["matching"], two["matching"].toObject()["matching"]);
    QVERIFY(isClose(one["matching"].toObject()["total"].toDouble(),
                    two["matching"].toObject()["total"].toDouble(), 1e-12));
}

void TestCliJson::outputIsOnlyJson()
{
    const CliRun run = runCli({"analyze", m_a, m_b, "--json", "-"});
    QVERIFY(!jsonOf(run).isEmpty());
    QVERIFY(run.output.startsWith('{') && run.output.endsWith("}\n"));
}

void TestCliJson::fileHoldsWhatStandardOutputHolds()
{
    const QString path = m_folder + "/result.json";
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("what stood here before, longer than nothing");
    file.close();

    const CliRun run = runCli({"analyze", m_a, m_b, "--layer", "fc", "--json", path});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.output, QByteArray());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject written = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(written["pairs"].toArray()[0].toObject()["matching"],
             analysedPair({m_a, m_b, "--layer", "fc"})["matching"]);
}

void TestCliJson::infoDescribesTheFile()
{
    const QJsonObject document = jsonOf(runCli({"info", m_a, m_b, "--json"}));
    const QJsonArray networks = document["networks"].toArray();
    QCOMPARE(networks.size(), 2);
    const QJsonObject network = networks[0].toObject();
    QCOMPARE(network["path"].toString(), m_a);
    QCOMPARE(network["model"].toString(), "first");
    QCOMPARE(network["attributes"].toObject()["seed"].toInt(), 7);
    QCOMPARE(network["inputs"].toObject()["count"].toInt(), int(kInputs));
    QCOMPARE(network["inputs"].toObject()["id"].toString(), "/inputs/id");
    QVERIFY(network["inputs"].toObject()["image"].isNull());

    const QJsonObject conv = network["layers"].toArray()[0].toObject();
    QCOMPARE(conv["name"].toString(), "conv");
    QCOMPARE(conv["dataset"].toString(), "/activations/conv");
    QCOMPARE(integers(conv["shape"]), (std::vector<int>{kInputs, kUnitsA, kRows, kColumns}));
    QCOMPARE(conv["axes"].toString(), "NCHW");
    QCOMPARE(conv["axes_guessed"].toBool(true), false);
    QCOMPARE(conv["element_type"].toString(), "float32");
    QCOMPARE(conv["units"].toInt(), int(kUnitsA));
    QCOMPARE(conv["receptive_field"].toObject()["offset"].toInt(), -3);
    QCOMPARE(network["layers"].toArray()[1].toObject()["axes_guessed"].toBool(), true);
    QVERIFY(network["guesses"].toArray().size() > 0);

    const CliRun text = runCli({"info", m_a});
    QCOMPARE(text.status, 0);
    for (const char* word :
         {"first", "conv", "fc", "NCHW", "float32", "300 x 5 x 2 x 3", "guessed"})
        QVERIFY2(text.output.contains(word), text.output.constData());
}

QTEST_APPLESS_MAIN(TestCliJson)
#include "tst_cli_json.moc"
