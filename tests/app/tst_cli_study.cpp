#include "tests/app/two_networks.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace counterpart;
using namespace counterpart::test;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QByteArray> linesOf(const QByteArray& text)
{
    QList<QByteArray> lines = text.split('\n');
    lines.removeLast();
    return lines;
}

} // namespace

/// `--out STUDY`, `export` and `info` of studies as a user runs them.
class TestCliStudy : public QObject
{
    Q_OBJECT

    const TwoNetworks m_networks{"cli_study"};
    const QString& m_a = m_networks.a;
    const QString& m_b = m_networks.b;
    const QString m_study = m_networks.folder + "/s.counterpart";

    QByteArray exported(const QStringList& more) const
    {
        const CliRun run = runCli(QStringList{"export", m_study} + more);
        if (run.status != 0)
            qWarning("%s", run.errors.constData());
        return run.output;
    }

private slots:
    void initTestCase()
    {
        const CliRun run = runCli({"analyze", m_a, m_b, "--layers", "all", "--methods",
                                   "correlation,matching,mi,subspace", "--out", m_study});
        QVERIFY2(run.status == 0, run.errors);
        QVERIFY(contentOf(m_study).startsWith("counterpart-study 1 "));
    }

    /// The same numbers as of the activations, also where these are gone.
    void analysesAStudyInPlaceOfItsInputs()
    {
        const QStringList methods{"--methods", "matching,mi,subspace,cca", "--json", "-"};
        QJsonObject direct = jsonOf(runCli(QStringList{"analyze", m_a, m_b} + methods));
        QVERIFY(QFile::rename(m_a, m_a + ".away"));
        QJsonObject known = jsonOf(runCli(QStringList{"analyze", m_study} + methods));
        QVERIFY(QFile::rename(m_a + ".away", m_a));
        QCOMPARE(known["pairs"].toArray().size(), 2);
        for (int pair = 0; pair < 2; ++pair) {
            for (const char* key : {"matching", "mi", "subspace", "cca", "units_a", "samples"}) {
                const QJsonValue was = direct["pairs"][pair][QLatin1String(key)];
                const QJsonValue is = known["pairs"][pair][QLatin1String(key)];
                QVERIFY2(!is.isUndefined(), key);
                if (QLatin1String(key) == QLatin1String("mi"))
                    QCOMPARE(is["matching"], was["matching"]);
                else
                    QCOMPARE(is, was);
            }
        }
    }

    /// The network that checkpoints are compared with is an input as they are, and no output.
    void dynamicsKeepsWhatItIsAgainst()
    {
        const QString study = m_networks.folder + "/d.counterpart";
        const QStringList command{"dynamics", m_a, "--against", m_b, "--layer", "fc"};
        const CliRun run = runCli(command + QStringList{"--out", study});
        QVERIFY2(run.status == 0, run.errors);
        const QJsonArray inputs =
            jsonOf(runCli({"info", study, "--json"}))["studies"][0]["inputs"].toArray();
        QCOMPARE(inputs.size(), 2);
        QCOMPARE(inputs[0]["path"].toString(), QFileInfo(m_a).canonicalFilePath());
        QCOMPARE(inputs[1]["path"].toString(), QFileInfo(m_b).canonicalFilePath());
        const CliRun refused = runCli(command + QStringList{"--out", m_b});
        QVERIFY(refused.status != 0 && refused.errors.contains("is one of the inputs"));
    }

    void exportsMatchingAsItWasPrinted()
    {
        const QJsonObject pair =
            analysedPair({m_a, m_b, "--layer", "conv", "--methods", "matching"});
        const auto lines = linesOf(exported({"--what", "matching", "--layer", "conv"}));
        QCOMPARE(lines.size(), qsizetype(kUnitsA + 1));
        QCOMPARE(lines[0],
                 QByteArray("unit_a,semi,semi_value,gap,matching,matching_value,mutual_best"));
        const std::vector<int> semi = integers(pair["matching"]["semi"]);
        const std::vector<int> matching = integers(pair["matching"]["matching"]);
        for (int unit = 0; unit < int(kUnitsA); ++unit) {
            const QList<QByteArray> cells = lines[unit + 1].split(',');
            QCOMPARE(cells[1].toInt(), semi[std::size_t(unit)]);
            QCOMPARE(cells[4].toInt(), matching[std::size_t(unit)]);
        }
        // Of both layers: their names in front.
        const auto all = linesOf(exported({"--what", "matching"}));
        QVERIFY(all[0].startsWith("layers,unit_a,"));
        QVERIFY(all[1].startsWith("conv~conv,0,"));
        QVERIFY(all.last().startsWith("fc~fc,"));
    }

