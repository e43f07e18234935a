#include "core/io/named_networks.h"

#include "core/base/error.h"
#include "test_files.h"
#include "tests/support/hdf5_fixture.h"

#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

std::filesystem::path oneNetwork(const std::string& name)
{
    const auto path = testFile(name);
    Hdf5Fixture file(path);
    file.write("activations/conv", {4, 2}, std::vector<double>(8, 1.0));
    file.write("activations/fc", {4, 2}, std::vector<double>(8, 1.0));
    return path;
}

std::filesystem::path twoNetworks(const std::string& name)
{
    const auto path = testFile(name);
    Hdf5Fixture file(path);
    for (const char* const network : {"/netA", "/netB"})
        file.write(std::string(network) + "/activations/fc", {4, 2}, std::vector<double>(8, 1.0));
    file.write("/netB/activations/conv", {4, 2}, std::vector<double>(8, 1.0));
    return path;
}

} // namespace

/// "FILE", "FILE::LAYER", "FILE::NETWORK", "FILE::NETWORK/LAYER".
class TestNamedNetworks : public QObject
{
    Q_OBJECT

private slots:
    void named_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QStringList>("groups");
        QTest::addColumn<QString>("layer");
        const QString one = QString::fromStdString(oneNetwork("one.h5"));
        const QString two = QString::fromStdString(twoNetworks("two.h5"));
        const QString odd = QString::fromStdString(oneNetwork("odd::fc.h5"));
        const QStringList both{"/netA", "/netB"};
        QTest::newRow("one network") << one << QStringList{"/"} << "";
        QTest::newRow("its layer") << one + "::fc" << QStringList{"/"} << "fc";
        QTest::newRow("a file with colons is a file") << odd << QStringList{"/"} << "";
        QTest::newRow("all of several") << two << both << "";
        QTest::newRow("a layer of all of them") << two + "::fc" << both << "fc";
        QTest::newRow("one of several") << two + "::netB" << QStringList{"/netB"} << "";
        QTest::newRow("and its layer") << two + "::netB/conv" << QStringList{"/netB"} << "conv";
    }

    void named()
    {
        QFETCH(QString, argument);
        QFETCH(QStringList, groups);
        QFETCH(QString, layer);
        const NamedNetworks found = describeNamed(argument.toStdString());
        QStringList names;
        for (const Network& network : found.networks)
            names += QString::fromStdString(network.group);
        QCOMPARE(names, groups);
        QCOMPARE(found.layer, layer.toStdString());
        if (groups.size() == 1)
            QCOMPARE(requireOnly(found).group, groups.front().toStdString());
        else
            QVERIFY_EXCEPTION_THROWN(requireOnly(found), InputError);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QStringList>("said");
        const QString one = QString::fromStdString(oneNetwork("one.h5"));
        const QString two = QString::fromStdString(twoNetworks("two.h5"));
        QTest::newRow("no such file") << "/no/such.h5::fc" << QStringList{"/no/such.h5"};
        QTest::newRow("no such layer")
            << one + "::pool" << QStringList{"one.h5", "pool", "conv, fc"};
        QTest::newRow("no such network") << two + "::netC" << QStringList{"netC", "netA, netB"};
        QTest::newRow("not a layer of both") << two + "::conv" << QStringList{"conv", "netA, netB"};
        QTest::newRow("no such layer there")
            << two + "::netA/conv" << QStringList{"two.h5", "conv", "fc"};
    }

    void refused()
    {
        QFETCH(QString, argument);
        QFETCH(QStringList, said);
        try {
            describeNamed(argument.toStdString());
            QFAIL("it was taken");
        } catch (const InputError& error) {
            for (const QString& part : said)
                QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestNamedNetworks)
#include "tst_named_networks.moc"
