#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// For several layers side by side, the sums that debiased CKA needs beside the cross-products:
///
///     sum over samples i of k_i l_i,   k_i = |x_i - mean|², l_i = |y_i - mean|²
///
/// of any two of them, from one reading. Values are shifted as the products are, and brought to the
/// mean in the end: with u_i, v_i the squared norms of shifted samples, d, e their means and
/// C = X'Y centred,
///
///     sum k l = sum u v - 2 e'(sum u y) - 2 d'(sum v x) + |e|² sum u + |d|² sum v + 4 d'C e
///               + n |d|² |e|².
class SampleNorms
{
public:
    /// Layer i has the columns [firstColumns[i], firstColumns[i + 1]).
    explicit SampleNorms(std::vector<Index> firstColumns);

    /// Takes the first `rows` rows of a shifted block; the others may hold any finite number. Cost:
    /// the layers' number of multiplications a value, on as many threads as there are.
    void add(const Matrix& shifted, Index rows, const Progress& progress);

    /// sum k l of layers `first` and `second`. `sums` is of all shifted columns, `centred` the
    /// layers' centred cross-products.
    double product(std::size_t first, std::size_t second, const Matrix& centred, const Vector& sums,
                   Index samples) const;

private:
    Vector columnsOf(const Vector& all, std::size_t layer) const
    {
        return all.segment(m_firstColumns[layer],
                           m_firstColumns[layer + 1] - m_firstColumns[layer]);
    }

    std::vector<Index> m_firstColumns;
    Matrix m_products; ///< [layers x layers]: sum u v
    Matrix m_values;   ///< [columns x layers]: sum u y
    Vector m_sums;     ///< [layers]: sum u
};

} // namespace counterpart::core
