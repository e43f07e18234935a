#include "core/analysis/layer_pair_pass.h"

#include "core/analysis/block_prefetcher.h"
#include "core/analysis/cross_products.h"
#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/non_finite.h"
#include "core/analysis/unit_profiler.h"
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <cassert>
#include <chrono>
#include <mutex>
#include <sstream>

namespace counterpart::core {

namespace {

/// A pass of fewer multiplications, n (p + q)², is made in double: about a second on two cores of
/// the year 2021.
constexpr double kCheapMultiplications = 5e10;
/// What the progress of a single-precision pass leaves to the pass in double that may follow.
constexpr double kFirstPassShare = 0.9;
constexpr Index kColumnGrain = 16;
/// Deviations between these bounds can be squared and added up in single precision.
constexpr double kSmallestDeviation = 1e-14;
constexpr double kLargestDeviation = 1e16;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// One pass over two sources.
class Pass
{
public:
    Pass(ActivationSource& a, ActivationSource& b, const SourceNames& names,
         const PassOptions& options, Precision precision)
        : m_a(a),
          m_b(b),
          m_names(names),
          m_options(options),
          m_profilers(static_cast<std::size_t>(a.units() + b.units()),
                      UnitProfiler(options.histogramBins, options.topSamples, a.positions())),
          m_products(a.units(), b.units(), precision,
                     {a.inputs(), a.positions(), options.foldShares, options.policy.seed})
    {
    }

    LayerPairStatistics run(SampleSelection selection, const Progress& progress);

private:
    void take(SampleBlock& block, const Progress& progress);
    void takeColumn(SampleBlock& block, Index column);
    void noteNonFinite(std::span<const float> values, std::span<const Index> samples, Index column);
    void requireEnough(Index samples) const;
    LayerProfile profile(Side side) const;

