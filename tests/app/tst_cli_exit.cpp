#include "tests/app/cli_process.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/npy_file.h"
#include "tests/support/temporary_filter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <limits>
#include <random>

using namespace counterpart::test;

namespace {

std::vector<double> noise(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<double> values(count);
    for (double& value : values)
        value = normal(random);
    return values;
}

std::vector<std::string> names(int count, int first = 0)
{
    std::vector<std::string> result;
    for (int i = 0; i < count; ++i)
        result.push_back("picture" + std::to_string(first + i));
    return result;
}

void writeBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// Every exit status of the command line with its message, on files made to be refused.
class TestCliExit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void refusesBadUse_data();
    void refusesBadUse();
    void refusesBadInput_data();
    void refusesBadInput();
    void infoRefusesBadInput_data();
    void infoRefusesBadInput();
    void deadUnitsAreListed();
    void allDeadGivesNullAndAReason();
    void nonFiniteSamplesCanBeDropped();
    void anotherOrderCanBePairedById();
    void helpAndVersionSucceed();
    void unwritableOutputFails();
    void outputNeverReplacesAnInput();
    void outputGoesToDevicesDirectly();

private:
    QString file(const QString& name) const { return m_folder + '/' + name + ".h5"; }
    void writeLayer(const QString& name, std::int64_t samples, std::int64_t units, unsigned seed,
                    const std::vector<std::string>& ids = {});
    void writeDamagedFiles();
    void writeOddNumbers();
    void writeTurned();

    QString m_folder;
};

void TestCliExit::writeLayer(const QString& name, std::int64_t samples, std::int64_t units,
                             unsigned seed, const std::vector<std::string>& ids)
{
    Hdf5Fixture fixture(file(name).toStdString());
    fixture.write("/activations/fc", {samples, units},
                  noise(static_cast<std::size_t>(samples * units), seed));
    if (!ids.empty())
        fixture.writeStrings("/inputs/id", ids);
}

