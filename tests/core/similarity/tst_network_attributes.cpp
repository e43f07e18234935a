#include "core/base/error.h"
#include "core/similarity/network_attributes.h"
#include "tests/support/thrown_message.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

std::vector<Network> twoNetworks()
{
    std::vector<Network> networks(2);
    networks[0].path = "/somewhere/a.h5";
    networks[0].name = "first";
    networks[0].attributes = {{"seed", 1.0}, {"width", 0.25}, {"kind", std::string("plain")}};
    networks[1].path = "/somewhere/b.h5";
    networks[1].name = "second";
    networks[1].attributes = {{"seed", 2.0}, {"kind", std::string("plain")}};
    return networks;
}

std::vector<const Network*> pointersTo(const std::vector<Network>& networks)
{
    return {&networks[0], &networks[1]};
}

} // namespace

class TestNetworkAttributes : public QObject
{
    Q_OBJECT

private slots:
    void labelsAndNumbersAreRead();
    void numbersAreShortAndToldApart();
    void whatIsMissingIsNamed();
    void aTableAddsAttributes();
    void aBadTableIsRefused_data();
    void aBadTableIsRefused();

private:
    std::filesystem::path table(const char* text)
    {
        const std::filesystem::path path = m_folder.filePath("table.csv").toStdString();
        std::ofstream(path) << text;
        return path;
    }
    QTemporaryDir m_folder;
};

void TestNetworkAttributes::labelsAndNumbersAreRead()
{
    const std::vector<Network> networks = twoNetworks();
    QCOMPARE(attributeLabels(pointersTo(networks), "seed"), (std::vector<std::string>{"1", "2"}));
    QCOMPARE(attributeLabels(pointersTo(networks), "kind"),
             (std::vector<std::string>{"plain", "plain"}));
    QCOMPARE(attributeNumbers(pointersTo(networks), "seed"), (std::vector<double>{1, 2}));
    QCOMPARE(commonAttributes(pointersTo(networks)), (std::vector<std::string>{"kind", "seed"}));
    QCOMPARE(attributeText(0.001), std::string("0.001"));
}

void TestNetworkAttributes::numbersAreShortAndToldApart()
{
    using Texts = std::vector<std::string>;
    QCOMPARE(shortTexts({0.8542857142857143, 0.25, 12}), (Texts{"0.8543", "0.25", "12"}));
    QCOMPARE(shortTexts({0.8542857142857143, 0.8543, 0.8542857142857143}),
             (Texts{"0.85429", "0.8543", "0.85429"}));
    QCOMPARE(shortTexts({1234567891, 1234567890, 2.5e-7}),
             (Texts{"1234567891", "1234567890", "2.5e-07"}));
    QCOMPARE(shortTexts({0.1, 0.1 + 1e-16 * 1.5}).size(), std::size_t{2});
    QVERIFY(shortTexts({0.3, 0.1 + 0.2})[0] != shortTexts({0.3, 0.1 + 0.2})[1]);
    QVERIFY(shortTexts({}).empty());
    const std::vector<Network> networks = twoNetworks();
    QCOMPARE(*numbersIn(pointersTo(networks), "seed"), (std::vector<double>{1, 2}));
    QVERIFY(!numbersIn(pointersTo(networks), "width") && !numbersIn(pointersTo(networks), "kind"));
}

void TestNetworkAttributes::whatIsMissingIsNamed()
{
    const std::vector<Network> networks = twoNetworks();
    const QString missing =
        messageOf<InputError>([&] { attributeLabels(pointersTo(networks), "width"); });
    QVERIFY2(missing.contains("b.h5") && missing.contains("width") &&
                 missing.contains("kind, seed"),
             qPrintable(missing));
    const QString text =
        messageOf<InputError>([&] { attributeNumbers(pointersTo(networks), "kind"); });
    QVERIFY2(text.contains("a.h5") && text.contains("plain"), qPrintable(text));
}

void TestNetworkAttributes::aTableAddsAttributes()
{
    std::vector<Network> networks = twoNetworks();
    const auto names = importAttributes(
        table("network,accuracy,robustness,note\r\nsecond,0.75,,\"x, \"\"y\"\"\"\r\n\r\n"
              "other,1,2,3\r\na,0.5,3,late\r\n"),
        networks);
    QCOMPARE(names, (std::vector<std::string>{"accuracy", "robustness", "note"}));
    QCOMPARE(std::get<double>(networks[0].attributes.at("accuracy")), 0.5);
    QCOMPARE(std::get<double>(networks[0].attributes.at("robustness")), 3.0);
    QCOMPARE(std::get<std::string>(networks[1].attributes.at("note")), std::string("x, \"y\""));
    QVERIFY(!networks[1].attributes.contains("robustness"));
    QCOMPARE(std::get<double>(networks[1].attributes.at("seed")), 2.0);
}

void TestNetworkAttributes::aBadTableIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no line of a network") << "file,x\na,1\n"
                                          << "b.h5";
    QTest::newRow("too few values") << "file,x,y\na,1,2\nb,1\n"
                                    << "line 3: found 2";
    QTest::newRow("one column") << "file\na\n"
                                << "at least two";
    QTest::newRow("empty") << ""
                           << "at least two";
}

void TestNetworkAttributes::aBadTableIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    std::vector<Network> networks = twoNetworks();
    const QString message = messageOf<InputError>(
        [&] { importAttributes(table(text.toUtf8().constData()), networks); });
    QVERIFY2(message.contains(expected), qPrintable(message));
}

QTEST_APPLESS_MAIN(TestNetworkAttributes)
#include "tst_network_attributes.moc"
