#pragma once

#include "tests/support/layered_network.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace counterpart::test {

/// Three networks "first", "second" and "third" of the same layers "low" and "high", but for the
/// order of their units and a little noise of their own: unit j of network n is unit
/// permutations[n][layer][j] of the first one. "fourth" has the layer "low" alone, with two units
/// fewer: units 0 and 1 of the first one are not in it.
struct PermutedNetworks
{
    static constexpr int kUnits = 7;
    static constexpr core::Index kInputs = 150;

    QTemporaryDir folder;
    /// [network][layer][unit]
    std::vector<std::vector<std::vector<int>>> permutations{
        {{0, 1, 2, 3, 4, 5, 6}, {0, 1, 2, 3, 4, 5, 6}},
        {{3, 1, 6, 0, 2, 5, 4}, {6, 5, 4, 3, 2, 1, 0}},
        {{5, 2, 0, 1, 6, 4, 3}, {1, 2, 3, 4, 5, 6, 0}},
        {{4, 2, 6, 5, 3}}};

    QStringList write() const
    {
        std::mt19937 random(11);
        const std::vector<std::string> names{"first", "second", "third", "fourth"};
        const std::vector<std::string> layers{"low", "high"};
        const std::vector<core::ActivationBlock> shared{noise(random, kUnits),
                                                        noise(random, kUnits)};
        QStringList files;
        for (std::size_t net = 0; net < names.size(); ++net) {
            std::vector<MadeLayer> made;
            for (std::size_t layer = 0; layer < permutations[net].size(); ++layer) {
                const std::vector<int>& units = permutations[net][layer];
                core::ActivationBlock values =
                    0.1F * noise(random, static_cast<core::Index>(units.size()));
                for (std::size_t unit = 0; unit < units.size(); ++unit)
                    values.col(static_cast<core::Index>(unit)) += shared[layer].col(units[unit]);
                made.push_back({layers[layer], values, 1, 1});
            }
            files += folder.filePath(QString::fromStdString(names[net]) + ".h5");
            makeNetwork(files.back().toStdString(), made, {}, {{"model", names[net]}});
        }
        return files;
    }

private:
    static core::ActivationBlock noise(std::mt19937& random, core::Index units)
    {
        std::normal_distribution<float> normal;
        return core::ActivationBlock::NullaryExpr(kInputs, units, [&] { return normal(random); });
    }
};

} // namespace counterpart::test
