#include "core/io/reordered_source.h"

#include <algorithm>
#include <cassert>

namespace counterpart::core {

namespace {

constexpr Index kRunBytes = Index{16} << 20;
/// Reading that much more costs about as much as beginning anew further on.
constexpr Index kGapBytes = Index{64} << 10;

/// An input of the window: its place in the file and in the window.
struct Wanted
{
    Index stored = 0;
    Index place = 0;
};

class ReorderedSource : public ActivationSource
{
public:
    ReorderedSource(std::unique_ptr<ActivationSource> source, std::vector<InputIndex> order,
                    Progress progress, Index windowBytes)
        : m_source(std::move(source)),
          m_order(std::move(order)),
          m_progress(std::move(progress)),
          m_inputBytes(std::max<Index>(units() * positions(), 1) * Index{sizeof(float)}),
          m_windowInputs(std::clamp<Index>(windowBytes / m_inputBytes, 1, inputs()))
    {
        assert(static_cast<Index>(m_order.size()) == m_source->inputs());
    }

    Index inputs() const override { return m_source->inputs(); }
    Index units() const override { return m_source->units(); }
    Index positions() const override { return m_source->positions(); }
    Index columns() const override { return m_source->columns(); }
    InputIndex storedInput(InputIndex input) const override
    {
        return m_source->storedInput(m_order[static_cast<std::size_t>(input.value)]);
    }
    MapPosition storedPosition(MapPosition position) const override
    {
        return m_source->storedPosition(position);
    }

    void read(Index firstInput, Index inputCount, Block block) override
    {
        for (Index done = 0; done < inputCount;) {
            const Index input = firstInput + done;
            if (input < m_windowFirst || input >= m_windowEnd)
                readWindow(input);
            const Index count = std::min(inputCount - done, m_windowEnd - input);
            block.middleRows(done * positions(), count * positions()) =
                m_window.middleRows((input - m_windowFirst) * positions(), count * positions());
            done += count;
        }
    }

private:
    void readWindow(Index first)
    {
        m_windowEnd = m_windowFirst = first; // nothing, should reading fail
        const Index end = std::min(first + m_windowInputs, inputs());
        std::vector<Wanted> wanted;
        wanted.reserve(static_cast<std::size_t>(end - first));
        for (Index input = first; input < end; ++input)
            wanted.push_back({m_order[static_cast<std::size_t>(input)].value, input - first});
        std::ranges::sort(wanted, {}, &Wanted::stored);
        m_window.resize((end - first) * positions(), units());
        for (auto run = wanted.cbegin(); run != wanted.cend();)
            run = readRun(run, wanted.cend());
        m_windowEnd = end;
    }

    using Place = std::vector<Wanted>::const_iterator;

    /// Reads inputs that stand near one another in the file, and puts them where they belong.
    Place readRun(Place begin, Place end)
    {
        m_progress.checkpoint();
        Place stop = begin + 1;
        while (stop != end &&
               (stop->stored - std::prev(stop)->stored - 1) * m_inputBytes <= kGapBytes &&
               (stop->stored - begin->stored + 1) * m_inputBytes <= kRunBytes)
            ++stop;
        const Index first = begin->stored;
        const Index count = std::prev(stop)->stored - first + 1;
        m_run.resize(count * positions(), units());
        m_source->read(first, count, m_run);
        for (Index unit = 0; unit < units(); ++unit) {
            for (Place input = begin; input != stop; ++input)
                m_window.col(unit).segment(input->place * positions(), positions()) =
                    m_run.col(unit).segment((input->stored - first) * positions(), positions());
        }
        return stop;
    }

    std::unique_ptr<ActivationSource> m_source;
    std::vector<InputIndex> m_order;
    Progress m_progress;
    Index m_inputBytes;
    Index m_windowInputs;
    Index m_windowFirst = 0;
    Index m_windowEnd = 0;
    ActivationBlock m_window; ///< the inputs [m_windowFirst, m_windowEnd)
    ActivationBlock m_run;
};

} // namespace

std::unique_ptr<ActivationSource> reordered(std::unique_ptr<ActivationSource> source,
                                            std::vector<InputIndex> order, Progress progress,
                                            Index windowBytes)
{
    return std::make_unique<ReorderedSource>(std::move(source), std::move(order),
                                             std::move(progress), windowBytes);
}

} // namespace counterpart::core
