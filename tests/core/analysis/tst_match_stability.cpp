/// Stability of a matching: planted pairs keep their partners, units of noise do not, and one
/// resample is what the repeated samples themselves give.
#include "core/analysis/match_stability.h"

#include "core/base/random.h"
#include "tests/support/direct_correlation.h"
#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr Index kFolds = 10;
constexpr Index kSamples = 60; ///< a fold
constexpr Index kPairs = 6;
constexpr Index kNoise = 6;

struct Layers
{
    ActivationBlock a, b;
};

/// Units 0..5 have counterparts, renumbered; the others have none.
Layers planted()
{
    Layers layers{test::normalActivations(kFolds * kSamples, kPairs + kNoise, 1, 3),
                  test::normalActivations(kFolds * kSamples, kPairs + kNoise, 2, 5)};
    for (Index unit = 0; unit < kPairs; ++unit)
        layers.b.col(kPairs - 1 - unit) += 2 * layers.a.col(unit);
    return layers;
}

Moments momentsOf(const ActivationBlock& a, const ActivationBlock& b)
{
    const SidePair<Matrix> values{a.cast<double>(), b.cast<double>()};
    Moments moments;
    moments.samples = a.rows();
    SidePair<Matrix> centred;
    for (const Side side : {Side::A, Side::B}) {
        moments.mean[side] = values[side].colwise().mean();
        centred[side] = values[side].rowwise() - moments.mean[side].transpose();
        moments.cross[side] = centred[side].transpose() * centred[side];
    }
    moments.crossBetween = centred.a.transpose() * centred.b;
    return moments;
}

std::vector<Moments> foldsOf(const Layers& layers, Index folds = kFolds)
{
    std::vector<Moments> moments;
    const Index rows = layers.a.rows() / folds;
    for (Index fold = 0; fold < folds; ++fold)
        moments.push_back(momentsOf(layers.a.middleRows(fold * rows, rows),
                                    layers.b.middleRows(fold * rows, rows)));
    return moments;
}

/// From the samples' similarities to one another.
double directCka(const Layers& layers)
{
    const auto similarities = [](const ActivationBlock& values) -> Matrix {
        const Matrix x = values.cast<double>();
        const Matrix centred = x.rowwise() - x.colwise().mean();
        return centred * centred.transpose();
    };
    const Matrix k = similarities(layers.a);
    const Matrix l = similarities(layers.b);
    return k.cwiseProduct(l).sum() / (k.norm() * l.norm());
}

Matching matchingOf(const Layers& layers)
{
    return match(test::directCorrelation(layers.a, layers.b), {}, {}, {});
}

} // namespace

class MatchStabilityTest : public QObject
{
    Q_OBJECT

private slots:
    void plantedPairsStayAndNoiseDoesNot();
    void resamplesAreOfTheSamplesThemselves();
    void intervalHoldsTheTruth();
    void equalFoldsNeverDiffer();
    void deadUnitsHaveNoShare();
    void sameSeedSameShares();
};

void MatchStabilityTest::plantedPairsStayAndNoiseDoesNot()
{
    const Layers layers = planted();
    const Matching matching = matchingOf(layers);
    const MatchStability found = matchStability(foldsOf(layers), matching, {}, {}, {});
    double noise = 0;
    double noiseHalves = 0;
    for (std::size_t unit = 0; unit < kPairs + kNoise; ++unit) {
        if (unit < kPairs) {
            QCOMPARE(matching.units.a[unit].partner.value, int(kPairs - 1 - Index(unit)));
            QCOMPARE(found.keepsPartner[unit].value(), 1.0);
            QCOMPARE(found.keepsSemi[unit].value(), 1.0);
            QCOMPARE(found.halvesAgree[unit].value(), 1.0);
        } else {
            noise += found.keepsPartner[unit].value() / kNoise;
            noiseHalves += found.halvesAgree[unit].value() / kNoise;
        }
    }
    // Halves are independent samples: units of noise agree by chance, one time in six.
    QVERIFY(noise < 0.85);
    QVERIFY(noiseHalves < 0.45);
    QVERIFY(std::abs(found.meanKept.value() - (1 + noise) / 2) < 1e-12);
    const double cka = directCka(layers);
    QVERIFY(found.cka->low < cka && cka < found.cka->high);
    QVERIFY(found.cka->high - found.cka->low < 0.1);
}

