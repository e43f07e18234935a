#include "core/analysis/fold_dealer.h"

#include <QTest>

#include <cmath>
#include <map>
#include <numeric>
#include <set>

using namespace counterpart::core;

namespace {

/// The fold of every sample, dealt in blocks of `step`.
std::vector<std::size_t> dealAll(FoldDealer dealer, Index samples, Index step)
{
    std::vector<std::size_t> folds(static_cast<std::size_t>(samples), 99);
    for (Index first = 0; first < samples; first += step) {
        std::vector<Index> block(static_cast<std::size_t>(std::min(step, samples - first)));
        std::iota(block.begin(), block.end(), first);
        const FoldRows rows = dealer.deal(block);
        for (std::size_t fold = 0; fold + 1 < rows.bounds.size(); ++fold) {
            for (Index k = rows.bounds[fold]; k < rows.bounds[fold + 1]; ++k) {
                const Index row = rows.order.empty() ? k : rows.order[static_cast<std::size_t>(k)];
                folds.at(static_cast<std::size_t>(first + row)) = fold;
            }
        }
    }
    return folds;
}

} // namespace

class FoldDealerTest : public QObject
{
    Q_OBJECT

private slots:
    void oneFoldLeavesTheRowsAlone();
    void sharesAreRounded_data();
    void sharesAreRounded();
    void wholeInputsGoToAFold();
    void rowsOfAFoldRise();
    void samplesMayBeMissing();
    void everySplitIsEquallyLikely();
};

void FoldDealerTest::oneFoldLeavesTheRowsAlone()
{
    FoldDealer dealer;
    const std::vector<Index> samples{3, 5, 9};
    const FoldRows rows = dealer.deal(samples);
    QVERIFY(rows.order.empty());
    QCOMPARE(rows.bounds, (std::vector<Index>{0, 3}));
}

void FoldDealerTest::sharesAreRounded_data()
{
    QTest::addColumn<int>("inputs");
    QTest::addColumn<QList<double>>("shares");
    QTest::addColumn<QList<int>>("counts");
    QTest::newRow("a fifth") << 10 << QList<double>{0.2} << QList<int>{8, 2};
    QTest::newRow("rounded up") << 3 << QList<double>{0.2} << QList<int>{2, 1};
    QTest::newRow("rounded down") << 2 << QList<double>{0.2} << QList<int>{2, 0};
    QTest::newRow("nothing held out") << 5 << QList<double>{0.0} << QList<int>{5, 0};
    QTest::newRow("all") << 5 << QList<double>{1.0} << QList<int>{0, 5};
    QTest::newRow("ten folds") << 100 << QList<double>(10, 0.1)
                               << (QList<int>{0} + QList<int>(10, 10));
}

void FoldDealerTest::sharesAreRounded()
{
    QFETCH(const int, inputs);
    QFETCH(const QList<double>, shares);
    QFETCH(const QList<int>, counts);
    const std::vector<double> given(shares.begin(), shares.end());
    QList<int> found(shares.size() + 1, 0);
    for (const std::size_t fold : dealAll({inputs, 1, given, 7}, inputs, 4))
        ++found[static_cast<qsizetype>(fold)];
    QCOMPARE(found, counts);
}

void FoldDealerTest::wholeInputsGoToAFold()
{
    const std::vector<double> shares{0.3, 0.3};
    const std::vector<std::size_t> inSteps = dealAll({40, 9, shares, 3}, 360, 27);
    for (std::size_t sample = 0; sample < inSteps.size(); ++sample)
        QCOMPARE(inSteps[sample], inSteps[sample / 9 * 9]);
    QCOMPARE(dealAll({40, 9, shares, 3}, 360, 360), inSteps);
    QVERIFY(dealAll({40, 9, shares, 4}, 360, 360) != inSteps);
}

void FoldDealerTest::rowsOfAFoldRise()
{
    const std::vector<double> shares{0.5};
    FoldDealer dealer(50, 1, shares, 1);
    std::vector<Index> samples(50);
    std::iota(samples.begin(), samples.end(), 0);
    const FoldRows rows = dealer.deal(samples);
    QVERIFY(std::is_sorted(rows.order.begin(), rows.order.begin() + 25));
    QVERIFY(std::is_sorted(rows.order.begin() + 25, rows.order.end()));
}

/// A subsample is split as the whole is.
void FoldDealerTest::samplesMayBeMissing()
{
    const std::vector<double> shares{0.4};
    const std::vector<std::size_t> all = dealAll({30, 2, shares, 5}, 60, 60);
    FoldDealer dealer(30, 2, shares, 5);
    const std::vector<Index> some{1, 7, 8, 33, 59};
    const FoldRows rows = dealer.deal(some);
    for (std::size_t k = 0; k < some.size(); ++k) {
        const auto row = static_cast<std::size_t>(rows.order[k]);
        const bool isHeldOut = static_cast<Index>(k) >= rows.bounds[1];
        QCOMPARE(all[static_cast<std::size_t>(some[row])], std::size_t{isHeldOut});
    }
}

/// 2 of 4 inputs: six splits.
void FoldDealerTest::everySplitIsEquallyLikely()
{
    const std::vector<double> shares{0.5};
    std::map<std::vector<std::size_t>, int> splits;
    constexpr int kSeeds = 6000;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed)
        ++splits[dealAll({4, 1, shares, seed}, 4, 4)];
    QCOMPARE(splits.size(), std::size_t{6});
    for (const auto& [split, count] : splits)
        QVERIFY(std::abs(count - kSeeds / 6) < 150); // five standard deviations
}

QTEST_APPLESS_MAIN(FoldDealerTest)
#include "tst_fold_dealer.moc"
