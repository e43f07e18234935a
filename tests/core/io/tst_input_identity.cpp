#include "core/io/input_identity.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
#include "tests/core/io/test_files.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

#include <algorithm>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

/// A network of `count` inputs, with ids unless there are none.
Network network(const std::string& name, int count, const std::vector<std::string>& ids)
{
    const auto path = testFile(name);
    {
        Hdf5Fixture file(path);
        file.write("/activations/fc", {count, 2},
                   std::vector<double>(static_cast<std::size_t>(2 * count), 1.0));
        if (!ids.empty())
            file.writeStrings("/inputs/id", ids);
    }
    return describeFile(path).front();
}

InputIdentity compared(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    return compareInputs(network("a.h5", 4, a), network("b.h5", 4, b));
}

} // namespace

class TestInputIdentity : public QObject
{
    Q_OBJECT

private slots:
    void kinds();
    void messages();
    void integerIds();
    void orderOfManyInputs();
    void repeatedIds();
    void noOrder();
};

void TestInputIdentity::kinds()
{
    using Kind = InputIdentity::Kind;
    QCOMPARE(compared({"p", "q", "r", "s"}, {"p", "q", "r", "s"}).kind, Kind::Same);
    QCOMPARE(compared({}, {"p", "q", "r", "s"}).kind, Kind::Assumed);
    QCOMPARE(compared({}, {}).kind, Kind::Assumed);
    QCOMPARE(compared({"p", "q", "r", "s"}, {"p", "s", "r", "q"}).kind, Kind::Reordered);
    QCOMPARE(compared({"p", "q", "r", "s"}, {"p", "q", "r", "t"}).kind, Kind::Different);
    QCOMPARE(compared({"p", "p", "r", "s"}, {"p", "r", "r", "s"}).kind, Kind::Different);
}

void TestInputIdentity::messages()
{
    const QString reordered =
        QString::fromStdString(compared({"p", "q", "r", "s"}, {"p", "s", "r", "q"}).message);
    for (const char* const part : {"a.h5", "b.h5", "input 1 is \"q\"", "\"s\"", "reordered by id"})
        QVERIFY2(reordered.contains(part), qPrintable(reordered));
    const QString different =
        QString::fromStdString(compared({"p", "q", "r", "s"}, {"p", "q", "r", "t"}).message);
    for (const char* const part : {"a.h5", "b.h5", "input 3 is \"s\"", "\"t\""})
        QVERIFY2(different.contains(part), qPrintable(different));
    QVERIFY(!different.contains("reordered"));
    const QString assumed = QString::fromStdString(compared({}, {"p", "q", "r", "s"}).message);
    QVERIFY2(assumed.contains("a.h5 holds no ids"), qPrintable(assumed));
}

void TestInputIdentity::integerIds()
{
    const auto path = testFile("numbers.h5");
    {
        Hdf5Fixture file(path);
        file.write("/activations/fc", {3, 2}, std::vector<double>(6, 1.0));
        file.write("/inputs/id", {3}, std::vector<double>{10, 11, 12}, Stored::UInt64);
    }
    const Network numbers = describeFile(path).front();
    QCOMPARE(compareInputs(numbers, network("texts.h5", 3, {"10", "11", "12"})).kind,
             InputIdentity::Kind::Same);
}

/// A planted permutation is found again.
void TestInputIdentity::orderOfManyInputs()
{
    constexpr int kCount = 997;
    std::vector<std::string> a, b(kCount);
    for (int i = 0; i < kCount; ++i)
        a.push_back("input " + std::to_string(i));
    for (int i = 0; i < kCount; ++i)
        b[static_cast<std::size_t>(i * 31 % kCount)] = a[static_cast<std::size_t>(i)];
    const auto order = inputOrder(network("a.h5", kCount, a), network("b.h5", kCount, b));
    QCOMPARE(order.size(), a.size());
    for (int i = 0; i < kCount; ++i)
        QCOMPARE(order[static_cast<std::size_t>(i)].value, i * 31 % kCount);
}

/// Equal ids keep their order, so that every input has a partner of its own.
void TestInputIdentity::repeatedIds()
{
    const auto order = inputOrder(network("a.h5", 4, {"p", "q", "p", "r"}),
                                  network("b.h5", 4, {"r", "p", "p", "q"}));
    QCOMPARE(order, (std::vector<InputIndex>{{1}, {3}, {2}, {0}}));
}

void TestInputIdentity::noOrder()
{
    const Network a = network("a.h5", 4, {"p", "q", "r", "s"});
    for (const std::vector<std::string>& ids :
         {std::vector<std::string>{}, std::vector<std::string>{"p", "q", "r", "t"}}) {
        const Network b = network("b.h5", 4, ids);
        const QString message = messageOf<InputError>([&] { inputOrder(a, b); });
        QVERIFY2(message.contains("cannot be reordered"), qPrintable(message));
    }
}

QTEST_APPLESS_MAIN(TestInputIdentity)
#include "tst_input_identity.moc"
