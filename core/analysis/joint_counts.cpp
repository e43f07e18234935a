#include "core/analysis/joint_counts.h"

#include "core/analysis/cpu_dispatch.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace counterpart::core {

namespace {

using Cell = std::uint16_t;

/// Rows whose counts surely fit in a cell.
constexpr std::size_t kRowsOfATable = 65535;
/// A table of more cells leaves the second-level cache to nobody else (64 KiB).
constexpr std::size_t kMostCells = 32768;
/// Units that are often 0 meet in one cell, and an increment waits for the one before it: small
/// tables are kept several times, and rows go to them in turn.
constexpr std::size_t kCellsOfFour = 4096;
constexpr std::size_t kCellsOfTwo = 8192;
constexpr std::size_t kChunk = 1024;

std::size_t copiesFor(std::size_t cells)
{
    return cells <= kCellsOfFour ? 4 : cells <= kCellsOfTwo ? 2 : 1;
}

/// cells[major * stride + minor] += 1 for every row, `copy` cells apart in turn.
template <std::size_t Copies>
COUNTERPART_INLINE void countBody(const Cell* major, const Cell* minor, std::size_t rows,
                                  std::size_t stride, std::size_t copy, Cell* cells)
{
    Cell* const second = Copies >= 2 ? cells + copy : cells;
    Cell* const third = Copies == 4 ? cells + 2 * copy : cells;
    Cell* const fourth = Copies == 4 ? cells + 3 * copy : second;
    alignas(64) std::array<Cell, kChunk> places;
    const auto step = static_cast<Cell>(stride);
    for (std::size_t first = 0; first < rows; first += kChunk) {
        const std::size_t count = std::min(kChunk, rows - first);
        for (std::size_t i = 0; i < count; ++i)
            places[i] = static_cast<Cell>(major[first + i] * step + minor[first + i]);
        std::size_t i = 0;
        for (; i + 4 <= count; i += 4) {
            std::uint64_t four = 0; // one load for four places
            std::memcpy(&four, places.data() + i, sizeof four);
            ++cells[four & 0xffff];
            ++second[four >> 16 & 0xffff];
            ++third[four >> 32 & 0xffff];
            ++fourth[four >> 48];
        }
        for (; i < count; ++i)
            ++cells[places[i]];
    }
}

COUNTERPART_INLINE void countCopiesBody(const Cell* major, const Cell* minor, std::size_t rows,
                                        std::size_t stride, std::size_t copies, std::size_t copy,
                                        Cell* cells)
{
    if (copies == 4)
        countBody<4>(major, minor, rows, stride, copy, cells);
    else if (copies == 2)
        countBody<2>(major, minor, rows, stride, copy, cells);
    else
        countBody<1>(major, minor, rows, stride, copy, cells);
}

COUNTERPART_WIDE void countCopiesWide(const Cell* major, const Cell* minor, std::size_t rows,
                                      std::size_t stride, std::size_t copies, std::size_t copy,
                                      Cell* cells)
{
    countCopiesBody(major, minor, rows, stride, copies, copy, cells);
}

/// cells is [second bin][first bin][width]; adds it up over each of the two.
COUNTERPART_INLINE void sumBody(const Cell* cells, std::array<int, 2> bins, std::size_t width,
                                Cell* overSecond, Cell* overFirst)
{
    for (int second = 0; second < bins[1]; ++second) {
        Cell* const ofSecond = overFirst + static_cast<std::size_t>(second) * width;
        for (int first = 0; first < bins[0]; ++first) {
            Cell* const ofFirst = overSecond + static_cast<std::size_t>(first) * width;
            for (std::size_t i = 0; i < width; ++i) {
                ofFirst[i] = static_cast<Cell>(ofFirst[i] + cells[i]);
                ofSecond[i] = static_cast<Cell>(ofSecond[i] + cells[i]);
            }
            cells += width;
        }
    }
}

COUNTERPART_WIDE void sumWide(const Cell* cells, std::array<int, 2> bins, std::size_t width,
                              Cell* overSecond, Cell* overFirst)
{
    sumBody(cells, bins, width, overSecond, overFirst);
}

} // namespace

UnitGroup groupOf(const BinnedUnit& first, const BinnedUnit* second)
{
    UnitGroup group;
    group.size = second ? 2 : 1;
    group.bins = {first.count, second ? second->count : 1};
    group.states.assign(first.bins.begin(), first.bins.end());
    for (std::size_t row = 0; second && row < group.states.size(); ++row)
        group.states[row] = static_cast<Cell>(group.states[row] + second->bins[row] * first.count);
    return group;
}

JointCounter::JointCounter() : m_cells(kMostCells) {}

