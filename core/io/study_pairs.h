#pragma once

#include "core/base/progress.h"
#include "core/io/hdf5_record.h"
#include "core/io/study.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// One pair of layers in a study, in a group of /pairs.

/// "0.conv1~1.conv1", for the layers of these inputs; "/" in a name becomes "|".
std::string pairName(const std::vector<StudyInput>& inputs, const StudyLayers& layers);

void writeStudyPair(RecordWriter& writer, const std::string& group, const StudyPair& pair,
                    const Progress& progress);

/// With `words` only the layers, options and warnings are read.
enum class PairContent { All, Words };
StudyPair readStudyPair(const RecordReader& reader, const std::string& group,
                        const std::vector<StudyInput>& inputs, PairContent content);

} // namespace counterpart::core
