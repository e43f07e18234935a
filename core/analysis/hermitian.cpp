#include "core/analysis/hermitian.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>
#include <vector>

// Of LAPACK, which OpenBLAS holds too; Debian's OpenBLAS has no header for it.
extern "C" {
void zheevd_(const char* jobz, const char* uplo, const int* n, std::complex<double>* a,
             const int* lda, double* w, std::complex<double>* work, const int* lwork, double* rwork,
             const int* lrwork, int* iwork, const int* liwork, int* info);
void zgesdd_(const char* jobz, const int* m, const int* n, std::complex<double>* a, const int* lda,
             double* s, std::complex<double>* u, const int* ldu, std::complex<double>* vt,
             const int* ldvt, std::complex<double>* work, const int* lwork, double* rwork,
             int* iwork, int* info);
}

namespace counterpart::core {

namespace {

void requireDone(int info, const char* what)
{
    if (info != 0)
        throw Error(ErrorKind::Runtime, std::string("LAPACK's ") + what +
                                            " did not converge (info = " + std::to_string(info) +
                                            ").");
}

template <class T>
std::vector<T> workspace(double size)
{
    return std::vector<T>(static_cast<std::size_t>(size));
}

} // namespace

HermitianPairs hermitianEigenpairs(Eigen::MatrixXcd matrix)
{
    const int n = static_cast<int>(matrix.rows());
    HermitianPairs pairs{Vector(n), std::move(matrix)};
    if (n == 0)
        return pairs;
    const int asked = -1;
    std::complex<double> size;
    double realSize = 0;
    int indexSize = 0;
    int info = 0;
    zheevd_("V", "U", &n, pairs.vectors.data(), &n, pairs.values.data(), &size, &asked, &realSize,
            &asked, &indexSize, &asked, &info);
    auto work = workspace<std::complex<double>>(size.real());
    auto realWork = workspace<double>(realSize);
    auto indexWork = workspace<int>(indexSize);
    const int workSize = static_cast<int>(work.size());
    const int realWorkSize = static_cast<int>(realWork.size());
    zheevd_("V", "U", &n, pairs.vectors.data(), &n, pairs.values.data(), work.data(), &workSize,
            realWork.data(), &realWorkSize, indexWork.data(), &indexSize, &info);
    requireDone(info, "zheevd");
    return pairs;
}

Vector complexSingularValues(Eigen::MatrixXcd matrix)
{
    const int rows = static_cast<int>(matrix.rows());
    const int columns = static_cast<int>(matrix.cols());
    Vector values(std::min(rows, columns));
    if (values.size() == 0)
        return values;
    const int one = 1;
    const int asked = -1;
    std::complex<double> none;
    std::complex<double> size;
    auto realWork = workspace<double>(7.0 * static_cast<double>(values.size()));
    auto indexWork = workspace<int>(8.0 * static_cast<double>(values.size()));
    int info = 0;
    zgesdd_("N", &rows, &columns, matrix.data(), &rows, values.data(), &none, &one, &none, &one,
            &size, &asked, realWork.data(), indexWork.data(), &info);
    auto work = workspace<std::complex<double>>(size.real());
    const int workSize = static_cast<int>(work.size());
    zgesdd_("N", &rows, &columns, matrix.data(), &rows, values.data(), &none, &one, &none, &one,
            work.data(), &workSize, realWork.data(), indexWork.data(), &info);
    requireDone(info, "zgesdd");
    return values;
}

} // namespace counterpart::core
