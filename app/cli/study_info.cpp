#include "cli/study_info.h"

#include "cli/text_table.h"

#include "core/io/fingerprint.h"

namespace counterpart::cli {

using Json = nlohmann::ordered_json;

namespace {

/// "there", "changed since" or "missing".
std::string stateOf(const core::StudyInput& input)
{
    std::error_code error;
    if (!std::filesystem::exists(input.network->path, error))
        return "missing";
    return core::isUnchanged(input.network->path, input.fingerprint) ? "there" : "changed since";
}

std::string readingOf(const core::StudyPair& pair)
{
    const core::PositionPolicy& policy = pair.analysis->options.pass.policy;
    return std::string("positions ") + toString(policy.positions) +
           (policy.maxSamples > 0 ? ", " + std::to_string(policy.maxSamples) + " samples" : "") +
           ", seed " + std::to_string(policy.seed);
}

const std::string& nameOf(const core::Study& study, core::LayerRef ref)
{
    return study.inputs[static_cast<std::size_t>(ref.net.value)].network->name;
}

} // namespace

std::string studyText(const std::string& path, const core::Study& study)
{
    std::string text = path + "\n  study, written by " + study.provenance.program + ' ' +
                       study.provenance.version + "\n\n";
    std::vector<TextRow> inputs{{"network", "file", "is"}};
    for (const core::StudyInput& input : study.inputs)
        inputs.push_back({input.network->name, input.network->path.string(), stateOf(input)});
    text += formatTable(inputs, inputs.front().size());
    if (!study.pairs.empty()) {
        std::vector<TextRow> pairs{{"layer A", "layer B", "read with"}};
        for (const core::StudyPair& pair : study.pairs)
            pairs.push_back({nameOf(study, pair.layers.a) + " " + pair.analysis->layer.a,
                             nameOf(study, pair.layers.b) + " " + pair.analysis->layer.b,
                             readingOf(pair)});
        text += '\n' + formatTable(pairs, pairs.front().size());
    }
    for (const auto& [name, report] : study.reports) {
        if (!name.starts_with(core::kKeptReport))
            text += "\nresults of " + name;
    }
    return study.reports.empty() ? text : text + '\n';
}

Json studyJson(const std::string& path, const core::Study& study)
{
    Json json{{"path", path},
              {"version", study.provenance.version},
              {"inputs", Json::array()},
              {"pairs", Json::array()},
              {"reports", Json::array()}};
    for (const core::StudyInput& input : study.inputs)
        json["inputs"].push_back({{"path", input.network->path.string()},
                                  {"model", input.network->name},
                                  {"samples", input.network->inputs.count},
                                  {"state", stateOf(input)}});
    for (const core::StudyPair& pair : study.pairs)
        json["pairs"].push_back({{"model_a", nameOf(study, pair.layers.a)},
                                 {"layer_a", pair.analysis->layer.a},
                                 {"model_b", nameOf(study, pair.layers.b)},
                                 {"layer_b", pair.analysis->layer.b},
                                 {"reading", readingOf(pair)}});
    for (const auto& [name, report] : study.reports) {
        if (!name.starts_with(core::kKeptReport))
            json["reports"].push_back(name);
    }
    return json;
}

} // namespace counterpart::cli
