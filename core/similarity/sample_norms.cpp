#include "core/similarity/sample_norms.h"

#include "core/analysis/matrix_product.h"
#include "core/base/parallel.h"

namespace counterpart::core {

SampleNorms::SampleNorms(std::vector<Index> firstColumns) : m_firstColumns(std::move(firstColumns))
{
    const auto layers = static_cast<Index>(m_firstColumns.size()) - 1;
    m_products = Matrix::Zero(layers, layers);
    m_values = Matrix::Zero(m_firstColumns.back(), layers);
    m_sums = Vector::Zero(layers);
}

void SampleNorms::add(const Matrix& shifted, Index rows, const Progress& progress)
{
    constexpr Index kColumnGrain = 64;
    const Index layers = m_sums.size();
    Matrix norms = Matrix::Zero(shifted.rows(), layers);
    parallelFor(layers, 1, progress, [&](Index begin, Index end) {
        for (Index layer = begin; layer < end; ++layer) {
            const auto place = static_cast<std::size_t>(layer);
            for (Index column = m_firstColumns[place]; column < m_firstColumns[place + 1]; ++column)
                norms.col(layer).head(rows) += shifted.col(column).head(rows).cwiseAbs2();
        }
    });
    m_products += transposedProduct(norms, norms);
    m_sums += norms.colwise().sum().transpose();
    // The norms of rows beyond `rows` are 0.
    parallelFor(shifted.cols(), kColumnGrain, progress, [&](Index begin, Index end) {
        m_values.middleRows(begin, end - begin) +=
            transposedProduct(shifted.middleCols(begin, end - begin), norms);
    });
}

double SampleNorms::product(std::size_t first, std::size_t second, const Matrix& centred,
                            const Vector& sums, Index samples) const
{
    const auto n = static_cast<double>(samples);
    const Vector d = columnsOf(sums, first) / n;
    const Vector e = columnsOf(sums, second) / n;
    const auto i = static_cast<Index>(first);
    const auto j = static_cast<Index>(second);
    const double withSecond = e.dot(columnsOf(m_values.col(i), second));
    const double withFirst = d.dot(columnsOf(m_values.col(j), first));
    return m_products(i, j) - 2 * withSecond - 2 * withFirst + e.squaredNorm() * m_sums[i] +
           d.squaredNorm() * m_sums[j] + 4 * d.dot(centred * e) +
           n * d.squaredNorm() * e.squaredNorm();
}

} // namespace counterpart::core
