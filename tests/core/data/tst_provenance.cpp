#include "core/base/error.h"
#include "core/data/provenance.h"

#include "tests/support/thrown_message.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cstdint>

using namespace counterpart::core;
using counterpart::test::messageOf;

class TestProvenance : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip();
    void keys();
    void namesThatAreNoUtf8();
    void refused_data();
    void refused();
    void later();
};

namespace {

Provenance example()
{
    Provenance provenance;
    provenance.version = "0.4.1";
    provenance.kind = "figure";
    provenance.name = "a1-correlation-matrices";
    provenance.inputs = {
        {"nets/α \"1\".h5", "/", "Netz α", {"conv1", "fc\\6"}, {77, 1700000000123, UINT64_MAX}},
        {"nets/b.h5", "/netB", "b", {}, {UINT64_MAX, -5, 0}}};
    provenance.options = {{"matching.signed", true},
                          {"mi.rows", std::int64_t{60000}},
                          {"view.threshold", 0.1},
                          {"view.order", std::string("match")},
                          {"subspace.epsilon", std::vector<double>{0.05, 0.25, 1e-300}}};
    provenance.seeds = {{"positions", UINT64_MAX}, {"clusters", 0}};
    return provenance;
}

QJsonObject parsed(const Provenance& provenance)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(toJson(provenance))).object();
}

} // namespace

void TestProvenance::roundTrip()
{
    for (const int indent : {-1, 2})
        QVERIFY(provenanceFromJson(toJson(example(), indent), "x") == example());
    const Provenance empty;
    QVERIFY(provenanceFromJson(toJson(empty), "x") == empty);
}

void TestProvenance::keys()
{
    const QJsonObject json = parsed(example());
    QCOMPARE(json["format"].toString(), "counterpart-provenance");
    QCOMPARE(json["formatVersion"].toInt(), 1);
    const QJsonObject input = json["inputs"].toArray()[0].toObject();
    QCOMPARE(input["path"].toString(), QStringLiteral("nets/α \"1\".h5"));
    QCOMPARE(input["layers"].toArray()[1].toString(), "fc\\6");
    QCOMPARE(input["fingerprint"].toObject()["hash"].toString(), "ffffffffffffffff");
    QCOMPARE(input["fingerprint"].toObject()["modified"].toInteger(), 1700000000123);
    QCOMPARE(json["options"].toObject()["matching.signed"].toBool(), true);
    QCOMPARE(json["options"].toObject()["subspace.epsilon"].toArray()[1].toDouble(), 0.25);
}

void TestProvenance::namesThatAreNoUtf8()
{
    Provenance provenance = example();
    provenance.inputs[0].path = "a\xff.h5";
    QCOMPARE(parsed(provenance)["inputs"].toArray()[0].toObject()["path"].toString(),
             QString("a") + QChar(QChar::ReplacementCharacter) + ".h5");
}

void TestProvenance::refused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("named");
    QTest::newRow("no format") << "format" << QJsonValue("svg") << "no description";
    QTest::newRow("version") << "version" << QJsonValue(3) << "'version'";
    QTest::newRow("format version") << "formatVersion" << QJsonValue("1") << "'formatVersion'";
    QTest::newRow("inputs") << "inputs" << QJsonValue("a.h5") << "'inputs'";
    QTest::newRow("an input") << "inputs" << QJsonValue(QJsonArray{3}) << "'inputs'";
    QTest::newRow("an empty input")
        << "inputs" << QJsonValue(QJsonArray{QJsonObject()}) << "'path'";
    QTest::newRow("options") << "options" << QJsonValue(QJsonArray()) << "'options'";
    QTest::newRow("an option") << "options" << QJsonValue(QJsonObject{{"a.b", QJsonValue()}})
                               << "'options.a.b'";
    QTest::newRow("an option's list")
        << "options" << QJsonValue(QJsonObject{{"a.b", QJsonArray{1, "x"}}}) << "'options.a.b'";
    QTest::newRow("a seed") << "seeds" << QJsonValue(QJsonObject{{"null", -1}}) << "'seeds.null'";
}

void TestProvenance::refused()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, named);
    Provenance provenance = example();
    provenance.inputs[1].fingerprint.size = 5; // QJsonValue rounds whole numbers above 2^53
    QJsonObject json = parsed(provenance);
    json[key] = value;
    const std::string text = QJsonDocument(json).toJson().toStdString();
    const QString message = messageOf<InputError>([&] { provenanceFromJson(text, "fig.svg"); });
    QVERIFY2(message.startsWith("fig.svg ") && message.contains(named), qPrintable(message));
    json.remove(key);
    const std::string without = QJsonDocument(json).toJson().toStdString();
    QVERIFY(!messageOf<InputError>([&] { provenanceFromJson(without, "fig.svg"); }).isEmpty());
    for (const char* other : {"", "{", "[]", "null", "\"format\"", "{\"format\": 1}"})
        QVERIFY(!messageOf<InputError>([&] { provenanceFromJson(other, "x"); }).isEmpty());
}

void TestProvenance::later()
{
    QJsonObject json = parsed(Provenance());
    json["formatVersion"] = 2;
    json["version"] = "9.0";
    const std::string text = QJsonDocument(json).toJson().toStdString();
    const QString message = messageOf<InputError>([&] { provenanceFromJson(text, "x"); });
    QVERIFY2(message.contains("later") && message.contains("9.0"), qPrintable(message));
}

QTEST_APPLESS_MAIN(TestProvenance)
#include "tst_provenance.moc"
