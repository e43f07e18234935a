#include "core/io/lzf_filter.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace counterpart::core;

namespace {

std::string expanded(const std::vector<unsigned char>& data, std::size_t room)
{
    std::vector<unsigned char> target(room);
    const auto written = expandLzf(data, target);
    return written
               ? std::string(target.begin(), target.begin() + static_cast<std::ptrdiff_t>(*written))
               : "refused";
}

} // namespace

class TestLzfFilter : public QObject
{
    Q_OBJECT

private slots:
    void literals();
    void shortReference();
    void longReference();
    void damaged_data();
    void damaged();
};

void TestLzfFilter::literals()
{
    QCOMPARE(expanded({2, 'a', 'b', 'c'}, 8), std::string("abc"));
    QCOMPARE(expanded({}, 8), std::string());
}

/// Three bits of length less two, thirteen bits of distance less one; it may overlap itself.
void TestLzfFilter::shortReference()
{
    QCOMPARE(expanded({1, 'a', 'b', 2 << 5, 1}, 16), std::string("ababab"));
    QCOMPARE(expanded({0, 'x', 6 << 5, 0, 0, 'y'}, 16), std::string("xxxxxxxxxy"));
}

void TestLzfFilter::longReference()
{
    QCOMPARE(expanded({0, 'x', 7 << 5, 100, 0}, 200), std::string(1 + 7 + 100 + 2, 'x'));
}

void TestLzfFilter::damaged_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("room");
    QTest::newRow("literals cut short") << QByteArray("\x05"
                                                      "ab",
                                                      3)
                                        << 16;
    QTest::newRow("reference cut short") << QByteArray("\x00"
                                                       "a\x40",
                                                       3)
                                         << 16;
    QTest::newRow("length cut short") << QByteArray("\x00"
                                                    "a\xE0",
                                                    3)
                                      << 16;
    QTest::newRow("before the beginning") << QByteArray("\x00"
                                                        "a\x40\x05",
                                                        4)
                                          << 16;
    QTest::newRow("no room for literals") << QByteArray("\x02"
                                                        "abc",
                                                        4)
                                          << 2;
    QTest::newRow("no room for a reference") << QByteArray("\x00"
                                                           "a\x40\x00",
                                                           4)
                                             << 3;
}

void TestLzfFilter::damaged()
{
    QFETCH(QByteArray, data);
    QFETCH(int, room);
    QCOMPARE(expanded({data.begin(), data.end()}, static_cast<std::size_t>(room)),
             std::string("refused"));
}

QTEST_APPLESS_MAIN(TestLzfFilter)
#include "tst_lzf_filter.moc"
