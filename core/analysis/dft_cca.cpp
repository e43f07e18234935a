#include "core/analysis/dft_cca.h"

#include "core/analysis/hermitian.h"
#include "core/analysis/map_frequencies.h"
#include "core/analysis/sequential_blas.h"
#include "core/base/parallel.h"

#include <cblas.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace counterpart::core {

namespace {

using Complex = std::complex<double>;

constexpr double kMostBytes = 4.0 * (Index{1} << 30);
/// Coefficients of a block of inputs.
constexpr Index kBlockValues = Index{1} << 22;
/// How the time divides between the inputs and the decompositions.
constexpr double kReadShare = 0.7;

MapSize mapOf(const ActivationSource& source)
{
    return {source.positions() / source.columns(), source.columns()};
}

/// Sums over inputs at one frequency: z and z^H z for the units of [A | B].
struct FrequencySums
{
    Eigen::RowVectorXcd sum;
    ComplexMatrix products; ///< upper triangle
};

class Accumulator
{
public:
    Accumulator(ActivationSource& a, ActivationSource& b)
        : m_source{&a, &b},
          m_size{mapOf(a), mapOf(b)},
          m_frequencies(commonFrequencies(m_size.a, m_size.b)),
          m_units(a.units() + b.units())
    {
    }

    const std::vector<MapFrequency>& frequencies() const { return m_frequencies; }
    double bytes() const
    {
        return 16.0 * static_cast<double>(m_frequencies.size()) * static_cast<double>(m_units) *
               static_cast<double>(m_units);
    }

    /// False if a value is not finite.
    bool run(const Progress& progress)
    {
        m_sums.assign(m_frequencies.size(),
                      {Eigen::RowVectorXcd::Zero(m_units), ComplexMatrix::Zero(m_units, m_units)});
        const Index inputs = m_source.a->inputs();
        const Index positions = std::max(m_size.a.positions(), m_size.b.positions());
        const Index step = std::clamp<Index>(kBlockValues / (positions * m_units), 1, inputs);
        for (Index done = 0; done < inputs; done += step) {
            const Index count = std::min(step, inputs - done);
            m_block.assign(m_frequencies.size(), ComplexMatrix(count, m_units));
            if (!transform(Side::A, done, count, progress) ||
                !transform(Side::B, done, count, progress))
                return false;
            add(count, progress);
            progress.report(static_cast<double>(done + count) / static_cast<double>(inputs));
        }
        return true;
    }

    /// The centred z^H z, which is no longer held then.
    ComplexMatrix takeCentred(std::size_t frequency)
    {
        const FrequencySums sums = std::move(m_sums[frequency]);
        const auto n = static_cast<double>(m_source.a->inputs());
        ComplexMatrix products = sums.products.selfadjointView<Eigen::Upper>();
        products -= sums.sum.adjoint() * sums.sum / n;
        return products;
    }

private:
    bool transform(Side side, Index first, Index count, const Progress& progress)
    {
        ActivationSource& source = *m_source[side];
        ActivationBlock values(count * source.positions(), source.units());
        source.read(first, count, values);
        if (!values.allFinite())
            return false;
        const Index offset = side == Side::A ? 0 : m_source.a->units();
        parallelFor(source.units(), 1, progress, [&](Index begin, Index end) {
            for (Index unit = begin; unit < end; ++unit) {
                const Eigen::Map<const Eigen::MatrixXf> maps(values.col(unit).data(),
                                                             source.positions(), count);
                const ComplexMatrix found = fourierCoefficients(maps, m_size[side], m_frequencies);
                for (std::size_t i = 0; i < m_frequencies.size(); ++i)
                    m_block[i].col(offset + unit) = found.col(static_cast<Index>(i));
            }
        });
        return true;
    }

    void add(Index count, const Progress& progress)
    {
        const SequentialBlas sequential;
        const auto rows = static_cast<blasint>(count);
        const auto units = static_cast<blasint>(m_units);
        parallelFor(static_cast<Index>(m_block.size()), 1, progress, [&](Index begin, Index end) {
            for (Index i = begin; i < end; ++i) {
                const ComplexMatrix& block = m_block[static_cast<std::size_t>(i)];
                FrequencySums& sums = m_sums[static_cast<std::size_t>(i)];
                sums.sum += block.colwise().sum();
                cblas_zherk(CblasColMajor, CblasUpper, CblasConjTrans, units, rows, 1, block.data(),
                            rows, 1, sums.products.data(), units);
            }
        });
    }

