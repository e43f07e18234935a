#include "core/analysis/debiased_cka.h"

#include "core/analysis/double_moments.h"
#include "core/analysis/sample_stream.h"
#include "core/base/parallel.h"

#include <cmath>

namespace counterpart::core {

namespace {

constexpr Index kRowGrain = 256;

/// |x_i - mean|² of rows [begin, end) of a layer whose first column is `first`.
Vector squaredNorms(const SampleBlock& block, Index begin, Index end, Index first,
                    const Vector& mean)
{
    Vector norms = Vector::Zero(end - begin);
    for (Index unit = 0; unit < mean.size(); ++unit)
        norms.array() +=
            (block.values.col(first + unit).segment(begin, end - begin).cast<double>().array() -
             mean[unit])
                .square();
    return norms;
}

} // namespace

double unbiasedAlignment(Index samples, double squaredProducts, double normProducts, double traceX,
                         double traceY)
{
    const auto n = static_cast<double>(samples);
    return squaredProducts - normProducts +
           (traceX * traceY - 2 * (n - 1) * normProducts) / ((n - 1) * (n - 2));
}

NormSums normSums(ActivationSource& a, ActivationSource& b, const Moments& moments,
                  const PassOptions& options, const Progress& progress)
{
    constexpr Index kTwoBlocks = 2 * sizeof(float);
    NormSums sums;
    streamSamples(a, b, options, kTwoBlocks, progress, [&](SampleBlock& block) {
        SidePair<Vector> norms{Vector(block.rows()), Vector(block.rows())};
        parallelFor(block.rows(), kRowGrain, progress, [&](Index begin, Index end) {
            norms.a.segment(begin, end - begin) =
                squaredNorms(block, begin, end, 0, moments.mean.a);
            norms.b.segment(begin, end - begin) =
                squaredNorms(block, begin, end, moments.units(Side::A), moments.mean.b);
        });
        sums.squares.a += norms.a.squaredNorm();
        sums.squares.b += norms.b.squaredNorm();
        sums.products += norms.a.dot(norms.b);
    });
    return sums;
}

std::optional<double> debiasedCka(const Moments& moments, const NormSums& sums)
{
    requireDouble(moments, "Debiased CKA");
    if (moments.samples < 4)
        return std::nullopt;
    const Index n = moments.samples;
    const SidePair<double> trace{moments.cross.a.trace(), moments.cross.b.trace()};
    SidePair<double> own;
    for (const Side side : {Side::A, Side::B})
        own[side] = unbiasedAlignment(n, moments.cross[side].squaredNorm(), sums.squares[side],
                                      trace[side], trace[side]);
    if (!(own.a > 0) || !(own.b > 0))
        return std::nullopt;
    return unbiasedAlignment(n, moments.crossBetween.squaredNorm(), sums.products, trace.a,
                             trace.b) /
           std::sqrt(own.a * own.b);
}

} // namespace counterpart::core
