#include "core/analysis/joint_counts.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace counterpart::core;

namespace {

/// A unit whose first bin holds `share` of the rows.
BinnedUnit randomUnit(int bins, double share, std::size_t rows, unsigned seed)
{
    std::mt19937 random(seed);
    BinnedUnit unit;
    unit.count = bins;
    for (std::size_t row = 0; row < rows; ++row) {
        const bool isFirst = std::generate_canonical<double, 32>(random) < share;
        const auto bin = static_cast<std::uint8_t>(random() % static_cast<unsigned>(bins));
        unit.bins.push_back(isFirst ? std::uint8_t{0} : bin);
    }
    return unit;
}

PairTable countedOneByOne(const BinnedUnit& first, const BinnedUnit& second)
{
    PairTable table(static_cast<std::size_t>(first.count * second.count), 0);
    for (std::size_t row = 0; row < first.bins.size(); ++row)
        ++table[static_cast<std::size_t>(first.bins[row] + first.count * second.bins[row])];
    return table;
}

} // namespace

class JointCountsTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsCountingOneByOne_data();
    void equalsCountingOneByOne();
};

void JointCountsTest::equalsCountingOneByOne_data()
{
    QTest::addColumn<QList<int>>("binsOfGroup");
    QTest::addColumn<QList<int>>("binsOfOther");
    QTest::addColumn<double>("share");
    QTest::addColumn<int>("rows");
    QTest::newRow("four small") << QList{3, 5} << QList{4, 2} << .8 << 5003;
    QTest::newRow("four, one copy") << QList{12, 11} << QList{12, 12} << .5 << 5003;
    QTest::newRow("four, two copies") << QList{9, 9} << QList{9, 9} << .5 << 5003;
    QTest::newRow("too many states") << QList{21, 20} << QList{21, 21} << 0. << 5003;
    QTest::newRow("one against two") << QList{21} << QList{21, 21} << 0. << 5003;
    QTest::newRow("two against one") << QList{21, 7} << QList{21} << 0. << 5003;
    QTest::newRow("one against one") << QList{21} << QList{6} << .3 << 5003;
    QTest::newRow("constant units") << QList{1, 4} << QList{3, 1} << 0. << 70;
    QTest::newRow("constant second") << QList{4, 1} << QList{1} << 0. << 70;
    QTest::newRow("more rows than a cell counts") << QList{2, 2} << QList{3, 2} << 1. << 140001;
    QTest::newRow("many rows, many states") << QList{20, 21} << QList{20, 21} << .9 << 140001;
}

void JointCountsTest::equalsCountingOneByOne()
{
    QFETCH(const QList<int>, binsOfGroup);
    QFETCH(const QList<int>, binsOfOther);
    QFETCH(const double, share);
    QFETCH(const int, rows);
    std::vector<BinnedUnit> units;
    std::vector<BinnedUnit> others;
    unsigned seed = 1;
    for (const int bins : binsOfGroup)
        units.push_back(randomUnit(bins, share, std::size_t(rows), ++seed));
    for (const int bins : binsOfOther)
        others.push_back(randomUnit(bins, share, std::size_t(rows), ++seed));

    const UnitGroup group = groupOf(units[0], units.size() > 1 ? &units[1] : nullptr);
    const UnitGroup other = groupOf(others[0], others.size() > 1 ? &others[1] : nullptr);
    JointCounter counter;
    counter.setGroup(group);
    for (int round = 0; round < 2; ++round) { // nothing of the first count is left in the second
        counter.count(other);
        for (std::size_t i = 0; i < units.size(); ++i) {
            for (std::size_t j = 0; j < others.size(); ++j)
                QCOMPARE(counter.table(int(i), int(j)), countedOneByOne(units[i], others[j]));
        }
    }
}

QTEST_APPLESS_MAIN(JointCountsTest)
#include "tst_joint_counts.moc"
