#include "core/io/npy_source.h"

#include "core/base/error.h"
#include "core/io/mapped_tensor.h"
#include "core/io/slab_source.h"
#include "tests/core/io/block_difference.h"
#include "tests/core/io/test_files.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

#include <algorithm>
#include <bit>
#include <cstring>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

/// The bytes of a .npy file by NumPy's description of the format.
std::string npyBytes(int version, const std::string& dictionary, const std::string& data)
{
    const std::size_t prefix = version == 1 ? 10 : 12;
    std::string text = dictionary;
    text.append(64 - (prefix + text.size() + 1) % 64, ' ');
    text += '\n';
    std::string bytes = "\x93NUMPY";
    bytes += static_cast<char>(version);
    bytes += '\0';
    for (std::size_t i = 0; i < prefix - 8; ++i)
        bytes += static_cast<char>(text.size() >> 8 * i & 0xFF);
    return bytes + text + data;
}

std::string dictionary(const std::string& descr, bool fortran, const std::string& shape)
{
    return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") +
           ", 'shape': " + shape + ", }";
}

template <class T>
std::string dataBytes(const std::vector<double>& values, bool swapped)
{
    std::string bytes;
    for (const double value : values) {
        const T stored = static_cast<T>(value);
        std::string element(reinterpret_cast<const char*>(&stored), sizeof stored);
        if (swapped)
            std::ranges::reverse(element);
        bytes += element;
    }
    return bytes;
}

/// The values of a half that is a multiple of 0.25 below 32, by its definition.
std::string halfBytes(const std::vector<double>& values)
{
    std::string bytes;
    for (const double value : values) {
        int exponent = 0;
        const double mantissa = std::frexp(value, &exponent); // 0.5 .. 1
        const unsigned bits = value == 0 ? 0
                                         : static_cast<unsigned>(exponent + 14) << 10 |
                                               (static_cast<unsigned>(mantissa * 2048) & 0x3FFU);
        bytes += static_cast<char>(bits & 0xFF);
        bytes += static_cast<char>(bits >> 8);
    }
    return bytes;
}

std::string shapeOf(const std::vector<std::int64_t>& extents)
{
    std::string text = "(";
    for (const std::int64_t extent : extents)
        text += std::to_string(extent) + ", ";
    return text + ")";
}

std::unique_ptr<SlabSource> openSource(const std::filesystem::path& path, const std::string& axes)
{
    const AxisOrder order = axisOrderFromString(axes).value();
    const auto axis = static_cast<std::size_t>(axisPlaces(order).inputs);
    return std::make_unique<SlabSource>(
        std::make_unique<MappedTensor>(MappedFile(path), readNpyHeader(path), axis), order);
}

} // namespace

class TestNpySource : public QObject
{
    Q_OBJECT

private slots:
    void everyOrder_data();
    void everyOrder();
    void everyType_data();
    void everyType();
    void pythonTwo();
    void refused_data();
    void refused();
    void cutWhileItIsRead();
    void isOneLayer();
};

void TestNpySource::everyOrder_data()
{
    QTest::addColumn<QString>("axes");
    QTest::addColumn<bool>("fortran");
    QTest::addColumn<int>("version");
    for (const char* const axes : {"NC", "CN", "NCHW", "NHWC", "NTD", "NDT"}) {
        for (const int version : {1, 2, 3}) {
            QTest::addRow("%s C order, version %d", axes, version)
                << QString(axes) << false << version;
            QTest::addRow("%s Fortran order, version %d", axes, version)
                << QString(axes) << true << version;
        }
    }
}

void TestNpySource::everyOrder()
{
    QFETCH(QString, axes);
    QFETCH(bool, fortran);
    QFETCH(int, version);
    const std::string order = axes.toStdString();
    const KnownShape shape{31, 9, axes.contains('H') ? 4 : 1, axes.size() == 2 ? 1 : 3};
    std::string stored = order; // a Fortran array is the C array of the axes turned round
    if (fortran)
        std::ranges::reverse(stored);
    const auto path = writeBytes(
        "order.npy",
        npyBytes(version, dictionary("<f4", fortran, shapeOf(knownExtents(shape, order))),
                 dataBytes<float>(knownValues(shape, stored), false)));
    const auto source = openSource(path, order);
    for (const Index step : {1, 5, 31})
        QCOMPARE(difference(*source, shape, step), QString());
}

