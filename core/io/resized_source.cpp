#include "core/io/resized_source.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace counterpart::core {

namespace {

/// How much of one stored row (or column) goes into one of the fewer that are made of them.
struct Share
{
    Index from, to;
    double weight; ///< those of one `to` sum to 1
};

std::vector<Share> sharesOf(Index stored, Index wanted)
{
    std::vector<Share> shares;
    for (Index to = 0; to < wanted; ++to) {
        // In parts of 1 / wanted of a stored one, so that bounds are whole numbers.
        const Index begin = to * stored;
        const Index end = begin + stored;
        for (Index from = begin / wanted; from * wanted < end; ++from) {
            const Index inside =
                std::min(end, (from + 1) * wanted) - std::max(begin, from * wanted);
            shares.push_back({from, to, static_cast<double>(inside) / static_cast<double>(stored)});
        }
    }
    return shares;
}

/// Reads a few inputs of the underlying source at a time and averages their maps.
class ResizedSource : public ActivationSource
{
public:
    ResizedSource(std::unique_ptr<ActivationSource> source, Index rows, Index columns)
        : m_source(std::move(source)),
          m_rows(rows),
          m_columns(columns),
          m_rowShares(sharesOf(m_source->positions() / m_source->columns(), rows)),
          m_columnShares(sharesOf(m_source->columns(), columns))
    {
    }

    Index inputs() const override { return m_source->inputs(); }
    Index units() const override { return m_source->units(); }
    Index positions() const override { return m_rows * m_columns; }
    Index columns() const override { return m_columns; }
    InputIndex storedInput(InputIndex input) const override { return m_source->storedInput(input); }
    MapPosition storedPosition(MapPosition position) const override
    {
        const Index storedColumns = m_source->columns();
        const Index storedRows = m_source->positions() / storedColumns;
        return m_source->storedPosition({middle(position.row, storedRows, m_rows),
                                         middle(position.column, storedColumns, m_columns)});
    }

    void read(Index firstInput, Index inputCount, Block block) override
    {
        constexpr Index kElements = Index{1} << 20;
        const Index perInput = std::max<Index>(units(), 1) * m_source->positions();
        const Index step = std::clamp<Index>(kElements / perInput, 1, inputCount);
        for (Index done = 0; done < inputCount; done += step) {
            const Index count = std::min(step, inputCount - done);
            m_maps.resize(count * m_source->positions(), units());
            m_source->read(firstInput + done, count, m_maps);
            for (Index input = 0; input < count; ++input)
                average(input, block.middleRows((done + input) * positions(), positions()));
        }
    }

private:
    /// The stored row (or column) in the middle of [i stored / wanted, (i + 1) stored / wanted).
    static int middle(int place, Index stored, Index wanted)
    {
        return static_cast<int>((2 * place + 1) * stored / (2 * wanted));
    }

    void average(Index input, Block map) const
    {
        std::vector<double> sums(static_cast<std::size_t>(positions()));
        for (Index unit = 0; unit < units(); ++unit) {
            const float* stored = m_maps.col(unit).data() + input * m_source->positions();
            std::ranges::fill(sums, 0.0);
            for (const Share& row : m_rowShares) {
                for (const Share& column : m_columnShares)
                    sums[static_cast<std::size_t>(row.to * m_columns + column.to)] +=
                        row.weight * column.weight *
                        stored[row.from * m_source->columns() + column.from];
            }
            for (Index place = 0; place < positions(); ++place)
                map(place, unit) = static_cast<float>(sums[static_cast<std::size_t>(place)]);
        }
    }

    std::unique_ptr<ActivationSource> m_source;
    Index m_rows;
    Index m_columns;
    std::vector<Share> m_rowShares;
    std::vector<Share> m_columnShares;
    ActivationBlock m_maps;
};

} // namespace

std::unique_ptr<ActivationSource> resizedMaps(std::unique_ptr<ActivationSource> source, Index rows,
                                              Index columns)
{
    const Index storedRows = source->positions() / source->columns();
    assert(rows <= storedRows && columns <= source->columns());
    if (rows == storedRows && columns == source->columns())
        return source;
    return std::make_unique<ResizedSource>(std::move(source), rows, columns);
}

} // namespace counterpart::core
