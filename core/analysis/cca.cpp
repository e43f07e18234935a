#include "core/analysis/cca.h"

#include "core/analysis/double_moments.h"
#include "core/analysis/singular_values.h"
#include "core/base/error.h"

#include <algorithm>
#include <sstream>

namespace counterpart::core {

namespace {

/// How the time divides between the two layers and what is between them.
constexpr double kLayerShare = 0.3;
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

void requireEnough(const Cca& cca, const SidePair<std::string>& names)
{
    for (const Side side : {Side::A, Side::B}) {
        if (cca.layer[side].rank() == 0)
            throw InputError("CCA: " + names[side] + " has no unit that is not constant.");
    }
    const Index larger = largerRank(cca);
    if (cca.samples - 1 > larger)
        return;
    std::ostringstream text;
    text << "CCA of " << names.a << " with " << names.b << ": " << cca.samples
         << " samples of up to " << larger << " independent units; with fewer than " << larger + 2
         << " every coefficient is 1 whatever the data. Take more samples, or positions=all.";
    throw InputError(text.str());
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

/// What turns centred activations into the orthonormal basis: V S^-1.
Matrix whitening(const PrincipalDirections& layer)
{
    return layer.directions * layer.singular.cwiseInverse().asDiagonal();
}

} // namespace

Cca canonicalCorrelation(const Moments& moments, const SidePair<std::string>& names,
                         const CcaOptions& options, const Progress& progress)
{
    requireDouble(moments, "CCA");
    Cca cca;
    cca.samples = moments.samples;
    cca.units = {liveUnits(moments, Side::A), liveUnits(moments, Side::B)};
    cca.layer.a =
        principalDirections(moments.cross.a, options.tolerance, progress.part(0, kLayerShare));
    cca.layer.b = principalDirections(moments.cross.b, options.tolerance,
                                      progress.part(kLayerShare, 2 * kLayerShare));
    requireEnough(cca, names);
    warn(cca);

    const SidePair<Matrix> whiten{whitening(cca.layer.a), whitening(cca.layer.b)};
    cca.between.noalias() = whiten.a.transpose() * (moments.crossBetween * whiten.b);
    const SingularTriplets triplets =
        singularTriplets(cca.between, progress.part(2 * kLayerShare, 1));
    cca.coefficients = triplets.values.cwiseMin(1.0);
    cca.variates = {whiten.a * triplets.left, whiten.b * triplets.right};
    const auto project = [](const PrincipalDirections& layer, const Matrix& rotation) -> Matrix {
        return layer.directions * (layer.singular.asDiagonal() * rotation);
    };
    cca.projections = {project(cca.layer.a, triplets.left), project(cca.layer.b, triplets.right)};
    return cca;
}

double nullMeanSquare(const Cca& cca)
{
    return static_cast<double>(largerRank(cca)) / static_cast<double>(cca.samples - 1);
}

} // namespace counterpart::core
