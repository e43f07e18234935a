#include "tests/app/two_networks.h"
#include "tests/support/direct_similarity.h"
#include "tests/support/example_files.h"
#include "tests/support/layered_network.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace counterpart;
using namespace counterpart::test;

namespace {

const QString kData = QStringLiteral(COUNTERPART_SOURCE_DIR "/../shared/data");

QJsonObject reference(const QString& name)
{
    QFile file(kData + "/reference/" + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

Matrix overPositions(const ActivationBlock& conv)
{
    return counterpart::test::overPositions(MadeLayer{"conv", conv, kRows, kColumns});
}

} // namespace

/// `similarity`, `group` and `dynamics` as a user runs them.
class TestCliSimilarity : public QObject
{
    Q_OBJECT

private slots:
    void everyLayerAgainstEveryLayer();
    void tablesAreForReading();
    void positionsAreSamplesIfAsked();
    void theFileHoldsWhatStandardOutputHolds();
    void aGroupByAnAttribute();
    void theReferenceIsNamedByItsFile();
    void attributesComeFromATable();
    void widthsAreOfTrainedNetworks();
    void checkpointsAgainstTheLast();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void referenceOfAGroup();
    void referenceOfADynamics();

private:
    const TwoNetworks m_networks{"cli_similarity"};
    const QString& m_a = m_networks.a;
    const QString& m_b = m_networks.b;
};

void TestCliSimilarity::everyLayerAgainstEveryLayer()
{
    const QJsonObject document = jsonOf(
        runCli({"similarity", m_a, m_b, "--measures", "cca,pwcca,cka,euclidean", "--json", "-"}));
    QCOMPARE(document["program"]["name"].toString(), "counterpart");
    QCOMPARE(document["layers_a"], QJsonArray({"conv", "fc"}));
    QCOMPARE(document["samples"].toInt(), int(kInputs));
    QCOMPARE(document["options"]["positions"].toString(), "mean");
    QCOMPARE(document["options"]["cca.tolerance"].toDouble(), 1e-9);
    const QJsonObject measures = document["measures"].toObject();
    const Matrix a = overPositions(m_networks.convA);
    const Matrix b = overPositions(m_networks.convB);
    QVERIFY(isClose(measures["cca"][0][0].toDouble(), directMeanCca(a, b), 1e-6));
    QVERIFY(isClose(measures["pwcca"][0][0].toDouble(), directPwcca(a, b), 1e-6));
    QVERIFY(isClose(measures["cka"][0][0].toDouble(), directCka(a, b), 1e-6));
    QVERIFY(isClose(measures["cka"][1][1].toDouble(), 1)); // fc is the same in both
    QVERIFY(measures["euclidean"][0][0].isNull());         // 5 and 7 units
    QVERIFY(isClose(measures["euclidean"][1][1].toDouble(), 0, 1e-7));
    bool isExplained = false;
    for (const QJsonValue warning : document["warnings"].toArray())
        isExplained = isExplained || warning.toString().contains("5 and 7 units");
    QVERIFY(isExplained);
    QCOMPARE(document["coefficients"].toArray().size(), 4);
    QCOMPARE(document["coefficients"][0].toArray().size(), int(kUnitsA));
}

void TestCliSimilarity::tablesAreForReading()
{
    const CliRun run = runCli({"similarity", m_a, m_b});
    QCOMPARE(run.status, 0);
    for (const char* title : {"Mean CCA", "SVCCA", "PWCCA", "Linear CKA", "conv", "fc"})
        QVERIFY2(run.output.contains(title), title);
    QVERIFY(run.output.contains("1.0000"));
}

void TestCliSimilarity::positionsAreSamplesIfAsked()
{
    const QJsonObject document = jsonOf(
        runCli({"similarity", m_a, m_b, "--measures", "cka", "--positions", "all", "--json", "-"}));
    const QJsonValue cka = document["measures"]["cka"];
    const double expected =
        directCka(m_networks.convA.cast<double>(), m_networks.convB.cast<double>());
    QVERIFY(isClose(cka[0][0].toDouble(), expected, 1e-6));
    QVERIFY(cka[0][1].isNull()); // maps of different sizes
    QCOMPARE(document["input_count"].toInt(), int(kInputs));
    QCOMPARE(document["samples"].toInt(), int(kInputs)); // of fc with fc
    QCOMPARE(document["most_samples"].toInt(), int(kInputs * kPositions));
    const QByteArray counts = "300 to 1800 samples of 300 inputs";
    for (const char* positions : {"all", "resize"}) {
        const QStringList wanted{"--measures", "cka", "--positions", positions};
        QVERIFY(runCli(QStringList{"similarity", m_a, m_b} + wanted).output.contains(counts));
        QVERIFY(runCli(QStringList{"group", m_a, m_b} + wanted).output.contains(counts));
        QVERIFY(runCli(QStringList{"dynamics", m_a, m_b} + wanted).output.contains(counts));
    }
    QVERIFY(runCli({"group", m_a, m_b, "--layer", "conv", "--measure", "cka", "--positions", "all"})
                .output.startsWith("1800 samples of 300 inputs\n"));
    QVERIFY(runCli({"group", m_a, m_b, "--measure", "cka"}).output.startsWith("300 samples\n"));
}

void TestCliSimilarity::theFileHoldsWhatStandardOutputHolds()
{
    const QString path = m_networks.folder + "/map.json";
    const QStringList arguments{"similarity", m_a + "::conv", m_b + "::fc", "--measures", "svcca"};
    QCOMPARE(runCli(arguments + QStringList{"--json", path}).status, 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject stored = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject printed = jsonOf(runCli(arguments + QStringList{"--json", "-"}));
    QCOMPARE(stored["measures"], printed["measures"]);
    QCOMPARE(stored["layers_b"], QJsonArray{"fc"});
}

void TestCliSimilarity::aGroupByAnAttribute()
{
    const QJsonObject document =
        jsonOf(runCli({"group", m_a, m_b, m_a, "--layer", "conv", "--measure", "pwcca,cka", "--by",
                       "seed", "--clusters", "2", "--reference", "second", "--json", "-"}));
    QCOMPARE(document["inputs"].toArray().size(), 3);
    QCOMPARE(document["inputs"][0]["attributes"]["seed"].toDouble(), 7.0);
    const QJsonValue layer = document["layers"][0];
    const QJsonValue pwcca = layer["measures"]["pwcca"];
    const Matrix a = overPositions(m_networks.convA);
    const Matrix b = overPositions(m_networks.convB);
    const double ab = directPwcca(a, b);
    const double ba = directPwcca(b, a);
    QVERIFY(isClose(pwcca["values"][0][1].toDouble(), ab, 1e-6));
    QVERIFY(isClose(pwcca["values"][1][0].toDouble(), ba, 1e-6));
    QVERIFY(isClose(pwcca["distance"][0][1].toDouble(), 1 - (ab + ba) / 2, 1e-6));
    QCOMPARE(pwcca["by"].toArray().size(), 1); // both are of seed 7
    QCOMPARE(pwcca["by"][0]["pairs"].toInt(), 3);
    QVERIFY(isClose(pwcca["by"][0]["mean"].toDouble(), (2 - ab - ba) / 3, 1e-6));
    QCOMPARE(pwcca["clusters"]["labels"][0], pwcca["clusters"]["labels"][2]);
    QVERIFY(pwcca["clusters"]["labels"][0] != pwcca["clusters"]["labels"][1]);
    QCOMPARE(pwcca["mds"]["points"].toArray().size(), 3);
    const QJsonValue partners = layer["partners"];
    QCOMPARE(integers(partners[1]), (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
    QCOMPARE(partners[0], partners[2]);
}

void TestCliSimilarity::theReferenceIsNamedByItsFile()
{
    const QStringList group{"group", m_a, m_b, "--layer", "conv", "--json", "-", "--reference"};
    const QJsonValue expected = jsonOf(runCli(group + QStringList{"second"}))["layers"];
    QCOMPARE(expected[0]["partners"][1].toArray().size(), int(kUnitsB));
    const QString detour = m_networks.folder + "/../" + QDir(m_networks.folder).dirName() + "/b.h5";
    for (const QString& name : {m_b, detour, QStringLiteral("b.h5")})
        QCOMPARE(jsonOf(runCli(group + QStringList{name}))["layers"], expected);
}

void TestCliSimilarity::attributesComeFromATable()
{
    const QString table = m_networks.folder + "/table.csv";
    QFile file(table);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("network,kind,width\na,narrow,1\nb,wide,1\n");
    file.close();
    const QJsonObject document = jsonOf(
        runCli({"group", m_a, m_b, "--layer", "conv", "--measure", "cka", "--by", "kind", "--table",
                table, "--width-by", "width", "--width-units", "3", "--json", "-"}));
    const QJsonValue by = document["layers"][0]["measures"]["cka"]["by"];
    QCOMPARE(by.toArray().size(), 3);
    QCOMPARE(by[1]["first"].toString(), "narrow");
    QCOMPARE(by[1]["second"].toString(), "wide");
    QVERIFY(by[0]["mean"].isNull() && by[1]["mean"].isDouble());
    QVERIFY(document["warnings"].toArray().contains(
        "kind: every network has another value, so that it groups nothing."));
    const QJsonValue width = document["width"][0];
    QCOMPARE(width["units"].toInt(), 3);
    QCOMPARE(width["points"].toArray().size(), 1);
    QVERIFY(width["correlation"].isNull());
}

/// As in the window: of the example's run the end alone, as of the other networks.
void TestCliSimilarity::widthsAreOfTrainedNetworks()
{
    const QStringList files = exampleFiles(QStringLiteral("/training"));
    QCOMPARE(files.size(), 13);
    const QJsonObject document = jsonOf(runCli(QStringList{"group"} + files +
                                               QStringList{"--layer", "hidden", "--measure", "cka",
                                                           "--width-by", "width", "--json", "-"}));
    const QJsonArray points = document["width"][0]["points"].toArray();
    QCOMPARE(points.size(), 3);
    for (const QJsonValue& point : points)
        QCOMPARE(point["networks"].toInt(), 3);
    QVERIFY(document["warnings"].toArray().contains("width: of the checkpoints of a run the last "
                                                    "is taken, 4 networks are left out."));
}

void TestCliSimilarity::checkpointsAgainstTheLast()
{
    const QJsonObject document =
        jsonOf(runCli({"dynamics", m_b, m_a, "--measure", "cka", "--maps", "--class-sensitivity",
                       "last", "--signal", "conv", "--directions", "2", "--json", "-"}));
    QCOMPARE(document["step_attribute"].toString(), ""); // the same seed, no step: by name
    QVERIFY(document["checkpoints"][0]["path"].toString().endsWith("a.h5"));
    QCOMPARE(document["reference"].toString(), "second");
    const Matrix a = overPositions(m_networks.convA);
    const Matrix b = overPositions(m_networks.convB);
    const QJsonValue cka = document["measures"]["cka"];
    QVERIFY(isClose(cka[0][0].toDouble(), directCka(a, b), 1e-6));
    QVERIFY(isClose(cka[0][1].toDouble(), 1));
    QCOMPARE(document["maps"]["cka"][0][0][0], cka[0][0]);
    QCOMPARE(document["freeze"]["advisory"], QJsonValue(true));
    QCOMPARE(document["freeze"]["layers"][1]["settled"].toDouble(), 0.0); // fc is the same
    QCOMPARE(document["class_sensitivity"]["logits"].toString(), "fc");
    QCOMPARE(document["signal_noise"][0]["signal"].toArray().size(), 1);
    QCOMPARE(runCli({"dynamics", m_b, "--against", m_a}).status, 0);
}

void TestCliSimilarity::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const auto add = [](const char* name, QStringList arguments, int status, QString message) {
        QTest::newRow(name) << arguments << status << message;
    };
    add("measure", {"similarity", m_a, m_b, "--measures", "ccca"}, 2, "ccca");
    add("setting", {"similarity", m_a, m_b, "--set", "mapping.heldout=1"}, 2, "svcca.keep");
    add("value", {"similarity", m_a, m_b, "--set", "svcca.keep=much"}, 2, "variance99");
    add("positions", {"similarity", m_a, m_b, "--positions", "median"}, 2, "median");
    add("memory", {"similarity", m_a, m_b, "--memory", "1"}, 2, "budget of 1 MB");
    add("file", {"similarity", m_a, m_b + "x"}, 3, "b.h5x");
    add("input as output", {"similarity", m_a, m_b, "--json", m_a}, 2, "one of the inputs");
    add("one network", {"group", m_a}, 2, "at least two");
    add("layer", {"group", m_a, m_b, "--layer", "conv7"}, 3, "conv, fc");
    add("attribute", {"group", m_a, m_b, "--by", "width"}, 3, "seed");
    add("reference", {"group", m_a, m_b, "--reference", "third"}, 2, R"("first", "second")");
    add("reference of no such file", {"group", m_a, m_b, "--reference", m_b + "x"}, 2,
        "expected the file of a network given");
    add("no table", {"group", m_a, m_b, "--table", "nowhere.csv"}, 3, "nowhere.csv");
    add("middle", {"dynamics", m_a, m_b, "--signal", "fc", "--middle", "5"}, 2, "5 of 2");
    add("period", {"dynamics", m_a, m_b, "--sequence-time", "fc", "--period", "999"}, 3, "999");
}

void TestCliSimilarity::whatIsWrongIsNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, message);
    const CliRun run = runCli(arguments);
    QCOMPARE(run.status, status);
    QVERIFY2(run.errors.contains(message.toUtf8()), run.errors.constData());
    QVERIFY(run.output.isEmpty());
}

void TestCliSimilarity::referenceOfAGroup()
{
    const QJsonObject expected = reference("group.json");
    if (expected.isEmpty())
        QSKIP("There is no ../shared/data with reference values beside the checkout.");
    QStringList arguments{"group"};
    for (const QJsonValue name : expected["networks"].toArray())
        arguments << kData + "/group/" + name.toString();
    const QJsonObject document =
        jsonOf(runCli(arguments + QStringList{"--measure", "svcca,matching", "--positions", "all",
                                              "--by", "group", "--json", "-"}));
    QCOMPARE(document["layers"].toArray().size(), 6);
    for (const QJsonValue layer : document["layers"].toArray()) {
        const QJsonValue wanted = expected["layers"][layer["layer"].toString()];
        for (const char* measure : {"svcca", "matching"}) {
            const QJsonValue found = layer["measures"][measure];
            QCOMPARE(found["by"][1]["pairs"].toInt(), 9);
            for (int i = 0; i < 6; ++i)
                for (int j = 0; j < 6; ++j)
                    QVERIFY(isClose(found["values"][i][j].toDouble(),
                                    wanted[measure][i][j].toDouble(), 1e-5));
        }
    }
}

void TestCliSimilarity::referenceOfADynamics()
{
    const QJsonObject expected = reference("dynamics.json")["gen_s0"].toObject();
    if (expected.isEmpty())
        QSKIP("There is no ../shared/data with reference values beside the checkout.");
    QStringList arguments{"dynamics"};
    for (const char* epoch : {"016", "000", "032", "001", "002", "004", "008"})
        arguments << kData + "/group/gen_s0_epoch" + epoch + ".h5";
    const QJsonObject document = jsonOf(runCli(
        arguments + QStringList{"--measure", "cca,svcca", "--positions", "all", "--json", "-"}));
    QCOMPARE(document["step_attribute"].toString(), "step");
    const QJsonArray layers = document["layers"].toArray();
    QCOMPARE(layers.size(), 6);
    for (int layer = 0; layer < 6; ++layer) {
        for (int t = 0; t < 7; ++t) {
            const int step = document["checkpoints"][t]["step"].toInt();
            const QJsonValue wanted = expected[layers[layer].toString()][QString::number(step)];
            for (const char* measure : {"cca", "svcca"})
                QVERIFY(isClose(document["measures"][measure][layer][t].toDouble(),
                                wanted[measure].toDouble(), 1e-5));
        }
    }
}

QTEST_APPLESS_MAIN(TestCliSimilarity)
#include "tst_cli_similarity.moc"
