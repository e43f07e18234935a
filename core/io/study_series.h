#pragma once

#include "core/analysis/cca_null.h"
#include "core/similarity/sequence_time.h"

#include <memory>
#include <string>

namespace counterpart::core {

/// Results of one layer or one pair as JSON texts, kept in a study as those of study_similarity.h
/// are. Null for what is not such a text, or of another layer, period or number of coefficients.
std::string sequenceTimeToText(const SequenceTime& sequence);
std::shared_ptr<const SequenceTime> sequenceTimeFromText(const std::string& text,
                                                         const std::string& layer,
                                                         const SequenceTimeOptions& options);

std::string nullBandToText(const CcaNullBand& band);
std::shared_ptr<const CcaNullBand> nullBandFromText(const std::string& text, Index coefficients);

} // namespace counterpart::core
