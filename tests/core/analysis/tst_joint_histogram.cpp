#include "core/analysis/joint_histogram.h"

#include "core/io/network_file.h"
#include "tests/support/direct_correlation.h"
#include "tests/support/network_files.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <cmath>

using namespace counterpart;
using namespace counterpart::core;

namespace {

const UnitPair kPair{{Side::A, UnitIndex{0}}, {Side::B, UnitIndex{0}}, {}, {}};

std::span<const float> column(const ActivationBlock& values, Index unit)
{
    return {values.col(unit).data(), static_cast<std::size_t>(values.rows())};
}

std::vector<Index> listed(const CellCounts& counts)
{
    return {counts.data(), counts.data() + counts.size()};
}

/// A histogram whose cells hold 1, 2, … 200 and, beside them, nothing.
JointHistogram counted()
{
    JointHistogram histogram;
    histogram.counts = CellCounts::Zero(20, 20);
    for (Index i = 0; i < 200; ++i)
        histogram.counts(i % 20, i / 20) = i + 1;
    return histogram;
}

} // namespace

class JointHistogramTest : public QObject
{
    Q_OBJECT

private slots:
    void countsCells();
    void keepsToAGivenRange();
    void saysCorrelationAndInformation();
    void aConstantUnitHasNoCorrelation();
    void saturation();
    void readsUnitsOfBothNetworksAndOfOne();
};

/// x = 0, 1, 2, 3 in two bins of [0, 3]: the edge 1.5 lies between, the upper end is inside.
void JointHistogramTest::countsCells()
{
    const std::vector<float> x{0, 1, 2, 3, 1.5f, 3};
    const std::vector<float> y{10, 20, 10, 20, 20, 10};
    JointHistogramOptions options;
    options.bins = 2;
    const JointHistogram histogram = countJointly(x, y, kPair, options);
    QCOMPARE(histogram.rangeX, (ValueRange{0, 3}));
    QCOMPARE(histogram.rangeY, (ValueRange{10, 20}));
    QCOMPARE(listed(histogram.counts), (std::vector<Index>{1, 2, 1, 2}));
    QCOMPARE(histogram.outside, Index{0});
}

void JointHistogramTest::keepsToAGivenRange()
{
    const ActivationBlock values = test::normalActivations(5000, 2, 3);
    UnitPair pair = kPair;
    pair.rangeX = ValueRange{-1, 1};
    const JointHistogram histogram = countJointly(column(values, 0), column(values, 1), pair, {});
    const auto inside = (values.col(0).array().abs() <= 1).count();
    QCOMPARE(histogram.counts.sum(), Index{inside});
    QCOMPARE(histogram.outside, Index{5000 - inside});
    QCOMPARE(histogram.rangeX, (ValueRange{-1, 1}));
}

void JointHistogramTest::saysCorrelationAndInformation()
{
    const ActivationBlock values = test::reluActivations(4000, 2, 2, 5, 6);
    const JointHistogram histogram = countJointly(column(values, 0), column(values, 1), kPair, {});
    const Matrix expected = test::directCorrelation(values.col(0), values.col(1));
    QVERIFY(std::abs(histogram.correlation.value() - expected(0, 0)) < 1e-12);

    const BinnedUnit x = binByRank(column(values, 0), Binning::ZeroAndFivePercent);
    const BinnedUnit y = binByRank(column(values, 1), Binning::ZeroAndFivePercent);
    Matrix joint = Matrix::Zero(x.count, y.count);
    for (std::size_t row = 0; row < 4000; ++row)
        joint(x.bins[row], y.bins[row]) += 1. / 4000;
    double information = 0;
    for (Index i = 0; i < joint.rows(); ++i) {
        for (Index j = 0; j < joint.cols(); ++j) {
            if (joint(i, j) > 0)
                information +=
                    joint(i, j) * std::log(joint(i, j) / joint.row(i).sum() / joint.col(j).sum());
        }
    }
    QVERIFY(std::abs(histogram.information - information) < 1e-12);
    const auto occupied = static_cast<double>((joint.array() > 0).count());
    QVERIFY(std::abs(histogram.informationBias - (occupied - x.count - y.count + 1) / 8000.) <
            1e-15);
}

void JointHistogramTest::aConstantUnitHasNoCorrelation()
{
    const std::vector<float> x(30, 2.0f);
    const ActivationBlock y = test::normalActivations(30, 1, 3);
    const JointHistogram histogram = countJointly(x, column(y, 0), kPair, {});
    QVERIFY(!histogram.correlation);
    QCOMPARE(histogram.information, 0.0);
    QCOMPARE(histogram.rangeX, (ValueRange{1.5, 2.5}));
    QCOMPARE(histogram.counts.row(32).sum(), Index{30});
}

void JointHistogramTest::saturation()
{
    QCOMPARE(countAt(counted().counts, 0.99), Index{199}); // .99 * 199 = 197.01, so the 199th
    QCOMPARE(countAt(counted().counts, 1), Index{200});
    QCOMPARE(countAt(counted().counts, 0), Index{1});
    JointHistogram empty;
    QCOMPARE(countAt(empty.counts, 0.99), Index{1});
}

/// Unit j of B is unit permutation[j] of A: the pair lies on the diagonal, as does a unit of A with
/// itself.
void JointHistogramTest::readsUnitsOfBothNetworksAndOfOne()
{
    test::NetworkFiles files;
    files.inputs = 300;
    files.write();
    const Network a = describeFile(files.a().toStdString()).at(0);
    const Network b = describeFile(files.b().toStdString()).at(0);
    const SidePair<LayerIndex> layers{a.findLayer("fc"), b.findLayer("fc")};
    const std::vector<UnitPair> pairs{
        {{Side::A, UnitIndex{2}}, {Side::B, UnitIndex{0}}, {}, {}},
        {{Side::B, UnitIndex{3}}, {Side::B, UnitIndex{3}}, {}, {}},
        {{Side::A, UnitIndex{0}}, {Side::B, UnitIndex{0}}, {}, {}},
    };
    JointHistogramOptions options;
    options.bins = 10;
    const auto found = jointHistograms({&a, &b}, layers, pairs, {}, options, {});
    QCOMPARE(found.size(), pairs.size());
    for (const std::size_t same : {0u, 1u}) {
        QCOMPARE(found[same].counts.diagonal().sum(), Index{300});
        QVERIFY(std::abs(found[same].correlation.value() - 1) < 1e-12);
    }
    QVERIFY(found[2].counts.diagonal().sum() < 100);
    QCOMPARE(found[2].rows, Index{300});
    const JointSample sample = readJointSample({&a, &b}, layers, {}, options.rows, {});
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const JointHistogram again = sample.count(pairs[i], options);
        QVERIFY(again.counts == found[i].counts);
        QVERIFY(again.pair == pairs[i]);
        QCOMPARE(again.rangeX, found[i].rangeX);
    }
    const std::vector<double> values = files.activations();
    double largest = 0;
    for (std::size_t input = 0; input < 300; ++input)
        largest = std::max(largest, values[input * 4 + 2]);
    QVERIFY(std::abs(found[0].rangeX.high - largest) < 1e-5);
}

QTEST_APPLESS_MAIN(JointHistogramTest)
#include "tst_joint_histogram.moc"
