#include "core/analysis/mutual_information.h"

#include "core/analysis/joint_counts.h"
#include "core/analysis/layer_pair_sources.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>

namespace counterpart::core {

namespace {

constexpr double kReadShare = 0.2;
/// Groups that one thread counts against at a time, at least.
constexpr Index kGroupGrain = 8;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// sum of count log(count) over a table, and how many counts are not 0.
struct TableSum
{
    double sum = 0;
    int occupied = 0;
};

/// count log(count), looked up where counts are small.
class CountLogs
{
public:
    explicit CountLogs(Index rows) : m_small(static_cast<std::size_t>(std::min(rows, kMost) + 1))
    {
        for (std::size_t count = 1; count < m_small.size(); ++count)
            m_small[count] = exact(static_cast<double>(count));
    }

    TableSum sum(const PairTable& table) const
    {
        TableSum result;
        for (const std::uint32_t count : table) {
            result.sum += count < m_small.size() ? m_small[count] : exact(count);
            result.occupied += count > 0;
        }
        return result;
    }

private:
    static constexpr Index kMost = 65536;
    static double exact(double count) { return count * std::log(count); }

    std::vector<double> m_small;
};

/// Which unit of [A | B] is where.
struct GroupPlace
{
    Side side = Side::A;
    Index firstUnit = 0; ///< in its own network
};

class Counting
{
public:
    Counting(const BinnedLayers& layers, const MutualInformationOptions& options);

    MutualInformation run(const Progress& progress);

private:
    void addGroups(const std::vector<BinnedUnit>& units, Side side);
    void setMarginals(const std::vector<BinnedUnit>& units, Side side);
    void countOwn(std::size_t group);
    void countPairs(Index begin, Index end, const Progress& progress);
    void countAgainst(JointCounter& counter, std::size_t group, std::size_t other);
    void store(Side rowSide, Index row, Side columnSide, Index column, const PairTable& table);
    Index firstOther(std::size_t group) const;

