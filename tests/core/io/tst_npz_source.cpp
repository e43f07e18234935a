#include "core/io/npz_source.h"

#include "core/base/error.h"
#include "core/io/input_identity.h"
#include "core/io/network_file.h"
#include "core/io/pictures.h"
#include "tests/core/io/block_difference.h"
#include "tests/core/io/npz_sample.h"
#include "tests/core/io/test_files.h"
#include "tests/core/io/zip_bytes.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

/// An array in .npy format, version 1.
std::string npyBytes(const std::string& descr, const std::string& shape, const std::string& data)
{
    std::string header =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
    header.append(64 - (10 + header.size() + 1) % 64, ' ');
    header += '\n';
    return "\x93NUMPY" + std::string("\x01\x00", 2) + littleEndian(header.size(), 2) + header +
           data;
}

std::string floatBytes(const std::vector<double>& values)
{
    std::string bytes;
    for (const double value : values) {
        const auto stored = static_cast<float>(value);
        bytes.append(reinterpret_cast<const char*>(&stored), sizeof stored);
    }
    return bytes;
}

std::string sampleBytes()
{
    return QByteArray::fromBase64(kNpzSample).toStdString();
}

} // namespace

class TestNpzSource : public QObject
{
    Q_OBJECT

private slots:
    void stored_data();
    void stored();
    void compressedByNumPy();
    void textsAndIntegers();
    void pictures();
    void damaged_data();
    void damaged();
    void damagedData();
};

void TestNpzSource::stored_data()
{
    QTest::addColumn<bool>("zip64");
    QTest::newRow("zip") << false;
    QTest::newRow("zip64") << true;
}

void TestNpzSource::stored()
{
    QFETCH(bool, zip64);
    const KnownShape conv{30, 4, 3, 2};
    const KnownShape fc{30, 7, 1, 1};
    const auto path = writeBytes(
        "stored.npz",
        zipBytes(
            {{"zz.npy", npyBytes("<f4", "(30, 4, 3, 2)", floatBytes(knownValues(conv, "NCHW")))},
             {"readme.txt", "odd"}, // so that the next array is not aligned
             {"fc.npy", npyBytes("<f4", "(30, 7)", floatBytes(knownValues(fc, "NC")))}},
            zip64));
    const Network network = describeFile(path).front();
    QCOMPARE(network.name, std::string("stored"));
    QCOMPARE(network.layers.size(), std::size_t{2});
    QCOMPARE(network.layers[0].name, std::string("zz")); // in the order of the archive
    Network stated = network;
    stated.layers[0] = withAxes(stated.layers[0], AxisOrder::NCHW);
    QCOMPARE(difference(*openActivations(stated, {0}, Positions::All), conv, 7), QString());
    QCOMPARE(difference(*openActivations(network, {1}, Positions::All), fc, 7), QString());
    QVERIFY(messageOf<InputError>([&] {
                openNpzTensor(path, "/conv", 0);
            }).contains("stored.npz has no array conv"));
}

void TestNpzSource::compressedByNumPy()
{
    const auto path = writeBytes("compressed.npz", sampleBytes());
    const Network network = describeFile(path).front();
    QCOMPARE(network.layers.size(), std::size_t{1});
    QCOMPARE(network.layers[0].axes, AxisOrder::NCHW);
    QCOMPARE(difference(*openActivations(network, {0}, Positions::All), {6, 3, 2, 2}, 4),
             QString());
    QCOMPARE(network.inputs.ids, std::optional<std::string>("/id"));
    QCOMPARE(network.inputs.labels, std::optional<std::string>("/label"));
}

