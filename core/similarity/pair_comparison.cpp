#include "core/similarity/pair_comparison.h"

#include "core/analysis/matrix_product.h"
#include "core/analysis/singular_values.h"
#include "core/similarity/canonical_triplets.h"

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

/// Canonical correlations of two factorised layers (Raghu et al. 2017, section 2).
class Canonical
{
public:
    Canonical(const LayerFactor& first, const LayerFactor& second, const Matrix& between,
              bool wantsVectors, const Progress& progress)
        : m_first(*first.whitened),
          m_second(*second.whitened),
          m_isTall(m_first.rank() >= m_second.rank()),
          m_half(m_isTall ? product(between, m_second.basis)
                          : transposedProduct(m_first.basis, between)),
          m_products(m_isTall ? transposedProduct(m_first.basis, m_half)
                              : product(m_half, m_second.basis))
    {
        if (wantsVectors)
            m_triplets = canonicalTriplets(m_products, progress);
        else
            m_triplets.values = canonicalValues(m_products, progress);
        m_coefficients = m_triplets.values.cwiseMin(1.0);
    }

    const Vector& coefficients() const { return m_coefficients; }

    double svcca(const SvccaKeep& keep, const Progress& progress) const
    {
        const Index a = keptDirections(m_first, keep);
        const Index b = keptDirections(m_second, keep);
        if (a == m_products.rows() && b == m_products.cols())
            return coefficients().mean();
        return canonicalValues(m_products.topLeftCorner(a, b), progress).cwiseMin(1.0).mean();
    }

    /// Morcos, Raghu, Bengio 2018, section 3, with the weights of one layer.
    double weighted(Side side) const
    {
        const Vector weights = projections(side).cwiseAbs().colwise().sum().transpose();
        return weights.dot(m_coefficients) / weights.sum();
    }

private:
    /// The scalar products of a layer's units with its canonical variates, X'U L = V S L. Those of
    /// the longer side are L = M R / rho with the products M and the shorter side's vectors R, so
    /// that V S L = V V'X'Y (basis of Y) R / rho, in which V V' does nothing if no direction of X
    /// was dropped.
    Matrix projections(Side side) const
    {
        const WhitenedLayer& layer = side == Side::A ? m_first : m_second;
        const bool isShorter = (side == Side::B) == m_isTall;
        const auto toUnits = [&](const Matrix& vectors) {
            return product(layer.basis, layer.singular.cwiseAbs2().asDiagonal() * vectors);
        };
        if (isShorter)
            return toUnits(m_triplets.shorter);
        if (m_triplets.longer.size() > 0)
            return toUnits(m_triplets.longer);
        const Matrix vectors = m_triplets.shorter * m_triplets.values.cwiseInverse().asDiagonal();
        const Matrix& factor = layer.isWhole ? m_half : m_products;
        const Matrix made =
            m_isTall ? product(factor, vectors) : transposedProduct(factor, vectors);
        return layer.isWhole ? made : toUnits(made);
    }

    const WhitenedLayer& m_first;
    const WhitenedLayer& m_second;
    bool m_isTall;     ///< the first layer has the longer side of the products
    Matrix m_half;     ///< X'Y (basis of Y) if it is tall, else (basis of X)'X'Y
    Matrix m_products; ///< scalar products of the two orthonormal bases
    CanonicalTriplets m_triplets;
    Vector m_coefficients;
};

/// The measures of one pair; what several of them share is made once.
class Comparer
{
public:
    Comparer(const LayerFactor& first, const LayerFactor& second, const Matrix& between,
             const MeasureOptions& options, const Progress& progress)
        : m_first(first),
          m_second(second),
          m_between(between),
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
    MeasuredValue procrustes() const;
    MeasuredValue cosine(bool isDistance) const;
    MeasuredValue matched(Measure measure);
    const Matching& matching();

    const LayerFactor& m_first;
    const LayerFactor& m_second;
    const Matrix& m_between;
    const MeasureOptions& m_options;
    const Progress& m_progress;
    std::optional<Canonical> m_canonical;
    std::optional<Matching> m_matching;
    std::string m_obstacle; ///< why there are no canonical correlations
};

PairComparison Comparer::compare(const std::vector<Measure>& measures)
{
    const auto isCanonical = [](Measure measure) { return cardOf(measure).needsCca; };
    PairComparison result;
    if (std::ranges::any_of(measures, isCanonical)) {
        m_obstacle = canonicalObstacle();
        if (m_obstacle.empty()) {
            const bool wantsVectors = std::ranges::count(measures, Measure::Pwcca) > 0;
            m_canonical.emplace(m_first, m_second, m_between, wantsVectors, m_progress);
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
    case Measure::Matching:
    case Measure::SemiMatching:
        return matched(measure);
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
                           const Matrix& between, const std::vector<Measure>& measures,
                           const MeasureOptions& options, const Progress& progress)
{
    return Comparer(first, second, between, options, progress).compare(measures);
}

} // namespace counterpart::core
