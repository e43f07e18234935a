#pragma once

#include "core/io/activation_source.h"

#include <memory>
#include <vector>

namespace counterpart::core {

/// Several layers of equal inputs and positions as one, the units of the first in the first
/// columns.
class StackedSource : public ActivationSource
{
public:
    /// At least one source.
    explicit StackedSource(std::vector<std::unique_ptr<ActivationSource>> sources);

    Index inputs() const override { return m_sources.front()->inputs(); }
    Index units() const override { return m_firstColumns.back(); }
    Index positions() const override { return m_sources.front()->positions(); }
    Index columns() const override { return m_sources.front()->columns(); }
    void read(Index firstInput, Index inputCount, Block block) override;

    /// The column of the first unit of source `place`, or the number of all for one past the last.
    Index firstColumn(std::size_t place) const { return m_firstColumns[place]; }
    const ActivationSource& source(std::size_t place) const { return *m_sources[place]; }
    std::size_t size() const { return m_sources.size(); }
    /// Which source has that column.
    std::size_t placeOf(Index column) const;

private:
    std::vector<std::unique_ptr<ActivationSource>> m_sources;
    std::vector<Index> m_firstColumns;
};

/// Some units of a source, in a given order. Reads all of them and copies those.
std::unique_ptr<ActivationSource> withUnits(std::unique_ptr<ActivationSource> source,
                                            std::vector<Index> units);

/// A layer without units beside `source`, for readers that take two.
std::unique_ptr<ActivationSource> withoutUnits(const ActivationSource& source);

} // namespace counterpart::core
