#include "core/analysis/direct_cca.h"

#include "core/analysis/matrix_product.h"
#include "core/analysis/sample_stream.h"
#include "core/analysis/singular_values.h"
#include "core/base/error.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

// Of LAPACK, which OpenBLAS holds too; Debian's OpenBLAS has no header for it.
extern "C" void dtpqrt_(const int* m, const int* n, const int* l, const int* nb, double* a,
                        const int* lda, double* b, const int* ldb, double* t, const int* ldt,
                        double* work, int* info);

namespace counterpart::core {

namespace {

constexpr int kPanel = 64;
/// Rows reduced at once: so many that a stop is noticed within a second.
constexpr double kMultiplications = 1e10;
/// How the time divides between the samples and the decompositions.
constexpr double kReadShare = 0.8;

/// The triangle R of all rows so far.
class StreamedQr
{
public:
    explicit StreamedQr(Index columns)
        : m_triangle(Matrix::Zero(columns, columns)),
          m_reflectors(kPanel, columns),
          m_work(static_cast<std::size_t>(columns) * kPanel)
    {
    }

    Index rowsAtOnce() const
    {
        const auto columns = static_cast<double>(m_triangle.cols());
        return std::max(static_cast<Index>(kMultiplications / (columns * columns)), Index{kPanel});
    }

    /// `rows` is overwritten.
    void add(Matrix& rows)
    {
        const int count = static_cast<int>(rows.rows());
        const int columns = static_cast<int>(rows.cols());
        const int panel = std::min(kPanel, columns);
        const int isDense = 0;
        int info = 0;
        dtpqrt_(&count, &columns, &isDense, &panel, m_triangle.data(), &columns, rows.data(),
                &count, m_reflectors.data(), &kPanel, m_work.data(), &info);
        if (info != 0)
            throw Error(ErrorKind::Runtime,
                        "LAPACK's dtpqrt failed (info = " + std::to_string(info) + ").");
    }

    /// Both triangles: what the reflectors left below the diagonal is 0.
    const Matrix& triangle() const { return m_triangle; }

private:
    Matrix m_triangle;
    Matrix m_reflectors;
    std::vector<double> m_work;
};

/// An orthonormal basis of what the columns span, [rows x rank].
Matrix basisOf(const Matrix& columns, double tolerance, double& floor, const Progress& progress)
{
    const SingularTriplets triplets = singularTriplets(columns, progress);
    const double roundings =
        static_cast<double>(columns.cols()) * std::numeric_limits<double>::epsilon();
    floor = triplets.values[0] * std::max(tolerance, roundings);
    const Index rank = (triplets.values.array() > floor).count();
    return triplets.left.leftCols(rank);
}

} // namespace

DirectCca directCca(ActivationSource& a, ActivationSource& b, const Moments& moments,
                    const PassOptions& pass, const CcaOptions& options, const Progress& progress)
{
    const Index p = moments.units(Side::A);
    const Index q = moments.units(Side::B);
    StreamedQr qr(p + q);
    // Two blocks of float, and one of double that is cut off them.
    constexpr Index kBytesOfAValue = 2 * sizeof(float) + sizeof(double);
    const Progress reading = progress.part(0, kReadShare);
    Vector mean(p + q);
    mean << moments.mean.a, moments.mean.b;
    streamSamples(a, b, pass, kBytesOfAValue, reading, [&](SampleBlock& block) {
        for (Index done = 0; done < block.rows(); done += qr.rowsAtOnce()) {
            reading.checkpoint();
            const Index count = std::min(qr.rowsAtOnce(), block.rows() - done);
            Matrix rows = centredRows(block, done, count, mean);
            qr.add(rows);
        }
    });

    DirectCca result;
    const SidePair<Matrix> basis{basisOf(qr.triangle().leftCols(p), options.tolerance,
                                         result.floor.a, progress.part(kReadShare, 0.87)),
                                 basisOf(qr.triangle().rightCols(q), options.tolerance,
                                         result.floor.b, progress.part(0.87, 0.94))};
    result.rank = {basis.a.cols(), basis.b.cols()};
    result.coefficients =
        singularValues(transposedProduct(basis.a, basis.b), progress.part(0.94, 1)).cwiseMin(1.0);
    return result;
}

double largestDifference(const Vector& one, const Vector& another)
{
    const Index count = std::max(one.size(), another.size());
    double largest = 0;
    for (Index i = 0; i < count; ++i) {
        const double difference =
            (i < one.size() ? one[i] : 0.0) - (i < another.size() ? another[i] : 0.0);
        largest = std::max(largest, std::abs(difference));
    }
    return largest;
}

} // namespace counterpart::core
