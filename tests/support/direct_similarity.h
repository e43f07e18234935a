#pragma once

#include "core/base/types.h"

#include <Eigen/QR>
#include <Eigen/SVD>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

/// Similarities of two layers [samples x units] from the data themselves, by QR and singular value
/// decompositions of Eigen and by trying all assignments: nothing is shared with core.
namespace counterpart::test {

using core::Index;
using core::Matrix;
using core::Vector;

inline Matrix centred(const Matrix& values)
{
    return values.rowwise() - values.colwise().mean();
}

/// Singular vectors of the centred layer, [samples x rank], and its singular values.
struct DirectBasis
{
    Matrix vectors;
    Vector singular;

    explicit DirectBasis(const Matrix& values, double tolerance = 1e-9)
    {
        const Eigen::JacobiSVD<Matrix, Eigen::HouseholderQRPreconditioner> svd(
            centred(values), Eigen::ComputeThinU | Eigen::ComputeThinV);
        const Vector all = svd.singularValues();
        const Index rank = (all.array() > tolerance * all[0]).count();
        vectors = svd.matrixU().leftCols(rank);
        singular = all.head(rank);
    }
};

struct DirectCca
{
    Vector coefficients;
    Matrix first, second; ///< canonical variates, [samples x coefficients]

    DirectCca(const Matrix& a, const Matrix& b)
    {
        const Eigen::JacobiSVD<Matrix> svd(a.transpose() * b,
                                           Eigen::ComputeThinU | Eigen::ComputeThinV);
        coefficients = svd.singularValues();
        first = a * svd.matrixU();
        second = b * svd.matrixV();
    }
};

inline double directMeanCca(const Matrix& a, const Matrix& b)
{
    return DirectCca(DirectBasis(a).vectors, DirectBasis(b).vectors).coefficients.mean();
}

/// Of the directions that hold 99 % of the variance.
inline double directSvcca(const Matrix& a, const Matrix& b)
{
    const auto kept = [](const Matrix& values) -> Matrix {
        const DirectBasis basis(values);
        const double total = basis.singular.squaredNorm();
        Index count = 0;
        for (double sum = 0; sum < 0.99 * total; ++count)
            sum += basis.singular[count] * basis.singular[count];
        return basis.vectors.leftCols(count);
    };
    return DirectCca(kept(a), kept(b)).coefficients.mean();
}

/// With the weights of `a`.
inline double directPwcca(const Matrix& a, const Matrix& b)
{
    const DirectCca cca(DirectBasis(a).vectors, DirectBasis(b).vectors);
    const Vector weights = (cca.first.transpose() * centred(a)).cwiseAbs().rowwise().sum();
    return weights.dot(cca.coefficients) / weights.sum();
}

/// From the Gram matrices of the samples (Kornblith et al. 2019, eq. 2).
inline double directCka(const Matrix& a, const Matrix& b)
{
    const Matrix k = centred(a) * centred(a).transpose();
    const Matrix l = centred(b) * centred(b).transpose();
    return k.cwiseProduct(l).sum() / (k.norm() * l.norm());
}

inline double directProcrustes(const Matrix& a, const Matrix& b)
{
    const Matrix product = centred(a).transpose() * centred(b);
    return Eigen::JacobiSVD<Matrix>(product).singularValues().sum() /
           (centred(a).norm() * centred(b).norm());
}

inline double directCosine(const Matrix& a, const Matrix& b)
{
    return a.cwiseProduct(b).sum() / (a.norm() * b.norm());
}

inline Matrix directCorrelations(const Matrix& a, const Matrix& b)
{
    return centred(a).colwise().normalized().transpose() * centred(b).colwise().normalized();
}

/// The mean of the best one-to-one choice, by trying all; rows <= columns.
inline double directMatching(const Matrix& a, const Matrix& b)
{
    const Matrix weights = directCorrelations(a, b);
    std::vector<int> columns(static_cast<std::size_t>(weights.cols()));
    std::iota(columns.begin(), columns.end(), 0);
    double best = -1e300;
    do {
        double total = 0;
        for (Index row = 0; row < weights.rows(); ++row)
            total += weights(row, columns[static_cast<std::size_t>(row)]);
        best = std::max(best, total);
    } while (std::ranges::next_permutation(columns).found);
    return best / static_cast<double>(weights.rows());
}

} // namespace counterpart::test
