#include "core/analysis/project_layer.h"

#include "core/io/activation_writer.h"
#include "core/io/network_file.h"

#include <algorithm>

namespace counterpart::core {

void writeProjected(const Network& network, LayerIndex layer, Positions positions,
                    const Projection& projection, const std::string& kind,
                    const std::filesystem::path& path, const Progress& progress)
{
    constexpr Index kValues = Index{1} << 21;
    const auto source = openActivations(network, layer, positions);
    const Index columns = source->columns();
    ActivationWriter writer(path, {network.layer(layer).name, source->inputs(),
                                   source->positions() / columns, columns, source->units()});
    writer.setAttribute("model", network.name);
    writer.setAttribute("projection", kind);
    writer.setAttribute("projection_directions", static_cast<double>(projection.directions()));
    writer.setAttribute("projection_variance", projection.variance);
    writer.copyInputs(network);
    const Index step =
        std::max<Index>(kValues / std::max<Index>(source->positions() * source->units(), 1), 1);
    for (Index done = 0; done < source->inputs(); done += step) {
        progress.checkpoint();
        const Index count = std::min(step, source->inputs() - done);
        ActivationBlock block(count * source->positions(), source->units());
        source->read(done, count, block);
        writer.append(projection.apply(block.cast<double>()).cast<float>());
        progress.report(static_cast<double>(done + count) / static_cast<double>(source->inputs()));
    }
    writer.commit();
}

} // namespace counterpart::core
