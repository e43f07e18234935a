#include "core/analysis/kmeans.h"

#include "core/analysis/kmeans_kernels.h"
#include "core/analysis/linkage_kernels.h"
#include "core/base/parallel.h"

#include <cblas.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <random>

namespace counterpart::core {

namespace {

/// Points are the same if the square of their distance is less than this share of the sum of the
/// squares about the mean, or about the origin: rounding makes up to so much.
constexpr double kSameAboutMean = 1e-12;
constexpr double kSameAboutOrigin = 1e-20;
/// A point moves only for more than this share of the largest square: rounding moves none.
constexpr double kLeastGain = 1e-13;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The points' inner products about their mean, both triangles, [n x n].
Matrix innerProducts(const Matrix& points)
{
    const Matrix centred = points.rowwise() - points.colwise().mean();
    const auto n = static_cast<int>(points.rows());
    Matrix products = Matrix::Zero(n, n);
    if (points.cols() > 0)
        cblas_dsyrk(CblasColMajor, CblasLower, CblasNoTrans, n, static_cast<int>(points.cols()), 1,
                    centred.data(), n, 0, products.data(), n);
    products.triangularView<Eigen::StrictlyUpper>() = products.transpose();
    return products;
}

/// 0 <= number < 1, the same with every standard library.
double uniform(std::mt19937_64& random)
{
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

/// One restart.
class Restart
{
public:
    Restart(const Matrix& products, double least, const KMeansOptions& options, std::uint64_t seed);

    void run(const Progress& progress);

    double inertia() const { return m_inertia; }
    int iterations() const { return m_iterations; }
    const std::vector<int>& labels() const { return m_labels; }

private:
    PointDistances distancesFrom(Index point) const;
    void start();
    Index drawnPoint(const Vector& nearest, double potential);
    void sumMembers();
    void move(Index point, int to);
    bool moveAll();
    void fillEmpty();
    void scoreClusters();

    const Matrix& m_products;
    const KMeansOptions& m_options;
    std::mt19937_64 m_random;
    Vector m_squares; ///< of each point's length
    double m_least;   ///< squared distance below which points are the same
    double m_leastGain;
    int m_clusters = 0;
    std::vector<int> m_labels;
    std::vector<int> m_counts;
    Matrix m_sums; ///< (i, c): inner products of point i with the members of c, summed
    Vector m_best; ///< of each point, its smallest score
    std::vector<int> m_nearest;
    double m_inertia = 0;
    int m_iterations = 0;
};

Restart::Restart(const Matrix& products, double least, const KMeansOptions& options,
                 std::uint64_t seed)
    : m_products(products),
      m_options(options),
      m_random(seed),
      m_squares(products.diagonal()),
      m_least(least),
      m_leastGain(products.size() > 0 ? kLeastGain * products.diagonal().maxCoeff() : 0),
      m_labels(static_cast<std::size_t>(products.rows()), 0)
{
}

PointDistances Restart::distancesFrom(Index point) const
{
    return {m_squares.data(), m_products.col(point).data(), m_squares[point], m_least,
            m_products.rows()};
}

/// With chance in proportion to its squared distance from the nearest start.
Index Restart::drawnPoint(const Vector& nearest, double potential)
{
    double left = uniform(m_random) * potential;
    Index last = 0;
    for (Index i = 0; i < nearest.size(); ++i) {
        if (nearest[i] <= 0)
            continue;
        last = i;
        left -= nearest[i];
        if (left < 0)
            break;
    }
    return last;
}

void Restart::start()
{
    const Index n = m_products.rows();
    const int trials = 2 + static_cast<int>(std::log(m_options.clusters));
    Vector nearest = Vector::Constant(n, kInfinity);
    Index chosen = std::min(static_cast<Index>(uniform(m_random) * static_cast<double>(n)), n - 1);
    double potential = 0;
    for (;;) {
        addStart(distancesFrom(chosen), m_clusters++, nearest.data(), m_labels.data());
        potential = m_clusters == 1 ? nearest.sum() : potential;
        if (m_clusters == m_options.clusters || !(potential > 0))
            break;
        double least = kInfinity;
        for (int trial = 0; trial < trials; ++trial) {
            const Index candidate = drawnPoint(nearest, potential);
            const double sum = potentialWith(distancesFrom(candidate), nearest.data());
            if (sum < least) {
                least = sum;
                chosen = candidate;
            }
        }
        potential = least;
    }
    sumMembers();
}

void Restart::sumMembers()
{
    const Index n = m_products.rows();
    m_counts.assign(static_cast<std::size_t>(m_clusters), 0);
    m_sums = Matrix::Zero(n, m_clusters);
    for (Index i = 0; i < n; ++i) {
        const int label = m_labels[static_cast<std::size_t>(i)];
        ++m_counts[static_cast<std::size_t>(label)];
        addTo(m_sums.col(label).data(), m_products.col(i).data(), n);
    }
}

void Restart::move(Index point, int to)
{
    int& label = m_labels[static_cast<std::size_t>(point)];
    m_sums.col(label) -= m_products.col(point);
    m_sums.col(to) += m_products.col(point);
    --m_counts[static_cast<std::size_t>(label)];
    ++m_counts[static_cast<std::size_t>(to)];
    label = to;
}

/// score(i, c) = |mean of c|² - 2 <point i, mean of c>: the squared distance less |point i|².
void Restart::scoreClusters()
{
    const Index n = m_products.rows();
    m_best.setConstant(n, kInfinity);
    m_nearest.assign(static_cast<std::size_t>(n), 0);
    Vector squares = Vector::Zero(m_clusters);
    for (Index i = 0; i < n; ++i) {
        const int label = m_labels[static_cast<std::size_t>(i)];
        squares[label] += m_sums(i, label);
    }
    m_inertia = m_products.trace();
    for (int c = 0; c < m_clusters; ++c) {
        const int count = m_counts[static_cast<std::size_t>(c)];
        if (count == 0)
            continue;
        const double scale = -2.0 / count;
        const double square = squares[c] / count / count;
        m_inertia -= squares[c] / count;
        takeSmaller(m_sums.col(c).data(), square, scale, c, m_best.data(), m_nearest.data(), n);
    }
    // A point stays where it is as near.
    for (Index i = 0; i < n; ++i) {
        const int label = m_labels[static_cast<std::size_t>(i)];
        const int count = m_counts[static_cast<std::size_t>(label)];
        const double own = squares[label] / count / count - 2.0 / count * m_sums(i, label);
        if (own <= m_best[i] + m_leastGain) {
            m_best[i] = own;
            m_nearest[static_cast<std::size_t>(i)] = label;
        }
    }
}

/// Whether any point moved.
bool Restart::moveAll()
{
    scoreClusters();
    bool hasMoved = false;
    for (Index i = 0; i < m_products.rows(); ++i) {
        const int to = m_nearest[static_cast<std::size_t>(i)];
        if (to == m_labels[static_cast<std::size_t>(i)])
            continue;
        move(i, to);
        hasMoved = true;
    }
    return hasMoved;
}

void Restart::fillEmpty()
{
    for (int c = 0; c < m_clusters; ++c) {
        if (m_counts[static_cast<std::size_t>(c)] > 0)
            continue;
        scoreClusters();
        Index farthest = -1;
        double most = m_least;
        for (Index i = 0; i < m_products.rows(); ++i) {
            const bool isAlone =
                m_counts[static_cast<std::size_t>(m_labels[static_cast<std::size_t>(i)])] == 1;
            const double square = m_products(i, i) + m_best[i];
            if (!isAlone && square > most) {
                most = square;
                farthest = i;
            }
        }
        if (farthest < 0)
            return;
        move(farthest, c);
    }
}

void Restart::run(const Progress& progress)
{
    start();
    while (m_iterations < m_options.maxIterations) {
        progress.checkpoint();
        ++m_iterations;
        if (!moveAll())
            break;
        fillEmpty();
    }
    scoreClusters();
}

/// Labels by the lowest point of each cluster; returns their number.
int renumber(std::vector<int>& labels)
{
    std::vector<int> numbers(labels.size() + 1, -1);
    int count = 0;
    for (int& label : labels) {
        int& number = numbers[static_cast<std::size_t>(label)];
        if (number < 0)
            number = count++;
        label = number;
    }
    return count;
}

double inertiaOf(const Matrix& points, const std::vector<int>& labels, int clusters)
{
    Matrix means = Matrix::Zero(clusters, points.cols());
    Vector counts = Vector::Zero(clusters);
    for (Index i = 0; i < points.rows(); ++i) {
        means.row(labels[static_cast<std::size_t>(i)]) += points.row(i);
        counts[labels[static_cast<std::size_t>(i)]] += 1;
    }
    means.array().colwise() /= counts.array();
    double inertia = 0;
    for (Index i = 0; i < points.rows(); ++i)
        inertia += (points.row(i) - means.row(labels[static_cast<std::size_t>(i)])).squaredNorm();
    return inertia;
}

} // namespace

KMeans kMeans(const Matrix& points, const KMeansOptions& options, const Progress& progress)
{
    assert(options.clusters >= 1 && options.restarts >= 1);
    if (points.rows() == 0)
        return {};
    const Matrix products = innerProducts(points);
    const double least =
        std::max(kSameAboutMean * products.trace(), kSameAboutOrigin * points.squaredNorm());
    std::vector<KMeans> tries(static_cast<std::size_t>(options.restarts));
    std::seed_seq sequence{static_cast<std::uint32_t>(options.seed),
                           static_cast<std::uint32_t>(options.seed >> 32)};
    std::vector<std::uint64_t> seeds(2 * tries.size());
    sequence.generate(seeds.begin(), seeds.end());
    parallelFor(options.restarts, 1, progress, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
            const auto place = static_cast<std::size_t>(i);
            Restart restart(products, least, options,
                            seeds[2 * place] << 32 | seeds[2 * place + 1]);
            restart.run(progress);
            tries[place] = {restart.labels(), 0, restart.inertia(), restart.iterations()};
        }
    });
    KMeans best = std::move(*std::ranges::min_element(tries, {}, &KMeans::inertia));
    best.clusters = renumber(best.labels);
    best.inertia = inertiaOf(points, best.labels, best.clusters);
    return best;
}

} // namespace counterpart::core
