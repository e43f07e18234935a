#include "core/io/study_series.h"

#include "core/base/json_text.h"
#include "core/io/grid_json.h"

namespace counterpart::core {

using Json = nlohmann::json;

namespace {

std::shared_ptr<SequenceTime> sequenceFrom(const Json& json)
{
    auto sequence = std::make_shared<SequenceTime>();
    sequence->layer = json.at("layer");
    sequence->options.period = json.at("period");
    sequence->measures = measuresFromJson(json.at("measures"));
    if (sequence->options.period < 2)
        throw std::invalid_argument("a period that is none");
    sequence->values = gridFromJson(json.at("values"), sequence->measures.size(),
                                    static_cast<std::size_t>(sequence->options.period));
    sequence->samples = json.at("samples");
    sequence->warnings = json.at("warnings").get<std::vector<std::string>>();
    return sequence;
}

std::shared_ptr<CcaNullBand> bandFrom(const Json& json)
{
    auto band = std::make_shared<CcaNullBand>();
    band->low = vectorFromJson(json.at("low"));
    band->high = vectorFromJson(json.at("high"));
    band->mean = json.at("mean");
    band->meanLow = json.at("mean_low");
    band->meanHigh = json.at("mean_high");
    if (band->low.size() != band->high.size())
        throw std::invalid_argument("a band that is not whole");
    return band;
}

} // namespace

std::string sequenceTimeToText(const SequenceTime& sequence)
{
    return jsonText(Json{{"layer", sequence.layer},
                         {"period", sequence.options.period},
                         {"measures", measuresToJson(sequence.measures)},
                         {"values", gridToJson(sequence.values)},
                         {"samples", sequence.samples},
                         {"warnings", sequence.warnings}});
}

std::shared_ptr<const SequenceTime> sequenceTimeFromText(const std::string& text,
                                                         const std::string& layer,
                                                         const SequenceTimeOptions& options)
{
    const std::shared_ptr<SequenceTime> sequence = resultFromText(text, &sequenceFrom);
    if (!sequence || sequence->layer != layer || sequence->options.period != options.period)
        return nullptr;
    sequence->options = options;
    return sequence;
}

std::string nullBandToText(const CcaNullBand& band)
{
    return jsonText(Json{{"low", numbersOf(band.low)},
                         {"high", numbersOf(band.high)},
                         {"mean", band.mean},
                         {"mean_low", band.meanLow},
                         {"mean_high", band.meanHigh}});
}

std::shared_ptr<const CcaNullBand> nullBandFromText(const std::string& text, Index coefficients)
{
    const std::shared_ptr<CcaNullBand> band = resultFromText(text, &bandFrom);
    return band && band->low.size() == coefficients ? band : nullptr;
}

} // namespace counterpart::core