    ActivationSource& m_a;
    ActivationSource& m_b;
    const SourceNames& m_names;
    const PassOptions& m_options;
    std::vector<UnitProfiler> m_profilers; ///< of A, then of B
    CrossProducts m_products;
    std::mutex m_nonFiniteMutex;
    NonFiniteCount m_nonFinite;
    Index m_dropped = 0;
};

LayerPairStatistics Pass::run(SampleSelection selection, const Progress& progress)
{
    LayerPairStatistics statistics;
    const double total = static_cast<double>(std::max<Index>(selection.count(), 1));
    SampleReader reader(m_a, m_b, std::move(selection), m_products.bytesOfAValue());
    {
        BlockPrefetcher blocks(reader);
        Index seen = 0;
        while (SampleBlock* block = blocks.next()) {
            progress.checkpoint();
            const auto start = Clock::now();
            seen += block->rows();
            take(*block, progress);
            statistics.computeSeconds += secondsSince(start);
            progress.report(static_cast<double>(seen) / total);
        }
    }
    if (m_nonFinite.values > 0)
        throw NonFiniteError(nonFiniteMessage(m_nonFinite, m_names, m_a, m_b));
    requireEnough(m_products.samples());
    const auto start = Clock::now();
    statistics.folds = m_products.takeFolds(progress);
    statistics.moments = std::move(statistics.folds.front());
    statistics.folds.erase(statistics.folds.begin());
    for (const Moments& fold : statistics.folds)
        statistics.moments = merge(statistics.moments, fold);
    statistics.profile = {profile(Side::A), profile(Side::B)};
    statistics.droppedSamples = m_dropped;
    statistics.readSeconds = reader.seconds();
    statistics.computeSeconds += secondsSince(start);
    return statistics;
}

void Pass::take(SampleBlock& block, const Progress& progress)
{
    if (m_options.nonFinite == NonFinite::Drop)
        m_dropped += dropNonFiniteRows(block);
    if (block.rows() == 0)
        return;
    m_products.startBlock(block, progress);
    parallelFor(block.values.cols(), kColumnGrain, progress, [&](Index begin, Index end) {
        for (Index column = begin; column < end; ++column)
            takeColumn(block, column);
    });
    if (m_nonFinite.values == 0)
        m_products.multiply(block, progress);
}

/// While the column is in the cache: its profile, and its part of the centred block.
void Pass::takeColumn(SampleBlock& block, Index column)
{
    const std::span<const float> values(block.values.col(column).data(), block.samples.size());
    const ColumnRange range = rangeOf(values);
    if (!range.isFinite) {
        noteNonFinite(values, block.samples, column);
        return;
    }
    m_profilers[static_cast<std::size_t>(column)].add(values, range, block.samples);
    m_products.centre(block, column);
}

void Pass::noteNonFinite(std::span<const float> values, std::span<const Index> samples,
                         Index column)
{
    const bool isA = column < m_a.units();
    const NonFiniteCount count = countNonFinite(values, samples, isA ? Side::A : Side::B,
                                                isA ? column : column - m_a.units());
    const std::lock_guard lock(m_nonFiniteMutex);
    m_nonFinite.add(count);
}

void Pass::requireEnough(Index samples) const
{
    if (samples >= 2)
        return;
    std::ostringstream text;
    text << m_names.a << " and " << m_names.b << " leave " << samples
         << (samples == 1 ? " sample" : " samples") << " of " << m_a.samples();
    if (m_dropped > 0)
        text << " after " << m_dropped << " with a NaN or an infinity were dropped";
    text << "; a correlation needs at least 2.";
    throw InputError(text.str());
}

LayerProfile Pass::profile(Side side) const
{
    const std::size_t first = side == Side::A ? 0 : static_cast<std::size_t>(m_a.units());
    const ActivationSource& source = side == Side::A ? m_a : m_b;
    const auto units = static_cast<std::size_t>(source.units());
    LayerProfile result;
    for (std::size_t unit = 0; unit < units; ++unit) {
        result.units.push_back(m_profilers[first + unit].profile(m_a.columns()));
        countAsStored(result.units.back().top, source);
        if (result.units.back().minimum == result.units.back().maximum)
            result.dead.push_back(UnitIndex{static_cast<int>(unit)});
    }
    return result;
}

/// Whether no square of a deviation under- or overflowed in single precision.
bool isWithinSinglePrecision(const LayerPairStatistics& statistics)
{
    for (const Side side : {Side::A, Side::B}) {
        const Vector variance = statistics.moments.variance(side);
        for (Index unit = 0; unit < variance.size(); ++unit) {
            const UnitProfile& profile =
                statistics.profile[side].units[static_cast<std::size_t>(unit)];
            const double range =
                static_cast<double>(profile.maximum) - static_cast<double>(profile.minimum);
            const bool isDead = profile.minimum == profile.maximum;
            const double least = kSmallestDeviation * kSmallestDeviation;
            if (range > kLargestDeviation || (!isDead && !(variance[unit] > least)))
                return false;
        }
    }
    return true;
}

} // namespace

bool isSameReading(const PassOptions& one, const PassOptions& two)
{
    return one.policy == two.policy && one.nonFinite == two.nonFinite &&
           one.inputOrder == two.inputOrder;
}

PassOptions withMomentsOnly(PassOptions options)
{
    options.topSamples = 0;
    options.histogramBins = 0;
    options.foldShares.clear();
    return options;
}

LayerPairStatistics computeStatistics(ActivationSource& a, ActivationSource& b,
                                      const SourceNames& names, const PassOptions& options,
                                      const Progress& progress)
{
    assert(options.topSamples >= 0 && options.topSamples <= 64);
    assert(options.histogramBins == 0 ||
           (options.histogramBins >= 2 && options.histogramBins <= 4096));
    requireComparable(a, b, names);
    const SampleSelection selection(a.samples(), options.policy.maxSamples, options.policy.seed);
    const double units = static_cast<double>(a.units() + b.units());
    const bool isCheap =
        static_cast<double>(selection.count()) * units * units <= kCheapMultiplications;
    const Precision precision =
        options.precision.value_or(isCheap ? Precision::Double : Precision::Single);

    const bool isFinal = precision == Precision::Double;
    LayerPairStatistics statistics =
        Pass(a, b, names, options, precision)
            .run(selection, progress.part(0, isFinal ? 1 : kFirstPassShare));
    if (isFinal || isWithinSinglePrecision(statistics)) {
        progress.report(1);
        return statistics;
    }
    progress.stage("reading again in double precision");
    LayerPairStatistics again = Pass(a, b, names, options, Precision::Double)
                                    .run(selection, progress.part(kFirstPassShare, 1));
    again.readSeconds += statistics.readSeconds;
    again.computeSeconds += statistics.computeSeconds;
    return again;
}

Moments computeMoments(ActivationSource& a, ActivationSource& b, const SourceNames& names,
                       const PassOptions& options, const Progress& progress)
{
    return computeStatistics(a, b, names, withMomentsOnly(options), progress).moments;
}

} // namespace counterpart::core