    SidePair<ActivationSource*> m_source;
    SidePair<MapSize> m_size;
    std::vector<MapFrequency> m_frequencies;
    Index m_units;
    std::vector<ComplexMatrix> m_block; ///< one a frequency, [inputs x units]
    std::vector<FrequencySums> m_sums;
};

/// A frequency's decompositions, before it is known which directions are kept.
struct Parts
{
    SidePair<HermitianPairs> layer;
    ComplexMatrix between;
};

Parts partsOf(const ComplexMatrix& products, Index p)
{
    const Index q = products.rows() - p;
    return {{hermitianEigenpairs(products.topLeftCorner(p, p)),
             hermitianEigenpairs(products.bottomRightCorner(q, q))},
            products.topRightCorner(p, q)};
}

Index rankOf(const HermitianPairs& layer, double floor)
{
    return (layer.values.array() > floor * floor).count();
}

/// What turns the units' coefficients into an orthonormal basis.
ComplexMatrix whitening(const HermitianPairs& layer, Index rank)
{
    const Vector scales = layer.values.tail(rank).cwiseSqrt().cwiseInverse();
    return layer.vectors.rightCols(rank) * scales.cast<Complex>().asDiagonal();
}

Vector coefficientsOf(const Parts& parts, const SidePair<Index>& rank)
{
    const ComplexMatrix inner = parts.between * whitening(parts.layer.b, rank.b);
    return complexSingularValues(whitening(parts.layer.a, rank.a).adjoint() * inner).cwiseMin(1.0);
}

std::vector<Parts> allParts(Accumulator& sums, Index p, const Progress& progress)
{
    const SequentialBlas sequential;
    std::vector<Parts> parts(sums.frequencies().size());
    parallelFor(static_cast<Index>(parts.size()), 1, progress, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i)
            parts[static_cast<std::size_t>(i)] =
                partsOf(sums.takeCentred(static_cast<std::size_t>(i)), p);
    });
    return parts;
}

/// Singular values up to this one are dropped.
SidePair<double> floorsOf(const std::vector<Parts>& parts, double tolerance)
{
    SidePair<double> floors;
    for (const Side side : {Side::A, Side::B}) {
        double largest = 0;
        for (const Parts& part : parts)
            largest = std::max(largest, part.layer[side].values.maxCoeff());
        const Index units = parts.front().layer[side].values.size();
        floors[side] = std::sqrt(largest) * std::max(tolerance, smallestTellableShare(units));
    }
    return floors;
}

void setMean(DftCca& cca, const MapFrequency& frequency, double mean)
{
    const auto at = [&](Index row, Index column) -> double& {
        return cca.meanAt((row + cca.rows) % cca.rows, (column + cca.columns) % cca.columns);
    };
    at(frequency.row, frequency.column) = mean;
    if (frequency.hasOpposite)
        at(-frequency.row, -frequency.column) = mean;
}

/// Adds one frequency's coefficients to `all`. Returns why there is no answer, or nothing.
std::string add(const Parts& parts, const MapFrequency& frequency, const SidePair<double>& floors,
                DftCca& cca, std::vector<double>& all)
{
    const SidePair<Index> rank{rankOf(parts.layer.a, floors.a), rankOf(parts.layer.b, floors.b)};
    const Index larger = std::max(rank.a, rank.b);
    if (cca.inputs - 1 <= larger)
        return "DFT CCA: " + std::to_string(cca.inputs) + " inputs of up to " +
               std::to_string(larger) +
               " independent units at a frequency; every coefficient is 1 whatever the data. Take "
               "more inputs.";
    if (rank.a == 0 || rank.b == 0)
        return {};
    const Vector found = coefficientsOf(parts, rank);
    setMean(cca, frequency, found.mean());
    for (int time = 0; time < (frequency.hasOpposite ? 2 : 1); ++time)
        all.insert(all.end(), found.begin(), found.end());
    return {};
}

} // namespace

DftCcaOrReason dftCca(ActivationSource& a, ActivationSource& b, const CcaOptions& options,
                      const Progress& progress)
{
    assert(a.inputs() == b.inputs());
    Accumulator sums(a, b);
    if (sums.bytes() > kMostBytes)
        return {std::nullopt, "DFT CCA: the frequencies of maps of this size and so many units "
                              "take more than 4 GiB of memory."};
    if (!sums.run(progress.part(0, kReadShare)))
        return {std::nullopt, "DFT CCA: a layer holds a NaN or an infinity."};
    const std::vector<Parts> parts = allParts(sums, a.units(), progress.part(kReadShare, 0.9));
    const SidePair<double> floors = floorsOf(parts, options.tolerance);

    DftCca cca;
    cca.inputs = a.inputs();
    cca.rows = std::min(mapOf(a).rows, mapOf(b).rows);
    cca.columns = std::min(mapOf(a).columns, mapOf(b).columns);
    cca.meanAt = Matrix::Zero(cca.rows, cca.columns);
    std::vector<double> all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        progress.checkpoint();
        if (std::string reason = add(parts[i], sums.frequencies()[i], floors, cca, all);
            !reason.empty())
            return {std::nullopt, std::move(reason)};
    }
    if (all.empty())
        return {std::nullopt, "DFT CCA: a layer does not vary."};
    std::ranges::sort(all, std::ranges::greater{});
    cca.coefficients = Eigen::Map<const Vector>(all.data(), static_cast<Index>(all.size()));
    return {std::move(cca), {}};
}

} // namespace counterpart::core
