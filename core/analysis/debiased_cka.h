#pragma once

#include "core/analysis/layer_pair_pass.h"

#include <optional>

namespace counterpart::core {

/// What debiased CKA needs of the samples beside the moments: with k_i = |x_i - mean|² and
/// l_i = |y_i - mean|², sums over the samples i.
struct NormSums
{
    SidePair<double> squares; ///< sum k_i² and sum l_i²
    double products = 0;      ///< sum k_i l_i
};

/// Reads both layers once more, as the pass that gave `moments` did under the same options.
/// Cost: p + q multiplications a sample.
NormSums normSums(ActivationSource& a, ActivationSource& b, const Moments& moments,
                  const PassOptions& options, const Progress& progress);

/// n (n - 3) h(X, Y) of debiasedCka(), from n, |C|², P, tr A and tr B; n >= 4.
double unbiasedAlignment(Index samples, double squaredProducts, double normProducts, double traceX,
                         double traceY);

/// Linear CKA from unbiased estimates (Song et al. 2012, eq. 5; Nguyen, Raghu, Kornblith 2021):
///
///     h(X, Y) = (|C|² - P + (tr A tr B - 2 (n - 1) P) / ((n - 1)(n - 2))) / (n (n - 3)),
///     CKA = h(X, Y) / sqrt(h(X, X) h(Y, Y)),
///
/// with the centred cross-products C = X'Y, A = X'X, B = Y'Y and P = sum k_i l_i. It is what the
/// n x n form gives; terms of the sums of x and y are 0 because both are centred. At most about 1,
/// and slightly negative where nothing corresponds; none for n < 4, or where an estimate of a layer
/// with itself is not above 0 (a constant layer).
std::optional<double> debiasedCka(const Moments& moments, const NormSums& sums);

} // namespace counterpart::core
