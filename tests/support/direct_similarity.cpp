#include "tests/support/direct_similarity.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace counterpart::test {

DirectBasis::DirectBasis(const Matrix& values, double tolerance)
{
    const Svd found = svd(centred(values));
    const Index rank = (found.values.array() > tolerance * found.values[0]).count();
    vectors = found.left.leftCols(rank);
    singular = found.values.head(rank);
}

DirectCca::DirectCca(const Matrix& a, const Matrix& b)
{
    const Svd found = svd(a.transpose() * b);
    coefficients = found.values;
    first = a * found.left;
    second = b * found.right;
}

double directMeanCca(const Matrix& a, const Matrix& b)
{
    return DirectCca(DirectBasis(a).vectors, DirectBasis(b).vectors).coefficients.mean();
}

double directSvcca(const Matrix& a, const Matrix& b)
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

double directPwcca(const Matrix& a, const Matrix& b)
{
    const DirectCca cca(DirectBasis(a).vectors, DirectBasis(b).vectors);
    const Vector weights = (cca.first.transpose() * centred(a)).cwiseAbs().rowwise().sum();
    return weights.dot(cca.coefficients) / weights.sum();
}

double directCka(const Matrix& a, const Matrix& b)
{
    const Matrix k = centred(a) * centred(a).transpose();
    const Matrix l = centred(b) * centred(b).transpose();
    return k.cwiseProduct(l).sum() / (k.norm() * l.norm());
}

/// The unbiased estimate of Song et al. 2012, eq. 5, from Gram matrices without their diagonals.
static double directUnbiasedHsic(Matrix k, Matrix l)
{
    const auto n = static_cast<double>(k.rows());
    k.diagonal().setZero();
    l.diagonal().setZero();
    const Vector ones = Vector::Ones(k.rows());
    return ((k * l).trace() + k.sum() * l.sum() / ((n - 1) * (n - 2)) -
            2 / (n - 2) * ones.dot(k * (l * ones))) /
           (n * (n - 3));
}

double directDebiasedCka(const Matrix& a, const Matrix& b)
{
    const Matrix k = a * a.transpose();
    const Matrix l = b * b.transpose();
    return directUnbiasedHsic(k, l) /
           std::sqrt(directUnbiasedHsic(k, k) * directUnbiasedHsic(l, l));
}

double directRsa(const Matrix& a, const Matrix& b)
{
    std::vector<double> x;
    std::vector<double> y;
    for (Index i = 0; i < a.rows(); ++i) {
        for (Index j = 0; j < i; ++j) {
            x.push_back((a.row(i) - a.row(j)).norm());
            y.push_back((b.row(i) - b.row(j)).norm());
        }
    }
    const auto count = static_cast<Index>(x.size());
    const Matrix u = centred(Eigen::Map<const Vector>(x.data(), count));
    const Matrix v = centred(Eigen::Map<const Vector>(y.data(), count));
    return u.cwiseProduct(v).sum() / (u.norm() * v.norm());
}

double directProcrustes(const Matrix& a, const Matrix& b)
{
    const Matrix product = centred(a).transpose() * centred(b);
    return singularValues(product).sum() / (centred(a).norm() * centred(b).norm());
}

double directCosine(const Matrix& a, const Matrix& b)
{
    return a.cwiseProduct(b).sum() / (a.norm() * b.norm());
}

Matrix directCorrelations(const Matrix& a, const Matrix& b)
{
    return centred(a).colwise().normalized().transpose() * centred(b).colwise().normalized();
}

double directMatching(const Matrix& a, const Matrix& b)
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
