#include "core/similarity/pair_comparison.h"

#include "core/analysis/debiased_cka.h"
#include "core/analysis/singular_values.h"
#include "core/similarity/canonical_pair.h"

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

MeasuredValue symmetric(double value)
{
    return {{value, value}, {}};
}

MeasuredValue refused(std::string reason)
{
    return {{}, std::move(reason)};
}

/// The measures of one pair; what several of them share is made once.
class Comparer
{
public:
    Comparer(const LayerFactor& first, const LayerFactor& second, const Matrix& between,
             double normProducts, const MeasureOptions& options, const Progress& progress)
        : m_first(first),
          m_second(second),
          m_between(between),
          m_normProducts(normProducts),
          m_options(options),
          m_progress(progress)
    {
    }

    PairComparison compare(const std::vector<Measure>& measures);

private:
    MeasuredValue measure(Measure measure);
    std::string canonicalObstacle() const;
    MeasuredValue ofCanonical(Measure measure) const;
    MeasuredValue pwcca() const;
    MeasuredValue linearCka() const;
    MeasuredValue debiasedCka() const;
    MeasuredValue procrustes() const;
    MeasuredValue rsa() const;
    MeasuredValue cosine(bool isDistance) const;
    MeasuredValue matched(Measure measure);
    const Matching& matching();

    const LayerFactor& m_first;
    const LayerFactor& m_second;
    const Matrix& m_between;
    double m_normProducts;
    const MeasureOptions& m_options;
    const Progress& m_progress;
    std::optional<CanonicalPair> m_canonical;
    std::optional<Matching> m_matching;
    std::string m_obstacle; ///< why there are no canonical correlations
};

PairComparison Comparer::compare(const std::vector<Measure>& measures)
{
    const auto isCanonical = [](Measure measure) { return cardOf(measure).needsCca; };
    PairComparison result;
    result.samples = m_first.samples;
    if (std::ranges::any_of(measures, isCanonical)) {
        m_obstacle = canonicalObstacle();
        if (m_obstacle.empty()) {
            const bool wantsVectors = std::ranges::count(measures, Measure::Pwcca) > 0;
            m_canonical.emplace(*m_first.whitened, *m_second.whitened, m_between, wantsVectors,
                                m_progress);
            if (m_options.keepsCoefficients)
                result.coefficients = m_canonical->coefficients();
            result.ranks = {m_first.whitened->rank(), m_second.whitened->rank()};
            result.nullMeanSquare = static_cast<double>(std::max(result.ranks.a, result.ranks.b)) /
                                    static_cast<double>(m_first.samples - 1);
        }
    }
    for (const Measure one : measures) {
        m_progress.checkpoint();
        result.values.push_back(measure(one));
    }
    if (m_options.keepsPartners && m_matching)
        result.partners = {m_matching->oneToOne(Side::A), m_matching->oneToOne(Side::B)};
    return result;
}

MeasuredValue Comparer::measure(Measure measure)
{
    switch (measure) {
    case Measure::MeanCca:
    case Measure::Svcca:
    case Measure::Pwcca:
        return m_canonical ? ofCanonical(measure) : refused(m_obstacle);
    case Measure::LinearCka:
        return linearCka();
    case Measure::DebiasedCka:
        return debiasedCka();
    case Measure::Matching:
    case Measure::SemiMatching:
        return matched(measure);
    case Measure::Rsa:
        return rsa();
    case Measure::Procrustes:
        return procrustes();
    case Measure::Cosine:
        return cosine(false);
    case Measure::Euclidean:
        break;
    }
    return cosine(true);
}

/// Why canonical correlations would not depend on the data; empty if they do.
std::string Comparer::canonicalObstacle() const
{
    const Index larger = std::max(m_first.whitened->rank(), m_second.whitened->rank());
    if (std::min(m_first.whitened->rank(), m_second.whitened->rank()) == 0)
        return "A layer has no unit that varies.";
    if (m_first.samples - 1 > larger)
        return {};
    return "There are " + std::to_string(m_first.samples) + " samples for up to " +
           std::to_string(larger) + " independent units: with fewer than " +
           std::to_string(larger + 2) + " every coefficient is 1 whatever the data.";
}

MeasuredValue Comparer::ofCanonical(Measure measure) const
{
    if (measure == Measure::MeanCca)
        return symmetric(m_canonical->coefficients().mean());
    if (measure == Measure::Svcca)
        return symmetric(m_canonical->svcca(m_options.svcca, m_progress));
    return pwcca();
}