void JointCounter::setGroup(const UnitGroup& group)
{
    m_group = &group;
    for (std::vector<Cell>& bins : m_bins)
        bins.clear();
}

void JointCounter::count(const UnitGroup& other)
{
    assert(m_group && other.states.size() == m_group->states.size());
    for (int unit = 0; unit < m_group->size; ++unit) {
        for (int ofOther = 0; ofOther < other.size; ++ofOther)
            m_tables[std::size_t(unit)][std::size_t(ofOther)].assign(
                static_cast<std::size_t>(m_group->bins[std::size_t(unit)]) *
                    static_cast<std::size_t>(other.bins[std::size_t(ofOther)]),
                0);
    }
    const auto cells = static_cast<std::size_t>(m_group->stateCount()) *
                       static_cast<std::size_t>(other.stateCount());
    if (m_group->size == 1 || cells <= kMostCells) {
        countPart({0, m_group->size, m_group->bins, m_group->states}, other);
        return;
    }
    if (m_bins[0].empty())
        splitGroup();
    countPart({0, 1, {m_group->bins[0], 1}, m_bins[0]}, other);
    countPart({1, 1, {m_group->bins[1], 1}, m_bins[1]}, other);
}

void JointCounter::splitGroup()
{
    const int bins = m_group->bins[0];
    for (const Cell state : m_group->states) {
        m_bins[0].push_back(static_cast<Cell>(state % bins));
        m_bins[1].push_back(static_cast<Cell>(state / bins));
    }
}

void JointCounter::countPart(const Part& part, const UnitGroup& other)
{
    const auto width = static_cast<std::size_t>(part.bins[0] * part.bins[1]);
    const std::size_t cells = width * static_cast<std::size_t>(other.stateCount());
    const std::size_t copies = copiesFor(cells);
    assert(cells <= kMostCells);
    const auto countRows = hasWideVectors() ? countCopiesWide : countCopiesBody;
    for (std::size_t first = 0; first < part.states.size(); first += kRowsOfATable) {
        const std::size_t rows = std::min(kRowsOfATable, part.states.size() - first);
        std::fill_n(m_cells.data(), cells * copies, Cell{0});
        countRows(other.states.data() + first, part.states.data() + first, rows, width, copies,
                  cells, m_cells.data());
        for (std::size_t copy = 1; copy < copies; ++copy)
            for (std::size_t i = 0; i < cells; ++i)
                m_cells[i] = static_cast<Cell>(m_cells[i] + m_cells[copy * cells + i]);
        addTables(part, other);
    }
}

/// Adds the cells, [second bin of the other][first bin of it][state of the part], to the tables.
void JointCounter::addTables(const Part& part, const UnitGroup& other)
{
    if (other.size == 1) {
        addToTables(part, m_cells.data(), 0, other.bins[0]);
        return;
    }
    const auto width = static_cast<std::size_t>(part.bins[0] * part.bins[1]);
    for (std::size_t unit = 0; unit < 2; ++unit)
        m_sums[unit].assign(width * static_cast<std::size_t>(other.bins[unit]), 0);
    const auto sum = hasWideVectors() ? sumWide : sumBody;
    sum(m_cells.data(), other.bins, width, m_sums[0].data(), m_sums[1].data());
    for (int unit = 0; unit < 2; ++unit)
        addToTables(part, m_sums[std::size_t(unit)].data(), unit, other.bins[std::size_t(unit)]);
}

/// `counts` is [bin of the other's unit][second bin of the part][first bin of the part].
void JointCounter::addToTables(const Part& part, const Cell* counts, int ofOther, int otherBins)
{
    const auto place = static_cast<std::size_t>(ofOther);
    const auto first = static_cast<std::size_t>(part.firstUnit);
    const auto firstBins = static_cast<std::size_t>(part.bins[0]);
    const auto secondBins = static_cast<std::size_t>(part.bins[1]);
    std::uint32_t* ofFirst = m_tables[first][place].data();
    std::uint32_t* ofSecond = part.units == 2 ? m_tables[1][place].data() : nullptr;
    for (int bin = 0; bin < otherBins; ++bin) {
        for (std::size_t i = 0; i < secondBins; ++i) {
            std::uint32_t sum = 0;
            for (std::size_t k = 0; k < firstBins; ++k) {
                ofFirst[k] += counts[k];
                sum += counts[k];
            }
            if (ofSecond)
                ofSecond[i] += sum;
            counts += firstBins;
        }
        ofFirst += firstBins;
        if (ofSecond)
            ofSecond += secondBins;
    }
}

const PairTable& JointCounter::table(int unit, int ofOther) const
{
    return m_tables[std::size_t(unit)][std::size_t(ofOther)];
}

} // namespace counterpart::core
