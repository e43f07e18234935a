#pragma once

#include "core/base/progress.h"
#include "core/data/network.h"
#include "core/io/study_builder.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::cli {

/// The study of `--out STUDY`: collects what a command finds and writes it at the end. Where the
/// file is a study already, what it holds stays, except for what is found anew.
class StudyOutput
{
public:
    /// An empty path is no study. Throws UsageError where the file is one of the inputs or is no
    /// study, Error where it cannot be written.
    StudyOutput(const std::string& path, const std::vector<const core::Network*>& inputs);

    /// Whether there is one.
    explicit operator bool() const { return m_builder.has_value(); }

    core::NetId place(std::size_t input) const { return m_places.at(input); }
    void addPair(core::StudyPair pair);
    /// The document that --json prints.
    void setReport(const std::string& command, const std::string& json);
    /// For the provenance.
    void setSeed(std::uint64_t seed);
    void write(const core::Progress& progress);

private:
    std::string m_path;
    std::optional<core::StudyBuilder> m_builder;
    std::vector<core::NetId> m_places;
};

} // namespace counterpart::cli