    /// At the penalty that the table of mapping calls the best.
    void exportsTheMappingOfTheBestPenalty()
    {
        const QString study = m_networks.folder + "/m.counterpart";
        const CliRun run = runCli({"analyze", m_a, m_b, "--layer", "conv", "--methods", "mapping",
                                   "--json", m_networks.folder + "/m.json", "--out", study});
        QVERIFY2(run.status == 0, run.errors);
        const QJsonObject document =
            QJsonDocument::fromJson(contentOf(m_networks.folder + "/m.json")).object();
        const QJsonValue mapping = document["pairs"][0]["mapping"];
        const std::vector<double> losses = numbers(mapping["heldout_loss"]);
        const auto best = std::size_t(std::ranges::min_element(losses) - losses.begin());
        const double penalty = numbers(mapping["penalties"])[best];
        const auto lines = linesOf(runCli({"export", study, "--what", "mapping"}).output);
        QCOMPARE(lines[0].split(',').last(), QByteArray("penalty"));
        QVERIFY(isClose(lines[1].split(',').last().toDouble(), penalty, 1e-12));
        const double weights = numbers(mapping["mean_nonzeros"])[best] * double(kUnitsB);
        QCOMPARE(double(lines.size() - 1), std::round(weights));
    }

    /// A study that holds neither shuffled inputs nor inputs that were held out.
    void doesWithoutWhatAStudyDoesNotHold()
    {
        const QString study = m_networks.folder + "/plain.counterpart";
        const CliRun run = runCli(
            {"analyze", m_a, m_b, "--layer", "conv", "--methods", "matching", "--out", study});
        QVERIFY2(run.status == 0, run.errors);
        QVERIFY(QFile::rename(m_a, m_a + ".away"));
        const QJsonObject known = jsonOf(
            runCli({"analyze", study, "--methods", "cca", "--set", "cca.null=20", "--json", "-"}));
        const auto lines = linesOf(runCli({"export", study, "--what", "mapping"}).output);
        QVERIFY(QFile::rename(m_a + ".away", m_a));

        const QJsonValue null = known["pairs"][0]["cca"]["null"];
        QVERIFY(null["mean"].toDouble() > 0);
        QVERIFY(null["shuffled"].isNull());
        const QByteArray all = QJsonDocument(known).toJson();
        QVERIFY2(all.contains("No CCA with shuffled inputs: ") && all.contains("does not exist"),
                 all);

        // The trade-off: not the densest of the path, which fits best what it was fitted to.
        const QJsonObject mapped = jsonOf(runCli(
            {"analyze", m_a, m_b, "--layer", "conv", "--methods", "mapping", "--json", "-"}));
        const std::vector<double> penalties = numbers(mapped["pairs"][0]["mapping"]["penalties"]);
        QVERIFY(lines[1].split(',').last().toDouble() > 2 * std::ranges::min(penalties));
    }

    /// Against the correlation by its definition.
    void exportsCorrelationInEachFormat()
    {
        const QJsonObject document =
            QJsonDocument::fromJson(exported({"--what", "correlation", "--format", "json"}))
                .object();
        const QJsonValue rows = document["conv~conv"]["between"];
        QCOMPARE(rows.toArray().size(), int(kUnitsA));
        const auto csv = linesOf(exported({"--what", "correlation", "--layer", "conv"}));
        for (Index i = 0; i < kUnitsA; ++i) {
            for (Index j = 0; j < kUnitsB; ++j) {
                const Eigen::VectorXd a = m_networks.convA.col(i).cast<double>().array() -
                                          m_networks.convA.col(i).cast<double>().mean();
                const Eigen::VectorXd b = m_networks.convB.col(j).cast<double>().array() -
                                          m_networks.convB.col(j).cast<double>().mean();
                const double expected = a.dot(b) / (a.norm() * b.norm());
                QVERIFY(isClose(rows[int(i)][int(j)].toDouble(), expected, 1e-6));
                QVERIFY(isClose(csv[int(i) + 1].split(',')[int(j) + 1].toDouble(), expected, 1e-6));
            }
        }
        const QString h5 = m_networks.folder + "/c.h5";
        exported({"--what", "correlation", "--format", "h5", "--out", h5});
        QVERIFY(contentOf(h5).startsWith("\x89HDF"));
    }

    void exportsEverythingThatIsListed()
    {
        const auto names = linesOf(exported({"--what", "list"}));
        QVERIFY(names.size() > 10);
        for (const QByteArray& line : names) {
            const QString name = QString::fromUtf8(line.split(' ').front());
            const CliRun run = runCli({"export", m_study, "--what", name, "--format", "json"});
            const bool isOfOthers = QStringList{"layer-map", "group", "dynamics"}.contains(name);
            QVERIFY2(run.status == (isOfOthers ? 3 : 0), qPrintable(name + run.errors));
            if (isOfOthers)
                QVERIFY2(run.errors.contains("holds no results of"), run.errors);
        }
    }

