#pragma once

#include "core/analysis/layer_pair_analysis.h"
#include "core/analysis/mutual_information.h"
#include "core/analysis/null_model.h"
#include "core/io/fingerprint.h"
#include "core/io/network_file.h"
#include "core/io/study.h"

#include <memory>
#include <string>

namespace counterpart::test {

/// A network as a study speaks of it.
inline core::StudyInput studyInput(const std::string& path)
{
    core::StudyInput input;
    input.network = std::make_shared<const core::Network>(core::describeFile(path).front());
    input.fingerprint = core::fingerprintOf(path);
    return input;
}

/// One pair of layers of two files, with everything that a study can hold of it.
inline core::Study studyOf(const std::string& a, const std::string& b, const std::string& layer)
{
    core::Study study;
    study.inputs = {studyInput(a), studyInput(b)};
    const core::SidePair<const core::Network*> networks{study.inputs[0].network.get(),
                                                        study.inputs[1].network.get()};
    const core::SidePair<core::LayerIndex> layers{networks.a->findLayer(layer),
                                                  networks.b->findLayer(layer)};
    core::StudyPair pair;
    pair.layers = {{core::NetId{0}, layers.a}, {core::NetId{1}, layers.b}};
    core::AnalysisOptions options;
    options.pass.foldShares = {0.2};
    options.pass.policy.seed = 7;
    pair.analysis = core::analyseLayerPair(networks, layers, options, {});
    pair.matchings.emplace_back(
        core::MatchingOptions{false},
        std::make_shared<const core::Matching>(core::rematch(*pair.analysis, {false}, {})));
    const auto counted = core::analyseMutualInformation(networks, layers, options.pass, {}, {});
    pair.information.push_back(
        std::make_shared<const core::StudyInformation>(core::StudyInformation{
            {},
            counted->rows,
            counted->values(true),
            counted->constant,
            core::matchByInformation(*counted, pair.analysis->correlation.dead, {})}));
    pair.shuffled = std::make_shared<const core::Moments>(
        core::shuffledMoments(networks, layers, options.pass, 3, {}));
    study.pairs = {pair};
    study.provenance.name = "a test";
    study.provenance.seeds["positions"] = 7;
    study.reports["analyze"] = R"({"pairs":[]})";
    study.view = R"({"workspace":"Gallery"})";
    return study;
}

} // namespace counterpart::test
