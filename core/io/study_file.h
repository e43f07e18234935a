#pragma once

#include "core/base/progress.h"
#include "core/io/study.h"

#include <filesystem>
#include <string>

namespace counterpart::core {

/// Study files (formats.md), `.counterpart`: HDF5 behind a line of text (sealed_file.h).
///
///     /provenance                      JSON: program, options, seeds, inputs and their
///     fingerprints /inputs/<i>/…                    study_inputs.h /pairs/<a>~<b>/reading JSON:
///     layers, options, warnings /pairs/<a>~<b>/moments, /folds/<f>, /double_moments,
///     /shuffled_moments /pairs/<a>~<b>/profile_a, /profile_b, /matching/<k>, /mi/<k>
///     /reports/<name>, /view           JSON
///
/// where <a> is "<i>.<layer>". The arrays of each group are told in study_records.h.
inline constexpr int kStudyVersion = 1;
inline constexpr const char* kStudySuffix = ".counterpart";

/// Writes the study, or leaves what was there (replaceSealed()). Paths of inputs become relative to
/// it. What the pictures of the galleries need is copied out of the inputs' files where these are
/// there. Throws Error (Runtime) where the disk refuses, Cancelled.
void writeStudy(const std::filesystem::path& path, const Study& study, const Progress& progress);

/// Reads and checks all of it; no activation is looked for. Throws InputError that names the file,
/// the dataset, what was found and what was expected.
Study readStudy(const std::filesystem::path& path, const Progress& progress);

/// Only what the study is: inputs, provenance, reports, view, and of each pair the layers and
/// options; no arrays (the analyses have no numbers, no matching).
Study readStudyWords(const std::filesystem::path& path, const Progress& progress);

/// Whether the file is a study, by its first bytes.
bool isStudy(const std::filesystem::path& path);

} // namespace counterpart::core
