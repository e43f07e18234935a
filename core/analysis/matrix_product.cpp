#include "core/analysis/matrix_product.h"

#include "core/analysis/unit_tiles.h"

#include <cblas.h>

#include <cassert>

namespace counterpart::core {

Matrix product(const Matrix& left, const Matrix& right)
{
    assert(left.cols() == right.rows());
    Matrix result = Matrix::Zero(left.rows(), right.cols());
    if (result.size() > 0 && left.cols() > 0)
        cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, asBlas(left.rows()),
                    asBlas(right.cols()), asBlas(left.cols()), 1, left.data(), asBlas(left.rows()),
                    right.data(), asBlas(right.rows()), 0, result.data(), asBlas(left.rows()));
    return result;
}

Matrix transposedProduct(const MatrixColumns& left, const MatrixColumns& right)
{
    assert(left.rows() == right.rows());
    Matrix result = Matrix::Zero(left.cols(), right.cols());
    if (result.size() > 0 && left.rows() > 0)
        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, asBlas(left.cols()),
                    asBlas(right.cols()), asBlas(left.rows()), 1, left.data(),
                    asBlas(left.outerStride()), right.data(), asBlas(right.outerStride()), 0,
                    result.data(), asBlas(left.cols()));
    return result;
}

} // namespace counterpart::core
