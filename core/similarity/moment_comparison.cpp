#include "core/similarity/moment_comparison.h"

#include "core/analysis/sequential_blas.h"
#include "core/similarity/layer_factor.h"
#include "core/similarity/work_queue.h"

#include <algorithm>
#include <atomic>

namespace counterpart::core {

namespace {

/// How the time of a comparison divides between factorising the layers and comparing them.
constexpr double kFactorShare = 0.3;

/// Adds up what several threads have done.
class SharedProgress
{
public:
    SharedProgress(const Progress& progress, std::size_t total)
        : m_progress(progress),
          m_total(static_cast<double>(total))
    {
    }
    void advance() { m_progress.report(static_cast<double>(++m_done) / m_total); }

private:
    const Progress& m_progress;
    double m_total;
    std::atomic<int> m_done = 0;
};

std::vector<LayerFactor> factoriseAll(LayerSetMoments& moments, bool needsBasis, double tolerance,
                                      const Progress& progress)
{
    std::vector<LayerFactor> factors(moments.layers.size());
    SharedProgress done(progress, factors.size());
    const Progress quiet = progress.part(0, 0);
    std::vector<double> costs;
    for (const LayerMoments& layer : moments.layers)
        costs.push_back(static_cast<double>(layer.cross.rows()));
    forEachInTurn(longestFirst(costs), progress, [&](Index place) {
        const auto i = static_cast<std::size_t>(place);
        factors[i] =
            factorise(std::move(moments.layers[i]), moments.samples, needsBasis, tolerance, quiet);
        done.advance();
    });
    return factors;
}

/// What comparing each pair takes, up to a factor.
std::vector<double> costsOf(const std::vector<Matrix>& between)
{
    std::vector<double> costs;
    for (const Matrix& products : between)
        costs.push_back(static_cast<double>(products.size()) *
                        static_cast<double>(products.rows() + products.cols()));
    return costs;
}

} // namespace

std::vector<PairComparison> compareMoments(LayerSetMoments moments,
                                           std::span<const PlacePair> pairs,
                                           const std::vector<Measure>& measures,
                                           const MeasureOptions& options, const Progress& progress)
{
    const SequentialBlas sequential;
    const bool needsBasis =
        std::ranges::any_of(measures, [](Measure measure) { return cardOf(measure).needsCca; });
    const std::vector<LayerFactor> factors =
        factoriseAll(moments, needsBasis, options.cca.tolerance, progress.part(0, kFactorShare));
    const Progress comparing = progress.part(kFactorShare, 1);
    SharedProgress done(comparing, pairs.size());
    const Progress quiet = progress.part(kFactorShare, kFactorShare);
    std::vector<PairComparison> comparisons(pairs.size());
    forEachInTurn(longestFirst(costsOf(moments.between)), progress, [&](Index place) {
        const auto i = static_cast<std::size_t>(place);
        comparisons[i] = comparePair(
            factors[static_cast<std::size_t>(pairs[i].first)],
            factors[static_cast<std::size_t>(pairs[i].second)], moments.between[i],
            moments.normProducts.empty() ? 0 : moments.normProducts[i], measures, options, quiet);
        done.advance();
    });
    return comparisons;
}

} // namespace counterpart::core
