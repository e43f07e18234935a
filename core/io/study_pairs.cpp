#include "core/io/study_pairs.h"

#include "core/base/json_text.h"
#include "core/data/unit_place.h"
#include "core/io/study_records.h"
#include "core/io/study_text.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace counterpart::core {

using Json = nlohmann::json;

namespace {

constexpr std::array kSides{Side::A, Side::B};

const Layer& layerOf(const std::vector<StudyInput>& inputs, LayerRef ref)
{
    return inputs.at(static_cast<std::size_t>(ref.net.value)).network->layer(ref.layer);
}

std::string numbered(const std::string& group, std::size_t number)
{
    return group + '/' + std::to_string(number);
}

Json readingToJson(const StudyPair& pair)
{
    const LayerPairAnalysis& analysis = *pair.analysis;
    const LayerPairStatistics& statistics = analysis.statistics;
    Json sides = Json::array();
    for (const Side side : kSides)
        sides.push_back({{"input", pair.layers[side].net.value},
                         {"layer", pair.layers[side].layer.value},
                         {"name", analysis.layer[side]}});
    return {{"layers", sides},
            {"options", passToJson(analysis.options.pass)},
            {"signed", analysis.options.matching.isSigned},
            {"warnings", analysis.warnings},
            {"dropped_samples", statistics.droppedSamples},
            {"seconds",
             {{"read", statistics.readSeconds},
              {"moments", statistics.computeSeconds},
              {"matching", analysis.matchingSeconds}}}};
}

/// Throws std::exception for what is not as written.
LayerRef layerFromJson(const Json& json, const std::vector<StudyInput>& inputs)
{
    const LayerRef ref{{json.at("input").get<int>()}, {json.at("layer").get<int>()}};
    const auto isIn = [](int place, std::size_t count) {
        return place >= 0 && static_cast<std::size_t>(place) < count;
    };
    if (!isIn(ref.net.value, inputs.size()) ||
        !isIn(ref.layer.value,
              inputs[static_cast<std::size_t>(ref.net.value)].network->layers.size()))
        throw std::invalid_argument("it names an input or a layer that the study does not have");
    return ref;
}

void readingFromJson(const Json& json, const std::vector<StudyInput>& inputs, StudyPair& pair,
                     LayerPairAnalysis& analysis)
{
    pair.layers = {layerFromJson(json.at("layers").at(0), inputs),
                   layerFromJson(json.at("layers").at(1), inputs)};
    for (const Side side : kSides)
        analysis.layer[side] = layerOf(inputs, pair.layers[side]).name;
    analysis.options.pass = passFromJson(json.at("options"));
    analysis.options.matching.isSigned = json.at("signed");
    analysis.warnings = json.at("warnings").get<std::vector<std::string>>();
    analysis.statistics.droppedSamples = json.at("dropped_samples");
    analysis.statistics.readSeconds = json.at("seconds").at("read");
    analysis.statistics.computeSeconds = json.at("seconds").at("moments");
    analysis.matchingSeconds = json.at("seconds").at("matching");
}

void writeInformation(RecordWriter& writer, const std::string& group,
                      const StudyInformation& information)
{
    Json words = informationToJson(information.options);
    words["samples"] = information.rows;
    writer.write(group + "/options", words.dump());
    writePairMatrices(writer, group, information.values);
    writeUnits(writer, group + "/constant_a", information.constant.a);
    writeUnits(writer, group + "/constant_b", information.constant.b);
    writeMatching(writer, group + "/matching", information.matching);
}

std::shared_ptr<const StudyInformation>
readInformation(const RecordReader& reader, const std::string& group, const SidePair<Index>& units)
{
    auto information = std::make_shared<StudyInformation>();
    readWords(reader, group + "/options", [&](const Json& words) {
        information->options = informationFromJson(words);
        information->rows = words.at("samples");
    });
    information->values = readPairMatrices(reader, group, units);
    information->constant = {readUnits(reader, group + "/constant_a", units.a),
                             readUnits(reader, group + "/constant_b", units.b)};
    information->matching = readMatching(reader, group + "/matching", units);
    return information;
}

void writeMatchings(RecordWriter& writer, const std::string& group, const StudyPair& pair)
{
    const auto write = [&](const MatchingOptions& options, const Matching& matching) {
        writeMatching(writer,
                      group + (options.isSigned ? "/matching/signed" : "/matching/absolute"),
                      matching);
    };
    const MatchingOptions& own = pair.analysis->options.matching;
    write(own, pair.analysis->matching);
    for (const auto& [options, matching] : pair.matchings) {
        if (!(options == own))
            write(options, *matching);
    }
}

void readMatchings(const RecordReader& reader, const std::string& group,
                   const SidePair<Index>& units, StudyPair& pair, LayerPairAnalysis& analysis)
{
    const auto dataset = [&](bool isSigned) {
        return group + (isSigned ? "/matching/signed" : "/matching/absolute");
    };
    const bool own = analysis.options.matching.isSigned;
    analysis.matching = readMatching(reader, dataset(own), units);
    if (reader.has(dataset(!own)))
        pair.matchings.emplace_back(
            MatchingOptions{!own},
            std::make_shared<const Matching>(readMatching(reader, dataset(!own), units)));
}

std::shared_ptr<const Moments> readOptionalMoments(const RecordReader& reader,
                                                   const std::string& group,
                                                   const SidePair<Index>& units)
{
    return reader.has(group) ? std::make_shared<const Moments>(readMoments(reader, group, units))
                             : nullptr;
}

void readArrays(const RecordReader& reader, const std::string& group,
                const std::vector<StudyInput>& inputs, StudyPair& pair, LayerPairAnalysis& analysis)
{
    SidePair<Index> units;
    const Positions positions = analysis.options.pass.policy.positions;
    LayerPairStatistics& statistics = analysis.statistics;
    for (const Side side : kSides) {
        units[side] = unitCount(layerOf(inputs, pair.layers[side]), positions);
        const auto& input = inputs[static_cast<std::size_t>(pair.layers[side].net.value)];
        statistics.profile[side] =
            readProfile(reader, group + (side == Side::A ? "/profile_a" : "/profile_b"),
                        units[side], input.network->inputs.count);
    }
    statistics.moments = readMoments(reader, group + "/moments", units);
    if (statistics.moments.samples < 2)
        reader.refuse(group + "/moments/samples", "is less than 2.");
    for (std::size_t f = 0; reader.has(numbered(group + "/folds", f)); ++f)
        statistics.folds.push_back(readMoments(reader, numbered(group + "/folds", f), units));
    pair.doubles = readOptionalMoments(reader, group + "/double_moments", units);
    pair.shuffled = readOptionalMoments(reader, group + "/shuffled_moments", units);
    analysis.correlation = correlate(statistics);
    readMatchings(reader, group, units, pair, analysis);
    for (std::size_t k = 0; reader.has(numbered(group + "/mi", k)); ++k)
        pair.information.push_back(readInformation(reader, numbered(group + "/mi", k), units));
}

} // namespace

