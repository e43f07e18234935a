#include "core/base/error.h"
#include "core/io/fingerprint.h"

#include "test_files.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

#include <chrono>
#include <filesystem>

using namespace counterpart::core;
using counterpart::test::messageOf;
using counterpart::test::testFile;
using counterpart::test::writeBytes;

class TestFingerprint : public QObject
{
    Q_OBJECT

private slots:
    void hashes();
    void times();
    void changes_data();
    void changes();
    void copies();
    void missing();
};

namespace {

constexpr std::size_t kLarge = 3u << 20;

std::string largeContent()
{
    std::string bytes(kLarge, '\0');
    for (std::size_t i = 0; i < kLarge; ++i)
        bytes[i] = static_cast<char>((i * 7 + i / 256) % 251);
    return bytes;
}

} // namespace

/// Stored values of fnv1a(size as 8 bytes, low first, + the bytes that are covered), computed by
/// five lines of Python that give the published value of "foobar", 0x85944171f73967e8.
void TestFingerprint::hashes()
{
    QCOMPARE(fingerprintOf(writeBytes("foobar", "foobar")).hash, std::uint64_t{0xb277229a2d9d19f2});
    const Fingerprint large = fingerprintOf(writeBytes("large", largeContent()));
    QCOMPARE(large.hash, std::uint64_t{0x29f5e40a3c2b1c71});
    QCOMPARE(large.size, std::uint64_t{kLarge});
    QCOMPARE(fingerprintOf(writeBytes("empty", "")).size, std::uint64_t{0});
}

void TestFingerprint::times()
{
    const auto path = writeBytes("timed", "x");
    const std::chrono::sys_time<std::chrono::milliseconds> time{
        std::chrono::milliseconds(1'600'000'000'123)};
    std::filesystem::last_write_time(path, std::chrono::file_clock::from_sys(time));
    QCOMPARE(fingerprintOf(path).modified, std::int64_t{1'600'000'000'123});
}

void TestFingerprint::changes_data()
{
    QTest::addColumn<qulonglong>("length");
    QTest::addColumn<qulonglong>("changed");
    QTest::addRow("small") << 5000ULL << 2500ULL;
    QTest::addRow("beginning") << qulonglong(kLarge) << 0ULL;
    QTest::addRow("headers") << qulonglong(kLarge) << (256ULL << 10) - 1;
    QTest::addRow("first block") << qulonglong(kLarge) << (256ULL << 10);
    QTest::addRow("last block") << qulonglong(kLarge) << kLarge - (256ULL << 10) - 1;
    QTest::addRow("end") << qulonglong(kLarge) << kLarge - 1ULL;
}

void TestFingerprint::changes()
{
    QFETCH(qulonglong, length);
    QFETCH(qulonglong, changed);
    std::string bytes = largeContent().substr(0, length);
    const Fingerprint before = fingerprintOf(writeBytes("changing", bytes));
    bytes[changed] = static_cast<char>(bytes[changed] ^ 1);
    const Fingerprint after = fingerprintOf(writeBytes("changing", bytes));
    QVERIFY(before.hash != after.hash);
    QVERIFY(!sameContent(before, after));
    const Fingerprint shorter = fingerprintOf(writeBytes("changing", bytes.substr(1)));
    QVERIFY(!sameContent(after, shorter));
}

void TestFingerprint::copies()
{
    using namespace std::chrono_literals;
    const auto path = writeBytes("original", largeContent());
    const Fingerprint before = fingerprintOf(path);
    QVERIFY(isUnchanged(path, before));
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + 1h);
    QVERIFY(fingerprintOf(path) != before);
    QVERIFY(sameContent(fingerprintOf(path), before));
    QVERIFY(isUnchanged(path, before)); // another time, the same content
    std::string bytes = largeContent();
    bytes[0] = 'X';
    writeBytes("original", bytes);
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + 2h);
    QVERIFY(!isUnchanged(path, before));
}

void TestFingerprint::missing()
{
    const auto path = testFile("missing");
    QVERIFY(messageOf<InputError>([&] {
                fingerprintOf(path);
            }).contains(QString::fromStdString(path.string())));
    QVERIFY(!isUnchanged(path, {}));
    const auto folder = path.parent_path();
    QVERIFY(messageOf<InputError>([&] { fingerprintOf(folder); }).contains("folder"));
}

QTEST_APPLESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