void TestCliExit::writeDamagedFiles()
{
    writeBytes(file("empty"), {});
    writeBytes(file("text"), "unit,activation\n0,1.5\n1,2.5\n");
    QFile whole(file("good"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    writeBytes(file("truncated"), bytes.left(bytes.size() * 2 / 3));

    const TemporaryFilter filter;
    Hdf5Fixture filtered(file("filtered").toStdString());
    Storage storage;
    storage.chunk = {10, 4};
    storage.filter = TemporaryFilter::kNumber;
    filtered.write("/activations/fc", {40, 4}, noise(160, 1), Stored::Float32, storage);
}

void TestCliExit::writeOddNumbers()
{
    std::vector<double> values = noise(160, 1);
    values[4 * 7 + 2] = std::numeric_limits<double>::quiet_NaN();
    Hdf5Fixture(file("nan").toStdString()).write("/activations/fc", {40, 4}, values);
    writeNpy((m_folder + "/nan.npy").toStdString(), {40, 4},
             std::vector<float>(values.begin(), values.end()));
    values = noise(160, 1);
    values[4 * 9 + 1] = -std::numeric_limits<double>::infinity();
    Hdf5Fixture(file("infinite").toStdString()).write("/activations/fc", {40, 4}, values);

    values = noise(160, 3);
    for (std::size_t sample = 0; sample < 40; ++sample)
        values[4 * sample + 1] = 0.1;
    Hdf5Fixture(file("dead").toStdString()).write("/activations/fc", {40, 4}, values);
    Hdf5Fixture(file("all_dead").toStdString())
        .write("/activations/fc", {40, 4}, std::vector<double>(160, 0.1));
}

/// The samples of "with_ids" from the last to the first.
void TestCliExit::writeTurned()
{
    const std::vector<double> values = noise(160, 4);
    std::vector<double> turned;
    for (std::size_t sample = 40; sample-- > 0;)
        turned.insert(turned.end(), values.begin() + std::ptrdiff_t(4 * sample),
                      values.begin() + std::ptrdiff_t(4 * sample + 4));
    std::vector<std::string> ids = names(40);
    std::ranges::reverse(ids);
    Hdf5Fixture turnedFile(file("turned").toStdString());
    turnedFile.write("/activations/fc", {40, 4}, turned);
    turnedFile.writeStrings("/inputs/id", ids);
}

void TestCliExit::initTestCase()
{
    m_folder = freshFolder("cli_exit");
    writeLayer("good", 40, 4, 1);
    writeLayer("more_samples", 50, 4, 2);
    writeLayer("one_sample", 1, 4, 3);
    writeLayer("with_ids", 40, 4, 4, names(40));
    writeLayer("other_ids", 40, 4, 5, names(40, 7));
    std::vector<std::string> reversed = names(40);
    std::ranges::reverse(reversed);
    writeLayer("reordered_ids", 40, 4, 6, reversed);
    writeTurned();
    Hdf5Fixture otherLayers(file("other_layer").toStdString());
    otherLayers.write("/activations/conv", {40, 4}, noise(160, 8));
    otherLayers.write("/activations/pool", {40, 4}, noise(160, 11));
    Hdf5Fixture several(file("several").toStdString());
    several.write("/netA/activations/fc", {40, 4}, noise(160, 9));
    several.write("/netB/activations/fc", {40, 4}, noise(160, 10));
    writeDamagedFiles();
    writeOddNumbers();
}

void TestCliExit::refusesBadUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("said");

    const QStringList pair{"analyze", "good", "good"};
    const auto row = [&](const char* name, const QStringList& more, const QStringList& said) {
        QTest::newRow(name) << pair + more << said;
    };
    QTest::newRow("no subcommand") << QStringList{} << QStringList{"subcommand"};
    QTest::newRow("one file") << QStringList{"analyze", "good"} << QStringList{"B is required"};
    row("unknown option", {"--what"}, {"--what"});
    row("unknown method", {"--methods", "pca"},
        {"\"pca\"", "correlation", "matching", "activations"});
    row("method not built yet", {"--methods", "matching,dynamics"},
        {"\"dynamics\"", "correlation", "matching", "activations"});
    row("empty method", {"--methods", ""}, {"--methods"});
    row("unknown setting", {"--set", "matching.colour=red"},
        {"\"matching.colour\"", "matching.signed=VALUE: true or false",
         "moments.precision=VALUE: auto, single or double"});
    row("unknown value", {"--set", "matching.signed=perhaps"},
        {"matching.signed", "\"perhaps\"", "true or false"});
    row("setting without a value", {"--set", "matching.signed"}, {"\"\"", "true or false"});
    row("unknown policy", {"--positions", "median"}, {"\"median\"", "centre", "flatten"});
    row("malformed pair", {"--pair", "fc"}, {"LAYER_A:LAYER_B"});
    row("unknown layer keyword", {"--layers", "some"}, {"--layers"});
    row("negative count", {"--max-samples", "-1"}, {"--max-samples"});
    row("text for a number", {"--seed", "tuesday"}, {"--seed"});
    row("number beyond the range", {"--threads", "5000"},
        {"counterpart-cli: --threads: found 5000, expected a number from 0 to 4096\n"});
    row("number below the range", {"--max-samples", "-1"},
        {"--max-samples: found -1, expected a number from 0 on\n"});
    row("no keyword", {"--layers"}, {"--layers needs a value: all\n"});
    row("another keyword", {"--layers", "some"}, {"--layers: found some, expected all\n"});
    row("unknown option and file", {"--bogus"}, {"counterpart-cli: not expected: --bogus\n"});
    QTest::newRow("option without its value")
        << QStringList{"dynamics", "good", "--class-sensitivity"}
        << QStringList{"counterpart-cli: --class-sensitivity needs a value: last|LAYER\n"};
    QTest::newRow("more words for lists")
        << QStringList{"analyze", "good", "good", "--set", "mapping.penalties=x"}
        << QStringList{"20 that fall to a thousandth of the largest or numbers from 0 to 1e+06"};
    row("more clusters than units", {"--methods", "clusters", "--set", "clusters.k=500"},
        {"clusters.k", "found 500", "units together; expected at most as many"});
    QTest::newRow("more clusters than networks")
        << QStringList{"group", "good", "good", "--clusters", "3"}
        << QStringList{"--clusters: found 3, expected a whole number from 1 to the number of "
                       "networks, 2"};
    QTest::newRow("no clusters") << QStringList{"group", "good", "good", "--clusters", "0"}
                                 << QStringList{"--clusters: found 0, expected a whole number"};
    QTest::newRow("layers named twice")
        << QStringList{"analyze", "good::fc", "good", "--layer", "fc"}
        << QStringList{"FILE::LAYER"};
}

void TestCliExit::refusesBadUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, said);
    for (QString& argument : arguments) {
        if (argument == "good" || argument.startsWith("good::"))
            argument.replace(0, 4, file("good"));
    }

    const CliRun run = runCli(arguments);
    QCOMPARE(run.status, 2);
    QCOMPARE(run.output, QByteArray());
    for (const QString& words : said)
        QVERIFY2(run.errors.contains(words.toUtf8()), run.errors.constData());
}