    const BinnedLayers& m_layers;
    CountLogs m_logs;
    double m_rows;
    std::vector<UnitGroup> m_groups; ///< of A, then of B
    std::vector<GroupPlace> m_places;
    Index m_groupsOfA = 0;
    std::vector<Index> m_pairsBefore; ///< pairs of groups before those of a group of A or B
    SidePair<std::vector<TableSum>> m_marginals;
    std::atomic<Index> m_done = 0;
    MutualInformation m_result;
};

Counting::Counting(const BinnedLayers& layers, const MutualInformationOptions& options)
    : m_layers(layers),
      m_logs(layers.rows),
      m_rows(static_cast<double>(layers.rows))
{
    m_result.options = options;
    m_result.rows = layers.rows;
    for (const Side side : {Side::A, Side::B}) {
        setMarginals(layers.units[side], side);
        addGroups(layers.units[side], side);
        if (side == Side::A)
            m_groupsOfA = static_cast<Index>(m_groups.size());
    }
    const auto p = static_cast<Index>(layers.units.a.size());
    const auto q = static_cast<Index>(layers.units.b.size());
    for (PairMatrices* matrices : {&m_result.raw, &m_result.bias}) {
        matrices->between = Matrix::Zero(p, q);
        if (options.hasWithin)
            matrices->within = {Matrix::Zero(p, p), Matrix::Zero(q, q)};
    }
    m_pairsBefore.push_back(0);
    const std::size_t last = options.hasWithin ? m_groups.size() : std::size_t(m_groupsOfA);
    for (std::size_t group = 0; group < last; ++group)
        m_pairsBefore.push_back(m_pairsBefore.back() + static_cast<Index>(m_groups.size()) -
                                firstOther(group));
}

/// The groups that come after this one are its others; without `within`, those of B alone.
Index Counting::firstOther(std::size_t group) const
{
    return m_result.options.hasWithin ? static_cast<Index>(group) + 1 : m_groupsOfA;
}

void Counting::setMarginals(const std::vector<BinnedUnit>& units, Side side)
{
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        PairTable counts(static_cast<std::size_t>(units[unit].count), 0);
        for (const std::uint8_t bin : units[unit].bins)
            ++counts[bin];
        m_marginals[side].push_back(m_logs.sum(counts));
        if (units[unit].count == 1)
            m_result.constant[side].push_back(UnitIndex{static_cast<int>(unit)});
    }
}

void Counting::addGroups(const std::vector<BinnedUnit>& units, Side side)
{
    for (std::size_t unit = 0; unit < units.size(); unit += 2) {
        const bool isAlone = unit + 1 == units.size();
        m_groups.push_back(groupOf(units[unit], isAlone ? nullptr : &units[unit + 1]));
        m_places.push_back({side, static_cast<Index>(unit)});
    }
}

/// I = (sum n_ab log n_ab - sum n_a log n_a - sum n_b log n_b + n log n) / n, which is 0 to the
/// last bit where one of both is constant.
void Counting::store(Side rowSide, Index row, Side columnSide, Index column, const PairTable& table)
{
    const TableSum joint = m_logs.sum(table);
    const TableSum& ofRow = m_marginals[rowSide][static_cast<std::size_t>(row)];
    const TableSum& ofColumn = m_marginals[columnSide][static_cast<std::size_t>(column)];
    double value = 0;
    double bias = 0;
    if (ofRow.occupied > 1 && ofColumn.occupied > 1) {
        value = ((joint.sum - ofRow.sum) + (m_rows * std::log(m_rows) - ofColumn.sum)) / m_rows;
        bias = (joint.occupied - ofRow.occupied - ofColumn.occupied + 1) / (2 * m_rows);
    }
    value = std::max(value, 0.0);
    const auto set = [&](PairMatrices& matrices, double number) {
        if (rowSide != columnSide) {
            matrices.between(row, column) = number;
            return;
        }
        matrices.within[rowSide](row, column) = number;
        matrices.within[rowSide](column, row) = number;
    };
    set(m_result.raw, value);
    set(m_result.bias, bias);
}

/// The pairs inside a group, from the counts of its states.
void Counting::countOwn(std::size_t group)
{
    const UnitGroup& units = m_groups[group];
    const GroupPlace place = m_places[group];
    PairTable table(static_cast<std::size_t>(units.stateCount()), 0);
    for (const std::uint16_t state : units.states)
        ++table[state];
    if (units.size == 2)
        store(place.side, place.firstUnit, place.side, place.firstUnit + 1, table);
    for (int unit = 0; unit < units.size; ++unit) {
        const auto bins = static_cast<std::size_t>(units.bins[std::size_t(unit)]);
        const std::size_t below = unit == 1 ? static_cast<std::size_t>(units.bins[0]) : 1;
        PairTable diagonal(bins, 0);
        for (std::size_t state = 0; state < table.size(); ++state)
            diagonal[state / below % bins] += table[state];
        store(place.side, place.firstUnit + unit, place.side, place.firstUnit + unit, diagonal);
    }
}

void Counting::countAgainst(JointCounter& counter, std::size_t group, std::size_t other)
{
    counter.count(m_groups[other]);
    const GroupPlace row = m_places[group];
    const GroupPlace column = m_places[other];
    for (int unit = 0; unit < m_groups[group].size; ++unit) {
        for (int ofOther = 0; ofOther < m_groups[other].size; ++ofOther)
            store(row.side, row.firstUnit + unit, column.side, column.firstUnit + ofOther,
                  counter.table(unit, ofOther));
    }
}

/// Pairs of groups are numbered group by group, and within one by the other.
void Counting::countPairs(Index begin, Index end, const Progress& progress)
{
    JointCounter counter;
    auto group = static_cast<std::size_t>(std::ranges::upper_bound(m_pairsBefore, begin) -
                                          m_pairsBefore.begin() - 1);
    counter.setGroup(m_groups[group]);
    for (Index pair = begin; pair < end; ++pair) {
        progress.checkpoint();
        while (pair >= m_pairsBefore[group + 1])
            counter.setGroup(m_groups[++group]);
        countAgainst(counter, group,
                     static_cast<std::size_t>(firstOther(group) + pair - m_pairsBefore[group]));
    }
    const Index done = m_done += end - begin;
    progress.report(static_cast<double>(done) / static_cast<double>(m_pairsBefore.back()));
}

MutualInformation Counting::run(const Progress& progress)
{
    const auto start = Clock::now();
    if (m_result.options.hasWithin) {
        parallelFor(static_cast<Index>(m_groups.size()), kGroupGrain, progress,
                    [this](Index begin, Index end) {
                        for (Index group = begin; group < end; ++group)
                            countOwn(static_cast<std::size_t>(group));
                    });
    }
    parallelFor(m_pairsBefore.back(), kGroupGrain, progress,
                [&](Index begin, Index end) { countPairs(begin, end, progress); });
    progress.report(1);
    m_result.countSeconds = secondsSince(start);
    return std::move(m_result);
}

} // namespace

PairMatrices MutualInformation::values(bool isCorrected) const
{
    PairMatrices result = raw;
    if (!isCorrected)
        return result;
    result.between -= bias.between;
    for (const Side side : {Side::A, Side::B})
        result.within[side] -= bias.within[side];
    return result;
}

MutualInformation mutualInformation(const BinnedLayers& layers,
                                    const MutualInformationOptions& options,
                                    const Progress& progress)
{
    return Counting(layers, options).run(progress);
}

std::shared_ptr<const MutualInformation>
analyseMutualInformation(const SidePair<const Network*>& networks,
                         const SidePair<LayerIndex>& layers, const PassOptions& pass,
                         const MutualInformationOptions& options, const Progress& progress)
{
    const auto start = Clock::now();
    const LayerPairSources sources = openLayerPair(networks, layers, pass, progress);
    progress.stage("ranking activations");
    const BinnedLayers binned =
        binLayers(*sources.source.a, *sources.source.b, sources.names, pass, options.rows,
                  options.binning, progress.part(0, kReadShare));
    const double readSeconds = secondsSince(start);
    progress.stage("counting mutual information");
    auto result = std::make_shared<MutualInformation>(
        mutualInformation(binned, options, progress.part(kReadShare, 1)));
    result->readSeconds = readSeconds;
    return result;
}

Matching matchByInformation(const MutualInformation& information,
                            const SidePair<std::vector<UnitIndex>>& dead, const Progress& progress)
{
    const Matrix& raw = information.raw.between;
    return information.options.isCorrected
               ? match(raw - information.bias.between, dead, {}, progress)
               : match(raw, dead, {}, progress);
}

} // namespace counterpart::core
