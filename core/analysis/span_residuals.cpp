#include "core/analysis/span_residuals.h"

#include <algorithm>
#include <cmath>

// Of LAPACK, which OpenBLAS holds too; Debian's OpenBLAS has no header for it.
extern "C" {
void dpstrf_(const char* uplo, const int* n, double* a, const int* lda, int* piv, int* rank,
             const double* tol, double* work, int* info);
void dpotri_(const char* uplo, const int* n, double* a, const int* lda, int* info);
}

namespace counterpart::core {

namespace {

/// Dropping more than one in so many units costs as much as factorising what is left.
constexpr std::size_t kDropsAFactorisation = 4;

Matrix selected(const Matrix& products, const std::vector<Index>& rows,
                const std::vector<Index>& columns)
{
    Matrix result(static_cast<Index>(rows.size()), static_cast<Index>(columns.size()));
    for (std::size_t j = 0; j < columns.size(); ++j) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            result(static_cast<Index>(i), static_cast<Index>(j)) = products(rows[i], columns[j]);
    }
    return result;
}

} // namespace

SpanResiduals::SpanResiduals(const Matrix& products, std::vector<Index> spanning,
                             std::vector<Index> targets)
    : m_products(&products),
      m_basis(std::move(spanning)),
      m_targets(std::move(targets))
{
    factorise();
}

void SpanResiduals::factorise()
{
    std::vector<Index> units = std::move(m_basis);
    units.insert(units.end(), m_redundant.begin(), m_redundant.end());
    std::ranges::sort(units);
    m_basis.clear();
    m_redundant.clear();
    m_squares = Vector::Ones(static_cast<Index>(m_targets.size()));
    if (units.empty())
        return;

    Matrix factor = selected(*m_products, units, units);
    const int count = static_cast<int>(units.size());
    std::vector<int> pivots(units.size());
    std::vector<double> work(2 * units.size());
    const double tolerance = kRankTolerance * kRankTolerance;
    int rank = 0;
    int info = 0;
    dpstrf_("L", &count, factor.data(), &count, pivots.data(), &rank, &tolerance, work.data(),
            &info);
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Index unit = units[static_cast<std::size_t>(pivots[i] - 1)];
        (static_cast<int>(i) < rank ? m_basis : m_redundant).push_back(unit);
    }

    m_inverse = factor.topLeftCorner(rank, rank);
    m_coefficients = selected(*m_products, m_basis, m_targets);
    if (m_coefficients.size() > 0) {
        m_inverse.triangularView<Eigen::Lower>().solveInPlace(m_coefficients);
        m_squares -= m_coefficients.colwise().squaredNorm().transpose();
        m_inverse.triangularView<Eigen::Lower>().transpose().solveInPlace(m_coefficients);
    }
    dpotri_("L", &rank, m_inverse.data(), &rank, &info);
    m_inverse.triangularView<Eigen::StrictlyUpper>() = m_inverse.transpose();
}

void SpanResiduals::drop(const std::vector<Index>& units)
{
    std::vector<Index> fromBasis;
    for (const Index unit : units) {
        if (std::erase(m_redundant, unit) == 0 && std::ranges::find(m_basis, unit) != m_basis.end())
            fromBasis.push_back(unit);
    }
    const bool isMuch = fromBasis.size() * kDropsAFactorisation > m_basis.size();
    if (!fromBasis.empty() && (isMuch || !m_redundant.empty())) {
        std::erase_if(m_basis, [&](Index unit) {
            return std::ranges::find(fromBasis, unit) != fromBasis.end();
        });
        factorise();
        return;
    }
    for (const Index unit : fromBasis)
        remove(std::ranges::find(m_basis, unit) - m_basis.begin());
}

/// One row of the basis, whose place the last one takes.
void SpanResiduals::remove(Index place)
{
    const auto count = static_cast<Index>(m_basis.size());
    const Vector column = m_inverse.col(place).head(count);
    const double pivot = column[place];
    const Eigen::RowVectorXd row = m_coefficients.row(place);
    m_squares += (row.array().square() / pivot).matrix().transpose();
    m_inverse.topLeftCorner(count, count).noalias() -= (column / pivot) * column.transpose();
    m_coefficients.topRows(count).noalias() -= (column / pivot) * row;

    const Index last = count - 1;
    m_basis[static_cast<std::size_t>(place)] = m_basis.back();
    m_basis.pop_back();
    m_inverse.col(place).head(count) = m_inverse.col(last).head(count);
    m_inverse.row(place).head(count) = m_inverse.row(last).head(count);
    m_coefficients.row(place) = m_coefficients.row(last);
}

double SpanResiduals::residual(std::size_t target) const
{
    return std::sqrt(std::clamp(m_squares[static_cast<Index>(target)], 0.0, 1.0));
}

} // namespace counterpart::core