void TestCliExit::refusesBadInput_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QStringList>("said");

    QTest::newRow("missing file") << "absent.h5"
                                  << "good.h5" << QStringList{"absent.h5"};
    QTest::newRow("empty file") << "empty.h5"
                                << "good.h5" << QStringList{"empty.h5", "empty"};
    QTest::newRow("text file") << "good.h5"
                               << "text.h5" << QStringList{"text.h5"};
    QTest::newRow("truncated file") << "truncated.h5"
                                    << "good.h5" << QStringList{"truncated.h5", "truncated"};
    QTest::newRow("missing filter")
        << "filtered.h5"
        << "good.h5" << QStringList{"filtered.h5", "/activations/fc", "511"};
    QTest::newRow("a folder of nothing") << "."
                                         << "good.h5" << QStringList{"cli_exit"};
    QTest::newRow("unequal sample counts")
        << "good.h5"
        << "more_samples.h5" << QStringList{"good.h5", "more_samples.h5", "40", "50"};
    QTest::newRow("unequal ids") << "with_ids.h5"
                                 << "other_ids.h5"
                                 << QStringList{"with_ids.h5", "other_ids.h5", "picture"};
    QTest::newRow("ids in another order")
        << "with_ids.h5"
        << "reordered_ids.h5"
        << QStringList{"with_ids.h5", "reordered_ids.h5", "another order", "moments.order=by-id"};
    QTest::newRow("one sample") << "one_sample.h5"
                                << "one_sample.h5" << QStringList{"one_sample.h5", "2"};
    QTest::newRow("NaN") << "good.h5"
                         << "nan.h5"
                         << QStringList{"nan.h5", "/activations/fc", "7", "moments.nonfinite=drop"};
    QTest::newRow("infinity") << "infinite.h5"
                              << "good.h5" << QStringList{"infinite.h5", "/activations/fc", "9"};
    QTest::newRow("NaN in an array alone")
        << "nan.npy"
        << "good.h5" << QStringList{": nan.npy holds a NaN or an infinity at input 7, unit 2;"};
    QTest::newRow("unknown layer") << "good.h5::conv9"
                                   << "good.h5" << QStringList{"good.h5", "conv9", "fc"};
    QTest::newRow("layer unknown on the other side")
        << "good.h5::fc"
        << "other_layer.h5" << QStringList{"other_layer.h5", "fc", "conv"};
    QTest::newRow("several networks, none named")
        << "several.h5"
        << "good.h5" << QStringList{"several.h5", "netA", "netB"};
    QTest::newRow("several networks, another named")
        << "several.h5::netC"
        << "good.h5" << QStringList{"netC", "netA", "netB"};
}

void TestCliExit::refusesBadInput()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(QStringList, said);
    const QString output = m_folder + "/refused.json";

    const CliRun run =
        runCli({"analyze", m_folder + '/' + a, m_folder + '/' + b, "--json", output});
    QCOMPARE(run.status, 3);
    QCOMPARE(run.output, QByteArray());
    QVERIFY(!QFile::exists(output));
    for (const QString& words : said)
        QVERIFY2(run.errors.contains(words.toUtf8()), run.errors.constData());
}

void TestCliExit::infoRefusesBadInput_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"absent", "empty", "text", "truncated"})
        QTest::newRow(name) << name;
}

void TestCliExit::infoRefusesBadInput()
{
    QFETCH(QString, name);
    const CliRun run = runCli({"info", file("good"), file(name)});
    QCOMPARE(run.status, 3);
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(run.errors.contains(file(name).toUtf8()), run.errors.constData());
}

void TestCliExit::deadUnitsAreListed()
{
    const QJsonObject pair = analysedPair({file("dead"), file("good")});
    QCOMPARE(integers(pair["dead_a"]), std::vector<int>{1});
    QCOMPARE(integers(pair["dead_b"]), std::vector<int>{});
    const QJsonObject matching = pair["matching"].toObject();
    QCOMPARE(matching["semi"].toArray()[1].toInt(), -1);
    QCOMPARE(matching["matching"].toArray()[1].toInt(), -1);
    QVERIFY(matching["semi_value"].toArray()[1].isNull());
    QVERIFY(matching["semi_mean"].isDouble());
    QVERIFY(pair["warnings"].toArray().size() > 0);

    const CliRun table = runCli({"analyze", file("dead"), file("good")});
    QCOMPARE(table.status, 0);
    QVERIFY(table.output.contains("1 + 0"));
    QVERIFY(!table.output.toLower().contains("nan"));
}