    /// A second command adds to the study, and a third table can be had.
    void addsResultsToAStudy()
    {
        const CliRun run = runCli({"similarity", m_study, "--measures", "cka", "--out", m_study});
        QVERIFY2(run.status == 0, run.errors);
        const auto lines = linesOf(exported({"--what", "layer-map"}));
        QCOMPARE(lines.size(), qsizetype(5));
        QVERIFY(lines[4].startsWith("cka,fc,fc,"));
        QVERIFY(isClose(lines[4].split(',').last().toDouble(), 1));
        QVERIFY(!exported({"--what", "matching"}).isEmpty()); // still there
        const CliRun group =
            runCli({"group", m_a, m_b, "--layer", "fc", "--measure", "cka", "--out", m_study});
        QVERIFY2(group.status == 0, group.errors);
        QVERIFY(exported({"--what", "group"}).contains("fc cka,"));
        const CliRun dynamics =
            runCli({"dynamics", m_a, m_b, "--layer", "fc", "--measure", "cka", "--out", m_study});
        QVERIFY2(dynamics.status == 0, dynamics.errors);
        QVERIFY(exported({"--what", "dynamics"}).contains("cka,fc,"));
    }

    void saysWhatAStudyHolds()
    {
        const CliRun text = runCli({"info", m_study});
        QVERIFY2(text.status == 0, text.errors);
        for (const char* said : {"study, written by counterpart", "conv", "there", "positions all"})
            QVERIFY2(text.output.contains(said), text.output);
        const QJsonObject json = jsonOf(runCli({"info", m_study, "--json"}));
        QCOMPARE(json["studies"][0]["inputs"][0]["state"].toString(), "there");
        QVERIFY(QFile::rename(m_b, m_b + ".away"));
        const QByteArray without = runCli({"info", m_study}).output;
        QVERIFY(QFile::rename(m_b + ".away", m_b));
        QVERIFY2(without.contains("missing"), without);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("said");
        const QString cut = m_networks.folder + "/cut.counterpart";
        QFile file(cut);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contentOf(m_study).left(2000));
        file.close();
        QTest::newRow("no such table")
            << QStringList{"export", m_study, "--what", "weights"} << 2
            << "there is no \"weights\"; expected list, inputs, matching";
        QTest::newRow("no study") << QStringList{"export", m_a, "--what", "matching"} << 2
                                  << "STUDY: " + m_a + " is no study; expected one made by";
        QTest::newRow("list of no study")
            << QStringList{"export", m_a, "--what", "list"} << 2 << "is no study";
        QTest::newRow("list of nothing")
            << QStringList{"export", "none.h5", "--what", "list"} << 3 << "does not exist";
        QTest::newRow("cut") << QStringList{"export", cut, "--what", "matching"} << 3
                             << "was cut short";
        QTest::newRow("missing") << QStringList{"export", "none.counterpart", "--what", "matching"}
                                 << 3 << "does not exist";
        QTest::newRow("matrices as CSV") << QStringList{"export", m_study, "--what", "correlation"}
                                         << 2 << "expected h5 or json, or one pair";
        QTest::newRow("format") << QStringList{"export",   m_study,    "--what",
                                               "matching", "--format", "xml"}
                                << 2 << "expected csv, h5 or json";
        QTest::newRow("unknown pair")
            << QStringList{"export", m_study, "--what", "matching", "--pair", "conv:fc"} << 3
            << "does not compare conv with fc";
        QTest::newRow("onto an input")
            << QStringList{"analyze", m_a, m_b, "--out", m_a} << 2 << "is one of the inputs";
        QTest::newRow("onto another file")
            << QStringList{"analyze", m_a, m_b, "--out", m_networks.folder + "/other.h5"} << 2
            << "is there and is no study";
        QTest::newRow("read otherwise")
            << QStringList{"analyze", m_study, "--positions", "mean"} << 2 << "was read already";
        QTest::newRow("one network") << QStringList{"analyze", m_a} << 2 << "B is required";
        QFile::copy(m_a, m_networks.folder + "/other.h5");
    }

    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, said);
        const CliRun run = runCli(arguments);
        QCOMPARE(run.status, status);
        QVERIFY2(run.errors.contains(said.toUtf8()), run.errors);
    }
};

QTEST_GUILESS_MAIN(TestCliStudy)
#include "tst_cli_study.moc"
