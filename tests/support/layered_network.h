#pragma once

#include "core/base/types.h"
#include "core/io/network_file.h"
#include "tests/support/hdf5_fixture.h"

#include <map>
#include <string>
#include <vector>

namespace counterpart::test {

/// A layer of a network that a test makes.
struct MadeLayer
{
    std::string name;
    core::ActivationBlock values; ///< [inputs * rows * columns x units]
    core::Index rows = 1;
    core::Index columns = 1;
};

/// The values of a layer in the order of an NCHW (or NC) dataset.
inline std::vector<double> channelsFirst(const MadeLayer& layer)
{
    const core::Index positions = layer.rows * layer.columns;
    std::vector<double> values;
    for (core::Index input = 0; input < layer.values.rows() / positions; ++input)
        for (core::Index unit = 0; unit < layer.values.cols(); ++unit)
            for (core::Index position = 0; position < positions; ++position)
                values.push_back(
                    static_cast<double>(layer.values(input * positions + position, unit)));
    return values;
}

/// Writes the layers to one file, in that order, and describes it.
inline core::Network makeNetwork(const std::filesystem::path& path,
                                 const std::vector<MadeLayer>& layers,
                                 const std::map<std::string, double>& numbers = {},
                                 const std::map<std::string, std::string>& texts = {})
{
    {
        Hdf5Fixture file(path, true);
        for (const auto& [name, value] : numbers)
            file.setAttribute("/", name, value);
        for (const auto& [name, value] : texts)
            file.setAttribute("/", name, value);
        for (const MadeLayer& layer : layers) {
            const core::Index inputs = layer.values.rows() / (layer.rows * layer.columns);
            const std::string dataset = "/activations/" + layer.name;
            const bool isMap = layer.rows * layer.columns > 1;
            Hdf5Fixture::Shape shape{inputs, layer.values.cols()};
            if (isMap)
                shape.insert(shape.end(), {layer.rows, layer.columns});
            file.write(dataset, shape, channelsFirst(layer));
            file.setAttribute(dataset, "axes", std::string(isMap ? "NCHW" : "NC"));
        }
    }
    return core::describeFile(path).front();
}

/// The mean over the positions of each input, by its definition.
inline core::Matrix overPositions(const MadeLayer& layer)
{
    const core::Index positions = layer.rows * layer.columns;
    core::Matrix means(layer.values.rows() / positions, layer.values.cols());
    for (core::Index input = 0; input < means.rows(); ++input)
        means.row(input) =
            layer.values.middleRows(input * positions, positions).cast<double>().colwise().mean();
    return means;
}

} // namespace counterpart::test
