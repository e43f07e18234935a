#include "core/analysis/rsa.h"

#include "core/analysis/matrix_product.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace counterpart::core {

namespace {

/// Each sample of mean 0 over its units and of norm 1, or 0 if its units are all equal.
void standardiseSamples(Matrix& layer)
{
    for (Index sample = 0; sample < layer.rows(); ++sample) {
        auto row = layer.row(sample);
        const double spread = row.maxCoeff() - row.minCoeff();
        row.array() -= row.mean();
        const double norm = row.norm();
        if (spread > 0 && norm > 0)
            row /= norm;
        else
            row.setZero();
    }
}

/// Ranks from 0 on; equal values share the mean of theirs.
Vector ranks(const Vector& values)
{
    std::vector<Index> order(static_cast<std::size_t>(values.size()));
    std::iota(order.begin(), order.end(), Index{0});
    std::ranges::sort(order, {}, [&](Index i) { return values[i]; });
    Vector result(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        const double rank = 0.5 * static_cast<double>(first + end - 1);
        for (; first < end; ++first)
            result[order[first]] = rank;
    }
    return result;
}

} // namespace

std::optional<double> distanceCorrelation(const Vector& a, const Vector& b)
{
    if (a.size() == 0 || !(a.maxCoeff() > a.minCoeff()) || !(b.maxCoeff() > b.minCoeff()))
        return std::nullopt;
    const Vector u = a.array() - a.mean();
    const Vector v = b.array() - b.mean();
    return std::clamp(u.dot(v) / (u.norm() * v.norm()), -1.0, 1.0);
}

Vector sampleDistances(Matrix layer, SampleDistance distance)
{
    if (distance == SampleDistance::Correlation)
        standardiseSamples(layer);
    else
        layer.rowwise() -= layer.colwise().mean().eval();
    const Matrix products = product(layer, layer.transpose());
    const Index n = layer.rows();
    Vector distances(n * (n - 1) / 2);
    Index place = 0;
    for (Index i = 1; i < n; ++i) {
        for (Index j = 0; j < i; ++j)
            distances[place++] = distance == SampleDistance::Correlation
                                     ? 1 - products(j, i)
                                     : std::sqrt(std::max(0.0, products(i, i) + products(j, j) -
                                                                   2 * products(j, i)));
    }
    return distances;
}

Rsa compareDistances(const Matrix& a, const Matrix& b, SampleDistance distance,
                     const Progress& progress)
{
    assert(a.rows() == b.rows());
    Rsa result;
    result.samples = a.rows();
    if (a.rows() < 3)
        return result;
    const SidePair<Vector> distances{sampleDistances(a, distance), sampleDistances(b, distance)};
    progress.checkpoint();
    progress.report(0.5);
    result.pearson = distanceCorrelation(distances.a, distances.b);
    const Vector rankA = ranks(distances.a);
    progress.checkpoint();
    result.spearman = distanceCorrelation(rankA, ranks(distances.b));
    progress.report(1);
    return result;
}

} // namespace counterpart::core