MeasuredValue Comparer::pwcca() const
{
    if (m_options.pwcca == PwccaWeights::Symmetric)
        return symmetric((m_canonical->weighted(Side::A) + m_canonical->weighted(Side::B)) / 2);
    const Side own = m_options.pwcca == PwccaWeights::First ? Side::A : Side::B;
    MeasuredValue value{{m_canonical->weighted(own), std::nullopt}, {}};
    if (m_options.seesBothSides)
        value.value.b = m_canonical->weighted(other(own));
    return value;
}

MeasuredValue Comparer::linearCka() const
{
    if (!(m_first.norm > 0) || !(m_second.norm > 0))
        return refused("A layer has no unit that varies.");
    return symmetric(std::min(1.0, m_between.squaredNorm() / (m_first.norm * m_second.norm)));
}

MeasuredValue Comparer::debiasedCka() const
{
    const Index n = m_first.samples;
    if (n < 4)
        return refused("There are " + std::to_string(n) +
                       " samples; debiased CKA needs at least 4.");
    const auto own = [n](const LayerFactor& layer) {
        return unbiasedAlignment(n, layer.norm * layer.norm, layer.normSquares, layer.trace,
                                 layer.trace);
    };
    if (!(own(m_first) > 0) || !(own(m_second) > 0))
        return refused("A layer hardly varies: its estimate with itself is not above 0.");
    return symmetric(unbiasedAlignment(n, m_between.squaredNorm(), m_normProducts, m_first.trace,
                                       m_second.trace) /
                     std::sqrt(own(m_first) * own(m_second)));
}

MeasuredValue Comparer::rsa() const
{
    const auto value = distanceCorrelation(m_first.distances, m_second.distances);
    if (!value)
        return refused("The distances between the samples of a layer are all equal, or there are "
                       "fewer than 3 samples.");
    return symmetric(*value);
}

MeasuredValue Comparer::procrustes() const
{
    if (!(m_first.trace > 0) || !(m_second.trace > 0))
        return refused("A layer has no unit that varies.");
    const double nuclear = singularValues(m_between, m_progress).sum();
    return symmetric(std::min(1.0, nuclear / std::sqrt(m_first.trace * m_second.trace)));
}

/// Of the flattened activations, not centred: sum of x y = trace of Cxy + n mean_x'mean_y.
MeasuredValue Comparer::cosine(bool isDistance) const
{
    if (m_first.units != m_second.units)
        return refused("The layers have " + std::to_string(m_first.units) + " and " +
                       std::to_string(m_second.units) +
                       " units; unit i is compared with unit i, so as many are needed in both.");
    const double n = static_cast<double>(m_first.samples);
    const double product = m_between.trace() + n * m_first.mean.dot(m_second.mean);
    const double squares = (m_first.trace + n * m_first.mean.squaredNorm()) *
                           (m_second.trace + n * m_second.mean.squaredNorm());
    if (!(squares > 0))
        return refused("All activations of a layer are 0.");
    const double cosine = std::clamp(product / std::sqrt(squares), -1.0, 1.0);
    return symmetric(isDistance ? std::sqrt(2 * (1 - cosine)) : cosine);
}

const Matching& Comparer::matching()
{
    if (!m_matching) {
        Matrix correlation =
            m_first.inverseScales.asDiagonal() * m_between * m_second.inverseScales.asDiagonal();
        correlation = correlation.cwiseMax(-1.0).cwiseMin(1.0);
        m_matching =
            match(correlation, {m_first.dead, m_second.dead}, m_options.matching, m_progress);
    }
    return *m_matching;
}

std::optional<double> semiMean(const std::vector<UnitMatch>& units)
{
    double sum = 0;
    Index live = 0;
    for (const UnitMatch& unit : units) {
        if (!unit.semi.isValid())
            continue;
        sum += unit.semiValue;
        ++live;
    }
    return live > 0 ? std::optional(sum / static_cast<double>(live)) : std::nullopt;
}

MeasuredValue Comparer::matched(Measure measure)
{
    const Matching& made = matching();
    const SidePair<std::optional<double>> value =
        measure == Measure::Matching
            ? SidePair<std::optional<double>>{made.matchingMean, made.matchingMean}
            : SidePair<std::optional<double>>{semiMean(made.units.a), semiMean(made.units.b)};
    if (!value.a || !value.b)
        return refused("A layer has no unit that varies.");
    return {value, {}};
}

} // namespace

PairComparison comparePair(const LayerFactor& first, const LayerFactor& second,
                           const Matrix& between, double normProducts,
                           const std::vector<Measure>& measures, const MeasureOptions& options,
                           const Progress& progress)
{
    return Comparer(first, second, between, normProducts, options, progress).compare(measures);
}

} // namespace counterpart::core
