#include "core/analysis/direction_ends.h"

#include "core/io/network_file.h"
#include "tests/support/layered_network.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <random>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr Index kInputs = 30;

struct Layers
{
    QTemporaryDir folder;
    SidePair<ActivationBlock> values;
    SidePair<Network> networks;

    /// Random layers of 3 and 4 units.
    explicit Layers(Index rows, Index columns)
    {
        std::mt19937 random(5);
        for (const Side side : {Side::A, Side::B}) {
            const Index units = side == Side::A ? 3 : 4;
            values[side] = ActivationBlock::NullaryExpr(kInputs * rows * columns, units, [&] {
                return float(random() % 10'000) / 1000 - 4;
            });
            networks[side] =
                test::makeNetwork(folder.filePath(side == Side::A ? "a.h5" : "b.h5").toStdString(),
                                  {{"layer", values[side], rows, columns}});
        }
    }

    SidePair<DirectionEnds> find(const SidePair<Vector>& weights, const SidePair<Vector>& mean,
                                 int count, const PassOptions& pass = {}) const
    {
        return findDirectionEnds({&networks.a, &networks.b}, {LayerIndex{0}, LayerIndex{0}}, pass,
                                 weights, mean, count, {});
    }
};

/// Of each input its largest value and where, largest first.
std::vector<std::pair<double, Index>> largest(const Vector& values, Index positions)
{
    std::map<Index, std::pair<double, Index>> best;
    for (Index sample = 0; sample < values.size(); ++sample) {
        auto [entry, isNew] = best.try_emplace(sample / positions, values[sample], sample);
        if (values[sample] > entry->second.first)
            entry->second = {values[sample], sample};
    }
    std::vector<std::pair<double, Index>> sorted;
    for (const auto& [input, entry] : best)
        sorted.push_back(entry);
    std::ranges::sort(sorted, std::greater{});
    return sorted;
}

} // namespace

class TestDirectionEnds : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithSorting_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("vectors") << 1 << 1;
        QTest::newRow("maps") << 2 << 3;
    }

    /// Values, inputs and positions against a sort of all weighted sums.
    void agreesWithSorting()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        const Layers layers(rows, columns);
        const SidePair<Vector> weights{Vector{{0.5, -2.0, 1.0}}, Vector{{1.0, 0.0, -1.0, 0.25}}};
        const SidePair<Vector> mean{Vector{{1.0, 0.0, 2.0}}, Vector{{0.0, 5.0, 1.0, -1.0}}};
        const SidePair<DirectionEnds> ends = layers.find(weights, mean, 4);
        for (const Side side : {Side::A, Side::B}) {
            const Matrix centred =
                layers.values[side].cast<double>().rowwise() - mean[side].transpose();
            const Vector sums = centred * weights[side];
            for (const double sign : {1.0, -1.0}) {
                const auto expected = largest(sign * sums, rows * columns);
                const auto& found = sign > 0 ? ends[side].high : ends[side].low;
                QCOMPARE(found.size(), std::size_t{4});
                for (std::size_t i = 0; i < found.size(); ++i) {
                    QVERIFY(std::abs(sign * double(found[i].value) - expected[i].first) < 1e-4);
                    const Index sample =
                        (found[i].input.value * rows + found[i].row) * columns + found[i].column;
                    QCOMPARE(sample, expected[i].second);
                }
            }
        }
    }

    /// All samples in two directions, and which input each is of, against the product by hand.
    void samplesInDirections()
    {
        const Layers layers(2, 2);
        const SidePair<Matrix> weights{Matrix::Random(3, 2), Matrix::Random(4, 2)};
        const SidePair<Vector> mean{Vector::Random(3), Vector::Random(4)};
        const auto draw = [&](Index most) {
            return sampleDirections({&layers.networks.a, &layers.networks.b},
                                    {LayerIndex{0}, LayerIndex{0}}, {}, weights, mean, most, {});
        };
        const DirectionSamples all = draw(1000);
        QCOMPARE(all.inputs.size(), std::size_t(kInputs * 4));
        for (const Side side : {Side::A, Side::B}) {
            const Matrix expected =
                (layers.values[side].cast<double>().rowwise() - mean[side].transpose()) *
                weights[side];
            QVERIFY((all.values[side] - expected).cwiseAbs().maxCoeff() < 1e-4);
        }
        for (std::size_t i = 0; i < all.inputs.size(); ++i)
            QCOMPARE(all.inputs[i].value, int(i / 4));
        const DirectionSamples some = draw(20);
        QCOMPARE(some.inputs.size(), std::size_t{20});
        QCOMPARE(some.values.b.rows(), Index{20});
        for (Index i = 0; i < 20; ++i) { // each is one of all, the same of both layers
            Index place = 0;
            const Matrix rows = all.values.a.rowwise() - some.values.a.row(i);
            rows.rowwise().squaredNorm().minCoeff(&place);
            QVERIFY((all.values.b.row(place) - some.values.b.row(i)).norm() < 1e-9);
            QCOMPARE(some.inputs[std::size_t(i)], all.inputs[std::size_t(place)]);
        }
    }

    void fewInputs()
    {
        const Layers layers(1, 1);
        const SidePair<DirectionEnds> ends =
            layers.find({Vector::Ones(3), Vector::Ones(4)}, {Vector::Zero(3), Vector::Zero(4)}, 64);
        QCOMPARE(ends.a.high.size(), std::size_t(kInputs));
        QCOMPARE(ends.a.high.front().input, ends.a.low.back().input);
    }
};

QTEST_APPLESS_MAIN(TestDirectionEnds)
#include "tst_direction_ends.moc"
