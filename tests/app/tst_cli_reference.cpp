#include "tests/app/cli_process.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <numeric>

using namespace counterpart::test;

namespace {

const QString kData = QStringLiteral(COUNTERPART_SOURCE_DIR "/../shared/data");

QJsonObject reference(const QString& name)
{
    QFile file(kData + "/reference/" + name);
    if (!file.open(QIODevice::ReadOnly))
        qCritical("%s cannot be read", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

bool isClose(double actual, double expected, double tolerance)
{
    if (std::abs(actual - expected) <= tolerance)
        return true;
    qWarning("%.17g differs from %.17g by more than %g", actual, expected, tolerance);
    return false;
}

bool areClose(const QJsonValue& actual, const QJsonValue& expected, double tolerance)
{
    const std::vector<double> a = numbers(actual);
    const std::vector<double> e = numbers(expected);
    bool close = a.size() == e.size();
    for (std::size_t i = 0; close && i < a.size(); ++i)
        close = isClose(a[i], e[i], tolerance);
    return close;
}

} // namespace

/// Real networks against the values that numpy and scipy gave for them (double precision,
/// scipy.optimize.linear_sum_assignment), where the folder with both stands beside the checkout.
class TestCliReference : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void layersOfAPair_data();
    void layersOfAPair();
    void mnistLogits();
    void matchingsOfAGroup_data();
    void matchingsOfAGroup();
};

void TestCliReference::initTestCase()
{
    if (!QDir(kData + "/reference").exists())
        QSKIP("There is no ../shared/data with reference values beside the checkout.");
}

void TestCliReference::layersOfAPair_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("layer");
    for (const char* file :
         {"tiny10_small.json", "control_permuted.json", "control_rotated.json"}) {
        for (const QString& layer : reference(file)["layers"].toObject().keys())
            QTest::addRow("%s %s", file, qPrintable(layer)) << QString(file) << layer;
    }
}

void TestCliReference::layersOfAPair()
{
    QFETCH(QString, file);
    QFETCH(QString, layer);
    const QJsonObject whole = reference(file);
    const QJsonObject expected = whole["layers"].toObject()[layer].toObject();
    const QString folder = kData + "/pairs/";

    const QJsonObject pair = analysedPair(
        {folder + whole["a"].toString(), folder + whole["b"].toString(), "--layer", layer});
    QCOMPARE(pair["samples"], expected["samples"]);
    QCOMPARE(pair["dead_a"], expected["dead_a"]);
    QCOMPARE(pair["dead_b"], expected["dead_b"]);
    const QJsonObject matching = pair["matching"].toObject();
    QCOMPARE(matching["matching"], expected["match_col"]);
    QVERIFY(areClose(matching["matching_value"], expected["match_corr"], 1e-6));
    QCOMPARE(matching["semi"], expected["semi_col_of_row"]);
    QVERIFY(isClose(matching["semi_mean"].toDouble(), expected["semi_row_mean"].toDouble(), 1e-6));
    QVERIFY(areClose(pair["activations"].toObject()["mean_a"], expected["mean_a"], 1e-6));
    QVERIFY(areClose(pair["activations"].toObject()["mean_b"], expected["mean_b"], 1e-6));

    const std::vector<double> matched = numbers(expected["match_corr"]);
    const double total = std::accumulate(matched.begin(), matched.end(), 0.0);
    QVERIFY(isClose(matching["total"].toDouble(), total, 1e-9));
    QVERIFY(isClose(matching["matching_mean"].toDouble(), expected["match_mean"].toDouble(), 1e-9));
}

void TestCliReference::mnistLogits()
{
    const QJsonObject expected = reference("mnist_logits.json");
    for (const char* extension : {".h5", ".npy"}) {
        const QString name = kData + "/pairs/mnist_logits_model%1" + extension;
        const QJsonObject matching =
            analysedPair({name.arg(0), name.arg(1)})["matching"].toObject();
        QCOMPARE(matching["matching"], expected["matching"]);
        QCOMPARE(matching["semi"], expected["semi"]);
        QVERIFY(
            isClose(matching["matching_value"][0].toDouble(), expected["c00"].toDouble(), 1e-6));
        QVERIFY(isClose(matching["matching_mean"].toDouble(), expected["matching_mean"].toDouble(),
                        1e-9));
        QVERIFY(isClose(matching["semi_mean"].toDouble(), expected["semi_mean"].toDouble(), 1e-9));
    }
}

void TestCliReference::matchingsOfAGroup_data()
{
    QTest::addColumn<int>("a");
    QTest::addColumn<int>("b");
    const int count = int(reference("group.json")["networks"].toArray().size());
    for (int a = 0; a < count; ++a) {
        for (int b = a; b < count; ++b)
            QTest::addRow("%d with %d", a, b) << a << b;
    }
}

void TestCliReference::matchingsOfAGroup()
{
    QFETCH(int, a);
    QFETCH(int, b);
    const QJsonObject expected = reference("group.json");
    const QJsonArray networks = expected["networks"].toArray();
    const QJsonObject document =
        jsonOf(runCli({"analyze", kData + "/group/" + networks[a].toString(),
                       kData + "/group/" + networks[b].toString(), "--json", "-"}));
    QVERIFY(document["pairs"].toArray().size() > 0);
    for (const QJsonValue pair : document["pairs"].toArray()) {
        const QJsonValue value = expected["layers"][pair["layer_a"].toString()]["matching"][a][b];
        QVERIFY(isClose(pair["matching"]["matching_mean"].toDouble(), value.toDouble(), 1e-6));
    }
}

QTEST_APPLESS_MAIN(TestCliReference)
#include "tst_cli_reference.moc"
