#include "core/analysis/cca.h"

#include "core/analysis/canonical_triplets.h"
#include "core/analysis/double_moments.h"
#include "core/analysis/matrix_product.h"
#include "core/analysis/sequential_blas.h"
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <sstream>

namespace counterpart::core {

namespace {

/// How the time divides between the layers, both at once, and what is between them.
constexpr double kLayerShare = 0.5;
/// Fewer samples than this many times the units, and chance makes coefficients high.
constexpr Index kSamplesAUnit = 5;

Index liveUnits(const Moments& moments, Side side)
{
    return (moments.cross[side].diagonal().array() > 0).count();
}

Index largerRank(const Cca& cca)
{
    return std::max(cca.layer.a.rank(), cca.layer.b.rank());
}

/// Empty if the samples say something.
std::string reasonOfNone(const Cca& cca, const SidePair<std::string>& names)
{
    for (const Side side : {Side::A, Side::B}) {
        if (cca.layer[side].rank() == 0)
            return "CCA: " + names[side] + " has no unit that is not constant.";
    }
    const Index larger = largerRank(cca);
    if (cca.samples - 1 > larger)
        return {};
    std::ostringstream text;
    text << "CCA of " << names.a << " with " << names.b << ": " << cca.samples
         << " samples of up to " << larger << " independent units; with fewer than " << larger + 2
         << " every coefficient is 1 whatever the data. Take more samples, or positions=all.";
    return text.str();
}

void warn(Cca& cca)
{
    const Index free = cca.samples - 1;
    const Index sum = cca.layer.a.rank() + cca.layer.b.rank();
    const Index larger = largerRank(cca);
    std::ostringstream text;
    if (sum > free)
        text << sum - free << " of the canonical correlations are 1 whatever the data: there are "
             << cca.samples << " samples for " << sum << " independent units.";
    else if (cca.samples < kSamplesAUnit * larger)
        text << "The canonical correlations are high by chance alone: there are " << cca.samples
             << " samples for " << larger << " independent units, fewer than " << kSamplesAUnit
             << " a unit.";
    if (!text.str().empty())
        cca.warnings.push_back(text.str());
    for (const Side side : {Side::A, Side::B}) {
        if (cca.layer[side].rank() < cca.units[side])
            cca.warnings.push_back(
                "The units of " + std::string(side == Side::A ? "A" : "B") + " span " +
                std::to_string(cca.layer[side].rank()) + " directions, fewer than its " +
                std::to_string(cca.units[side]) + " live units; the others are left out.");
    }
}

/// The two decompositions side by side: half of one is bound by memory, which two threads of BLAS
/// do not speed up.
SidePair<PrincipalDirections> bothLayers(const Moments& moments, double tolerance,
                                         const Progress& progress)
{
    const SequentialBlas sequential;
    SidePair<PrincipalDirections> layers;
    parallelFor(2, 1, progress, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
            const Side side = i == 0 ? Side::A : Side::B;
            layers[side] = principalDirections(moments.cross[side], tolerance, progress);
        }
    });
    return layers;
}

/// What turns centred activations into the orthonormal basis: V S^-1.
Matrix whitening(const PrincipalDirections& layer)
{
    return layer.directions * layer.singular.cwiseInverse().asDiagonal();
}

} // namespace

Matrix Cca::directions(Side side, Index first, Index count) const
{
    const auto inverse = layer[side].singular.cwiseInverse();
    return product(layer[side].directions,
                   inverse.asDiagonal() * rotations[side].middleCols(first, count));
}

Matrix Cca::projections(Side side, Index first, Index count) const
{
    return product(layer[side].directions,
                   layer[side].singular.asDiagonal() * rotations[side].middleCols(first, count));
}

CcaOrReason ccaOrReason(const Moments& moments, const SidePair<std::string>& names,
                        const CcaOptions& options, const Progress& progress)
{
    requireDouble(moments, "CCA");
    Cca cca;
    cca.samples = moments.samples;
    cca.units = {liveUnits(moments, Side::A), liveUnits(moments, Side::B)};
    cca.layer = bothLayers(moments, options.tolerance, progress.part(0, kLayerShare));
    if (const std::string reason = reasonOfNone(cca, names); !reason.empty())
        return {std::nullopt, reason};
    warn(cca);

    const SidePair<Matrix> whiten{whitening(cca.layer.a), whitening(cca.layer.b)};
    cca.between = transposedProduct(whiten.a, product(moments.crossBetween, whiten.b));
    SingularTriplets triplets = canonicalDirections(cca.between, progress.part(kLayerShare, 1));
    cca.coefficients = triplets.values.cwiseMin(1.0);
    cca.rotations = {std::move(triplets.left), std::move(triplets.right)};
    return {std::move(cca), {}};
}

Cca canonicalCorrelation(const Moments& moments, const SidePair<std::string>& names,
                         const CcaOptions& options, const Progress& progress)
{
    CcaOrReason result = ccaOrReason(moments, names, options, progress);
    if (!result.cca)
        throw InputError(result.reason);
    return *std::move(result.cca);
}

double nullMeanSquare(const Cca& cca)
{
    return static_cast<double>(largerRank(cca)) / static_cast<double>(cca.samples - 1);
}

} // namespace counterpart::core
