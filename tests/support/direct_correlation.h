#pragma once

#include "core/base/types.h"

namespace counterpart::test {

/// Two passes in double, straight from the definition; 0 for constant columns. [p x q]
inline core::Matrix directCorrelation(const core::ActivationBlock& a,
                                      const core::ActivationBlock& b)
{
    const auto centred = [](const core::ActivationBlock& values) {
        core::Matrix result = values.cast<double>();
        result.rowwise() -= result.colwise().mean().eval();
        for (core::Index unit = 0; unit < result.cols(); ++unit) {
            const bool isConstant = (values.col(unit).array() == values(0, unit)).all();
            if (isConstant)
                result.col(unit).setZero();
            else
                result.col(unit).normalize();
        }
        return result;
    };
    return centred(a).transpose() * centred(b);
}

} // namespace counterpart::test
