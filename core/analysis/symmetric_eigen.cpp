#include "core/analysis/symmetric_eigen.h"

#include "core/base/error.h"

#include <cblas.h>

#include <algorithm>
#include <string>
#include <vector>

// Of LAPACK, which OpenBLAS holds too; Debian's OpenBLAS has no header for it.
extern "C" {
void dlatrd_(const char* uplo, const int* n, const int* nb, double* a, const int* lda, double* e,
             double* tau, double* w, const int* ldw);
void dsytd2_(const char* uplo, const int* n, double* a, const int* lda, double* d, double* e,
             double* tau, int* info);
void dstemr_(const char* jobz, const char* range, const int* n, double* d, double* e,
             const double* vl, const double* vu, const int* il, const int* iu, int* m, double* w,
             double* z, const int* ldz, const int* nzc, int* isuppz, int* tryrac, double* work,
             const int* lwork, int* iwork, const int* liwork, int* info);
void dstedc_(const char* compz, const int* n, double* d, double* e, double* z, const int* ldz,
             double* work, const int* lwork, int* iwork, const int* liwork, int* info);
void dsterf_(const int* n, double* d, double* e, int* info);
void dormtr_(const char* side, const char* uplo, const char* trans, const int* m, const int* n,
             const double* a, const int* lda, const double* tau, double* c, const int* ldc,
             double* work, const int* lwork, int* info);
}

namespace counterpart::core {

namespace {

constexpr int kPanel = 32;
/// What is left of the matrix is reduced at once.
constexpr int kLast = 64;
/// How the time divides between the reduction and the rest.
constexpr double kReductionShare = 0.85;

void requireDone(int info, const char* what)
{
    if (info != 0)
        throw Error(ErrorKind::Runtime,
                    std::string("LAPACK's ") + what +
                        " did not find the eigenvectors (info = " + std::to_string(info) + ").");
}

/// Q' A Q = tridiagonal of `diagonal` and `beside`; Q's reflectors lie below A's diagonal.
struct Tridiagonal
{
    std::vector<double> diagonal;
    std::vector<double> beside;
    std::vector<double> tau;
};

/// LAPACK's dsytrd, with a look at `progress` after every panel.
Tridiagonal reduce(Matrix& matrix, const Progress& progress)
{
    const int n = static_cast<int>(matrix.rows());
    const auto size = static_cast<std::size_t>(n);
    Tridiagonal t{std::vector<double>(size), std::vector<double>(size), std::vector<double>(size)};
    std::vector<double> work(size * kPanel);
    int i = 0;
    for (; n - i > kLast; i += kPanel) {
        progress.checkpoint();
        const int left = n - i;
        const int after = left - kPanel;
        const auto from = static_cast<std::size_t>(i);
        dlatrd_("L", &left, &kPanel, &matrix(i, i), &n, t.beside.data() + from, t.tau.data() + from,
                work.data(), &left);
        cblas_dsyr2k(CblasColMajor, CblasLower, CblasNoTrans, after, kPanel, -1,
                     &matrix(i + kPanel, i), n, work.data() + kPanel, left, 1,
                     &matrix(i + kPanel, i + kPanel), n);
        for (int j = i; j < i + kPanel; ++j) {
            matrix(j + 1, j) = t.beside[static_cast<std::size_t>(j)];
            t.diagonal[static_cast<std::size_t>(j)] = matrix(j, j);
        }
        const double rest = static_cast<double>(after) / n;
        progress.report(1 - rest * rest * rest);
    }
    const int left = n - i;
    const auto from = static_cast<std::size_t>(i);
    int info = 0;
    dsytd2_("L", &left, &matrix(i, i), &n, t.diagonal.data() + from, t.beside.data() + from,
            t.tau.data() + from, &info);
    requireDone(info, "dsytd2");
    return t;
}

EigenPairs tridiagonalEigenpairs(Tridiagonal& t, int count)
{
    const int n = static_cast<int>(t.diagonal.size());
    EigenPairs pairs{Vector(n), Matrix(n, count)};
    const int first = 1;
    const int workSize = 18 * n;
    const int indexSize = 10 * n;
    std::vector<double> work(static_cast<std::size_t>(workSize));
    std::vector<int> indexWork(static_cast<std::size_t>(indexSize));
    std::vector<int> support(2 * static_cast<std::size_t>(count));
    const double none = 0;
    int found = 0;
    int isAccurate = 1;
    int info = 0;
    dstemr_("V", "I", &n, t.diagonal.data(), t.beside.data(), &none, &none, &first, &count, &found,
            pairs.values.data(), pairs.vectors.data(), &n, &count, support.data(), &isAccurate,
            work.data(), &workSize, indexWork.data(), &indexSize, &info);
    requireDone(found == count ? info : -1, "dstemr");
    pairs.values.conservativeResize(count);
    return pairs;
}

/// All of them by divide and conquer, in half of the time.
EigenPairs allTridiagonalEigenpairs(Tridiagonal& t)
{
    const int n = static_cast<int>(t.diagonal.size());
    EigenPairs pairs{Vector(n), Matrix(n, n)};
    const int workSize = 1 + 4 * n + n * n;
    const int indexSize = 3 + 5 * n;
    std::vector<double> work(static_cast<std::size_t>(workSize));
    std::vector<int> indexWork(static_cast<std::size_t>(indexSize));
    int info = 0;
    dstedc_("I", &n, t.diagonal.data(), t.beside.data(), pairs.vectors.data(), &n, work.data(),
            &workSize, indexWork.data(), &indexSize, &info);
    requireDone(info, "dstedc");
    pairs.values = Eigen::Map<const Vector>(t.diagonal.data(), n);
    return pairs;
}

void transformBack(const Matrix& reflectors, const Tridiagonal& t, Matrix& vectors)
{
    const int n = static_cast<int>(vectors.rows());
    const int count = static_cast<int>(vectors.cols());
    const int workSize = std::max(1, count) * 64;
    std::vector<double> work(static_cast<std::size_t>(workSize));
    int info = 0;
    dormtr_("L", "L", "N", &n, &count, reflectors.data(), &n, t.tau.data(), vectors.data(), &n,
            work.data(), &workSize, &info);
    requireDone(info, "dormtr");
    for (auto vector : vectors.colwise()) {
        Index largest = 0;
        vector.cwiseAbs().maxCoeff(&largest);
        if (vector[largest] < 0)
            vector = -vector;
    }
}

} // namespace

EigenPairs smallestEigenpairs(Matrix matrix, Index count, const Progress& progress)
{
    if (count == 0 || matrix.rows() == 0)
        return {Vector(0), Matrix(matrix.rows(), 0)};
    Tridiagonal t = reduce(matrix, progress.part(0, kReductionShare));
    progress.checkpoint();
    EigenPairs pairs = count == matrix.rows() ? allTridiagonalEigenpairs(t)
                                              : tridiagonalEigenpairs(t, static_cast<int>(count));
    progress.checkpoint();
    transformBack(matrix, t, pairs.vectors);
    progress.report(1);
    return pairs;
}

Vector symmetricEigenvalues(Matrix matrix, const Progress& progress)
{
    if (matrix.rows() == 0)
        return Vector(0);
    Tridiagonal t = reduce(matrix, progress);
    const int n = static_cast<int>(t.diagonal.size());
    int info = 0;
    dsterf_(&n, t.diagonal.data(), t.beside.data(), &info);
    requireDone(info, "dsterf");
    progress.report(1);
    return Eigen::Map<const Vector>(t.diagonal.data(), n);
}

} // namespace counterpart::core
