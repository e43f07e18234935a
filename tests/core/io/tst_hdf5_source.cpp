#include "core/io/hdf5_source.h"

#include "core/base/error.h"
#include "core/io/slab_source.h"
#include "tests/core/io/block_difference.h"
#include "tests/core/io/known_activations.h"
#include "tests/core/io/test_files.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/temporary_filter.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

#include <array>
#include <thread>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

std::unique_ptr<SlabSource> openSource(const std::filesystem::path& path, const std::string& axes)
{
    const AxisOrder order = axisOrderFromString(axes).value();
    return std::make_unique<SlabSource>(
        openHdf5Tensor(path, "/activations/layer",
                       static_cast<std::size_t>(axisPlaces(order).inputs)),
        order);
}

struct Way
{
    const char* name;
    Stored stored;
    bool chunked;
    int gzip;
};

constexpr Way kWays[]{{"contiguous float32", Stored::Float32, false, -1},
                      {"contiguous float16", Stored::Float16, false, -1},
                      {"contiguous float64", Stored::Float64, false, -1},
                      {"contiguous big-endian float32", Stored::Float32BigEndian, false, -1},
                      {"contiguous big-endian float16", Stored::Float16BigEndian, false, -1},
                      {"chunked float32", Stored::Float32, true, -1},
                      {"gzip float16", Stored::Float16, true, 4},
                      {"gzip big-endian float16", Stored::Float16BigEndian, true, 4},
                      {"gzip float64", Stored::Float64, true, 1}};

} // namespace

class TestHdf5Source : public QObject
{
    Q_OBJECT

private slots:
    void everyOrderOfAxes_data();
    void everyOrderOfAxes();
    void wholeNumbers_data();
    void wholeNumbers();
    void behindAUserBlock();
    void neverWritten();
    void largeMatrix();
    void lzfOfH5py();
    void everyChunkIsExpandedOnce_data();
    void everyChunkIsExpandedOnce();
    void severalThreads();
    void filterThatIsNotInstalled();
    void damagedChunk();
    void notNumbers();
    void absent();
};

void TestHdf5Source::everyOrderOfAxes_data()
{
    QTest::addColumn<QString>("axes");
    QTest::addColumn<int>("way");
    for (const char* const axes : {"NC", "CN", "NCHW", "NHWC", "NTD", "NDT"}) {
        for (int way = 0; way < static_cast<int>(std::size(kWays)); ++way)
            QTest::newRow(qPrintable(QString(axes) + " " + kWays[way].name))
                << QString(axes) << way;
    }
}

void TestHdf5Source::everyOrderOfAxes()
{
    QFETCH(QString, axes);
    QFETCH(int, way);
    const std::string order = axes.toStdString();
    const bool map = axes.contains('H');
    const bool flat = axes.size() == 2;
    const KnownShape shape{23, 19, map ? 3 : 1, flat ? 1 : 5};
    const auto extents = knownExtents(shape, order);
    Storage storage;
    if (kWays[way].chunked) {
        for (const std::int64_t extent : extents)
            storage.chunk.push_back((extent + 2) / 3);
        storage.gzip = kWays[way].gzip;
        storage.shuffle = storage.gzip > 0;
    }
    const auto path = testFile("axes.h5");
    Hdf5Fixture(path).write("/activations/layer", extents, knownValues(shape, order),
                            kWays[way].stored, storage);
    const auto source = openSource(path, order);
    for (const Index step : {1, 4, 7, 23})
        QCOMPARE(difference(*source, shape, step), QString());
}

void TestHdf5Source::wholeNumbers_data()
{
    QTest::addColumn<int>("stored");
    QTest::newRow("int8") << static_cast<int>(Stored::Int8);
    QTest::newRow("uint8") << static_cast<int>(Stored::UInt8);
    QTest::newRow("int16") << static_cast<int>(Stored::Int16);
    QTest::newRow("uint16") << static_cast<int>(Stored::UInt16);
    QTest::newRow("int32") << static_cast<int>(Stored::Int32);
    QTest::newRow("uint32") << static_cast<int>(Stored::UInt32);
    QTest::newRow("int64") << static_cast<int>(Stored::Int64);
    QTest::newRow("uint64") << static_cast<int>(Stored::UInt64);
    QTest::newRow("big-endian int32") << static_cast<int>(Stored::Int32BigEndian);
    QTest::newRow("bool") << static_cast<int>(Stored::Bool);
}

void TestHdf5Source::wholeNumbers()
{
    QFETCH(int, stored);
    const auto type = static_cast<Stored>(stored);
    const std::vector<double> values = type == Stored::Bool
                                           ? std::vector<double>{1, 0, 0, 1, 1, 0}
                                           : std::vector<double>{1, 0, 3, 100, 5, 127};
    const auto path = testFile("integers.h5");
    Hdf5Fixture(path).write("/activations/layer", {3, 2}, values, type);
    ActivationBlock block(3, 2);
    openSource(path, "NC")->read(0, 3, block);
    for (Index i = 0; i < 6; ++i)
        QCOMPARE(static_cast<double>(block(i / 2, i % 2)), values[static_cast<std::size_t>(i)]);
}

