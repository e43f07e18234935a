#pragma once

#include "core/base/progress.h"
#include "core/io/data_table.h"
#include "core/io/study.h"

#include <string>
#include <vector>

namespace counterpart::cli {

/// Something that `export --what` names.
struct StudyTable
{
    const char* name;
    const char* description;
    /// Tables of a pair of layers, computed from what the study keeps; null where `ofStudy` is set.
    std::vector<core::DataTable> (*ofPair)(const core::StudyPair& pair,
                                           const core::Progress& progress);
    /// Tables of the whole study. Throws InputError where it does not hold them.
    std::vector<core::DataTable> (*ofStudy)(const core::Study& study);
};

/// In the order of the help.
const std::vector<StudyTable>& studyTables();
/// Throws UsageError, naming what there is, for any other name.
const StudyTable& studyTableNamed(const std::string& name);

} // namespace counterpart::cli