void TestNpzSource::textsAndIntegers()
{
    const auto path = writeBytes("texts.npz", sampleBytes());
    const Network network = describeFile(path).front();
    QCOMPARE(readStrings(network, "/id"),
             (std::vector<std::string>{"a", "ß", "猫", "d", "e", "😀"}));
    QCOMPARE(readStrings(network, "/names"), (std::vector<std::string>{"x", "yy"}));
    QCOMPARE(readLabels(network), (std::vector<std::string>{"-2", "-1", "0", "1", "2", "3"}));
    for (const char* const dataset : {"/objects", "/conv", "/absent"})
        QVERIFY(!messageOf<InputError>([&] { readStrings(network, dataset); }).isEmpty());
    QCOMPARE(compareInputs(network, network).kind, InputIdentity::Kind::Same);
}

void TestNpzSource::pictures()
{
    std::string bytes;
    for (int i = 0; i < 3 * 2 * 2 * 3; ++i)
        bytes += static_cast<char>(i * 7);
    const auto path = writeBytes(
        "pictures.npz", zipBytes({{"fc.npy", npyBytes("<f4", "(3, 2)", std::string(24, 0))},
                                  {"image.npy", npyBytes("|u1", "(3, 2, 2, 3)", bytes)}},
                                 false));
    const Network network = describeFile(path).front();
    const std::vector<InputIndex> last{{2}};
    const Picture picture = readInputPictures(network, last).front();
    QCOMPARE(picture.width, 2);
    QCOMPARE(picture.rgb, (std::vector<std::uint8_t>(bytes.begin() + 24, bytes.end())));
}

void TestNpzSource::damaged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const std::string& bytes, const char* part) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(part);
    };
    const std::string good = sampleBytes();
    row("cut short", good.substr(0, good.size() / 2), "it may be cut short");
    row("nothing but its end", zipBytes({}, false), "holds no layer");
    row("truncated array",
        zipBytes({{"a.npy", npyBytes("<f4", "(30, 7)", std::string(100, '\0'))}}, false),
        "a.npy is a NumPy file that cannot be read: it is truncated");
    row("only objects",
        zipBytes({{"a.npy", npyBytes("|O", "(2, 2)", std::string(100, '\0'))}}, false),
        "holds no layer");
    std::string encrypted = zipBytes({{"a.npy", "x"}}, false);
    encrypted[encrypted.find("PK\x01\x02") + 8] = 1;
    row("encrypted", encrypted, "a.npy cannot be read from its zip archive");
    std::string method = zipBytes({{"a.npy", "x"}}, false);
    method[method.find("PK\x03\x04") + 8] = 98;  // PPMd
    method[method.find("PK\x01\x02") + 10] = 98; // PPMd
    row("another method", method, "a.npy cannot be read from its zip archive");
    std::string directory = zipBytes({{"a.npy", "x"}}, false);
    directory[directory.find("PK\x01\x02") + 1] = 'X';
    row("directory", directory, "cannot be read");
    std::string name = zipBytes({{"a.npy", "x"}}, false);
    name[name.find("PK\x01\x02") + 28] = '\x70'; // a name longer than the directory
    row("length of a name", name, "cannot be read");
}

void TestNpzSource::damaged()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    const auto path = writeBytes("damaged.npz", bytes.toStdString());
    const QString message = messageOf<InputError>([&] { describeFile(path); });
    QVERIFY2(message.contains("damaged.npz") && message.contains(part), qPrintable(message));
}

/// The header of the array is whole, what follows is not: its checksum tells.
void TestNpzSource::damagedData()
{
    const auto path = writeBytes("damaged_data.npz", sampleBytes());
    const Network network = describeFile(path).front();
    std::string bytes = sampleBytes();
    bytes[bytes.find("PK\x01\x02") + 16] ^= 1; // of conv.npy, in the directory
    writeBytes("damaged_data.npz", bytes);
    const QString message =
        messageOf<InputError>([&] { openActivations(network, {0}, Positions::All); });
    QVERIFY2(message.contains("damaged_data.npz: conv.npy cannot be read from its zip archive"),
             qPrintable(message));
}

QTEST_APPLESS_MAIN(TestNpzSource)
#include "tst_npz_source.moc"