/// The library counts offsets from behind the block, a mapping from the file's beginning.
void TestHdf5Source::behindAUserBlock()
{
    const KnownShape shape{9, 4, 1, 1};
    const auto path = testFile("user_block.h5");
    Hdf5Fixture(path, false, 1024).write("/activations/layer", {9, 4}, knownValues(shape, "NC"));
    QCOMPARE(difference(*openSource(path, "NC"), shape, 9), QString());
}

/// A dataset without data in the file reads as its fill value.
void TestHdf5Source::neverWritten()
{
    const auto path = testFile("never_written.h5");
    Hdf5Fixture(path).write("/activations/layer", {5, 3}, std::vector<double>{});
    ActivationBlock block = ActivationBlock::Ones(5, 3);
    openSource(path, "NC")->read(0, 5, block);
    QCOMPARE(block.cwiseAbs().maxCoeff(), 0.0F);
}

/// More than one slab and more than one tile; odd extents.
void TestHdf5Source::largeMatrix()
{
    const KnownShape shape{3001, 517, 1, 1};
    const auto path = testFile("large.h5");
    for (const char* const axes : {"NC", "CN"}) {
        for (const Storage& storage : {Storage{}, Storage{{211, 97}, 1, false, -1}}) {
            Hdf5Fixture(path).write("/activations/layer", knownExtents(shape, axes),
                                    knownValues(shape, axes), Stored::Float16, storage);
            QCOMPARE(difference(*openSource(path, axes), shape, 1024), QString());
        }
    }
}

/// Two chunks as h5py 3.7 compressed them (compression="lzf"): value (row * column) % 5.
void TestHdf5Source::lzfOfH5py()
{
    const std::vector<unsigned char> upper{
        1,   0,   0,  224, 59,  0,   1,  128, 63,  32,  69, 0,   64,  32, 2,   32,  3,  0,  128,
        32,  3,   64, 0,   224, 31,  19, 96,  0,   32,  51, 64,  55,  64, 51,  64,  67, 96, 0,
        224, 31,  19, 32,  0,   64,  51, 64,  59,  64,  67, 64,  55,  64, 0,   224, 31, 19, 64,
        0,   64,  55, 64,  47,  64,  59, 64,  71,  64,  0,  224, 31,  19, 224, 59,  0,  96, 115,
        32,  239, 64, 131, 64,  119, 64, 0,   224, 31,  19, 96,  0,   32, 59,  64,  55, 64, 51,
        64,  67,  96, 0,   224, 31,  19, 32,  0,   64,  51, 64,  59,  64, 67,  64,  55, 64, 0,
        224, 31,  19, 64,  0,   64,  55, 64,  47,  64,  59, 64,  71,  64, 0,   224, 31, 19, 224,
        59,  0,   96, 115, 32,  239, 64, 131, 64,  119, 64, 0,   224, 27, 19,  1,   0,  0};
    const std::vector<unsigned char> lower{
        1,  0,  0,   96,  0,   3,  64,  0,   0,   128, 64,  3,   0,   63, 32,  10,  32, 7,   96,
        0,  32, 7,   224, 28,  19, 32,  0,   64,  51,  64,  59,  64,  47, 64,  55,  64, 0,   224,
        31, 19, 64,  0,   64,  55, 64,  47,  64,  59,  64,  71,  64,  0,  224, 31,  19, 224, 59,
        0,  96, 115, 32,  239, 64, 131, 64,  119, 64,  0,   224, 31,  19, 96,  0,   32, 59,  64,
        55, 64, 51,  64,  67,  96, 0,   224, 31,  19,  32,  0,   64,  51, 64,  59,  64, 67,  64,
        55, 64, 0,   224, 31,  19, 64,  0,   64,  55,  64,  47,  64,  59, 64,  71,  64, 0,   224,
        31, 19, 224, 59,  0,   96, 115, 32,  239, 64,  131, 64,  119, 64, 0,   224, 31, 19,  96,
        0,  32, 59,  64,  55,  64, 51,  64,  67,  96,  0,   224, 31,  19, 32,  0,   64, 51,  64,
        59, 64, 67,  64,  55,  64, 0,   224, 27,  19,  1,   0,   0};
    constexpr int kLzf = 32000;
    constexpr unsigned kParameters[]{4, 261, 768};
    const auto path = testFile("lzf.h5");
    Hdf5Fixture(path).writeChunks("/activations/layer", {24, 16}, {12, 16}, Stored::Float32, kLzf,
                                  kParameters, {{{0, 0}, upper}, {{12, 0}, lower}});
    ActivationBlock block(24, 16);
    openSource(path, "NC")->read(0, 24, block);
    for (Index row = 0; row < 24; ++row) {
        for (Index column = 0; column < 16; ++column)
            QCOMPARE(block(row, column), static_cast<float>(row * column % 5));
    }
}

