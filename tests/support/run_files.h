#pragma once

#include "tests/support/layered_network.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <random>
#include <string>
#include <vector>

namespace counterpart::test {

/// Two runs of three checkpoints, "good step 0" … and "bad step 0" …, with two layers of six and
/// five units. A good one at step s is s / 2 of a layer that all good ones share, the rest noise of
/// its own; a bad one is noise. At step 2 the good layer is the shared one but for its units'
/// order.
struct RunFiles
{
    QTemporaryDir folder;
    static constexpr core::Index kInputs = 200;

    QStringList write() const
    {
        std::mt19937 random(3);
        const core::ActivationBlock low = noise(random, 6);
        const core::ActivationBlock high = noise(random, 5);
        QStringList files;
        for (const bool isGood : {true, false}) {
            for (int step = 0; step < 3; ++step) {
                const float share = isGood ? float(step) / 2 : 0.0F;
                const std::string name =
                    std::string(isGood ? "good" : "bad") + " step " + std::to_string(step);
                const QString path =
                    folder.filePath(QString::fromStdString(name).replace(u' ', u'_') + ".h5");
                makeNetwork(path.toStdString(),
                            {{"low", mixed(low, share, random), 1, 1},
                             {"high", mixed(high, share, random), 1, 1}},
                            {{"step", double(step)}},
                            {{"model", name}, {"group", isGood ? "good" : "bad"}});
                files += path;
            }
        }
        return files;
    }

private:
    static core::ActivationBlock noise(std::mt19937& random, core::Index units)
    {
        std::normal_distribution<float> normal;
        return core::ActivationBlock::NullaryExpr(kInputs, units, [&] { return normal(random); });
    }

    static core::ActivationBlock mixed(const core::ActivationBlock& shared, float share,
                                       std::mt19937& random)
    {
        const core::ActivationBlock own = noise(random, shared.cols());
        return (share * shared + (1 - share) * own).rowwise().reverse();
    }
};

} // namespace counterpart::test
