#pragma once

#include "core/analysis/moments.h"
#include "tests/support/cluster_values.h"

#include <nlohmann/json.hpp>

#include <fstream>

/// The layers of tests/data/make_cca_values.py, and what it stored.
namespace counterpart::test {

/// Read once: a loop over part of it must not outlive it.
inline const nlohmann::json& storedCcaValues()
{
    static const nlohmann::json kValues = [] {
        std::ifstream file(COUNTERPART_SOURCE_DIR "/tests/data/cca_values.json");
        return nlohmann::json::parse(file);
    }();
    return kValues;
}

/// Activations [samples x units] in double.
using Layers = core::SidePair<core::Matrix>;

/// `parameters` are seed, samples, shared causes, units of A and of B.
inline Layers storedLayers(const std::vector<core::Index>& parameters)
{
    const auto part = [&](core::Index offset, core::Index rows, core::Index columns) {
        const auto seed = static_cast<std::uint64_t>(1000 * parameters[0] + offset);
        return core::Matrix(splitMixMatrix(seed, rows, columns).array() - 0.5);
    };
    const core::Index samples = parameters[1];
    const core::Index causes = parameters[2];
    const core::Matrix shared = part(0, samples, causes);
    const auto layer = [&](core::Index first, core::Index units) {
        core::Matrix values =
            shared * part(first, causes, units) + 0.3 * part(first + 1, samples, units);
        values.rowwise() += core::Vector(part(first + 2, 1, units).transpose()).transpose();
        return values;
    };
    return {layer(1, parameters[3]), layer(4, parameters[4])};
}

/// Straight from the definition.
inline core::Moments momentsOf(const Layers& layers)
{
    core::Moments moments;
    moments.samples = layers.a.rows();
    core::SidePair<core::Matrix> centred;
    for (const core::Side side : {core::Side::A, core::Side::B}) {
        moments.mean[side] = layers[side].colwise().mean();
        centred[side] = layers[side].rowwise() - moments.mean[side].transpose();
        moments.cross[side] = centred[side].transpose() * centred[side];
    }
    moments.crossBetween = centred.a.transpose() * centred.b;
    return moments;
}

} // namespace counterpart::test
