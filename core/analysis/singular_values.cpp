#include "core/analysis/singular_values.h"

#include "core/base/error.h"

#include <cblas.h>

#include <algorithm>
#include <string>
#include <vector>

// Of LAPACK, which OpenBLAS holds too; Debian's OpenBLAS has no header for it.
extern "C" {
void dlabrd_(const int* m, const int* n, const int* nb, double* a, const int* lda, double* d,
             double* e, double* tauq, double* taup, double* x, const int* ldx, double* y,
             const int* ldy);
void dgebd2_(const int* m, const int* n, double* a, const int* lda, double* d, double* e,
             double* tauq, double* taup, double* work, int* info);
void dbdsdc_(const char* uplo, const char* compq, const int* n, double* d, double* e, double* u,
             const int* ldu, double* vt, const int* ldvt, double* q, int* iq, double* work,
             int* iwork, int* info);
void dormbr_(const char* vect, const char* side, const char* trans, const int* m, const int* n,
             const int* k, const double* a, const int* lda, const double* tau, double* c,
             const int* ldc, double* work, const int* lwork, int* info);
}

namespace counterpart::core {

namespace {

constexpr int kPanel = 32;
/// What is left of the matrix is reduced at once.
constexpr int kLast = 64;
/// How the time divides between the reduction and the rest.
constexpr double kReductionShare = 0.6;

void requireDone(int info, const char* what)
{
    if (info != 0)
        throw Error(ErrorKind::Runtime,
                    std::string("LAPACK's ") + what +
                        " did not find the singular values (info = " + std::to_string(info) + ").");
}

/// Q' A P = upper bidiagonal of `diagonal` and `beside`; the reflectors of Q lie below A's diagonal
/// and those of P to the right of it.
struct Bidiagonal
{
    Matrix reflectors; ///< [m x n], m >= n
    std::vector<double> diagonal;
    std::vector<double> beside;
    std::vector<double> tauQ;
    std::vector<double> tauP;

    int rows() const { return static_cast<int>(reflectors.rows()); }
    int columns() const { return static_cast<int>(reflectors.cols()); }
};

/// What follows the panel at column i is multiplied by its reflectors from both sides.
void applyPanel(Bidiagonal& b, int i, const std::vector<double>& x, const std::vector<double>& y)
{
    const int stride = b.rows();
    const int rows = b.rows() - i - kPanel;
    const int columns = b.columns() - i - kPanel;
    const int panelRows = b.rows() - i;
    const int panelColumns = b.columns() - i;
    double* rest = &b.reflectors(i + kPanel, i + kPanel);
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasTrans, rows, columns, kPanel, -1,
                &b.reflectors(i + kPanel, i), stride, y.data() + kPanel, panelColumns, 1, rest,
                stride);
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, rows, columns, kPanel, -1,
                x.data() + kPanel, panelRows, &b.reflectors(i, i + kPanel), stride, 1, rest,
                stride);
}

/// LAPACK's dgebrd, with a look at `progress` after every panel.
Bidiagonal reduce(Matrix matrix, const Progress& progress)
{
    const int m = static_cast<int>(matrix.rows());
    const int n = static_cast<int>(matrix.cols());
    const auto size = static_cast<std::size_t>(n);
    Bidiagonal b{std::move(matrix), std::vector<double>(size), std::vector<double>(size),
                 std::vector<double>(size), std::vector<double>(size)};
    std::vector<double> x(static_cast<std::size_t>(m) * kPanel);
    std::vector<double> y(size * kPanel);
    int i = 0;
    for (; n - i > kLast; i += kPanel) {
        progress.checkpoint();
        const int rows = m - i;
        const int columns = n - i;
        const auto from = static_cast<std::size_t>(i);
        dlabrd_(&rows, &columns, &kPanel, &b.reflectors(i, i), &m, b.diagonal.data() + from,
                b.beside.data() + from, b.tauQ.data() + from, b.tauP.data() + from, x.data(), &rows,
                y.data(), &columns);
        applyPanel(b, i, x, y);
        for (int j = i; j < i + kPanel; ++j) {
            b.reflectors(j, j) = b.diagonal[static_cast<std::size_t>(j)];
            b.reflectors(j, j + 1) = b.beside[static_cast<std::size_t>(j)];
        }
        const double rest = static_cast<double>(columns - kPanel) / n;
        progress.report(1 - rest * rest);
    }
    const int rows = m - i;
    const int columns = n - i;
    const auto from = static_cast<std::size_t>(i);
    int info = 0;
    dgebd2_(&rows, &columns, &b.reflectors(i, i), &m, b.diagonal.data() + from,
            b.beside.data() + from, b.tauQ.data() + from, b.tauP.data() + from, x.data(), &info);
    requireDone(info, "dgebd2");
    return b;
}

