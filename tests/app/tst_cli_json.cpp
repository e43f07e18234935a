#include "tests/app/two_networks.h"
#include "tests/support/direct_correlation.h"
#include "tests/support/npy_file.h"
#include "tests/support/resized_by_cells.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace counterpart;
using namespace counterpart::test;
using core::Matrix;

namespace {

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
    void analyzeHasTheKeysOfTheContract();
    void numbersAgreeWithBruteForce_data();
    void numbersAgreeWithBruteForce();
    void positionsAreReduced_data();
    void positionsAreReduced();
    void mapsOfDifferentSizesAreResized();
    void onlyTheMethodsAskedForAreThere();
    void layersArePaired_data();
    void layersArePaired();
    void samplesAreDrawnAlikeAndBySeed();
    void threadsChangeNothing();
    void outputIsOnlyJson();
    void fileHoldsWhatStandardOutputHolds();
    void infoDescribesTheFile();

private:
    const TwoNetworks m_networks{"cli_json"};
    const QString& m_folder = m_networks.folder;
    const QString& m_a = m_networks.a;
    const QString& m_b = m_networks.b;
    const ActivationBlock& m_convA = m_networks.convA;
    const ActivationBlock& m_convB = m_networks.convB;
};

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

void TestCliJson::mapsOfDifferentSizesAreResized()
{
    const MadeLayer tall{"tall", reluActivations(50 * 12, 5, 3, 1, 2), 4, 3};
    const MadeLayer wide{"wide", reluActivations(50 * 10, 4, 3, 1, 5), 2, 5};
    const QString a = m_networks.folder + "/tall.h5";
    const QString b = m_networks.folder + "/wide.h5";
    makeNetwork(a.toStdString(), {tall});
    makeNetwork(b.toStdString(), {wide});
    const ActivationBlock first = resizedByCells(tall, 2, 3).cast<float>();
    const ActivationBlock second = resizedByCells(wide, 2, 3).cast<float>();
    const QJsonObject pair = analysedPair({a, b, "--pair", "tall:wide", "--positions", "resize"});
    QCOMPARE(pair["positions"].toString(), QString("resize"));
    QCOMPARE(pair["samples"].toInt(), 50 * 6);
    QVERIFY(areMeansOf(pair["activations"].toObject()["mean_a"], first, 1e-6));
    QVERIFY(areMeansOf(pair["activations"].toObject()["mean_b"], second, 1e-6));
    QVERIFY(isClose(pair["correlation"].toObject()["mean_abs_between"].toDouble(),
                    directCorrelation(first, second).cwiseAbs().mean(), 1e-6));
    const CliRun refused = runCli({"analyze", a, b, "--pair", "tall:wide"});
    QVERIFY(refused.status != 0 && refused.errors.contains("choose positions resize"));
}

/// The values of shared/design/methods.md, 4.6.
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
    const QString npy = m_folder + "/only.npy";
    writeNpy(npy.toStdString(), normalActivations(kInputs, 6, 44)); // as many units as fc
    QTest::newRow("an only layer with the one of its size")
        << QStringList{m_a, npy} << QStringList{"fc:activations"};
    QTest::newRow("likewise in A") << QStringList{npy, m_b} << QStringList{"activations:fc"};
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
    QCOMPARE(run.output, runCli({"analyze", m_a, m_b, "--layer", "fc"}).output); // the table
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
