#include "core/io/reordered_source.h"

#include "core/base/error.h"
#include "core/io/hdf5_source.h"
#include "core/io/slab_source.h"
#include "tests/core/io/block_difference.h"
#include "tests/core/io/test_files.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/memory_source.h"
#include "tests/support/temporary_filter.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

/// place[i]: where input i of the known activations stands in the file.
std::vector<InputIndex> shuffledPlaces(int count, unsigned seed)
{
    std::vector<InputIndex> places;
    for (int i = 0; i < count; ++i)
        places.push_back({i});
    std::shuffle(places.begin(), places.end(), std::mt19937(seed));
    return places;
}

/// The known activations with input i at places[i], row-major (inputs, units, rows, columns).
std::vector<double> stored(const KnownShape& shape, const std::vector<InputIndex>& places)
{
    const std::vector<double> known = knownValues(shape, "NCHW");
    const auto perInput = static_cast<std::ptrdiff_t>(shape.c * shape.h * shape.w);
    std::vector<double> values(known.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        std::copy_n(known.begin() + static_cast<std::ptrdiff_t>(i) * perInput, perInput,
                    values.begin() + places[i].value * perInput);
    return values;
}

/// The same in memory, for layers of one position.
std::unique_ptr<MemorySource> inMemory(const KnownShape& shape,
                                       const std::vector<InputIndex>& places)
{
    const std::vector<double> values = stored(shape, places);
    return std::make_unique<MemorySource>(
        Eigen::Map<const Eigen::Matrix<double, -1, -1, Eigen::RowMajor>>(values.data(), shape.n,
                                                                         shape.c)
            .cast<float>());
}

} // namespace

class TestReorderedSource : public QObject
{
    Q_OBJECT

private slots:
    void givesTheOtherOrder_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("windowInputs");
        QTest::newRow("one window") << 64 << 10'000;
        QTest::newRow("windows larger than blocks") << 64 << 150;
        QTest::newRow("windows smaller than blocks") << 64 << 50;
        QTest::newRow("one by one") << 1 << 1;
        QTest::newRow("all at once") << 403 << 100;
    }

    void givesTheOtherOrder()
    {
        QFETCH(int, step);
        QFETCH(int, windowInputs);
        const KnownShape shape{403, 6, 3, 2};
        const auto places = shuffledPlaces(403, 5);
        Storage storage;
        storage.chunk = {32, 6, 3, 2};
        const auto path = testFile("reordered.h5");
        Hdf5Fixture(path).write("/activations/layer", knownExtents(shape, "NCHW"),
                                stored(shape, places), Stored::Float16, storage);
        const auto source =
            reordered(std::make_unique<SlabSource>(openHdf5Tensor(path, "/activations/layer", 0),
                                                   AxisOrder::NCHW),
                      places, {}, Index{windowInputs} * 6 * 3 * 2 * 4);
        QCOMPARE(difference(*source, shape, step), QString());
        QCOMPARE(difference(*source, shape, step), QString()); // and once more from the beginning
        for (int i = 0; i < 403; ++i)
            QCOMPARE(source->storedInput({i}), places[static_cast<std::size_t>(i)]);
    }

    /// What fits a window is read from the file's beginning to its end.
    void smallLayerIsReadOnceInTheFilesOrder()
    {
        const KnownShape shape{50'000, 20, 1, 1};
        const auto places = shuffledPlaces(50'000, 6);
        auto memory = inMemory(shape, places);
        MemorySource& file = *memory;
        std::vector<Index> ends;
        file.beforeRead = [&](Index first, Index count) {
            QCOMPARE(first, ends.empty() ? 0 : ends.back());
            ends.push_back(first + count);
        };
        const auto source = reordered(std::move(memory), places, {});
        QCOMPARE(difference(*source, shape, 512), QString());
        QCOMPARE(ends.back(), Index{50'000});
        QCOMPARE(file.inputsRead, Index{50'000});
    }

    /// Inputs so large that beginning anew is cheaper than reading what lies between.
    void nothingBetweenLargeInputsIsRead()
    {
        const KnownShape shape{60, 20'000, 1, 1};
        const auto places = shuffledPlaces(60, 7);
        auto memory = inMemory(shape, places);
        MemorySource& file = *memory;
        const auto source = reordered(std::move(memory), places, {}, Index{10} * 80'000);
        QCOMPARE(difference(*source, shape, 4), QString());
        QCOMPARE(file.inputsRead, Index{60});
    }

    void everyChunkIsExpandedAtMostOnceAWindow()
    {
        const TemporaryFilter filter;
        const KnownShape shape{640, 96, 1, 1};
        const auto places = shuffledPlaces(640, 8);
        const auto path = testFile("reordered_chunks.h5");
        Storage storage;
        storage.chunk = {64, 32, 1, 1}; // 10 x 3 chunks
        storage.filter = TemporaryFilter::kNumber;
        Hdf5Fixture(path).write("/activations/layer", knownExtents(shape, "NCHW"),
                                stored(shape, places), Stored::Float32, storage);
        const auto source =
            reordered(std::make_unique<SlabSource>(openHdf5Tensor(path, "/activations/layer", 0),
                                                   AxisOrder::NCHW),
                      places, {}, Index{160} * 96 * 4);
        const int before = TemporaryFilter::expanded();
        QCOMPARE(difference(*source, shape, 40), QString()); // 4 windows of 4 blocks
        const int expanded = TemporaryFilter::expanded() - before;
        QVERIFY(expanded >= 10 * 3); // HDF5 may keep some from one window to the next
        QVERIFY(expanded <= 4 * 10 * 3);
    }

    void stopsWithinAWindow()
    {
        const KnownShape shape{30, 200'000, 1, 1}; // 24 MB: two runs
        const auto places = shuffledPlaces(30, 9);
        auto memory = inMemory(shape, places);
        MemorySource& file = *memory;
        std::stop_source stop;
        file.beforeRead = [&](Index, Index) { stop.request_stop(); };
        const auto source = reordered(std::move(memory), places, Progress(stop.get_token(), {}));
        ActivationBlock block(4, 200'000);
        QVERIFY_EXCEPTION_THROWN(source->read(0, 4, block), Cancelled);
        QCOMPARE(file.reads, Index{1});
    }

    /// A failed window is not taken for one that was read.
    void readingErrorsAreRepeated()
    {
        const KnownShape shape{60, 4, 1, 1};
        const auto places = shuffledPlaces(60, 10);
        auto memory = inMemory(shape, places);
        MemorySource& file = *memory;
        file.beforeRead = [](Index, Index) { throw std::runtime_error("gone"); };
        const auto source = reordered(std::move(memory), places, {});
        ActivationBlock block(4, 4);
        for (int attempt = 0; attempt < 2; ++attempt)
            QVERIFY_EXCEPTION_THROWN(source->read(0, 4, block), std::runtime_error);
        file.beforeRead = nullptr;
        QCOMPARE(difference(*source, shape, 7), QString());
    }
};

QTEST_APPLESS_MAIN(TestReorderedSource)
#include "tst_reordered_source.moc"