/// The singular values of the bidiagonal; with vectors, those of the bidiagonal alone.
void decompose(Bidiagonal& b, Matrix* left, Matrix* rightTransposed)
{
    const int n = b.columns();
    const auto size = static_cast<std::size_t>(n);
    const bool hasVectors = left != nullptr;
    std::vector<double> work(hasVectors ? 3 * size * size + 4 * size : 4 * size);
    std::vector<int> indices(8 * size);
    double none = 0;
    int noIndex = 0;
    int info = 0;
    dbdsdc_("U", hasVectors ? "I" : "N", &n, b.diagonal.data(), b.beside.data(),
            hasVectors ? left->data() : &none, &n, hasVectors ? rightTransposed->data() : &none, &n,
            &none, &noIndex, work.data(), indices.data(), &info);
    requireDone(info, "dbdsdc");
}

Vector asVector(const std::vector<double>& values)
{
    return Eigen::Map<const Vector>(values.data(), static_cast<Index>(values.size()));
}

/// Of a matrix with at least as many rows as columns.
SingularTriplets tallTriplets(const Matrix& matrix, const Progress& progress)
{
    Bidiagonal b = reduce(matrix, progress.part(0, kReductionShare));
    progress.checkpoint();
    const int m = b.rows();
    const int n = b.columns();
    Matrix left(n, n);
    Matrix rightTransposed(n, n);
    decompose(b, &left, &rightTransposed);
    progress.checkpoint();

    SingularTriplets result{asVector(b.diagonal), Matrix::Zero(m, n), {}};
    result.left.topRows(n) = left;
    const int workSize = 64 * std::max(m, n);
    std::vector<double> work(static_cast<std::size_t>(workSize));
    int info = 0;
    dormbr_("Q", "L", "N", &m, &n, &n, b.reflectors.data(), &m, b.tauQ.data(), result.left.data(),
            &m, work.data(), &workSize, &info);
    requireDone(info, "dormbr");
    dormbr_("P", "R", "T", &n, &n, &n, b.reflectors.data(), &m, b.tauP.data(),
            rightTransposed.data(), &n, work.data(), &workSize, &info);
    requireDone(info, "dormbr");
    result.right = rightTransposed.transpose();
    return result;
}

} // namespace

void fixSigns(SingularTriplets& triplets)
{
    for (Index i = 0; i < triplets.values.size(); ++i) {
        Index largest = 0;
        triplets.left.col(i).cwiseAbs().maxCoeff(&largest);
        if (triplets.left(largest, i) < 0) {
            triplets.left.col(i) *= -1;
            triplets.right.col(i) *= -1;
        }
    }
}

SingularTriplets singularTriplets(const Matrix& matrix, const Progress& progress)
{
    if (matrix.size() == 0)
        return {Vector(0), Matrix(matrix.rows(), 0), Matrix(matrix.cols(), 0)};
    const bool isTall = matrix.rows() >= matrix.cols();
    SingularTriplets result =
        isTall ? tallTriplets(matrix, progress) : tallTriplets(matrix.transpose(), progress);
    if (!isTall)
        std::swap(result.left, result.right);
    fixSigns(result);
    progress.report(1);
    return result;
}

Vector singularValues(const Matrix& matrix, const Progress& progress)
{
    if (matrix.size() == 0)
        return Vector(0);
    const bool isTall = matrix.rows() >= matrix.cols();
    Bidiagonal b = reduce(isTall ? matrix : Matrix(matrix.transpose()), progress);
    progress.checkpoint();
    decompose(b, nullptr, nullptr);
    progress.report(1);
    return asVector(b.diagonal);
}

} // namespace counterpart::core
