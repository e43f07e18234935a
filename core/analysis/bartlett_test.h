#pragma once

#include "core/analysis/cca.h"

#include <vector>

namespace counterpart::core {

/// How many canonical correlations are more than chance (Bartlett 1941; Morcos, Raghu, Bengio 2018,
/// appendix A.2). For k = 0, 1, ... the hypothesis that all after the first k are 0 is tested by
///
///     T_k = -(n - k - (a + b + 1)/2 + sum over i <= k of rho_i^-2) L_k,
///     L_k = ln of the product over i > k of (1 - rho_i²),
///
/// chi-square of (a - k)(b - k) degrees of freedom, for n samples and layers of rank a and b.
struct BartlettTest
{
    std::vector<double> pValues; ///< of k = 0, 1, ... up to the first that is not rejected
    Index significant = 0;       ///< that k, or all if every hypothesis is rejected
};

/// `level` is the chance of counting one too many, above 0 and below 1.
BartlettTest bartlettTest(const Cca& cca, double level = 0.05);

} // namespace counterpart::core
