#pragma once

#include "core/base/progress.h"
#include "core/io/hdf5_record.h"
#include "core/io/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace counterpart::core {

/// The inputs of a study, in groups /inputs/0, /inputs/1, …: the network in words, and of its file
/// what pictures need: ids, labels, names and filters as they are (each up to 64 MB), and of the
/// pictures of the probe inputs those that `wanted` names, the first ones first, up to 64 MB. These
/// stand in a dataset of the full length of which only they take room; others read as grey.

/// Copies nothing from a file that is missing, except from the study that it was read from.
void writeStudyInput(RecordWriter& writer, const std::string& group, const StudyInput& input,
                     const std::vector<InputIndex>& wanted, const std::filesystem::path& study,
                     const Progress& progress);

/// How a study at `study` names a file: relative to its folder, or from the root where that cannot
/// be (another drive).
std::filesystem::path pathInStudy(const std::filesystem::path& file,
                                  const std::filesystem::path& study);

/// The network as it was, without its path, and as the study keeps it.
StudyInput readStudyInput(const RecordReader& reader, const std::string& group,
                          const std::filesystem::path& study);

/// The inputs that the galleries of these pairs show of input number `place`, the best ones of all
/// units before the second ones.
std::vector<InputIndex> wantedPictures(const std::vector<StudyPair>& pairs, int place);

} // namespace counterpart::core
