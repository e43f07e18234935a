#include "core/io/safetensors_source.h"

#include "core/base/error.h"
#include "core/io/mapped_tensor.h"
#include "core/io/network_file.h"
#include "core/io/pictures.h"
#include "core/io/slab_source.h"
#include "tests/core/io/block_difference.h"
#include "tests/core/io/test_files.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

/// The bytes of a file by the format's description: length of the header, header, data.
std::string fileBytes(const std::string& header, const std::string& data)
{
    std::string bytes;
    for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>(header.size() >> 8 * i & 0xFF);
    return bytes + header + data;
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

} // namespace

class TestSafetensorsSource : public QObject
{
    Q_OBJECT

private slots:
    void tensorsInTheOrderOfTheirData();
    void values_data();
    void values();
    void refused_data();
    void refused();
    void unknownTensor();
    void labelsAndPictures();
};

void TestSafetensorsSource::tensorsInTheOrderOfTheirData()
{
    const auto path =
        writeBytes("order.safetensors",
                   fileBytes(R"({"__metadata__":{"model":"Tiny"},)"
                             R"("fc":{"dtype":"F32","shape":[2,3],"data_offsets":[8,32]},)"
                             R"("strange":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[32,34]},)"
                             R"("conv1":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]}})",
                             std::string(34, '\0')));
    const FileContents contents = safetensorsContents(path);
    QCOMPARE(contents.datasets.size(), std::size_t{3});
    QCOMPARE(contents.datasets[0].path, std::string("/conv1"));
    QCOMPARE(contents.datasets[0].typeName, std::string("float16"));
    QCOMPARE(contents.datasets[1].path, std::string("/fc"));
    QCOMPARE(contents.datasets[1].shape, (std::vector<Index>{2, 3}));
    QVERIFY(!contents.datasets[2].type);
    QCOMPARE(contents.datasets[2].typeName, std::string("F8_E4M3"));
    QCOMPARE(findAttribute<std::string>(contents.groups.at("/").attributes, "model"),
             std::optional<std::string>("Tiny"));
}

void TestSafetensorsSource::values_data()
{
    QTest::addColumn<int>("padding");
    QTest::newRow("aligned") << 0;
    QTest::newRow("not aligned") << 1;
}

void TestSafetensorsSource::values()
{
    QFETCH(int, padding);
    const KnownShape shape{13, 5, 2, 3};
    std::string header = R"({"conv1":{"dtype":"F32","shape":[13,5,2,3],"data_offsets":[0,1560]}})";
    while ((header.size() + 8) % 4 != static_cast<std::size_t>(padding))
        header += ' ';
    const auto path =
        writeBytes("values.safetensors", fileBytes(header, floatBytes(knownValues(shape, "NCHW"))));
    SlabSource source(
        std::make_unique<MappedTensor>(MappedFile(path), findSafetensor(path, "/conv1"), 0),
        AxisOrder::NCHW);
    QCOMPARE(difference(source, shape, 4), QString());
}

void TestSafetensorsSource::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const std::string& bytes, const char* part) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(part);
    };
    const std::string good = R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}})";
    row("truncated data", fileBytes(good, "12345678"),
        "a ends at byte 16 of the data, which has 8");
    row("truncated header", fileBytes(good, "").substr(0, 30), "header is said to take 57 bytes");
    row("not JSON", fileBytes("{\"a\":", ""), "not a JSON object");
    row("no type",
        fileBytes(R"({"a":{"shape":[2,2],"data_offsets":[0,16]}})", std::string(16, ' ')),
        "entry of a");
    row("negative shape",
        fileBytes(R"({"a":{"dtype":"F32","shape":[-2,-2],"data_offsets":[0,16]}})",
                  std::string(16, ' ')),
        "shape (-2, -2)");
    row("another length",
        fileBytes(R"({"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,16]}})",
                  std::string(16, ' ')),
        "not as long as its shape (2, 3)");
}

void TestSafetensorsSource::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    const auto path = writeBytes("refused.safetensors", bytes.toStdString());
    const QString message = messageOf<InputError>([&] { safetensorsContents(path); });
    QVERIFY2(message.contains("refused.safetensors") && message.contains(part),
             qPrintable(message));
}

void TestSafetensorsSource::unknownTensor()
{
    const auto path = writeBytes(
        "unknown.safetensors",
        fileBytes(R"({"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}})", "ab"));
    QVERIFY(messageOf<InputError>([&] { findSafetensor(path, "/b"); }).contains("no tensor b"));
    QVERIFY(messageOf<InputError>([&] { findSafetensor(path, "/a"); }).contains("F8_E4M3"));
}

void TestSafetensorsSource::labelsAndPictures()
{
    const auto path =
        writeBytes("inputs.safetensors",
                   fileBytes(R"({"fc":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},)"
                             R"("label":{"dtype":"U8","shape":[3],"data_offsets":[24,27]},)"
                             R"("image":{"dtype":"U8","shape":[3,1,2,3],"data_offsets":[27,45]}})",
                             std::string(24, '\0') + "\x05\x06\x07" + "abcdefghijklmnopqr"));
    const Network network = describeFile(path).front();
    QCOMPARE(network.layers.size(), std::size_t{1});
    QCOMPARE(readLabels(network), (std::vector<std::string>{"5", "6", "7"}));
    const std::vector<InputIndex> second{{1}};
    QCOMPARE(readInputPictures(network, second).front().rgb,
             (std::vector<std::uint8_t>{'g', 'h', 'i', 'j', 'k', 'l'}));
}

QTEST_APPLESS_MAIN(TestSafetensorsSource)
#include "tst_safetensors_source.moc"
