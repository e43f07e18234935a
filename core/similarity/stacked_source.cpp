#include "core/similarity/stacked_source.h"

#include <algorithm>
#include <cassert>

namespace counterpart::core {

namespace {

class ChosenUnits : public ActivationSource
{
public:
    ChosenUnits(std::unique_ptr<ActivationSource> source, std::vector<Index> units)
        : m_source(std::move(source)),
          m_units(std::move(units))
    {
    }

    Index inputs() const override { return m_source->inputs(); }
    Index units() const override { return static_cast<Index>(m_units.size()); }
    Index positions() const override { return m_source->positions(); }
    Index columns() const override { return m_source->columns(); }
    InputIndex storedInput(InputIndex input) const override { return m_source->storedInput(input); }

    void read(Index firstInput, Index inputCount, Block block) override
    {
        m_all.resize(inputCount * positions(), m_source->units());
        m_source->read(firstInput, inputCount, m_all);
        for (std::size_t i = 0; i < m_units.size(); ++i)
            block.col(static_cast<Index>(i)) = m_all.col(m_units[i]);
    }

private:
    std::unique_ptr<ActivationSource> m_source;
    std::vector<Index> m_units;
    ActivationBlock m_all;
};

class NoUnits : public ActivationSource
{
public:
    explicit NoUnits(const ActivationSource& like)
        : m_inputs(like.inputs()),
          m_positions(like.positions()),
          m_columns(like.columns())
    {
    }

    Index inputs() const override { return m_inputs; }
    Index units() const override { return 0; }
    Index positions() const override { return m_positions; }
    Index columns() const override { return m_columns; }
    void read(Index, Index, Block) override {}

private:
    Index m_inputs, m_positions, m_columns;
};

} // namespace

StackedSource::StackedSource(std::vector<std::unique_ptr<ActivationSource>> sources)
    : m_sources(std::move(sources)),
      m_firstColumns{0}
{
    assert(!m_sources.empty());
    for (const auto& source : m_sources)
        m_firstColumns.push_back(m_firstColumns.back() + source->units());
}

void StackedSource::read(Index firstInput, Index inputCount, Block block)
{
    for (std::size_t place = 0; place < m_sources.size(); ++place)
        m_sources[place]->read(firstInput, inputCount,
                               block.middleCols(m_firstColumns[place], m_sources[place]->units()));
}

std::size_t StackedSource::placeOf(Index column) const
{
    const auto after = std::ranges::upper_bound(m_firstColumns, column);
    return static_cast<std::size_t>(after - m_firstColumns.begin()) - 1;
}

std::unique_ptr<ActivationSource> withUnits(std::unique_ptr<ActivationSource> source,
                                            std::vector<Index> units)
{
    return std::make_unique<ChosenUnits>(std::move(source), std::move(units));
}

std::unique_ptr<ActivationSource> withoutUnits(const ActivationSource& source)
{
    return std::make_unique<NoUnits>(source);
}

} // namespace counterpart::core
