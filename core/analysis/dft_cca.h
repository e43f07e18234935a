#pragma once

#include "core/analysis/cca.h"
#include "core/io/activation_source.h"

#include <optional>
#include <string>

namespace counterpart::core {

/// CCA of convolutional layers in the Fourier domain (Raghu et al. 2017, section 3): each unit's
/// maps are transformed, and each frequency that both layers have is a CCA of complex numbers, p x
/// q, over the inputs. If the inputs are closed under circular translation these are all of the
/// flattened layers' canonical correlations, for layers of the same map size; else it is an
/// approximation that treats places alike. A layer without a map has one frequency, the mean: with
/// it only the mean of the other layer is compared, a lower bound.
struct DftCca
{
    Index inputs = 0;
    Index rows = 1, columns = 1; ///< of the common frequencies
    Vector coefficients;         ///< of all of them, falling, in [0, 1]
    /// Mean coefficient at frequency (u, v), 0 where a layer has no direction; u = 0, 1, ... first,
    /// then the negative ones: [rows x columns].
    Matrix meanAt;

    double mean() const { return coefficients.mean(); }
};

/// The result, or why there is none.
struct DftCcaOrReason
{
    std::optional<DftCca> cca;
    std::string reason; ///< a sentence, empty if there is one
};

/// Both sources with every position, of equal inputs. Singular values of at most options.tolerance
/// times the layer's largest, over all frequencies, are dropped. There is none where inputs are
/// fewer than a frequency's rank + 2, so that its answer would not depend on the data, for values
/// that are not finite, and for frequencies that would take more than 4 GiB: 8 (p + q)² bytes each
/// position. Cost: 4 (p + q)² multiplications a position and input.
DftCcaOrReason dftCca(ActivationSource& a, ActivationSource& b, const CcaOptions& options,
                      const Progress& progress);

} // namespace counterpart::core