std::string pairName(const std::vector<StudyInput>& inputs, const StudyLayers& layers)
{
    const auto side = [&](LayerRef ref) {
        std::string name = std::to_string(ref.net.value) + '.' + layerOf(inputs, ref).name;
        std::ranges::replace(name, '/', '|');
        return name;
    };
    return side(layers.a) + '~' + side(layers.b);
}

void writeStudyPair(RecordWriter& writer, const std::string& group, const StudyPair& pair,
                    const Progress& progress)
{
    const LayerPairStatistics& statistics = pair.analysis->statistics;
    writer.write(group + "/reading", jsonText(readingToJson(pair), 1));
    progress.checkpoint();
    writeMoments(writer, group + "/moments", statistics.moments);
    for (std::size_t f = 0; f < statistics.folds.size(); ++f) {
        progress.checkpoint();
        writeMoments(writer, numbered(group + "/folds", f), statistics.folds[f]);
    }
    if (pair.doubles)
        writeMoments(writer, group + "/double_moments", *pair.doubles);
    if (pair.shuffled)
        writeMoments(writer, group + "/shuffled_moments", *pair.shuffled);
    writeProfile(writer, group + "/profile_a", statistics.profile.a);
    writeProfile(writer, group + "/profile_b", statistics.profile.b);
    writeMatchings(writer, group, pair);
    for (std::size_t k = 0; k < pair.information.size(); ++k) {
        progress.checkpoint();
        writeInformation(writer, numbered(group + "/mi", k), *pair.information[k]);
    }
}

StudyPair readStudyPair(const RecordReader& reader, const std::string& group,
                        const std::vector<StudyInput>& inputs, PairContent content)
{
    StudyPair pair;
    auto analysis = std::make_shared<LayerPairAnalysis>();
    readWords(reader, group + "/reading",
              [&](const Json& words) { readingFromJson(words, inputs, pair, *analysis); });
    if (content == PairContent::All)
        readArrays(reader, group, inputs, pair, *analysis);
    pair.analysis = std::move(analysis);
    return pair;
}

} // namespace counterpart::core