void TestHdf5Source::everyChunkIsExpandedOnce_data()
{
    QTest::addColumn<QString>("axes");
    QTest::addColumn<int>("step");
    for (const char* const axes : {"NC", "CN"}) {
        for (const int step : {1, 7, 64, 100})
            QTest::newRow(qPrintable(QStringLiteral("%1, %2 inputs at once").arg(axes).arg(step)))
                << QString(axes) << step;
    }
}

void TestHdf5Source::everyChunkIsExpandedOnce()
{
    QFETCH(QString, axes);
    QFETCH(int, step);
    const TemporaryFilter filter;
    const KnownShape shape{400, 96, 1, 1};
    const std::string order = axes.toStdString();
    const auto path = testFile("chunks.h5");
    Storage storage;
    storage.chunk = knownExtents({64, 32, 1, 1}, order); // 7 x 3 chunks
    storage.filter = TemporaryFilter::kNumber;
    Hdf5Fixture(path).write("/activations/layer", knownExtents(shape, order),
                            knownValues(shape, order), Stored::Float32, storage);
    const int before = TemporaryFilter::expanded();
    QCOMPARE(difference(*openSource(path, order), shape, step), QString());
    QCOMPARE(TemporaryFilter::expanded() - before, 7 * 3);
}

/// The library is used by one thread at a time, whoever reads.
void TestHdf5Source::severalThreads()
{
    const KnownShape shape{300, 40, 1, 1};
    Storage storage;
    storage.chunk = {16, 40};
    storage.gzip = 1;
    const auto path = testFile("threads.h5");
    Hdf5Fixture(path).write("/activations/layer", {300, 40}, knownValues(shape, "NC"),
                            Stored::Float16, storage);
    std::array<QString, 4> differences;
    {
        std::vector<std::jthread> threads;
        for (QString& found : differences) {
            threads.emplace_back([&] {
                for (int i = 0; i < 10 && found.isEmpty(); ++i)
                    found = difference(*openSource(path, "NC"), shape, 7);
            });
        }
    }
    for (const QString& found : differences)
        QCOMPARE(found, QString());
}

void TestHdf5Source::filterThatIsNotInstalled()
{
    const auto path = testFile("filter.h5");
    {
        const TemporaryFilter filter;
        Storage storage;
        storage.chunk = {4, 4};
        storage.filter = TemporaryFilter::kNumber;
        Hdf5Fixture(path).write("/activations/layer", {8, 4}, knownValues({8, 4, 1, 1}, "NC"),
                                Stored::Float32, storage);
    }
    const QString message = messageOf<InputError>([&] { openSource(path, "NC"); });
    for (const char* const part :
         {"filter.h5", "/activations/layer", TemporaryFilter::kName, "511", "not installed"})
        QVERIFY2(message.contains(part), qPrintable(message));
}

void TestHdf5Source::damagedChunk()
{
    const auto path = testFile("damaged.h5");
    Storage storage;
    storage.chunk = {32, 16};
    storage.gzip = 6;
    Hdf5Fixture(path).write("/activations/layer", {64, 16}, knownValues({64, 16, 1, 1}, "NC"),
                            Stored::Float32, storage);
    std::string bytes = readBytes(path);
    const std::size_t zlib = bytes.find("\x78\x9C"); // the header of a deflated chunk
    QVERIFY(zlib != std::string::npos);
    bytes.replace(zlib, 20, 20, '\xFF');
    writeBytes("damaged.h5", bytes);
    const auto source = openSource(path, "NC");
    ActivationBlock block(64, 16);
    const QString message = messageOf<InputError>([&] { source->read(0, 64, block); });
    QVERIFY2(message.contains("damaged.h5: /activations/layer cannot be read at 0"),
             qPrintable(message));
}

void TestHdf5Source::notNumbers()
{
    const auto path = testFile("strings.h5");
    Hdf5Fixture(path).writeStrings("/activations/layer", {"a", "b"});
    const QString message = messageOf<InputError>([&] { openSource(path, "NC"); });
    QVERIFY2(message.contains("strings.h5: /activations/layer holds string"), qPrintable(message));
    QVERIFY2(message.contains("numbers"), qPrintable(message));
}

void TestHdf5Source::absent()
{
    const auto path = testFile("absent.h5");
    Hdf5Fixture(path).write("/activations/other", {2, 2}, std::vector<double>{1, 2, 3, 4});
    const QString message = messageOf<InputError>([&] { openSource(path, "NC"); });
    QVERIFY2(message.contains("absent.h5 has no dataset /activations/layer"), qPrintable(message));
}

QTEST_APPLESS_MAIN(TestHdf5Source)
#include "tst_hdf5_source.moc"