/// Two folds and one resample: whichever folds it drew, it is one of three sets of samples.
void MatchStabilityTest::resamplesAreOfTheSamplesThemselves()
{
    const Layers layers = planted();
    const std::vector<Moments> folds = foldsOf(layers, 2);
    const Index rows = layers.a.rows() / 2;
    std::vector<double> possible{matchingOf(layers).matchingMean.value()};
    for (const Index first : {Index{0}, rows})
        possible.push_back(
            matchingOf({layers.a.middleRows(first, rows), layers.b.middleRows(first, rows)})
                .matchingMean.value());
    std::vector<bool> isSeen(3, false);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        StabilityOptions options;
        options.resamples = 1;
        options.halves = 1;
        options.seed = seed;
        const auto mean = matchStability(folds, matchingOf(layers), {}, options, {}).matchingMean;
        QCOMPARE(mean->low, mean->high);
        bool isPossible = false;
        for (std::size_t i = 0; i < possible.size(); ++i) {
            const bool isThis = std::abs(possible[i] - mean->low) < 1e-6;
            isPossible = isPossible || isThis;
            isSeen[i] = isSeen[i] || isThis;
        }
        QVERIFY(isPossible);
    }
    QCOMPARE(isSeen, std::vector<bool>(3, true));
}

void MatchStabilityTest::intervalHoldsTheTruth()
{
    // One unit a layer, of correlation 0.6: the interval of 95 % holds that in most of the trials.
    int holds = 0;
    double width = 0;
    for (unsigned trial = 0; trial < 60; ++trial) {
        Layers layers{test::normalActivations(1000, 1, 2 * trial),
                      test::normalActivations(1000, 1, 2 * trial + 1)};
        layers.b = 0.6f * layers.a + 0.8f * layers.b;
        const auto mean =
            matchStability(foldsOf(layers), matchingOf(layers), {}, {}, {}).matchingMean;
        holds += mean->low <= 0.6 && 0.6 <= mean->high;
        width += (mean->high - mean->low) / 60;
    }
    // Ten folds make the interval a little narrow: 48 of 60 are 80 %.
    QVERIFY(holds >= 48);
    // 4 deviations of (1 - 0.36) / sqrt(1000).
    QVERIFY(width > 0.05 && width < 0.1);
}

void MatchStabilityTest::equalFoldsNeverDiffer()
{
    const Layers part = planted();
    const Moments fold = momentsOf(part.a, part.b);
    const Matching matching = matchingOf(part);
    const MatchStability found =
        matchStability(std::vector<Moments>(5, fold), matching, {}, {}, {});
    QCOMPARE(found.meanKept.value(), 1.0);
    QCOMPARE(found.meanSemiKept.value(), 1.0);
    QCOMPARE(found.meanHalvesAgree.value(), 1.0);
    QVERIFY(found.matchingMean->high - found.matchingMean->low < 1e-12);
    QVERIFY(std::abs(found.matchingMean->low - matching.matchingMean.value()) < 1e-6);
    const double cka = directCka(part);
    QVERIFY(std::abs(found.cka->low - cka) < 1e-10 && std::abs(found.cka->high - cka) < 1e-10);
}

void MatchStabilityTest::deadUnitsHaveNoShare()
{
    Layers layers = planted();
    layers.a.col(2).setConstant(0.1f);
    const SidePair<std::vector<UnitIndex>> dead{{UnitIndex{2}}, {}};
    const Matching matching = match(test::directCorrelation(layers.a, layers.b), dead, {}, {});
    const MatchStability found = matchStability(foldsOf(layers), matching, dead, {}, {});
    QVERIFY(!found.keepsPartner[2] && !found.keepsSemi[2] && !found.halvesAgree[2]);
    QCOMPARE(found.keepsPartner[1].value(), 1.0);
}

void MatchStabilityTest::sameSeedSameShares()
{
    const Layers layers = planted();
    const auto shares = [&](std::uint64_t seed) {
        StabilityOptions options;
        options.seed = seed;
        return matchStability(foldsOf(layers), matchingOf(layers), {}, options, {}).keepsPartner;
    };
    QCOMPARE(shares(4), shares(4));
    QVERIFY(shares(4) != shares(5));
}

QTEST_APPLESS_MAIN(MatchStabilityTest)
#include "tst_match_stability.moc"