void TestCliExit::allDeadGivesNullAndAReason()
{
    const QJsonObject pair = analysedPair({file("all_dead"), file("good")});
    QCOMPARE(pair["dead_a"].toArray().size(), 4);
    const QJsonObject matching = pair["matching"].toObject();
    for (const char* key : {"semi_mean", "matching_mean", "overlap"})
        QVERIFY2(matching[key].isNull(), key);
    QVERIFY(matching["below_threshold"].toObject()["0.5"].isNull());
    QVERIFY(pair["correlation"].toObject()["mean_abs_between"].isNull());
    QVERIFY(QJsonDocument(pair["warnings"].toArray()).toJson().contains("null stands for"));

    const CliRun table = runCli({"analyze", file("good"), file("all_dead")});
    QCOMPARE(table.status, 0);
    QVERIFY(!table.output.toLower().contains("nan"));
}

void TestCliExit::nonFiniteSamplesCanBeDropped()
{
    const QJsonObject pair =
        analysedPair({file("nan"), file("good"), "--set", "moments.nonfinite=drop"});
    QCOMPARE(pair["samples"].toInt(), 39);
    QCOMPARE(pair["dropped_samples"].toInt(), 1);
    // The file is the good one but for the sample that is dropped from both.
    QCOMPARE(integers(pair["matching"].toObject()["matching"]), (std::vector<int>{0, 1, 2, 3}));
    QVERIFY(pair["matching"].toObject()["matching_mean"].toDouble() > 1 - 1e-12);
    QVERIFY(QJsonDocument(pair["warnings"].toArray()).toJson().contains("1"));
}

void TestCliExit::anotherOrderCanBePairedById()
{
    const QJsonObject plain = analysedPair({file("with_ids"), file("with_ids")});
    const QJsonObject pair =
        analysedPair({file("with_ids"), file("turned"), "--set", "moments.order=by-id"});
    QCOMPARE(pair["samples"].toInt(), 40);
    QCOMPARE(pair["matching"], plain["matching"]);
    QCOMPARE(pair["correlation"], plain["correlation"]);
    QVERIFY(QJsonDocument(pair["warnings"].toArray()).toJson().contains("paired by their ids"));
}

void TestCliExit::helpAndVersionSucceed()
{
    for (const QStringList& arguments : {QStringList{"--help"}, QStringList{"analyze", "--help"},
                                         QStringList{"info", "--help"}, QStringList{"--version"}}) {
        const CliRun run = runCli(arguments);
        QCOMPARE(run.status, 0);
        QVERIFY(run.output.contains("counterpart-cli") || run.output.contains("--json"));
    }
}

void TestCliExit::unwritableOutputFails()
{
    const QStringList before = QDir(m_folder).entryList();
    for (const QString& target : {m_folder + "/no/such/folder/out.json", m_folder}) {
        const CliRun run = runCli({"analyze", file("good"), file("good"), "--json", target});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.errors.contains(target.toUtf8()), run.errors.constData());
    }
    QCOMPARE(QDir(m_folder).entryList(), before);
}

void TestCliExit::outputNeverReplacesAnInput()
{
    const qint64 size = QFile(file("good")).size();
    const CliRun run = runCli({"analyze", file("dead"), file("good"), "--json", file("good")});
    QCOMPARE(run.status, 2);
    QCOMPARE(QFile(file("good")).size(), size);
}

void TestCliExit::outputGoesToDevicesDirectly()
{
    const QStringList pair{"analyze", file("good"), file("good"), "--json"};
    QCOMPARE(runCli(pair + QStringList{"/dev/null"}).status, 0);
    QVERIFY(!QFileInfo("/dev/null").isFile());

    const CliRun full = runCli(pair + QStringList{"/dev/full"});
    QCOMPARE(full.status, 1);
    QVERIFY2(full.errors.contains("/dev/full"), full.errors.constData());
}

QTEST_APPLESS_MAIN(TestCliExit)
#include "tst_cli_exit.moc"
