#pragma once

#include "core/analysis/activation_profile.h"
#include "core/analysis/matching.h"
#include "core/analysis/moments.h"
#include "core/io/hdf5_record.h"
#include "core/io/study.h"

#include <string>

namespace counterpart::core {

/// The arrays of a study, each kind in a group of its own. `units` is what each side is expected to
/// have. What is read is checked: shapes, types, finite numbers, and that indices point at what is
/// there (RecordReader::refuse).

/// mean_a, mean_b, cross_a, cross_b, cross_between, samples; `precision` is "single" or "double".
void writeMoments(RecordWriter& writer, const std::string& group, const Moments& moments);
Moments readMoments(const RecordReader& reader, const std::string& group,
                    const SidePair<Index>& units);

/// Ranges, histograms and top samples of one side's units; `inputs` is how many there are.
void writeProfile(RecordWriter& writer, const std::string& group, const LayerProfile& profile);
LayerProfile readProfile(const RecordReader& reader, const std::string& group, Index units,
                         Index inputs);

/// What each unit is matched with; the summary is a dataset of its own.
void writeMatching(RecordWriter& writer, const std::string& group, const Matching& matching);
Matching readMatching(const RecordReader& reader, const std::string& group,
                      const SidePair<Index>& units);

void writeUnits(RecordWriter& writer, const std::string& dataset,
                const std::vector<UnitIndex>& units);
/// Rising numbers from 0 to below `count`.
std::vector<UnitIndex> readUnits(const RecordReader& reader, const std::string& dataset,
                                 Index count);

/// The matrices; within-net ones only where they are there.
void writePairMatrices(RecordWriter& writer, const std::string& group, const PairMatrices& values);
PairMatrices readPairMatrices(const RecordReader& reader, const std::string& group,
                              const SidePair<Index>& units);

} // namespace counterpart::core