void TestNpySource::everyType_data()
{
    const KnownShape shape{12, 7, 1, 1};
    const std::vector<double> values = knownValues(shape, "NC");
    std::vector<double> whole = values;
    std::ranges::for_each(whole, [](double& value) { value *= 4; });
    QTest::addColumn<QString>("descr");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<double>("unit");
    const auto row = [](const char* descr, const std::string& bytes, double unit) {
        QTest::newRow(descr) << QString(descr) << QByteArray::fromStdString(bytes) << unit;
    };
    row("<f2", halfBytes(values), 1);
    row("<f4", dataBytes<float>(values, false), 1);
    row(">f4", dataBytes<float>(values, true), 1);
    row("=f4", dataBytes<float>(values, false), 1);
    row("<f8", dataBytes<double>(values, false), 1);
    row(">f8", dataBytes<double>(values, true), 1);
    row("|i1", dataBytes<std::int8_t>(whole, false), 0.25);
    row("|u1", dataBytes<std::uint8_t>(whole, false), 0.25);
    row("<i2", dataBytes<std::int16_t>(whole, false), 0.25);
    row(">u2", dataBytes<std::uint16_t>(whole, true), 0.25);
    row("<i4", dataBytes<std::int32_t>(whole, false), 0.25);
    row("<u4", dataBytes<std::uint32_t>(whole, false), 0.25);
    row(">i8", dataBytes<std::int64_t>(whole, true), 0.25);
    row("<u8", dataBytes<std::uint64_t>(whole, false), 0.25);
}

void TestNpySource::everyType()
{
    QFETCH(QString, descr);
    QFETCH(QByteArray, data);
    QFETCH(double, unit);
    const auto path =
        writeBytes("type.npy", npyBytes(1, dictionary(descr.toStdString(), false, "(12, 7)"),
                                        data.toStdString()));
    ActivationBlock block(12, 7);
    openSource(path, "NC")->read(0, 12, block);
    block *= static_cast<float>(unit);
    QCOMPARE(blockDifference(block, {12, 7, 1, 1}, 0), QString());
}

/// NumPy under Python 2 wrote long integers, and some writers use double quotes.
void TestNpySource::pythonTwo()
{
    const auto path = writeBytes(
        "python2.npy",
        npyBytes(1, "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (3L, 2L), }",
                 dataBytes<float>({1, 2, 3, 4, 5, 6}, false)));
    QCOMPARE(readNpyHeader(path).shape, (std::vector<Index>{3, 2}));
}

void TestNpySource::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const std::string& bytes, const char* part) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(part);
    };
    const std::string six = dataBytes<float>({1, 2, 3, 4, 5, 6}, false);
    row("truncated data", npyBytes(1, dictionary("<f4", false, "(3, 3)"), six),
        "36 bytes of data were expected, 24 are there");
    row("truncated header", npyBytes(1, dictionary("<f4", false, "(3, 2)"), six).substr(0, 40),
        "ends within its header");
    row("only the magic", "\x93NUMPY", "ends within its header");
    row("version 9", npyBytes(9, dictionary("<f4", false, "(3, 2)"), six), "version is 9");
    row("objects", npyBytes(1, dictionary("|O", false, "(3, 2)"), six), "type is |O");
    row("strings", npyBytes(1, dictionary("<U4", false, "(3, 2)"), std::string(96, 0)),
        "type is <U4");
    row("complex", npyBytes(1, dictionary("<c8", false, "(3, 2)"), six), "type is <c8");
    row("records",
        npyBytes(1, "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }", six),
        "records");
    row("no shape", npyBytes(1, "{'descr': '<f4', 'fortran_order': False, }", six), "no shape");
    row("negative shape", npyBytes(1, dictionary("<f4", false, "(-3, 2)"), six), "shape");
    row("enormous shape",
        npyBytes(1, dictionary("<f4", false, "(4611686018427387904, 4611686018427387904)"), six),
        "impossible");
}

void TestNpySource::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    const auto path = writeBytes("refused.npy", bytes.toStdString());
    const QString message = messageOf<InputError>([&] { readNpyHeader(path); });
    QVERIFY2(message.contains("refused.npy") && message.contains(part), qPrintable(message));
}

void TestNpySource::cutWhileItIsRead()
{
    const KnownShape shape{64, 64, 1, 1};
    for (const bool fortran : {false, true}) {
        const auto path =
            writeBytes("cut.npy", npyBytes(1, dictionary("<f4", fortran, "(64, 64)"),
                                           dataBytes<float>(knownValues(shape, "NC"), false)));
        const auto source = openSource(path, "NC");
        std::filesystem::resize_file(path, 1000);
        ActivationBlock block(64, 64);
        const QString message = messageOf<InputError>([&] { source->read(0, 64, block); });
        QVERIFY2(message.contains("cut.npy is too short: it has 1000 bytes"), qPrintable(message));
    }
}

void TestNpySource::isOneLayer()
{
    const auto path =
        writeBytes("layer.npy", npyBytes(1, dictionary("<f4", false, "(3, 2)"),
                                         dataBytes<float>({1, 2, 3, 4, 5, 6}, false)));
    const FileContents contents = npyContents(path);
    QCOMPARE(contents.datasets.size(), std::size_t{1});
    QCOMPARE(contents.datasets[0].path, std::string("/activations/activations"));
    QCOMPARE(contents.datasets[0].typeName, std::string("float32"));
    QCOMPARE(contents.datasets[0].shape, (std::vector<Index>{3, 2}));
}

QTEST_APPLESS_MAIN(TestNpySource)
#include "tst_npy_source.moc"
