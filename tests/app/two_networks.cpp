#include "tests/app/two_networks.h"

namespace counterpart::test {

TwoNetworks::TwoNetworks(const QString& name) : folder(freshFolder(name))
{
    a = folder + "/a.h5";
    b = folder + "/b.h5";
    convA = reluActivations(kInputs * kPositions, kUnitsA, 4, 1, 2);
    convB = reluActivations(kInputs * kPositions, kUnitsB, 4, 1, 3);
    convB.col(2) = -convA.col(3) + 0.2f * convB.col(2); // strong, but negative

    const ActivationBlock fc = normalActivations(kInputs, 6, 4);
    std::vector<std::string> ids;
    for (Index i = 0; i < kInputs; ++i)
        ids.push_back("input " + std::to_string(i));
    const auto write = [&](const QString& path, const ActivationBlock& conv, const char* model) {
        Hdf5Fixture file(path.toStdString(), true);
        file.setAttribute("/", "model", std::string(model));
        file.setAttribute("/", "seed", 7);
        file.write("/activations/conv", {kInputs, conv.cols(), kRows, kColumns},
                   asChannelsFirst(conv));
        file.setAttribute("/activations/conv", "axes", std::string("NCHW"));
        file.setAttribute("/activations/conv", "rf_size", 7);
        file.setAttribute("/activations/conv", "rf_stride", 2);
        file.setAttribute("/activations/conv", "rf_offset", -3);
        const ActivationBlock rowMajor = fc.transpose();
        file.write("/activations/fc", {kInputs, 6},
                   std::vector<float>(rowMajor.data(), rowMajor.data() + rowMajor.size()));
        file.writeStrings("/inputs/id", ids);
    };
    write(a, convA, "first");
    write(b, convB, "second");
}

} // namespace counterpart::test
