/// Another program that uses the installed library: prints the mean correlation of the one-to-one
/// partners of a layer of two networks.
#include "core/analysis/layer_pair_analysis.h"
#include "core/base/version.h"
#include "core/io/network_file.h"

#include <cstdio>
#include <exception>

using namespace counterpart;

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "usage: consumer A B LAYER\n");
        return 2;
    }
    try {
        const core::Network a = core::describeFile(argv[1]).front();
        const core::Network b = core::describeFile(argv[2]).front();
        const auto analysis = core::analyseLayerPair(
            {&a, &b}, {core::requireLayer(a, argv[3]), core::requireLayer(b, argv[3])}, {}, {});
        std::printf("counterpart %s: %.4f\n", core::version(), *analysis->matching.matchingMean);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "consumer: %s\n", error.what());
        return 1;
    }
    return 0;
}
