#pragma once

#include "core/base/types.h"

#include <random>

namespace counterpart::test {

/// Normal activations of mean `mean` and deviation `deviation`, [samples x units].
inline core::ActivationBlock normalActivations(core::Index samples, core::Index units,
                                               unsigned seed, float mean = 0, float deviation = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(mean, deviation);
    core::ActivationBlock values(samples, units);
    for (float& value : values.reshaped())
        value = normal(random);
    return values;
}

/// Activations after a ReLU that share `factors` hidden causes, so that units correlate.
inline core::ActivationBlock reluActivations(core::Index samples, core::Index units,
                                             core::Index factors, unsigned causeSeed,
                                             unsigned mixingSeed)
{
    const core::ActivationBlock causes = normalActivations(samples, factors, causeSeed);
    const core::ActivationBlock mixing = normalActivations(factors, units, mixingSeed);
    const core::ActivationBlock noise = normalActivations(samples, units, mixingSeed + 1000);
    return (causes * mixing + noise).cwiseMax(0.0f);
}

/// Weights drawn evenly from [low, high].
inline core::Matrix uniformMatrix(core::Index rows, core::Index columns, unsigned seed,
                                  double low = -1, double high = 1)
{
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(low, high);
    core::Matrix values(rows, columns);
    for (double& value : values.reshaped())
        value = uniform(random);
    return values;
}

} // namespace counterpart::test
